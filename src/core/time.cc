#include "core/time.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

namespace telar {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Reads exactly `width` digits at the front of `text` and removes them.
bool TakeDigits(std::string_view& text, std::size_t width, int& value) {
  if (text.size() < width) return false;
  value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return true;
}

bool TakeChar(std::string_view& text, char c) {
  if (text.empty() || text[0] != c) return false;
  text.remove_prefix(1);
  return true;
}

bool TakeDate(std::string_view& text, Date& date) {
  int y = 0, m = 0, d = 0;
  if (!TakeDigits(text, 4, y) || !TakeChar(text, '-') || !TakeDigits(text, 2, m) ||
      !TakeChar(text, '-') || !TakeDigits(text, 2, d)) {
    return false;
  }
  date = Date(std::chrono::year(y), std::chrono::month(static_cast<unsigned>(m)),
              std::chrono::day(static_cast<unsigned>(d)));
  return date.ok();
}

Status Bad(std::string_view what, std::string_view text, std::string_view form) {
  return Status::InvalidInput(
      fmt::format("read {} '{}': expected {}", what, text.substr(0, 64), form));
}

}  // namespace

std::string FormatInstant(Instant instant) {
  const auto day = std::chrono::floor<days>(instant);
  const std::chrono::hh_mm_ss time(instant - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", FormatDate(Date(day)), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

Result<Instant> ParseInstant(std::string_view text) {
  std::string_view rest = text;
  Date date;
  int h = 0, m = 0, s = 0;
  microseconds fraction{0};
  bool good = TakeDate(rest, date) && (TakeChar(rest, 'T') || TakeChar(rest, ' ')) &&
              TakeDigits(rest, 2, h) && TakeChar(rest, ':') && TakeDigits(rest, 2, m) &&
              TakeChar(rest, ':') && TakeDigits(rest, 2, s) && h < 24 && m < 60 && s < 60;
  if (good && TakeChar(rest, '.')) {
    std::int64_t scale = 1'000'000;
    int digit = 0, count = 0;
    while (TakeDigits(rest, 1, digit)) {
      scale /= 10;
      fraction += microseconds(digit * scale);
      ++count;
    }
    good = count > 0;
  }
  if (!good || !TakeChar(rest, 'Z') || !rest.empty()) {
    return Bad("instant", text, "2026-01-31T23:59:59.123456Z");
  }
  return Instant(std::chrono::sys_days(date)) + hours(h) + minutes(m) + seconds(s) + fraction;
}

std::string FormatDate(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Result<Date> ParseDate(std::string_view text) {
  std::string_view rest = text;
  Date date;
  if (!TakeDate(rest, date) || !rest.empty()) return Bad("date", text, "2026-01-31");
  return date;
}

std::string FormatDuration(Duration duration) {
  const double s = static_cast<double>(duration.count()) / 1e6;
  if (s < 1) return fmt::format("{:.0f} ms", s * 1e3);
  if (s < 60) return fmt::format("{:.1f} s", s);
  const std::chrono::hh_mm_ss time(std::chrono::round<seconds>(duration));
  if (s < 3600)
    return fmt::format("{} min {:02} s", time.minutes().count(), time.seconds().count());
  return fmt::format("{} h {:02} min", time.hours().count(), time.minutes().count());
}

Result<Duration> ParseDuration(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  std::int64_t us = 0;
  if (unit == "ms") us = 1'000;
  else if (unit == "s") us = 1'000'000;
  else if (unit == "m" || unit == "min") us = 60'000'000;
  else if (unit == "h") us = 3'600'000'000;
  else if (unit == "d") us = 86'400'000'000;
  std::int64_t total = 0;
  if (error != std::errc() || us == 0 || count < 0 || __builtin_mul_overflow(count, us, &total)) {
    return Bad("duration", text, "a whole number with ms, s, m, h or d, such as 30s");
  }
  return Duration(total);
}

}  // namespace telar
