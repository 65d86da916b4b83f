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
/// person or a new plan reopens the item; failed means the attempts are used up.
enum class State { kPlanned, kRunning, kDone, kEmpty, kReview, kRejected, kFailed };
std::string_view StateName(State state);           ///< "planned", …; what the tables hold.
Result<State> ParseState(std::string_view name);   ///< kInvalidInput for another word.

/// How far the work on an item got, in the pipeline's own words ("fetched", "loaded"); empty before
/// the first stage. The ledger stores it and compares it for equality only.
using Stage = std::string;

/// An item as planned by a pipeline. (pipeline, key) is unique for ever.
struct NewItem {
  std::string key;       ///< What the item is: a document's hash, a till window.
  std::string label;     ///< What a person calls it: a file name, "store 3, 2026-01-02".
  std::string payload;   ///< JSON for Process; at most 64 KiB.
  /// A final item with this key is planned again from stage `reopen_stage` (a duplicate whose source
  /// must go, a window to read again); empty: a final item stays as it is.
  std::optional<Stage> reopen_stage;
};

/// An item as Process sees it.
struct Item {
  ItemId id;
  std::string pipeline, key, label, payload;
  State state = State::kPlanned;
  Stage stage;
  int attempts = 0;      ///< Claims so far, this one included.
};

/// What came of processing an item.
struct Outcome {
  State state = State::kDone;                  ///< A final state other than failed.
  std::map<std::string, std::int64_t> counts;  ///< "rows": 12, "lines_rejected": 1.
  std::string reason;                          ///< Why review or rejected; "" for done.
};

}  // namespace telar::ledger
