#pragma once

#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "ledger/pipeline.h"
#include "pos/job_locks.h"
#include "pos/sales_window.h"
#include "pos/tills.h"

namespace telar::pos {

/// Which windows a run wants; called once a run, with a connection for what the tables know.
using SalesPlan = std::function<Result<std::vector<SalesWindow>>(db::Connection&)>;

/// Windows of the tills' sales become rows of `ventas`.
///
///   ""  ──fetch, archive──▶ fetched ──one transaction: rows, coverage──▶ loaded
///
/// Outcomes: done; empty (nothing was sold, and nothing was to be expected); review, with what came
/// in the tables and the window left open in the coverage: "count_differs" (the source claims other
/// numbers than it sends), "no_sales" (nothing in opening hours, asked twice).
/// A window that would lose more known lines than the guard allows is asked for again; then it
/// fails with kContractBroken and the old rows stay; one that would lose all of them is believed
/// where the till has other lines of that day. "all_rejected" (review): nothing that came is
/// a row. A window that fails and had been read before is open again. Counts: lines, inserted,
/// changed, unchanged, removed, doubled, outside (of the window, left out), rejected, answers.
///
/// An answer that was archived longer than an hour ago is not loaded late: it is fetched anew.
class SalesPipeline final : public ledger::Pipeline {
 public:
  /// `name` is "pos.sales" or "pos.backfill".
  SalesPipeline(Tills tills, std::string name, SalesPlan plan)
      : tills_(std::move(tills)),
        name_(std::move(name)),
        plan_(std::move(plan)),
        locks_(tills_.ledger->locks(), *tills_.clock, tills_.lock, tills_.lock_patience) {}

  std::string_view name() const override { return name_; }
  /// Also writes the locations to their tables, and plans again what failed before and is wanted;
  /// with an empty run it writes nothing.
  Result<std::vector<ledger::NewItem>> Plan(const ledger::PlanRequest& request) override;
  Result<ledger::Outcome> Process(const ledger::Item& item, ledger::Progress& progress) override;

 private:
  struct Work;
  struct Loaded;
  Result<ledger::Outcome> ReadWindow(Work& work);
  Result<bool> DayVouches(Work& work);
  Status Fetch(Work& work);
  Status Resume(Work& work);
  Result<Loaded> Load(Work& work, bool last_look);
  Status ReadInto(Work& work, warehouse::SalesLoad& load, Loaded& loaded,
                  const std::vector<std::string>& bytes);
  Status MakeRoom(const LocalRange& wall);

  const Tills tills_;
  const std::string name_;
  const SalesPlan plan_;
  JobLocks locks_;
  std::mutex mutex_;
  std::set<Date> months_;  // guarded by mutex_; with a partition
};

}  // namespace telar::pos
