#include "app/commands/till_times.h"

#include "pos/sales_pipeline.h"

namespace telar::app {
namespace {

constexpr int kMostDays = 3660;

Result<Date> DayOf(const Context& context, const char* flag) {
  auto day = ParseDate(context.call.Get(flag));
  if (day.ok()) return day;
  return Status::InvalidInput("--" + std::string(flag) + ": '" + context.call.Get(flag) +
                              "' is no day")
      .WithHint("such as 2026-01-31");
}

/// "2026-01-31" or "2026-01-31 08:00[:00]"; `day` says which.
Result<pos::LocalTime> TimeOf(const Context& context, const char* flag, bool& day) {
  std::string text = context.call.Get(flag);
  const Result<Date> date = ParseDate(text);
  day = date.ok();
  if (day) return pos::MidnightOf(*date);
  if (text.size() == 16) text += ":00";
  auto time = pos::ParseLocal(text);
  if (time.ok()) return time;
  return Status::InvalidInput("--" + std::string(flag) + ": '" + context.call.Get(flag) +
                              "' is no time")
      .WithHint("such as \"2026-01-31 08:00\", or a day");
}

}  // namespace

Result<int> DaysOf(const Context& context, std::string_view flag, int fallback) {
  const std::int64_t days = context.call.Number(flag, fallback);
  if (days >= 1 && days <= kMostDays) return static_cast<int>(days);
  return Status::InvalidInput("--" + std::string(flag) + ": from 1 to " +
                              std::to_string(kMostDays));
}

std::vector<Flag> DayFlags(std::string days_help) {
  return {{.name = "from",
           .value = "DAY",
           .help = "The first day, YYYY-MM-DD",
           .kind = ValueKind::kText},
          {.name = "to",
           .value = "DAY",
           .help = "The last day; yesterday without it",
           .kind = ValueKind::kText},
          {.name = "days", .value = "N", .help = std::move(days_help), .kind = ValueKind::kNumber}};
}

Result<DayRange> DaysFor(const Context& context, const TillDesk& desk, int fallback) {
  const auto those = ThoseLocations(desk.locations, desk.chosen, true);
  const pos::Zone zone = those.empty() ? pos::Zone() : those.front()->zone;
  const auto today = std::chrono::floor<std::chrono::days>(zone.ToLocal(context.clock.Now()));
  DayRange days{.from = {}, .to = Date(today - std::chrono::days(1))};
  if (context.call.Has("to")) {
    TELAR_ASSIGN_OR_RETURN(days.to, DayOf(context, "to"));
  }
  if (context.call.Has("from")) {
    if (context.call.Has("days")) {
      return Status::InvalidInput("--from and --days both say where to begin")
          .WithHint("leave out one of the two");
    }
    TELAR_ASSIGN_OR_RETURN(days.from, DayOf(context, "from"));
  } else {
    TELAR_ASSIGN_OR_RETURN(const int count, DaysOf(context, "days", fallback));
    days.from = Date(std::chrono::sys_days(days.to) - std::chrono::days(count - 1));
  }
  if (std::chrono::sys_days(days.from) > std::chrono::sys_days(days.to)) {
    return Status::InvalidInput("from " + FormatDate(days.from) + " to " + FormatDate(days.to) +
                                ": that ends before it begins");
  }
  return days;
}

Result<pos::LocalRange> RangeOf(const Context& context) {
  const bool old_from = !context.call.Has("from"), old_to = !context.call.Has("to");
  const char* from = old_from ? "fecha-desde" : "from";
  const char* to = old_to ? "fecha-hasta" : "to";
  if (!context.call.Has(from)) {
    return Status::InvalidInput("there is an end of the time to read and no begin")
        .WithHint("say --from as well");
  }
  bool day = false;
  pos::LocalRange range;
  TELAR_ASSIGN_OR_RETURN(range.from, TimeOf(context, from, day));
  if (context.call.Has(to)) {
    TELAR_ASSIGN_OR_RETURN(range.to, TimeOf(context, to, day));
    if (day) range.to += std::chrono::days(1);
    else if (old_to) range.to += std::chrono::minutes(1);
  } else {
    // Clocks ahead of UTC are at most 14 hours ahead; what has not happened yet is left out.
    range.to = pos::LocalTime(context.clock.Now().time_since_epoch()) + std::chrono::days(1);
  }
  if (range.from < range.to) return range;
  return Status::InvalidInput("from " + pos::FormatLocal(range.from) + " to " +
                              pos::FormatLocal(range.to) + ": that ends before it begins");
}

pos::SalesPlanRules SalesRulesFor(const config::Settings& settings) {
  return {.minutes = std::chrono::minutes(settings.pos.minutes),
          .overlap = settings.pos.overlap,
          .longest_window = settings.pos.longest_window,
          .gaps = std::chrono::days(settings.pos.gap_days)};
}

TillRun SalesRun(std::string command) {
  TillRun run{.command = std::move(command), .flags = {}, .etl_name = "ventas"};
  run.selling = true;
  run.things = "windows";
  run.notes = {{"lines", "lines read"},
               {"inserted", "new"},
               {"changed", "changed"},
               {"removed", "taken out"},
               {"rejected", "rejected"}};
  return run;
}

Result<ExitCode> RunSales(
    Context& context, TillDesk& desk, const TillRun& run, const std::string& pipeline,
    const std::function<pos::SalesPlan(const pos::Tills&, std::vector<const pos::Location*>)>&
        plan) {
  return RunTills(context, desk, run,
                  [&](const pos::Tills& tills) -> Result<std::unique_ptr<ledger::Pipeline>> {
                    TELAR_ASSIGN_OR_RETURN(auto locations,
                                           pos::SellingLocations(tills, desk.chosen));
                    return std::make_unique<pos::SalesPipeline>(tills, pipeline,
                                                                plan(tills, std::move(locations)));
                  });
}

}  // namespace telar::app
