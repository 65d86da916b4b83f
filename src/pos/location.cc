#include "pos/location.h"

#include <fmt/format.h>

#include <algorithm>

namespace telar::pos {

bool Location::ClosedOn(Date date) const {
  const std::string day = FormatDate(date);
  return std::any_of(closed.begin(), closed.end(), [&](const std::string& entry) {
    return entry == day || entry == std::string_view(day).substr(5);
  });
}

Duration Location::OpenTimeIn(const LocalRange& range) const {
  Duration open{0};
  // A shop that closes after midnight is still open on the next day's first hours.
  const auto first = std::chrono::floor<std::chrono::days>(range.from) - std::chrono::days(1);
  for (auto day = first; day < range.to; day += std::chrono::days(1)) {
    if (ClosedOn(Date(day))) continue;
    const LocalTime from = std::max(range.from, LocalTime(day) + opens);
    const LocalTime to = std::min(range.to, LocalTime(day) + closes);
    if (from < to) open += to - from;
  }
  return open;
}

}  // namespace telar::pos
