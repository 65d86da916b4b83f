#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/context.h"
#include "ledger/ledger.h"
#include "ledger/pipeline.h"
#include "ledger/worker.h"

namespace telar::app {

/// Running a pipeline, the same for every command that does: flags, progress, what is said at the
/// end, exit code.

/// What differs between those commands.
struct PipelineRun {
  std::string command;             ///< "telar invoices run": kept with the run.
  std::vector<std::string> flags;  ///< Those that are kept with it when they were given.
  std::string things;              ///< For the progress bar: "invoices".
  std::string thing;               ///< Heading of what a person has to look at: "file".
  std::string nothing;             ///< Why there was nothing to do: "the inbox holds nothing new".
  /// Sums of counts worth words at the end, with those words: {"copies", "the same file again"}.
  std::vector<std::pair<std::string, std::string>> notes;
  /// An item that failed on a guard (kContractBroken) ends the command with 7.
  bool guarded = false;
  ledger::WorkerOptions worker;
  /// Called when the run is over, however it ended and before anything is said; a failure is the
  /// command's, unless the run has one of its own. May be null.
  std::function<Status(const ledger::RunSummary& summary, ExitCode exit)> after;
};

/// The command's own flags, and --workers, --shard and --dry-run.
std::vector<Flag> RunFlags(std::vector<Flag> own, std::string workers_help);
/// What a run may end with.
std::vector<ExitCode> RunExits();
/// True when the command has the flag and it was given.
bool Given(const Context& context, std::string_view flag);
/// The part that --shard names; everything without it. kInvalidInput for another form.
Result<ledger::Shard> ShardOf(const Context& context);
/// "airflow" when it is Airflow that started this process, else "person".
std::string StartedBy(const Context& context);

/// Whether a run tries again what failed before: that of the tills does, an invoice that failed
/// waits for a person.
enum class Failed { kStay, kAgain };

/// The items that a run would add, or do again, beside those that wait. Writes nothing.
Result<std::vector<ledger::NewItem>> Preview(Context& context, ledger::Ledger& ledger,
                                             ledger::Pipeline& pipeline, Failed failed);
/// What a run would do, on `out`: with --json one object, else a line an item.
Result<ExitCode> DryRun(Context& context, ledger::Ledger& ledger, ledger::Pipeline& pipeline,
                        Failed failed);

/// Runs the pipeline, shows progress on `err` and says on `out` what came of it: a line, and a
/// table of what a person has to look at; with --json one object. kInvalidInput for worker options
/// without sense.
Result<ExitCode> RunPipeline(Context& context, ledger::Ledger& ledger, ledger::Pipeline& pipeline,
                             const PipelineRun& run);

}  // namespace telar::app
