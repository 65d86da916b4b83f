#include <atomic>
#include <csignal>
#include <memory>
#include <mutex>

#include "app/commands/commands.h"
#include "app/commands/till_desk.h"
#include "app/commands/till_times.h"
#include "core/log.h"
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

constexpr std::string_view kPaused = "pos.backfill paused";
const RunId kByHand("paused");

/// Lets live runs go first: a request waits while one is under way, though not for ever.
class GiveWay {
 public:
  GiveWay(ledger::Ledger& ledger, const Clock& clock) : ledger_(ledger), clock_(clock) {}

  Status Turn(std::stop_token stop) {
    constexpr Duration kLongest = std::chrono::minutes(5), kLook = std::chrono::seconds(2);
    const Deadline patience = Deadline::After(clock_, kLongest);
    while (true) {
      TELAR_ASSIGN_OR_RETURN(const auto paused, ledger_.locks().HeldBy(kPaused));
      if (paused) Drain();
      TELAR_ASSIGN_OR_RETURN(const bool live, LiveRun());
      if (!live || patience.Expired(clock_)) return Status::Ok();
      if (!clock_.Sleep(kLook, stop)) return Status::Cancelled("wait for live runs: stopped");
    }
  }

 private:
  Result<bool> LiveRun() const {
    for (const char* pipeline : {"pos.sales", "pos.stock"}) {
      TELAR_ASSIGN_OR_RETURN(const auto runs,
                             ledger_.runs().List({.pipeline = pipeline, .limit = 3}));
      for (const auto& run : runs) {
        if (run.state == ledger::RunState::kRunning) return true;
      }
    }
    return false;
  }
  /// As when a person stops it: what is in hand is finished, the rest stays planned.
  void Drain() {
    if (drained_.exchange(true)) return;
    log::Info("the backfill is paused", {{"go on with", "telar pos backfill --resume"}});
    std::raise(SIGTERM);
  }

  ledger::Ledger& ledger_;
  const Clock& clock_;
  std::atomic<bool> drained_ = false;
};

/// --pause and --resume: what running backfills, on whatever host, look at.
Result<ExitCode> SetPaused(Context& context, TillDesk& desk, bool paused) {
  ledger::Locks& locks = desk.tills.ledger->locks();
  if (paused) {
    TELAR_RETURN_IF_ERROR(locks.Take(kPaused, kByHand, std::chrono::hours(24 * 3650)));
  } else {
    TELAR_RETURN_IF_ERROR(locks.ReleaseAll(kByHand));
  }
  if (paused && !context.quiet()) {
    context.err.Write("paused: running backfills end after what they have in hand\n");
  }
  return ExitCode::kDone;
}

Result<ExitCode> Run(Context& context) {
  const Invocation& call = context.call;
  TELAR_ASSIGN_OR_RETURN(const auto desk,
                         OpenTillDesk(context, {.selling = true, .dry_run = call.Has("dry-run")}));
  const bool has_days = call.Has("from") || call.Has("days");
  if (call.Has("pause")) return SetPaused(context, *desk, true);
  if (call.Has("resume")) {
    TELAR_ASSIGN_OR_RETURN(const ExitCode done, SetPaused(context, *desk, false));
    if (!has_days) return done;
  }
  if (!has_days) {
    return Status::InvalidInput("pos backfill: since when?")
        .WithHint("say --from 2026-01-10, or --days 90");
  }
  TELAR_ASSIGN_OR_RETURN(const auto paused, desk->tills.ledger->locks().HeldBy(kPaused));
  if (paused && !call.Has("dry-run")) {
    return Status::Cancelled("pos backfill: it is paused")
        .WithHint("telar pos backfill --resume, with the days to go on with");
  }
  TELAR_ASSIGN_OR_RETURN(const DayRange days, DaysFor(context, *desk, 1));
  const bool again = call.Has("again");
  TillRun run = SalesRun("telar pos backfill");
  run.flags = {"from", "to", "days", "again", "shard"};
  run.limited = false;
  run.nothing = "every one of these days is covered";
  const auto pace = std::make_shared<Pace>(context.clock, desk->settings().pos.backfill_pause);
  const auto way = std::make_shared<GiveWay>(*desk->tills.ledger, context.clock);
  desk->tills.turn = [pace, way](std::stop_token stop) -> Status {
    TELAR_RETURN_IF_ERROR(way->Turn(stop));
    return pace->Turn(std::move(stop));
  };
  return RunSales(
      context, *desk, run, "pos.backfill",
      [days, again](const pos::Tills& tills, std::vector<const pos::Location*> locations) {
        return pos::BackfillPlan(tills, std::move(locations), days.from, days.to, again);
      });
}

}  // namespace

Command PosBackfillCommand() {
  std::vector<Flag> flags = DayFlags("The N days up to the last, instead of --from");
  for (Flag flag : {Flag{.name = "again", .help = "Read covered days as well"},
                    Flag{.name = "parallel",
                    .value = "N",
                    .help = "The same as --workers",
                    .kind = ValueKind::kNumber},
                    Flag{.name = "pause", .help = "End running backfills, start no other"},
                    Flag{.name = "resume", .help = "Allow backfills again"}}) {
    flags.push_back(std::move(flag));
  }
  return {
      .name = "backfill",
      .summary = "Read the sales of past days that are missing",
      .description = {"Days that are covered already are left out, so that the command may be "
                      "repeated until nothing is missing (99), or stopped at any time. Requests "
                      "keep a distance of pos.backfill_pause, for the tills' sake, and wait "
                      "while a live run of stock or sales is under way.",
                      "--pause ends running backfills, on whatever host they run, after what "
                      "they have in hand; until --resume no other starts."},
      .arguments = {LocationArgument()},
      .flags = TillFlags(std::move(flags)),
      .examples = {{"telar pos backfill --days 90 --dry-run", "How much is missing"},
                   {"telar pos backfill --from 2026-01-10 --to 2026-01-25", "A known hole"}},
      .exits = RunExits(),
      .run = Run};
}

}  // namespace telar::app
