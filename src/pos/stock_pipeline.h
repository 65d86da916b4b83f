#pragma once

#include <string>
#include <vector>

#include "ledger/pipeline.h"
#include "pos/job_locks.h"
#include "pos/tills.h"

namespace telar::pos {

/// The stock of the tills' warehouses becomes `inventario_actual` and its history. An item is one
/// warehouse of one location ("tienda_01/APP-TPF"), planned again by every run.
///
///   ""  ──fetch, archive──▶ fetched ──one transaction──▶ loaded
///
/// Outcomes: done; review "count_differs" (the source claims other numbers than it sends: what came
/// is not loaded, for a cut list would take products out) or "all_rejected" (nothing that came is a
/// row); empty (the till has no product there, and none was known). An answer past the guard is
/// asked for again; then the item fails with kContractBroken and the old rows stay. Counts: rows,
/// inserted, changed, unchanged, removed, products, prices, doubled, rejected.
class StockPipeline final : public ledger::Pipeline {
 public:
  /// `wanted` are ids of locations; empty for every active one.
  StockPipeline(Tills tills, std::vector<std::string> wanted)
      : tills_(std::move(tills)),
        wanted_(std::move(wanted)),
        locks_(tills_.ledger->locks(), *tills_.clock, tills_.lock, tills_.lock_patience) {}

  std::string_view name() const override { return "pos.stock"; }
  /// As that of SalesPipeline.
  Result<std::vector<ledger::NewItem>> Plan(const ledger::PlanRequest& request) override;
  Result<ledger::Outcome> Process(const ledger::Item& item, ledger::Progress& progress) override;

 private:
  struct Work;
  struct Loaded;
  Status Fetch(Work& work);
  Result<Loaded> Load(Work& work, bool last_look);

  const Tills tills_;
  const std::vector<std::string> wanted_;
  JobLocks locks_;
};

}  // namespace telar::pos
