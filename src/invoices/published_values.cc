#include "invoices/published_values.h"

#include <algorithm>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/dates.h"
#include "invoices/numbers.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostWhole = 14, kMostDecimals = 10, kMostDigits = 18;

}  // namespace

std::optional<Decimal> NumberOf(const documents::Published& published) {
  std::string_view text = Trim(published.text);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  std::string_view whole = text.substr(0, point);
  std::string_view decimals =
      point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() && decimals.empty()) return std::nullopt;
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  while (decimals.size() > kMostDecimals && decimals.back() == '0') decimals.remove_suffix(1);
  if (whole.size() > kMostWhole || decimals.size() > kMostDecimals ||
      whole.size() + decimals.size() > kMostDigits) {
    return std::nullopt;
  }
  std::string canonical = negative ? "-" : "";
  canonical += whole.empty() ? "0" : whole;
  if (!decimals.empty()) canonical += "." + std::string(decimals);
  const auto number = Decimal::Parse(canonical);
  return number.ok() ? std::optional(*number) : std::nullopt;
}

std::optional<Date> DayOf(const documents::Published& published) {
  std::string text(Trim(published.text));
  if (text.size() == 8 && AllDigits(text))
    text = text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
  constexpr std::size_t kDay = 10;
  if (text.size() > kDay && std::string_view("TZ+-").find(text[kDay]) != std::string_view::npos)
    text.resize(kDay);
  const auto date = ParseDate(text);
  return date.ok() ? std::optional(*date) : std::nullopt;
}

std::optional<Decimal> ReadLeniently(std::string_view number) {
  number = Trim(number);
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  const NumberReadings readings = ReadNumber(number);
  if (readings.none() || readings.ambiguous()) return std::nullopt;
  const Decimal value = readings.point ? *readings.point : *readings.comma;
  return negative ? -value : value;
}

std::optional<Date> ReadDayLeniently(std::string_view day) {
  const std::vector<PrintedDate> dates = FindDates(day);
  if (dates.size() != 1 || dates.front().ambiguous()) return std::nullopt;
  return dates.front().day_first ? dates.front().day_first : dates.front().month_first;
}

Decimal AsMoney(const Decimal& amount, int minor_units) {
  const Decimal least = amount.Normalized();
  return least.scale() < minor_units ? least.Rounded(minor_units) : least;
}

std::string MoneyText(const Decimal& amount, int minor_units) {
  return AsMoney(amount, minor_units).ToString();
}

}  // namespace telar::invoices
