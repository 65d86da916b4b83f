#include "bench/scale/chain_life.h"

#include <fmt/format.h>

#include <chrono>

#include "analytics/export/export_table.h"
#include "analytics/recalculate.h"
#include "analytics/schema.h"
#include "bench/pos/costs.h"
#include "bench/support/or_die.h"
#include "bench/support/process_cost.h"
#include "db/duckdb/duckdb_database.h"
#include "db/sqlite/sqlite_database.h"
#include "pos/klk/klk_source.h"
#include "pos/reconcile.h"
#include "pos/sales_plan.h"

namespace telar::bench {
namespace {

void Expect(const char* step, std::int64_t found, std::int64_t wanted) {
  if (found == wanted) return;
  OrDie(Status::Internal(fmt::format("{}: {} lines instead of {}", step, found, wanted)));
}

}  // namespace

ChainLife::ChainLife(const std::string& database, std::int64_t lines)
    : days_(static_cast<int>(lines / Till::kLinesADay)), today_(days_) {
  Open(database);
}

ChainLife::~ChainLife() = default;

void ChainLife::Open(const std::string& database) {
  if (database == "postgres") {
    server_ = OrDie(PostgresServer::Start());
    OrDie(server_->Create("chain"));
    database_ = OrDie(server_->Open("chain", 6));
  } else if (database == "sqlite") {
    database_ = OrDie(db::sqlite::Open({.file = folder_.path() / "chain.db"}));
  } else {
    database_ = OrDie(db::duckdb::Open({.file = folder_.path() / "chain.duckdb"}));
  }
  source_ = OrDie(pos::klk::OpenKlkSource({.url = "http://till.example:7002"}, answers_, clock_));
  rig_ = std::make_unique<TillRig>(*database_, locations_, *source_);
  OrDie(analytics::Prepare(*database_, clock_));
  MadeChain stock;
  stock.lines = std::int64_t{days_} * Till::kLinesADay;
  stock.today = DayOf(days_);
  OrDie(MakeMasters(*OrDie(database_->Acquire()), *database_, stock));
}

Date ChainLife::DayOf(int day) const {
  return Date(std::chrono::sys_days(Till::kFirst) + std::chrono::days(day));
}

double ChainLife::Processor() const {
  return CpuSeconds({}) - answers_.spent() + (server_ ? server_->CpuSeconds() : 0);
}

template <typename Work>
StepCost ChainLife::Measure(const char* name, std::int64_t lines, const Work& work) {
  ForgetPeak();
  const double processor = Processor();
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  return {name, spent.count(), Processor() - processor, PeakMegabytes(), lines};
}

std::int64_t ChainLife::Backfill(Date from, Date to, bool again, const char* counted) {
  const auto locations = OrDie(pos::SellingLocations(rig_->tills(), {}));
  pos::SalesPipeline pipeline(rig_->tills(), "pos.backfill",
                              pos::BackfillPlan(rig_->tills(), locations, from, to, again));
  const ledger::RunSummary summary = rig_->Run(pipeline, 2);
  const auto found = summary.counts.find(counted);
  return found == summary.counts.end() ? 0 : found->second;
}

StepCost ChainLife::Load() {
  const std::int64_t lines = std::int64_t{days_} * Till::kLinesADay;
  return Measure("loaded", lines, [&] {
    Expect("load", Backfill(DayOf(0), DayOf(days_ - 1), false, "inserted"), lines);
  });
}

StepCost ChainLife::LoadAgain() {
  const std::int64_t lines = std::int64_t{days_} * Till::kLinesADay;
  return Measure("loaded again, all known", lines, [&] {
    Expect("load again", Backfill(DayOf(0), DayOf(days_ - 1), true, "unchanged"), lines);
  });
}

StepCost ChainLife::Reconcile() {
  const std::int64_t lines = std::int64_t{days_} * Till::kLinesADay;
  return Measure("reconciled", lines, [&] {
    std::int64_t equal = 0;
    for (int day = 0; day < days_; ++day) {
      for (const pos::Location& location : locations_) {
        const auto reconciled =
            OrDie(pos::ReconcileDay(rig_->tills(), location, DayOf(day), {}, {}));
        OrDie(reconciled.failure);
        if (reconciled.equal()) equal += reconciled.warehouse.lines;
      }
    }
    Expect("reconcile", equal, lines);
  });
}

void ChainLife::Calculate(bool full) {
  const Date today = DayOf(today_);
  OrDie(analytics::Recalculate(
      *database_, {.today = today, .local = FormatDate(today) + " 03:00:00", .full = full},
      clock_));
}

StepCost ChainLife::Classify() {
  return Measure("classified, all lines", std::int64_t{days_} * Till::kLinesADay,
                 [&] { Calculate(true); });
}

StepCost ChainLife::NextDay() {
  const Date day = DayOf(today_++);
  Expect("next day", Backfill(day, day, false, "inserted"), Till::kLinesADay);
  return Measure("classified, one day more", Till::kLinesADay, [&] { Calculate(false); });
}

StepCost ChainLife::Export() {
  const std::int64_t lines = std::int64_t{today_} * Till::kLinesADay;
  const auto store =
      OrDie(store::FolderStore::Open({.path = folder_.path() / "export", .create = true}));
  return Measure("exported, Parquet", lines, [&] {
    std::int64_t rows = 0;
    OrDie(analytics::ExportTable(
        *database_, *store, clock_, {.table = "ventas", .day = "fecha", .partition = "fecha"},
        {.scratch_parent = folder_.path(), .program = "bench"},
        {.done = [&](const analytics::ExportedDay& day) { rows += day.rows; }}));
    Expect("export", rows, lines);
  });
}

}  // namespace telar::bench
