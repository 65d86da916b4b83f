#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "bench/analytics/made_chain.h"
#include "bench/pos/till_rig.h"
#include "bench/scale/made_tills.h"
#include "bench/support/postgres_server.h"
#include "bench/support/temp_folder.h"
#include "core/clock.h"

namespace telar::bench {

/// What a step took. Processor seconds are of the process and its server, without those that made
/// the tills' answers; the peak is the process's, without a server's.
struct StepCost {
  std::string name;
  double seconds = 0, processor = 0, megabytes = 0;
  std::int64_t lines = 0;  ///< That the step was about.
};

/// A chain from its first day on, with a database ("duckdb", "sqlite", "postgres") of its own, read
/// from its tills through everything that `telar` does: requests, archive, ledger, tables.
class ChainLife {
 public:
  ChainLife(const std::string& database, std::int64_t lines);
  ~ChainLife();

  /// In the order of a chain's life; each ends the process with status 1 when it finds other lines
  /// than there should be.
  StepCost Load();       ///< Every day of every store, by `telar pos backfill`.
  StepCost LoadAgain();  ///< The same, of which every line is known.
  StepCost Reconcile();  ///< Every day of every store against its till.
  StepCost Classify();   ///< `telar pos abc --full`.
  StepCost NextDay();    ///< A day more is loaded; `telar pos abc`.
  StepCost Export();     ///< `telar pos export`, Parquet.

 private:
  void Open(const std::string& database);
  double Processor() const;
  template <typename Work>
  StepCost Measure(const char* name, std::int64_t lines, const Work& work);
  std::int64_t Backfill(Date from, Date to, bool again, const char* counted);
  void Calculate(bool full);
  Date DayOf(int day) const;

  const int days_;
  int today_;  ///< Days from Till::kFirst to the one that is not over.
  const SystemClock clock_;
  const TempFolder folder_;
  std::unique_ptr<PostgresServer> server_;
  MadeTills answers_;
  const std::vector<pos::Location> locations_ = Till::Locations();
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<pos::TillSource> source_;
  std::unique_ptr<TillRig> rig_;
};

}  // namespace telar::bench
