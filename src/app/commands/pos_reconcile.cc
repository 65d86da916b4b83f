#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/commands/commands.h"
#include "app/commands/json_line.h"
#include "app/commands/till_desk.h"
#include "app/commands/till_times.h"
#include "app/progress.h"
#include "app/table.h"
#include "core/text.h"
#include "pos/reconcile.h"
#include "pos/sales_pipeline.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
using pos::ReconciledDay;
using pos::SalesDigest;

struct Task {
  const pos::Location* location = nullptr;
  Date day{};
};

// Newest day first, locations in the file's order.
std::vector<Task> TasksFor(const TillDesk& desk, const DayRange& days) {
  std::vector<Task> tasks;
  for (auto day = std::chrono::sys_days(days.to); day >= std::chrono::sys_days(days.from);
       day -= std::chrono::days(1)) {
    for (const pos::Location* location : ThoseLocations(desk.locations, desk.chosen, true)) {
      if (Date(day) == location->first_sync || std::chrono::sys_days(location->first_sync) < day) {
        tasks.push_back({location, Date(day)});
      }
    }
  }
  return tasks;
}

// In the order of `tasks`; a failure of the database or the archive ends it.
Result<std::vector<ReconciledDay>> CompareAll(Context& context, const TillDesk& desk,
                                              const std::vector<Task>& tasks) {
  std::vector<Result<ReconciledDay>> found(tasks.size(),
                                           Status::Cancelled("compare: the command was stopped"));
  ProgressBar bar(
      context.err, context.clock,
      {.what = "days", .quiet = context.quiet(), .utf8 = context.utf8, .style = context.err_style});
  std::atomic<std::size_t> next{0};
  std::atomic<std::int64_t> done{0}, failed{0};
  std::atomic<bool> broken{false};
  const auto work = [&] {
    for (std::size_t i = next++; i < tasks.size(); i = next++) {
      if (broken || context.interrupts.drain().stop_requested()) return;
      const Deadline deadline = Deadline::After(context.clock, desk.settings().pos.item_timeout);
      found[i] = pos::ReconcileDay(desk.tills, *tasks[i].location, tasks[i].day, deadline,
                                   context.interrupts.abort());
      if (!found[i].ok()) broken = true;
      else if (!found[i]->failure.ok()) ++failed;
      bar.Update({.total = std::ssize(tasks), .done = ++done, .failed = failed, .review = 0});
    }
  };
  {
    const auto workers =
        std::min(tasks.size(), static_cast<std::size_t>(TillWorkers(context, desk)));
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < workers; ++i) threads.emplace_back(work);
  }
  bar.Finish();
  std::vector<ReconciledDay> days;
  for (Result<ReconciledDay>& day : found) {
    TELAR_RETURN_IF_ERROR(day.status());
    days.push_back(*std::move(day));
  }
  return days;
}

Json DigestJson(const SalesDigest& digest) {
  return {{"lines", digest.lines},
          {"quantity", digest.quantity.ToString()},
          {"amount", digest.amount.ToString()}};
}

Json DayJson(const ReconciledDay& day) {
  Json json{{"location", day.location},
            {"day", FormatDate(day.day)},
            {"equal", day.whole()},
            {"source", DigestJson(day.source)},
            {"warehouse", DigestJson(day.warehouse)},
            {"rejected", day.rejected},
            {"counts_agree", day.counts_agree},
            {"hours", Json::array()},
            {"error", nullptr}};
  for (const pos::DifferentHour& hour : day.hours) {
    json["hours"].push_back({{"hour", hour.hour},
                             {"missing", hour.missing},
                             {"surplus", hour.surplus},
                             {"different", hour.different},
                             {"source", DigestJson(hour.source)},
                             {"warehouse", DigestJson(hour.warehouse)}});
  }
  if (!day.failure.ok()) {
    json["error"] = {{"code", CodeName(day.failure.code())},
                     {"message", day.failure.FullMessage()},
                     {"hint", day.failure.hint()}};
  }
  return json;
}

std::string Verdict(const ReconciledDay& day) {
  if (!day.failure.ok()) return day.failure.FullMessage();
  if (!day.counts_agree) return "the source claims another number than it sends";
  const std::string bad = day.rejected == 0 ? "" : fmt::format(", {} rejected", day.rejected);
  if (day.equal()) return "equal" + bad;
  std::vector<std::string> hours;
  for (const pos::DifferentHour& hour : day.hours) hours.push_back(std::to_string(hour.hour));
  return "differs at hour " + Join(hours, ", ") + bad;
}

