#include "bench/pos/till_rig.h"

#include "bench/support/or_die.h"
#include "pos/work_schema.h"

namespace telar::bench {

TillRig::TillRig(db::Database& database, const std::vector<pos::Location>& locations,
                 pos::TillSource& source) {
  OrDie(pos::PrepareTables(database, clock_));
  ledger_ = OrDie(ledger::Ledger::Open(database, clock_, random_));
  archive_ = OrDie(store::FolderStore::Open({.path = folder_.path(), .create = true}));
  tills_.database = &database;
  tills_.ledger = ledger_.get();
  tills_.archive = archive_.get();
  tills_.locations = &locations;
  tills_.source = [&source](const pos::Location&) { return &source; };
  tills_.clock = &clock_;
  tills_.random = &random_;
}

ledger::RunSummary TillRig::Run(ledger::Pipeline& pipeline, int threads) const {
  const auto worker = OrDie(ledger::Worker::Open(*ledger_, clock_, random_, {.threads = threads}));
  ledger::RunSummary summary = worker->Run(pipeline, {.command = "bench", .version = "0"});
  OrDie(summary.status);
  if (summary.totals.failed + summary.totals.left > 0) OrDie(summary.first_failure);
  return summary;
}

}  // namespace telar::bench
