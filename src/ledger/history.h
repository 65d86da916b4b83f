#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"
#include "ledger/item.h"
#include "ledger/pipeline.h"
#include "ledger/runs.h"

namespace telar::ledger {

/// An item as people see it.
struct ItemRecord {
  Item item;
  std::string reason;  ///< Of the outcome.
  StoredError error;   ///< Of the last attempt that failed.
  RunId run;           ///< That planned, claimed or ended it last.
  Instant created{};   ///< First planned.
  Instant updated{};
  Instant not_before{};             ///< When a planned item is due.
  std::optional<Instant> finished;  ///< When it became final.
  std::optional<Instant> lease_until;
};

/// One claim of an item and how it ended.
struct AttemptRecord {
  ItemId item;
  std::int64_t token = 0;  ///< 1, 2, … over the item's life.
  RunId run;
  Owner owner;
  Instant started{};
  std::optional<Instant> finished;
  /// "" while it runs, a final state's name, or "retried", "released" (drained), "lost" (its
  /// process died or its lease expired).
  std::string ended;
  Stage from, to;  ///< Stage at its start, and at its end.
  StoredError error;
};

struct RejectRecord {
  std::int64_t id = 0;
  ItemId item;
  RunId run;
  Reject reject;
  Instant created{};
};

struct StateCount {
  std::string pipeline;
  State state = State::kPlanned;
  Stage stage;
  std::int64_t items = 0;
};

/// What was done: the ledger's read side, for `telar runs`, the status, the dashboard and metrics.
/// Pages are newest first; the id of the last entry asks for the next page. Safe to use from
/// several threads.
class History {
 public:
  /// The references must outlive the object.
  History(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// kNotFound when there is none.
  Result<ItemRecord> Get(ItemId item) const;
  Result<ItemRecord> Find(std::string_view pipeline, std::string_view key) const;
  /// The same as the caller's transaction sees it.
  static Result<ItemRecord> FindIn(db::Connection& transaction, std::string_view pipeline,
                                   std::string_view key);
  struct ItemFilter {
    std::string pipeline{};       ///< "" for all.
    std::vector<State> states{};  ///< Empty for all.
    std::optional<RunId> run{};   ///< Items this run claimed at least once.
    std::optional<ItemId> before{};
    int limit = 50;
  };
  Result<std::vector<ItemRecord>> Items(const ItemFilter& filter) const;
  /// What the item's last outcome counted.
  Result<std::map<std::string, std::int64_t>> Counts(ItemId item) const;
  /// Newest first.
  Result<std::vector<AttemptRecord>> Attempts(ItemId item) const;

  struct RejectFilter {
    std::string pipeline{};  ///< "" for all.
    std::optional<RunId> run{};
    std::optional<ItemId> item{};
    std::optional<std::int64_t> before{};
    int limit = 50;
  };
  Result<std::vector<RejectRecord>> Rejects(const RejectFilter& filter) const;

  /// Items by pipeline, state and stage; `pipeline` "" for all.
  Result<std::vector<StateCount>> CountByState(std::string_view pipeline) const;
  /// How long the oldest planned item has been waiting since it was planned or reopened; nothing
  /// when none is planned. The alarm for work that nobody does.
  Result<std::optional<Duration>> OldestPlanned(std::string_view pipeline) const;

 private:
  db::Database& database_;
  const Clock& clock_;
};

}  // namespace telar::ledger
