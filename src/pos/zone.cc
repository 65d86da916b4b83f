#include "pos/zone.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>

namespace telar::pos {
namespace {

using std::chrono::floor;
using std::chrono::microseconds;

date::local_time<microseconds> Theirs(LocalTime time) {
  return date::local_time<microseconds>(time.time_since_epoch());
}

const date::time_zone* ZoneOf(const void* zone) {
  return static_cast<const date::time_zone*>(zone);
}

bool ReadDigits(std::string_view text, std::size_t at, std::size_t count, int& value) {
  if (text.size() < at + count) return false;
  value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  return true;
}

}  // namespace

std::string FormatLocal(LocalTime time) {
  const Date date = DateOf(time);
  const Duration of_day = TimeOfDay(time);
  const std::chrono::hh_mm_ss<microseconds> clock(of_day);
  std::string text = fmt::format("{} {:02}:{:02}:{:02}", FormatDate(date), clock.hours().count(),
                                 clock.minutes().count(), clock.seconds().count());
  if (clock.subseconds().count() != 0) text += fmt::format(".{:06}", clock.subseconds().count());
  return text;
}

Result<LocalTime> ParseLocal(std::string_view text) {
  constexpr std::size_t kDate = 10, kSeconds = 19;
  const auto wrong = [] {
    return Status::InvalidInput("read a local time: not of the form 2026-01-02 09:30:00");
  };
  if (text.size() < kSeconds || (text[kDate] != ' ' && text[kDate] != 'T')) return wrong();
  TELAR_ASSIGN_OR_RETURN(const Date date, ParseDate(text.substr(0, kDate)));
  int hours = 0, minutes = 0, seconds = 0;
  if (!ReadDigits(text, 11, 2, hours) || text[13] != ':' || !ReadDigits(text, 14, 2, minutes) ||
      text[16] != ':' || !ReadDigits(text, 17, 2, seconds)) {
    return wrong();
  }
  if (hours > 23 || minutes > 59 || seconds > 59) return wrong();
  int micros = 0;
  if (text.size() > kSeconds) {
    const std::string_view fraction = text.substr(kSeconds + 1);
    if (text[kSeconds] != '.' || fraction.empty() || fraction.size() > 7) return wrong();
    const std::size_t kept = std::min<std::size_t>(fraction.size(), 6);
    int last = 0;
    if (!ReadDigits(fraction, 0, kept, micros)) return wrong();
    if (fraction.size() == 7 && !ReadDigits(fraction, 6, 1, last)) return wrong();
    for (std::size_t i = kept; i < 6; ++i) micros *= 10;
  }
  return MidnightOf(date) + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
         std::chrono::seconds(seconds) + microseconds(micros);
}

Date DateOf(LocalTime time) { return Date(floor<std::chrono::days>(time)); }

LocalTime MidnightOf(Date date) { return LocalTime(std::chrono::local_days(date)); }

Duration TimeOfDay(LocalTime time) { return time - floor<std::chrono::days>(time); }

Result<Zone> Zone::Find(std::string_view name) {
  try {
    return Zone(std::string(name), date::locate_zone(std::string(name)));
  } catch (const std::exception&) {
    return Status::InvalidConfig(
               fmt::format("find time zone {}: this machine does not know it", name))
        .WithHint("Use a name such as America/Caracas, and see that tzdata is installed.");
  }
}

LocalTime Zone::ToLocal(Instant instant) const {
  if (zone_ == nullptr) return LocalTime(instant.time_since_epoch());
  return LocalTime(ZoneOf(zone_)->to_local(instant).time_since_epoch());
}

Instant Zone::ToInstant(LocalTime time) const {
  if (zone_ == nullptr) return Instant(time.time_since_epoch());
  return ZoneOf(zone_)->to_sys(Theirs(time), date::choose::earliest);
}

LocalRange Zone::WallTimes(Instant from, Instant to) const {
  LocalRange range{ToLocal(from), ToLocal(to)};
  if (zone_ == nullptr) return range;
  // Between two settings of the clock, wall time runs on; only just before and after one can it
  // show an extreme.
  for (Instant at = from; at < to;) {
    const date::sys_info info = ZoneOf(zone_)->get_info(at);
    const Instant change(info.end);
    if (change > to) break;
    range.to = std::max(range.to, LocalTime((change + info.offset).time_since_epoch()));
    if (change == to) break;
    range.from = std::min(range.from, ToLocal(change));
    at = change;
  }
  return range;
}

}  // namespace telar::pos
