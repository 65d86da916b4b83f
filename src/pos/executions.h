#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "db/database.h"
#include "ledger/ledger.h"
#include "pos/failure_class.h"
#include "pos/location.h"

namespace telar::pos {

/// What a run is, beside what the ledger knows of it.
struct ExecutionFacts {
  std::string etl_name;      ///< "ventas" or "inventario".
  bool recovery = false;     ///< etl_type is "recovery" then.
  std::string triggered_by;  ///< "eventbridge", "fluxion_admin", "cli".
  std::string task_arn;      ///< "" when there is none.
  struct Reach {
    Reached reached = Reached::kUnknown;
    Duration latency{};
    std::string host;
    int port = 0;
  };
  std::map<std::string, Reach> reached;  ///< By location id.
};

/// The run history as the earlier platform's screens read it: `etl_executions`, a row a run, and
/// `etl_execution_details`, a row a run and location. Every figure comes from the ledger; rows are
/// written when a run starts, when it ends, and for a run that was killed when the next one starts.
///
/// Times of the contract's columns are the wall time of the first location's zone, with a UTC twin
/// (started_at_utc, finished_at_utc). records_extracted are rows that came, records_loaded those of
/// them that are in the tables, records_upserted those that changed a table, records_failed those
/// in the rejects.
class Executions {
 public:
  /// The references must outlive the object.
  Executions(db::Database& database, ledger::Ledger& ledger, const std::vector<Location>& locations)
      : database_(database), ledger_(ledger), locations_(locations) {}

  /// Writes the run as the ledger has it now: running, or how it ended. Safe to repeat.
  Status Record(const RunId& run, const ExecutionFacts& facts);
  /// Ends the rows of runs that the ledger knows to be over: status "killed" for those whose
  /// process died.
  Status SettleOthers(const RunId& present);

 private:
  db::Database& database_;
  ledger::Ledger& ledger_;
  const std::vector<Location>& locations_;
};

}  // namespace telar::pos
