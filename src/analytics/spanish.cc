#include "analytics/spanish.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace telar::analytics {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"ene", "feb", "mar", "abr", "may", "jun",
                                                   "jul", "ago", "sep", "oct", "nov", "dic"};
/// Beyond it, figures of a chain are a mistake and a double has no more whole digits to print.
constexpr double kMost = 1e15;

/// "-1234.50" as "-1.234,50".
std::string Grouped(std::string plain) {
  const bool negative = plain.starts_with('-');
  if (negative) plain.erase(0, 1);
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string whole = plain.substr(0, point), rest = plain.substr(point);
  for (auto at = static_cast<std::ptrdiff_t>(whole.size()) - 3; at > 0; at -= 3) {
    whole.insert(static_cast<std::size_t>(at), ".");
  }
  if (!rest.empty()) rest[0] = ',';
  const bool zero = (whole + rest).find_first_of("123456789") == std::string::npos;
  return (negative && !zero ? "\u2212" : "") + whole + rest;
}

}  // namespace

std::string SpanishNumber(double value, int decimals) {
  if (!std::isfinite(value) || std::abs(value) >= kMost) return "—";
  return Grouped(fmt::format("{:.{}f}", value, decimals));
}

std::string SpanishNumber(const Decimal& value, int decimals) {
  return Grouped(value.Rounded(decimals).ToString());
}

std::string SpanishPercent(double share) {
  const std::string number = SpanishNumber(100 * share, 1);
  return number == "—" ? number : number + "\u00A0%";
}

std::string SpanishDay(Date date) {
  const auto month = static_cast<unsigned>(date.month());
  if (month < 1 || month > 12) return "—";
  return fmt::format("{} {}", static_cast<unsigned>(date.day()), kMonths[month - 1]);
}

std::string SpanishDate(Date date) {
  return fmt::format("{} {}", SpanishDay(date), static_cast<int>(date.year()));
}

std::string SpanishTime(const std::string& local) {
  if (local.size() < 16) return local;
  const auto date = ParseDate(local.substr(0, 10));
  return date.ok() ? SpanishDate(*date) + ", " + local.substr(11, 5) : local;
}

}  // namespace telar::analytics