void Print(Context& context, const std::vector<ReconciledDay>& days) {
  if (context.json()) {
    for (const ReconciledDay& day : days) context.out.Write(JsonLine(DayJson(day)));
    return;
  }
  using Align = Table::Align;
  Table table({{"location"},
               {"day"},
               {"at the till", Align::kRight},
               {"in ventas", Align::kRight},
               {"missing", Align::kRight},
               {"surplus", Align::kRight},
               {"different", Align::kRight},
               {"verdict", Align::kLeft, true}});
  for (const ReconciledDay& day : days) {
    std::int64_t missing = 0, surplus = 0, different = 0;
    for (const pos::DifferentHour& hour : day.hours) {
      missing += hour.missing;
      surplus += hour.surplus;
      different += hour.different;
    }
    const auto number = [&](std::int64_t n) {
      return day.failure.ok() ? std::to_string(n) : std::string();
    };
    table.Add({day.location, FormatDate(day.day), number(day.source.lines),
               number(day.warehouse.lines), number(missing), number(surplus), number(different),
               Verdict(day)});
  }
  if (!table.empty()) context.out.Write(table.Render(context.TableWidth()));
}

// Reads again what differs.
Result<ExitCode> Repair(Context& context, TillDesk& desk, const std::vector<ReconciledDay>& days) {
  std::vector<pos::SalesWindow> windows;
  for (const ReconciledDay& day : days) {
    if (!day.failure.ok() || day.equal()) continue;
    TELAR_ASSIGN_OR_RETURN(const pos::Location* location, desk.tills.Find(day.location));
    for (pos::SalesWindow& window : pos::RepairWindows(*location, day, desk.tills.sales_guard))
      windows.push_back(std::move(window));
  }
  TillRun run = SalesRun("telar pos reconcile --repair");
  run.flags = {"from", "to", "days"};
  run.recovery = true;
  return RunTills(context, desk, run,
                  [&](const pos::Tills& tills) -> Result<std::unique_ptr<ledger::Pipeline>> {
                    return std::make_unique<pos::SalesPipeline>(
                        tills, "pos.sales",
                        [windows](db::Connection&) -> Result<std::vector<pos::SalesWindow>> {
                          return windows;
                        });
                  });
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenTillDesk(context, {.selling = true}));
  TELAR_ASSIGN_OR_RETURN(const DayRange range, DaysFor(context, *desk, 1));
  const std::vector<Task> tasks = TasksFor(*desk, range);
  if (tasks.empty()) {
    context.err.Write("nothing to do: no location sells on these days\n");
    return ExitCode::kNothingToDo;
  }
  TELAR_ASSIGN_OR_RETURN(const auto days, CompareAll(context, *desk, tasks));
  Print(context, days);
  const auto failed = std::count_if(days.begin(), days.end(),
                                    [](const ReconciledDay& day) { return !day.failure.ok(); });
  const auto differing = std::count_if(days.begin(), days.end(), [](const ReconciledDay& day) {
    return day.failure.ok() && !day.equal();
  });
  if (failed == std::ssize(days)) return ExitCode::kSourceDown;
  if (differing > 0 && context.call.Has("repair")) {
    TELAR_ASSIGN_OR_RETURN(const ExitCode repaired, Repair(context, *desk, days));
    if (repaired != ExitCode::kDone) return repaired;
  } else if (differing > 0) {
    if (!context.quiet()) context.err.Write("--repair reads again what differs\n");
    return ExitCode::kContractBroken;
  }
  // Reading them again does not help: lines that are no rows, counts that do not agree.
  const bool people = std::any_of(days.begin(), days.end(), [](const ReconciledDay& day) {
    return !day.failure.ok() || (day.equal() && !day.whole());
  });
  return people ? ExitCode::kSomeNeedPeople : ExitCode::kDone;
}

}  // namespace

Command PosReconcileCommand() {
  std::vector<Flag> flags = DayFlags("The N days up to the last, 1 unless told");
  flags.push_back({.name = "repair", .help = "Read again what differs"});
  flags.push_back({.name = "workers",
                   .value = "N",
                   .help = "Requests at a time (pos.workers)",
                   .kind = ValueKind::kNumber});
  for (Flag& flag : LocationFlags()) flags.push_back(std::move(flag));
  return {.name = "reconcile",
          .summary = "Compare the sales of whole days at the till and in the database",
          .description =
              {"Reads each day from its source once more and holds it line for line "
               "against ventas, without changing it; a difference ends with 7 and is "
               "narrowed down to its hours. With --repair those hours are read again; a day of "
               "which more is gone than pos.sales_guard allows is read as a whole, and "
               "refused. Lines that the till has and that are no rows end with 8.",
               "With --json one object a location and day; --repair adds that of its "
               "run."},
          .arguments = {LocationArgument()},
          .flags = std::move(flags),
          .examples = {{"telar pos reconcile", "Yesterday, every store"},
                       {"telar pos reconcile tienda_08 --days 7 --repair", "One store's week"}},
          .exits = {ExitCode::kSourceDown, ExitCode::kDestinationDown, ExitCode::kContractBroken,
                    ExitCode::kSomeNeedPeople, ExitCode::kAllFailed, ExitCode::kNothingToDo,
                    ExitCode::kInterrupted, ExitCode::kTerminated},
          .run = Run};
}

}  // namespace telar::app
