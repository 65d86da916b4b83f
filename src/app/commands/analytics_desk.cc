#include "app/commands/analytics_desk.h"

#include <fmt/format.h>

#include <algorithm>

#include "analytics/schema.h"
#include "app/commands/analysis_view.h"
#include "app/locations.h"
#include "app/missing_file.h"
#include "app/progress.h"
#include "app/run_pipeline.h"
#include "app/settings.h"
#include "core/ids.h"
#include "db/schema_check.h"
#include "pos/work_schema.h"

namespace telar::app {
namespace {

constexpr Duration kLease = std::chrono::hours(2);

Result<analytics::Rules> RulesFor(const Context& context, const config::Settings& settings) {
  const config::Settings::Analytics& s = settings.analytics;
  analytics::Rules rules{.abc_days = s.abc_days,
                         .demand_days = s.demand_days,
                         .model = static_cast<analytics::AbcModel>(s.abc_model),
                         .rank_a = s.rank_a,
                         .rank_b = s.rank_b,
                         .rank_c = s.rank_c,
                         .pareto_a = s.pareto_a,
                         .pareto_b = s.pareto_b,
                         .xyz_x = s.xyz_x,
                         .xyz_y = s.xyz_y,
                         .xyz_days = s.xyz_days,
                         .store_lead_days = s.store_lead_days,
                         .cedi_lead_days = s.cedi_lead_days,
                         .a = {s.z_a, s.coverage_a},
                         .b = {s.z_b, s.coverage_b},
                         .c = {s.z_c, s.coverage_c},
                         .d = {0, s.coverage_d},
                         .dormant_days = s.dormant_days,
                         .state_days = s.state_days,
                         .gap = s.traffic_gap,
                         .shrink_guard = s.shrink_guard};
  if (Given(context, "days")) {
    const std::int64_t days = context.call.Number("days", 0);
    if (days < 1 || days > 366) return Status::InvalidInput("--days: from 1 to 366");
    rules.abc_days = static_cast<int>(days);
  }
  if (Given(context, "model")) {
    TELAR_ASSIGN_OR_RETURN(rules.model, analytics::AbcModelOf(context.call.Get("model")));
  }
  TELAR_RETURN_IF_ERROR(analytics::CheckRules(rules));
  return rules;
}

std::unique_ptr<ProgressBar> Bar(Context& context) {
  return std::make_unique<ProgressBar>(context.err, context.clock,
                                       ProgressBar::Options{.what = "days of sales",
                                                            .quiet = context.quiet(),
                                                            .utf8 = context.utf8,
                                                            .style = context.err_style});
}

}  // namespace

std::vector<Flag> AnalysisFlags(std::vector<Flag> own) {
  std::vector<Flag> flags{
      {.name = "full", .help = "Sum up all lines again, not only the days that changed"},
      {.name = "show", .help = "Show the last result and calculate nothing"},
      {.name = "days",
       .value = "N",
       .help = "Classify over the last N whole days instead of analytics.abc_days",
       .kind = ValueKind::kNumber},
      {.name = "model",
       .value = "MODEL",
       .help = "Instead of analytics.abc_model",
       .kind = ValueKind::kChoice,
       .choices = {"ranking_volumen", "ranking_valor", "pareto_volumen", "pareto_valor"}},
      {.name = "to",
       .value = "DATE",
       .help = "Calculate as if on the day after DATE, the last that counts",
       .kind = ValueKind::kText},
      CsvFlag(),
      {.name = "dry-run", .help = "Say what would be calculated, and calculate nothing"}};
  flags.insert(flags.end(), std::make_move_iterator(own.begin()),
               std::make_move_iterator(own.end()));
  return flags;
}

Result<std::unique_ptr<AnalyticsDesk>> OpenAnalyticsDesk(Context& context) {
  auto desk = std::make_unique<AnalyticsDesk>();
  TELAR_ASSIGN_OR_RETURN(desk->loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(desk->locations, LoadLocations(desk->loaded, context));
  TELAR_ASSIGN_OR_RETURN(desk->rules, RulesFor(context, desk->settings()));
  const auto active = std::find_if(desk->locations.begin(), desk->locations.end(),
                                   [](const pos::Location& location) { return location.active; });
  const pos::Zone zone = active == desk->locations.end() ? pos::Zone() : active->zone;
  const pos::LocalTime now = zone.ToLocal(context.clock.Now());
  desk->local = pos::FormatLocal(std::chrono::floor<std::chrono::seconds>(now));
  desk->today = pos::DateOf(now);
  if (Given(context, "to")) {
    auto last = ParseDate(context.call.Get("to"));
    if (!last.ok()) return std::move(last).status().WithContext("--to");
    desk->today = Date(std::chrono::sys_days(*last) + std::chrono::days(1));
  }
  return desk;
}

Result<analytics::Calculation> CalculateAnew(Context& context, AnalyticsDesk& desk, bool full) {
  TELAR_ASSIGN_OR_RETURN(desk.opened,
                         OpenLedgerForRun(desk.settings().pos.database, false, context));
  db::Database& database = *desk.opened->database;
  const auto prepare = [&]() -> Status {
    TELAR_RETURN_IF_ERROR(pos::PrepareTables(database, context.clock));
    return analytics::Prepare(database, context.clock);
  };
  if (Status prepared = prepare(); !prepared.ok()) {
    return std::move(prepared).WithRole(Role::kDestination);
  }
  ledger::Locks& locks = desk.opened->ledger->locks();
  const RunId run = RunId("pos.analytics " + NewUuid(context.clock, context.random));
  TELAR_RETURN_IF_ERROR(locks.Take("pos.analytics", run, kLease).WithContext("calculate"));
  std::unique_ptr<ProgressBar> bar;
  const analytics::CalculationRequest request{.rules = desk.rules,
                                              .today = desk.today,
                                              .local = desk.local,
                                              .process = "telar " + context.call.path(),
                                              .full = full};
  auto calculated = analytics::Recalculate(database, request, context.clock,
                                           [&](std::int64_t done, std::int64_t all) {
                                             if (bar == nullptr) bar = Bar(context);
                                             bar->Update({.total = all, .done = done});
                                             if (done == all) bar->Finish();
                                           });
  const Status released = locks.Release("pos.analytics", run);
  if (!calculated.ok()) return std::move(calculated).status().WithRole(Role::kDestination);
  TELAR_RETURN_IF_ERROR(released);
  return calculated;
}

Result<db::Database*> OpenResults(Context& context, AnalyticsDesk& desk, Consistency consistency) {
  db::Database* database = nullptr;
  if (desk.opened != nullptr) {
    database = desk.opened->database.get();
  } else {
    const config::DatabaseUrl& url = desk.settings().pos.database;
    if (!IsMissingFile(url)) {
      if (consistency == Consistency::kTransaction) {
        TELAR_ASSIGN_OR_RETURN(auto primary, OpenDatabase(url));
        desk.for_reading = std::make_unique<ReadingDatabase>(std::move(primary), nullptr);
      } else {
        TELAR_ASSIGN_OR_RETURN(desk.for_reading,
                               OpenTillsForReading(desk.settings(), context.clock));
      }
      database = &desk.for_reading->reading();
    }
  }
  if (database != nullptr) {
    TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
    TELAR_ASSIGN_OR_RETURN(const auto tables, connection->Tables());
    if (std::find(tables.begin(), tables.end(), "parametros_stock") != tables.end()) {
      return database;
    }
  }
  return Status::NotFound("nothing was calculated yet")
      .WithHint("Run telar pos abc once, after telar pos sales and telar pos stock.");
}

Result<ExitCode> SayWhatWouldBeCalculated(Context& context, AnalyticsDesk& desk) {
  const auto days = [&](int n) {
    return FormatDate(Date(std::chrono::sys_days(desk.today) - std::chrono::days(n)));
  };
  context.out.Write(fmt::format(
      "ABC and XYZ of {} to {} by {}, demand of {} to {}\n", days(desk.rules.abc_days), days(1),
      analytics::AbcModelName(desk.rules.model), days(desk.rules.demand_days), days(1)));
  const config::DatabaseUrl& url = desk.settings().pos.database;
  if (IsMissingFile(url)) {
    context.out.Write("nothing was read yet\n");
    return ExitCode::kNothingToDo;
  }
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenDatabase(url));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  TELAR_ASSIGN_OR_RETURN(const auto tables, connection->Tables());
  if (std::find(tables.begin(), tables.end(), "ventas_dias_cambiados") == tables.end()) {
    context.out.Write("no day was marked by a load yet: every day would be summed up\n");
    return ExitCode::kDone;
  }
  TELAR_RETURN_IF_ERROR(connection->Query(
      "SELECT COUNT(*), MIN(fecha), MAX(fecha) FROM (SELECT ubicacion_id, fecha FROM "
      "ventas_dias_cambiados GROUP BY ubicacion_id, fecha) AS d",
      {}, [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(const std::int64_t marked, row.AsInt(0));
        context.out.Write(marked == 0
                              ? std::string("no day of sales has changed since the last time\n")
                              : fmt::format("{} days of locations to be summed up, {} to {}\n",
                                            marked, row.TextOrEmpty(1), row.TextOrEmpty(2)));
        return Status::Ok();
      }));
  return ExitCode::kDone;
}

}  // namespace telar::app
