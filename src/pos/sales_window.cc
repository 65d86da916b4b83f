#include "pos/sales_window.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace telar::pos {
namespace {

constexpr std::array<std::string_view, 6> kReasons{"live",   "gap",      "recovery",
                                                   "manual", "backfill", "repair"};

/// To the second where that is exact: keys are read by people.
std::string Short(Instant instant) {
  std::string text = FormatInstant(instant);
  if (text.ends_with(".000000Z")) text.replace(text.size() - 8, 8, "Z");
  return text;
}

std::string HoursOf(LocalTime time) { return FormatLocal(time).substr(11, 5); }

}  // namespace

std::string_view WindowReasonName(WindowReason reason) {
  return kReasons[static_cast<std::size_t>(reason)];
}

std::string SalesWindow::Key() const {
  return fmt::format("{} {}/{}", location, Short(from), Short(to));
}

ledger::NewItem SalesWindow::Item(const Location& place) const {
  const LocalRange wall = place.zone.WallTimes(from, to);
  const bool to_midnight = wall.to == MidnightOf(DateOf(wall.to));
  const std::string hours =
      to_midnight && wall.from == MidnightOf(DateOf(wall.from))
          ? ""
          : fmt::format(" {}–{}", HoursOf(wall.from), to_midnight ? "24:00" : HoursOf(wall.to));
  const nlohmann::json payload{{"location", location},
                               {"from", FormatInstant(from)},
                               {"to", FormatInstant(to)},
                               {"reason", WindowReasonName(reason)}};
  return {.key = Key(),
          .label = fmt::format("{}, {}{}", place.name.empty() ? place.id : place.name,
                               FormatDate(DateOf(wall.from)), hours),
          .payload = payload.dump(),
          .reopen_stage = ledger::Stage()};
}

Result<SalesWindow> SalesWindow::Of(const ledger::Item& item) {
  const auto json = nlohmann::json::parse(item.payload, nullptr, false);
  const auto text = [&](const char* key) -> std::string {
    if (!json.is_object() || !json.contains(key) || !json[key].is_string()) return "";
    return json[key].get<std::string>();
  };
  const auto from = ParseInstant(text("from")), to = ParseInstant(text("to"));
  const auto reason = std::find(kReasons.begin(), kReasons.end(), text("reason"));
  if (!from.ok() || !to.ok() || *from >= *to || reason == kReasons.end()) {
    return Status::Internal(fmt::format("read item {}: its payload is no sales window", item.key));
  }
  return SalesWindow{text("location"), *from, *to,
                     static_cast<WindowReason>(reason - kReasons.begin())};
}

std::vector<SalesWindow> CutIntoWindows(const Location& location, Instant from, Instant to,
                                        Duration longest, WindowReason reason) {
  std::vector<SalesWindow> windows;
  while (from < to) {
    const LocalTime wall = location.zone.ToLocal(from);
    const LocalTime midnight = MidnightOf(DateOf(wall));
    const Duration of_day = wall - midnight;
    const Duration next =
        std::min<Duration>(std::chrono::days(1), (of_day / longest + 1) * longest);
    // Where the clock is set back, the wall time of the cut may lie behind: then the day's end is
    // it.
    Instant end = location.zone.ToInstant(midnight + next);
    if (end <= from) end = location.zone.ToInstant(midnight + std::chrono::days(1));
    if (end <= from) end = from + longest;
    end = std::min(end, to);
    windows.push_back({location.id, from, end, reason});
    from = end;
  }
  return windows;
}

SalesWindow WholeDay(const Location& location, Date day, WindowReason reason) {
  const LocalTime midnight = MidnightOf(day);
  return {location.id, location.zone.ToInstant(midnight),
          location.zone.ToInstant(midnight + std::chrono::days(1)), reason};
}

}  // namespace telar::pos
