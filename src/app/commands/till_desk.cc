#include "app/commands/till_desk.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <mutex>

#include "app/commands/output_file.h"
#include "app/missing_file.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "core/log.h"
#include "core/text.h"
#include "db/schema_check.h"
#include "pos/retention.h"
#include "pos/work_schema.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSuccess = "ETL completed successfully";

/// Who started the run, in the words of the run history.
std::string TriggeredBy(const Context& context) {
  const auto is = [&](const char* name, std::string_view value) {
    const auto found = context.environment.find(name);
    return found != context.environment.end() && !found->second.empty() &&
           (value.empty() || found->second == value);
  };
  if (is("FLUXION_ADMIN", "true")) return "fluxion_admin";
  return is("AWS_EXECUTION_ENV", "") ? "eventbridge" : "cli";
}

pos::Reached HowReached(const ReachedLocation& one) {
  if (one.status.ok()) return pos::Reached::kYes;
  // A refusal comes at once; all but the whole time means that nobody answered.
  constexpr Duration kNobody = TillSources::kReachTime - std::chrono::milliseconds(100);
  return one.latency >= kNobody ? pos::Reached::kTooSlow : pos::Reached::kNo;
}

void SetTills(TillDesk& desk, Context& context) {
  const config::Settings::Pos& pos = desk.settings().pos;
  pos::Tills& tills = desk.tills;
  tills.database = desk.opened->database.get();
  tills.ledger = desk.opened->ledger.get();
  tills.archive = desk.archive.get();
  tills.locations = &desk.locations;
  tills.source = [sources = desk.sources.get()](const pos::Location& location) {
    return sources == nullptr ? nullptr : sources->Of(location);
  };
  tills.clock = &context.clock;
  tills.random = &context.random;
  tills.fetch.stock_timeout = pos.klk.timeout;
  tills.fetch.sales_timeout = pos.klk.sales_timeout;
  tills.fetch.shortest_window = pos.shortest_window;
  tills.fetch.retry.attempts = pos.max_attempts;
  tills.fetch.retry.first = pos.retry_delay;
  tills.sales_guard.most_share = pos.sales_guard;
  tills.stock_guard.least_share = pos.stock_guard;
}

/// Says which servers did not answer; what was found goes into the run history.
void LookAround(Context& context, TillDesk& desk, bool selling, pos::ExecutionFacts& facts) {
  const auto reached = desk.sources->Reach(ThoseLocations(desk.locations, desk.chosen, selling),
                                           context.interrupts.drain());
  std::map<std::string, std::vector<std::string>> away;  // why → ids: many share one server
  for (const ReachedLocation& one : reached) {
    facts.reached[one.location->id] = {.reached = HowReached(one),
                                       .latency = one.latency,
                                       .host = one.server.host,
                                       .port = one.server.port};
    if (!one.status.ok()) away[one.status.message()].push_back(one.location->id);
  }
  for (const auto& [why, ids] : away)
    log::Warn("a till cannot be reached", {{"why", why}, {"locations", Join(ids, ", ")}});
}

Result<std::unique_ptr<OpenedLedger>> OpenTillLedger(const config::Settings& settings, bool dry_run,
                                                     Context& context) {
  const config::DatabaseUrl& url = settings.pos.database;
  if (dry_run && !IsMissingFile(url)) {
    TELAR_ASSIGN_OR_RETURN(const auto database, OpenDatabase(url));
    TELAR_ASSIGN_OR_RETURN(const bool prepared, TillsArePrepared(*database));
    if (!prepared) return OpenScratchLedger(context);
  }
  return OpenLedgerForRun(url, dry_run, context);
}

void RemoveFlag(const fs::path& flag) {
  std::error_code ignored;
  if (!flag.empty()) fs::remove(flag, ignored);
}

Status WriteFlag(const fs::path& flag, const Clock& clock) {
  if (flag.empty()) return Status::Ok();
  std::error_code error;
  if (flag.has_parent_path()) fs::create_directories(flag.parent_path(), error);
  fs::path written = flag;
  written += ".new";
  TELAR_RETURN_IF_ERROR(WriteOutputFile(written, FormatInstant(clock.Now()) + "\n"));
  fs::rename(written, flag, error);
  if (!error) return Status::Ok();
  return Status::Unavailable("write " + flag.string() + ": " + error.message())
      .WithRole(Role::kDestination);
}

}  // namespace

Result<bool> TillsArePrepared(db::Database& database) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  TELAR_ASSIGN_OR_RETURN(const auto differences,
                         db::CheckSchema(*connection, database.dialect(),
                                         std::vector<db::ExpectedTable>{{.name = "pos_coverage"},
                                                                        {.name = "ledger_items"}}));
  return differences.empty();
}

