#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/result.h"
#include "core/time.h"

namespace telar::ledger {

/// Where a work item stands.
///
///   planned → running → done | empty | review | rejected | failed
///
/// A retry, an expired lease or a drained worker takes a running item back to planned; its stage
/// stays, so that work resumes where it was. done, empty, review and rejected are final until a
/// person or a new plan reopens the item; failed means the attempts are used up or a retry would
/// not help, and only a person reopens it.
enum class State { kPlanned, kRunning, kDone, kEmpty, kReview, kRejected, kFailed };
std::string_view StateName(State state);          ///< "planned", …; what the tables hold.
Result<State> ParseState(std::string_view name);  ///< kInvalidInput for another word.
bool IsFinal(State state);                        ///< Neither planned nor running.

/// How far the work on an item got, in the pipeline's own words ("fetched", "loaded"), at most 64
/// bytes; empty before the first stage. The ledger stores it and compares it for equality only.
using Stage = std::string;

/// An item as planned by a pipeline. (pipeline, key) is unique for ever.
struct NewItem {
  std::string key;      ///< What the item is: a document's hash, a till window; 1 to 255 bytes.
  std::string label;    ///< What a person calls it: a file name, "store 3, 2026-01-02".
  std::string payload;  ///< JSON for Process; less than 64 KiB.
  /// An item with this key that is done, empty, review or rejected is planned again from stage
  /// `reopen_stage` (a duplicate whose source must go, a window to read again), with this label and
  /// payload. Never one that failed: its work up to that stage may be missing. Without it an item
  /// the ledger knows stays as it is.
  std::optional<Stage> reopen_stage;
};

/// An item as Process sees it.
struct Item {
  ItemId id;
  std::string pipeline, key, label, payload;
  State state = State::kPlanned;
  Stage stage;
  int attempts = 0;  ///< Claims since it was planned or reopened, this one included.
};

/// What came of processing an item.
struct Outcome {
  State state = State::kDone;                  ///< done, empty, review or rejected.
  std::map<std::string, std::int64_t> counts;  ///< "rows": 12, "lines_rejected": 1.
  std::string reason;                          ///< Why review or rejected; "" for done.
};

/// One of `count` disjoint parts of a pipeline's items, so that several workers share them without
/// meeting: the items whose ShardHash is `index` modulo `count`.
struct Shard {
  int index = 0;  ///< 0 … count - 1.
  int count = 1;  ///< 1 is everything.

  /// Reads "0/4" … "3/4"; kInvalidInput for another form or an index outside.
  static Result<Shard> Parse(std::string_view text);
  std::string ToString() const;  ///< "0/4"; "" for everything.
  bool all() const { return count == 1; }
};

/// The first 31 bits of the key's SHA-256: the same in every version and on every machine.
std::int64_t ShardHash(std::string_view key);

}  // namespace telar::ledger
