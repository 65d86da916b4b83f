#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"
#include "ledger/item.h"

namespace telar::ledger {

struct PlanCounts {
  std::int64_t added = 0;     ///< Keys the ledger did not know.
  std::int64_t reopened = 0;  ///< Final items planned again.
  std::int64_t total() const { return added + reopened; }
};

/// What is to be done: items enter, and come back, as planned. Safe to use from several threads.
class Backlog {
 public:
  /// The references must outlive the object.
  Backlog(db::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// Inserts the items that are missing and reopens those that ask for it, all or none, in one
  /// transaction with set-based statements. Of several with the same key the first counts. Several
  /// planners at once are harmless. kInvalidInput for a key that is empty, longer than 255 bytes or
  /// not UTF-8, and for a payload of 64 KiB or more.
  Result<PlanCounts> Plan(const RunId& run, std::string_view pipeline,
                          std::span<const NewItem> items);
  /// Indexes of the items that Plan would add or reopen now; writes nothing (for a dry run).
  Result<std::vector<std::size_t>> Preview(std::string_view pipeline,
                                           std::span<const NewItem> items) const;

  /// A person's wish: failed items are planned again at their stage with all their attempts.
  /// Returns how many were failed; others stay as they are.
  Result<std::int64_t> Retry(std::span<const ItemId> items);
  /// Every failed item of the pipeline.
  Result<std::int64_t> RetryAll(std::string_view pipeline);
  /// A person's decision: items in any final state are planned again from `stage`, in the caller's
  /// transaction, so that what was decided and "do it again" are one commit. Returns how many.
  Result<std::int64_t> Reopen(db::Connection& transaction, std::span<const ItemId> items,
                              const Stage& stage);
  /// A person's decision that ends an item without work: one that is final or planned becomes
  /// `state` (review or rejected) with `reason`, in the caller's transaction; its stage stays, and
  /// when it ended, where it was in that state before. False when it is running or unknown.
  /// kInvalidInput for another state.
  Result<bool> Settle(db::Connection& transaction, ItemId item, State state,
                      std::string_view reason);

 private:
  db::Database& database_;
  const Clock& clock_;
};

}  // namespace telar::ledger