Result<std::unique_ptr<TillDesk>> OpenTillDesk(Context& context, const TillWork& work) {
  auto desk = std::make_unique<TillDesk>();
  desk->dry_run = work.dry_run;
  TELAR_ASSIGN_OR_RETURN(desk->loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(desk->locations, LoadLocations(desk->loaded, context));
  TELAR_ASSIGN_OR_RETURN(desk->chosen, ChosenLocations(context, desk->locations, work.selling));
  const auto those = ThoseLocations(desk->locations, desk->chosen, work.selling);
  if (!work.dry_run) {
    TELAR_ASSIGN_OR_RETURN(desk->sources,
                           TillSources::Open(desk->settings(), those, context.clock));
    TELAR_ASSIGN_OR_RETURN(desk->archive, OpenAnswers(desk->settings(), context.clock));
  }
  TELAR_ASSIGN_OR_RETURN(desk->opened, OpenTillLedger(desk->settings(), work.dry_run, context));
  Status prepared = pos::PrepareTables(*desk->opened->database, context.clock);
  if (!prepared.ok()) return std::move(prepared).WithRole(Role::kDestination);
  SetTills(*desk, context);
  return desk;
}

Result<ExitCode> RunTills(
    Context& context, TillDesk& desk, const TillRun& run,
    const std::function<Result<std::unique_ptr<ledger::Pipeline>>(const pos::Tills&)>& make) {
  ledger::Ledger& ledger = *desk.opened->ledger;
  if (desk.dry_run) {
    TELAR_ASSIGN_OR_RETURN(const auto pipeline, make(desk.tills));
    return DryRun(context, ledger, *pipeline, Failed::kAgain);
  }
  const config::Settings::Pos& settings = desk.settings().pos;
  pos::Executions executions(*desk.opened->database, ledger, desk.locations);
  pos::ExecutionFacts facts{.etl_name = run.etl_name,
                            .recovery = run.recovery,
                            .triggered_by = TriggeredBy(context),
                            .task_arn = "",
                            .reached = {}};
  RemoveFlag(settings.flag);
  LookAround(context, desk, run.selling, facts);
  pos::Tills tills = desk.tills;
  tills.on_run = [&](const RunId& id) -> Status {
    TELAR_RETURN_IF_ERROR(executions.SettleOthers(id));
    return executions.Record(id, facts);
  };
  TELAR_ASSIGN_OR_RETURN(const auto pipeline, make(tills));

  PipelineRun order{.command = run.command, .flags = run.flags, .things = run.things};
  order.thing = "what";
  order.nothing = run.nothing;
  order.notes = run.notes;
  order.guarded = true;
  TELAR_ASSIGN_OR_RETURN(order.worker.shard, ShardOf(context));
  order.worker.threads = TillWorkers(context, desk);
  order.worker.lease = settings.lease;
  order.worker.max_attempts = settings.max_attempts;
  order.worker.item_retry.first = settings.retry_delay;
  order.worker.item_time = settings.item_timeout;
  order.worker.run_time = run.limited ? settings.run_timeout : Duration{0};
  order.after = [&](const ledger::RunSummary& summary, ExitCode exit) -> Status {
    if (!summary.run.value().empty()) TELAR_RETURN_IF_ERROR(executions.Record(summary.run, facts));
    // What is over is over: old rows do not wait for a run without trouble.
    auto retired = pos::Retire(desk.tills, {.archive_days = settings.archive_days,
                                            .sales_days = settings.sales_days,
                                            .history_days = settings.history_days});
    if (!retired.ok()) return std::move(retired).status().WithContext("take away what is old");
    if (retired->total() > 0) {
      log::Info("took away what is old", {{"answers", std::to_string(retired->answers)},
                                          {"sales", std::to_string(retired->sales)},
                                          {"history", std::to_string(retired->history)}});
    }
    if (exit != ExitCode::kDone) return Status::Ok();
    TELAR_RETURN_IF_ERROR(WriteFlag(settings.flag, context.clock));
    log::Info(kSuccess, {{"run", summary.run.value()}, {"command", run.command}});
    return Status::Ok();
  };
  return RunPipeline(context, ledger, *pipeline, order);
}

int TillWorkers(const Context& context, const TillDesk& desk) {
  if (Given(context, "secuencial")) return 1;
  std::int64_t workers = context.call.Number("workers", desk.settings().pos.workers);
  if (Given(context, "parallel")) workers = context.call.Number("parallel", workers);
  return static_cast<int>(std::clamp<std::int64_t>(workers, 1, 64));
}

std::vector<Flag> TillFlags(std::vector<Flag> own) {
  for (Flag& flag : LocationFlags()) own.push_back(std::move(flag));
  std::vector<Flag> flags = RunFlags(std::move(own), "Requests at a time (pos.workers)");
  flags.push_back({.name = "secuencial", .help = "The same as --workers 1"});
  return flags;
}

}  // namespace telar::app
