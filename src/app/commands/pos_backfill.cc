#include <memory>
#include <mutex>

#include "app/commands/commands.h"
#include "app/commands/till_desk.h"
#include "app/commands/till_times.h"
#include "pos/sales_pipeline.h"

namespace telar::app {
namespace {

/// Lets requests pass one pause apart, whoever makes them: live runs go on beside a backfill.
class Pace {
 public:
  Pace(const Clock& clock, Duration pause) : clock_(clock), pause_(pause), next_(clock.Steady()) {}

  Status Turn(std::stop_token stop) {
    Duration wait{0};
    {
      const std::lock_guard lock(mutex_);
      const auto now = clock_.Steady();
      next_ = std::max(next_, now);
      wait = std::chrono::duration_cast<Duration>(next_ - now);
      next_ += pause_;
    }
    if (wait.count() == 0 || clock_.Sleep(wait, stop)) return Status::Ok();
    return Status::Cancelled("wait for a turn: the run was stopped");
  }

 private:
  const Clock& clock_;
  const Duration pause_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point next_;  // guarded by mutex_
};

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(
      const auto desk,
      OpenTillDesk(context, {.selling = true, .dry_run = context.call.Has("dry-run")}));
  if (!context.call.Has("from") && !context.call.Has("days")) {
    return Status::InvalidInput("pos backfill: since when?")
        .WithHint("say --from 2026-01-10, or --days 90");
  }
  TELAR_ASSIGN_OR_RETURN(const DayRange days, DaysFor(context, *desk, 1));
  const bool again = context.call.Has("again");
  TillRun run = SalesRun("telar pos backfill");
  run.flags = {"from", "to", "days", "again", "shard"};
  run.limited = false;
  const auto pace = std::make_shared<Pace>(context.clock, desk->settings().pos.backfill_pause);
  desk->tills.turn = [pace](std::stop_token stop) { return pace->Turn(std::move(stop)); };
  return RunSales(
      context, *desk, run, "pos.backfill",
      [days, again](const pos::Tills& tills, std::vector<const pos::Location*> locations) {
        return pos::BackfillPlan(tills, std::move(locations), days.from, days.to, again);
      });
}

}  // namespace

Command PosBackfillCommand() {
  return {.name = "backfill",
          .summary = "Read the sales of past days that are missing",
          .description = {"Days that are covered already are left out, so that the command may be "
                          "repeated until nothing is missing (99). Requests keep a distance of "
                          "pos.backfill_pause, for the tills' sake; live runs go on beside it."},
          .arguments = {LocationArgument()},
          .flags = TillFlags({{.name = "from",
                               .value = "DAY",
                               .help = "The first day, YYYY-MM-DD",
                               .kind = ValueKind::kText},
                              {.name = "to",
                               .value = "DAY",
                               .help = "The last day; yesterday without it",
                               .kind = ValueKind::kText},
                              {.name = "days",
                               .value = "N",
                               .help = "The N days up to the last, instead of --from",
                               .kind = ValueKind::kNumber},
                              {.name = "again", .help = "Read covered days as well"}}),
          .examples = {{"telar pos backfill --days 90 --dry-run", "How much is missing"},
                       {"telar pos backfill --from 2026-01-10 --to 2026-01-25", "A known hole"}},
          .exits = RunExits(),
          .run = Run};
}

}  // namespace telar::app
