#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/commands/open_ledger.h"
#include "app/context.h"
#include "app/locations.h"
#include "app/run_pipeline.h"
#include "app/till_sources.h"
#include "config/load.h"
#include "pos/executions.h"
#include "pos/tills.h"

namespace telar::app {

/// Everything that the commands of `telar pos` work with, and how they run a pipeline.
struct TillDesk {
  config::Loaded loaded;
  std::vector<pos::Location> locations;
  std::vector<std::string> chosen;  ///< Ids; empty for every active one.
  bool dry_run = false;
  std::unique_ptr<store::ObjectStore> archive;
  std::unique_ptr<TillSources> sources;
  std::unique_ptr<OpenedLedger> opened;
  pos::Tills tills;  ///< Borrows all of the above.

  const config::Settings& settings() const { return loaded.settings; }
};

/// What a command does with the desk.
struct TillWork {
  bool selling = false;  ///< Distribution centres are left out, and refused when they are named.
  /// Only to plan: neither sources nor archive, and a database whose tables were never made by
  /// Telar is left as it is; the plan is then that of the first run.
  bool dry_run = false;
};

/// True when the tables of the tills are there; looking makes none.
Result<bool> TillsArePrepared(db::Database& database);

/// Opens the desk for what the command line says. Errors: those of LoadLocations, ChosenLocations,
/// TillSources, OpenAnswers and OpenDatabase.
Result<std::unique_ptr<TillDesk>> OpenTillDesk(Context& context, const TillWork& work);

/// What differs between the runs.
struct TillRun {
  std::string command;             ///< "telar pos sales"
  std::vector<std::string> flags;  ///< See PipelineRun.
  std::string etl_name;            ///< "ventas", "inventario": see pos::ExecutionFacts.
  bool recovery = false;
  bool selling = false;
  bool limited = true;                                ///< By pos.run_timeout.
  std::string things;                                 ///< For the progress bar.
  std::string nothing = "no location is to be read";  ///< See PipelineRun.
  std::vector<std::pair<std::string, std::string>> notes;
};

/// Looks which servers can be reached and says which not, runs the pipeline that `make` makes with
/// the desk's tills, writes the run into the history (pos/executions.h), and when everything was
/// done the file pos.flag and the phrase of the log that monitors look for: "ETL completed
/// successfully". While a run goes on, and after one that did not succeed, there is no such file.
/// With a desk for a dry run says what would be done.
Result<ExitCode> RunTills(
    Context& context, TillDesk& desk, const TillRun& run,
    const std::function<Result<std::unique_ptr<ledger::Pipeline>>(const pos::Tills&)>& make);

/// Requests at a time: --workers, --secuencial (where the command has it) or pos.workers.
int TillWorkers(const Context& context, const TillDesk& desk);

/// --workers, --shard, --dry-run and those of the earlier platform for the same.
std::vector<Flag> TillFlags(std::vector<Flag> own);

}  // namespace telar::app
