#include "app/commands/commands.h"
#include "app/commands/till_desk.h"
#include "app/commands/till_times.h"
#include "pos/sales_pipeline.h"

namespace telar::app {
namespace {

using PlanOf = std::function<pos::SalesPlan(const pos::Tills&, std::vector<const pos::Location*>)>;

// What the flags ask for: a range, whole days again, or the last minutes and what is missing.
Result<PlanOf> PlanFor(Context& context, const config::Settings& settings) {
  const Invocation& call = context.call;
  const bool range =
      call.Has("from") || call.Has("fecha-desde") || call.Has("to") || call.Has("fecha-hasta");
  if (call.Has("recovery-mode")) {
    if (range) {
      return Status::InvalidInput("a range of time and --recovery-mode are two different things")
          .WithHint("telar pos recover --days N, or telar pos sales --from … --to …");
    }
    TELAR_ASSIGN_OR_RETURN(const int days,
                           DaysOf(context, "recovery-days", settings.pos.recover_days));
    return PlanOf([days](const pos::Tills& tills, std::vector<const pos::Location*> locations) {
      return pos::RecoveryPlan(tills, std::move(locations), days);
    });
  }
  pos::SalesPlanRules rules = SalesRulesFor(settings);
  if (range) {
    TELAR_ASSIGN_OR_RETURN(const pos::LocalRange wall, RangeOf(context));
    return PlanOf([rules, wall](const pos::Tills& tills,
                                std::vector<const pos::Location*> locations) {
      return pos::RangePlan(tills, std::move(locations), wall, rules, pos::WindowReason::kManual);
    });
  }
  const std::int64_t minutes = call.Number("minutes", call.Number("minutos", settings.pos.minutes));
  if (minutes < 1 || minutes > 7 * 1440)
    return Status::InvalidInput("--minutes: from 1 to 10080").WithHint("for more: --from and --to");
  rules.minutes = std::chrono::minutes(minutes);
  if (call.Has("no-gaps") || call.Has("no-gap-recovery")) rules.gaps = Duration{0};
  return PlanOf([rules](const pos::Tills& tills, std::vector<const pos::Location*> locations) {
    return pos::LivePlan(tills, std::move(locations), rules);
  });
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(
      const auto desk,
      OpenTillDesk(context, {.selling = true, .dry_run = context.call.Has("dry-run")}));
  TELAR_ASSIGN_OR_RETURN(const PlanOf plan, PlanFor(context, desk->settings()));
  TillRun run = SalesRun("telar pos sales");
  run.flags = {"minutes", "minutos",       "from",          "to",   "fecha-desde", "fecha-hasta",
               "no-gaps", "recovery-mode", "recovery-days", "shard"};
  run.recovery = context.call.Has("recovery-mode");
  return RunSales(context, *desk, run, "pos.sales", plan);
}

}  // namespace

Command PosSalesCommand() {
  return {
      .name = "sales",
      .summary = "Read new sales, and those that are missing",
      .description =
          {"Reads the last minutes of every store that sells (pos.minutes, with pos.overlap before "
           "them) and every stretch of the last pos.gap_days that was never read whole: what a "
           "missed run, a failed location or a doubtful answer left open. With --from and --to, "
           "that time on the clock of each store.",
           "Lines are merged by location, invoice and line: reading something twice changes "
           "nothing. An answer that lacks too many known lines (pos.sales_guard) is not believed. "
           "A source that does not answer is a failed location and never one without sales."},
      .arguments = {LocationArgument()},
      .flags = TillFlags(
          {{.name = "minutes",
            .value = "N",
            .help = "The last N minutes instead of pos.minutes",
            .kind = ValueKind::kNumber},
           {.name = "from",
            .value = "TIME",
            .help = "From this day or time (YYYY-MM-DD HH:MM) on, on the store's clock",
            .kind = ValueKind::kText},
           {.name = "to",
            .value = "TIME",
            .help = "To the end of this day, or before this time; until now without it",
            .kind = ValueKind::kText},
           {.name = "no-gaps", .help = "Leave open what earlier runs left open"},
           {.name = "minutos",
            .value = "N",
            .help = "The same as --minutes",
            .kind = ValueKind::kNumber},
           {.name = "fecha-desde",
            .value = "TIME",
            .help = "The same as --from",
            .kind = ValueKind::kText},
           {.name = "fecha-hasta",
            .value = "TIME",
            .help = "As --to, with the minute it names",
            .kind = ValueKind::kText},
           {.name = "chunk-days",
            .value = "N",
            .help = "Without effect: no request spans more than pos.longest_window",
            .kind = ValueKind::kNumber},
           {.name = "recovery-mode", .help = "The same as telar pos recover"},
           {.name = "recovery-days",
            .value = "N",
            .help = "The same as --days of telar pos recover",
            .kind = ValueKind::kNumber},
           {.name = "auto-gap-recovery", .help = "Without effect: gaps are read unless --no-gaps"},
           {.name = "no-gap-recovery", .help = "The same as --no-gaps"}}),
      .examples = {{"telar pos sales", "What a schedule runs"},
                   {"telar pos sales tienda_08 --from \"2026-01-10 08:00\" --to 2026-01-12",
                    "One store, two days and a half"}},
      .exits = RunExits(),
      .run = Run};
}

}  // namespace telar::app
