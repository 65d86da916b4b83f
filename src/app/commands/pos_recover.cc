#include "app/commands/commands.h"
#include "app/commands/till_desk.h"
#include "app/commands/till_times.h"
#include "pos/sales_pipeline.h"

namespace telar::app {
namespace {

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(
      const auto desk,
      OpenTillDesk(context, {.selling = true, .dry_run = context.call.Has("dry-run")}));
  TELAR_ASSIGN_OR_RETURN(const int days,
                         DaysOf(context, "days", desk->settings().pos.recover_days));
  TillRun run = SalesRun("telar pos recover");
  run.flags = {"days", "shard"};
  run.recovery = true;
  return RunSales(context, *desk, run, "pos.sales",
                  [days](const pos::Tills& tills, std::vector<const pos::Location*> locations) {
                    return pos::RecoveryPlan(tills, std::move(locations), days);
                  });
}

}  // namespace

Command PosRecoverCommand() {
  return {
      .name = "recover",
      .summary = "Read the last whole days of sales again",
      .description = {"Late lines, voids and edits at the till come in this way. Days are those "
                      "of each store's clock, the newest first; lines that are gone at the "
                      "till are taken out, unless they are too many (pos.sales_guard)."},
      .arguments = {LocationArgument()},
      .flags = TillFlags({{.name = "days",
                           .value = "N",
                           .help = "The last N days before today (pos.recover_days)",
                           .kind = ValueKind::kNumber}}),
      .examples = {{"telar pos recover", "Yesterday, as a schedule does every night"},
                   {"telar pos recover --days 7", "A week, after trouble"}},
      .exits = RunExits(),
      .run = Run};
}

}  // namespace telar::app
