#include "samples/print_style.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace telar::samples {
namespace {

constexpr std::string_view kEnglishMonths[] = {"January",   "February", "March",    "April",
                                               "May",       "June",     "July",     "August",
                                               "September", "October",  "November", "December"};
constexpr std::string_view kSpanishMonths[] = {"enero",      "febrero", "marzo",     "abril",
                                               "mayo",       "junio",   "julio",     "agosto",
                                               "septiembre", "octubre", "noviembre", "diciembre"};

}  // namespace

std::string FormatNumber(const Decimal& value, const NumberStyle& style) {
  const std::string plain = value.Abs().ToString();
  const std::size_t point = std::min(plain.find('.'), plain.size());
  std::string text = value.is_negative() ? "-" : "";
  for (std::size_t i = 0; i < point; ++i) {
    if (i > 0 && (point - i) % 3 == 0) text += style.group;
    text += plain[i];
  }
  if (point < plain.size()) text += style.decimal + plain.substr(point + 1);
  return text;
}

std::string FormatDate(Date date, DateStyle style) {
  const int year = static_cast<int>(date.year());
  const unsigned month = static_cast<unsigned>(date.month());
  const unsigned day = static_cast<unsigned>(date.day());
  const std::string_view english = kEnglishMonths[month - 1];
  const std::string_view spanish = kSpanishMonths[month - 1];
  switch (style) {
    case DateStyle::kEnglishShort: return fmt::format("{} {}, {}", english.substr(0, 3), day, year);
    case DateStyle::kEnglishLong: return fmt::format("{} {}, {}", english, day, year);
    case DateStyle::kSpanishShort: return fmt::format("{} {} {}", day, spanish.substr(0, 3), year);
    case DateStyle::kSpanishLong: return fmt::format("{} de {} de {}", day, spanish, year);
    case DateStyle::kDayFirst: return fmt::format("{:02}/{:02}/{}", day, month, year);
    case DateStyle::kIso: break;
  }
  return fmt::format("{}-{:02}-{:02}", year, month, day);
}

std::string FormatMoney(const Decimal& value, const NumberStyle& numbers, const MoneyStyle& money) {
  const std::string number = FormatNumber(value.Abs(), numbers);
  const std::string sign = value.is_negative() ? "-" : "";
  const std::string space = money.space ? " " : "";
  if (money.after) return sign + number + space + money.symbol;
  return sign + money.symbol + space + number;
}

}  // namespace telar::samples
