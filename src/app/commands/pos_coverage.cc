#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/commands/json_line.h"
#include "app/commands/till_times.h"
#include "app/locations.h"
#include "app/missing_file.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "pos/coverage.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
using Interval = pos::Coverage::Interval;

constexpr int kDefaultDays = 31;
constexpr Duration kNotYet = std::chrono::hours(2);

/// One location's last days: what was read whole, and what was not.
struct View {
  const pos::Location* location = nullptr;
  std::vector<pos::Covered> covered;
  std::vector<Interval> gaps;
  std::vector<std::pair<Date, Duration>> days;  ///< Each with how much of it is missing.
  std::vector<Duration> lengths;                ///< Of those days, up to the present.
  std::optional<Instant> newest;
};

Duration Overlap(const Interval& a, const Interval& b) {
  return std::max(Duration{0}, std::min(a.to, b.to) - std::max(a.from, b.from));
}

Result<View> ViewOf(db::Connection& connection, const pos::Location& location, int days,
                    Instant now) {
  View view{.location = &location};
  const auto today = std::chrono::floor<std::chrono::days>(location.zone.ToLocal(now));
  const auto first =
      std::max(today - std::chrono::days(days - 1), std::chrono::local_days(location.first_sync));
  const auto midnight = [&](std::chrono::local_days day) {
    return location.zone.ToInstant(pos::LocalTime(day));
  };
  TELAR_ASSIGN_OR_RETURN(view.newest, pos::Coverage::Newest(connection, location.id, "sales"));
  // What the next live run is for is not missing yet.
  if (view.newest && *view.newest < now && now - *view.newest < kNotYet) now = *view.newest;
  const Interval all{midnight(first), now};
  TELAR_ASSIGN_OR_RETURN(view.covered,
                         pos::Coverage::Read(connection, location.id, "sales", all.from, all.to));
  view.gaps = pos::Coverage::Gaps(view.covered, all.from, all.to);
  for (auto day = first; day <= today; day += std::chrono::days(1)) {
    const Interval its{midnight(day), std::min(midnight(day + std::chrono::days(1)), now)};
    Duration missing{0};
    for (const Interval& gap : view.gaps) missing += Overlap(gap, its);
    view.days.emplace_back(Date(day), missing);
    view.lengths.push_back(std::max(Duration{0}, its.to - its.from));
  }
  return view;
}

double ShareOf(const View& view) {
  Duration all{0}, missing{0};
  for (std::size_t i = 0; i < view.days.size(); ++i) {
    all += view.lengths[i];
    missing += view.days[i].second;
  }
  if (all.count() == 0) return 1;
  return 1 - static_cast<double>(missing.count()) / static_cast<double>(all.count());
}

std::int64_t DaysMissing(const View& view) {
  return std::count_if(view.days.begin(), view.days.end(),
                       [](const auto& day) { return day.second > Duration{0}; });
}

/// A sign a day: whole, in part, not at all, "-" for a day that was closed and not read.
std::string Calendar(const View& view, int days, bool utf8) {
  std::string out(static_cast<std::size_t>(days) - view.days.size(), ' ');
  for (std::size_t i = 0; i < view.days.size(); ++i) {
    const auto& [day, missing] = view.days[i];
    if (missing == Duration{0}) out += utf8 ? "█" : "#";
    else if (missing < view.lengths[i]) out += utf8 ? "▒" : "+";
    else out += view.location->ClosedOn(day) ? "-" : utf8 ? "·" : ".";
  }
  return out;
}

Json ViewJson(const View& view) {
  Json json{{"location", view.location->id},
            {"dataset", "sales"},
            {"covered", ShareOf(view)},
            {"newest", view.newest ? Json(FormatInstant(*view.newest)) : Json(nullptr)},
            {"gaps", Json::array()},
            {"doubts", Json::array()},
            {"days", Json::array()}};
  for (const Interval& gap : view.gaps)
    json["gaps"].push_back({{"from", FormatInstant(gap.from)}, {"to", FormatInstant(gap.to)}});
  for (const pos::Covered& covered : view.covered) {
    if (covered.closed) continue;
    json["doubts"].push_back({{"from", FormatInstant(covered.from)},
                              {"to", FormatInstant(covered.to)},
                              {"doubt", covered.doubt}});
  }
  for (const auto& [day, missing] : view.days) {
    json["days"].push_back(
        {{"day", FormatDate(day)},
         {"missing_minutes", std::chrono::duration<double, std::ratio<60>>(missing).count()}});
  }
  return json;
}

void Print(Context& context, const std::vector<View>& views, int days) {
  if (context.json()) {
    for (const View& view : views) context.out.Write(JsonLine(ViewJson(view)));
    return;
  }
  Table table({{"location"},
               {"name", Table::Align::kLeft, true},
               {"covered", Table::Align::kRight},
               {"days open", Table::Align::kRight},
               {"read up to"},
               {fmt::format("the last {} days", days)}});
  for (const View& view : views) {
    table.Add({view.location->id, view.location->name, fmt::format("{:.1f} %", 100 * ShareOf(view)),
               std::to_string(DaysMissing(view)),
               view.newest ? pos::FormatLocal(view.location->zone.ToLocal(
                                 std::chrono::floor<std::chrono::seconds>(*view.newest)))
                           : "never",
               Calendar(view, days, context.utf8)});
  }
  context.out.Write(table.Render(context.TableWidth()));
  if (!context.quiet()) {
    context.err.Write(context.utf8 ? "█ whole  ▒ in part  · not at all  - closed and not read\n"
                                   : "# whole  + in part  . not at all  - closed and not read\n");
  }
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto locations, LoadLocations(loaded, context));
  TELAR_ASSIGN_OR_RETURN(const auto chosen, ChosenLocations(context, locations, true));
  TELAR_ASSIGN_OR_RETURN(const int days, DaysOf(context, "days", kDefaultDays));
  const auto those = ThoseLocations(locations, chosen, true);
  if (those.empty()) {
    context.err.Write("no location sells anything\n");
    return ExitCode::kNothingToDo;
  }
  const config::DatabaseUrl& url = loaded.settings.pos.database;
  if (IsMissingFile(url)) {
    context.err.Write("nothing was read yet\n");
    return ExitCode::kNothingToDo;
  }
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenTillsForReading(loaded.settings, context.clock));
  TELAR_ASSIGN_OR_RETURN(const bool prepared, TillsArePrepared(database->reading()));
  if (!prepared) {
    context.err.Write("nothing was read yet\n");
    return ExitCode::kNothingToDo;
  }
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->reading().Acquire());
  std::vector<View> views;
  for (const pos::Location* location : those) {
    TELAR_ASSIGN_OR_RETURN(View view, ViewOf(*connection, *location, days, context.clock.Now()));
    views.push_back(std::move(view));
  }
  Print(context, views, days);
  const bool open = std::any_of(views.begin(), views.end(),
                                [](const View& view) { return DaysMissing(view) > 0; });
  return open && context.call.Has("check") ? ExitCode::kContractBroken : ExitCode::kDone;
}

}  // namespace

Command PosCoverageCommand() {
  std::vector<Flag> flags = {{.name = "days",
                              .value = "N",
                              .help = "The last N days, 31 unless told",
                              .kind = ValueKind::kNumber},
                             {.name = "check", .help = "End with 7 when something is missing"}};
  for (Flag& flag : LocationFlags()) flags.push_back(std::move(flag));
  return {.name = "coverage",
          .summary = "Show which days of sales were read whole",
          .description = {"A line a store: how much of the last days was read and believed, on how "
                          "many days something is open, and a sign for each day. What is open is "
                          "read by the next live run (pos.gap_days), by telar pos recover or by "
                          "telar pos backfill. The last two hours do not count.",
                          "Comes from pos.replica when there is one. With --json one object a line "
                          "and store, with every gap in UTC."},
          .arguments = {LocationArgument()},
          .flags = std::move(flags),
          .examples = {{"telar pos coverage", "A month at a glance"},
                       {"telar pos coverage --days 7 --check", "For an alarm"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kContractBroken, ExitCode::kNothingToDo},
          .run = Run};
}

}  // namespace telar::app
