#include "samples/print_style.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "core/text.h"

namespace telar::samples {
namespace {

constexpr std::string_view kEnglishMonths[] = {"January",   "February", "March",    "April",
                                               "May",       "June",     "July",     "August",
                                               "September", "October",  "November", "December"};
constexpr std::string_view kSpanishMonths[] = {"enero",      "febrero", "marzo",     "abril",
                                               "mayo",       "junio",   "julio",     "agosto",
                                               "septiembre", "octubre", "noviembre", "diciembre"};
constexpr std::string_view kGermanMonths[] = {"Januar",    "Februar", "März",     "April",
                                              "Mai",       "Juni",    "Juli",     "August",
                                              "September", "Oktober", "November", "Dezember"};
constexpr std::string_view kFrenchMonths[] = {"janvier",   "février", "mars",     "avril",
                                              "mai",       "juin",    "juillet",  "août",
                                              "septembre", "octobre", "novembre", "décembre"};
constexpr std::string_view kPortugueseMonths[] = {"janeiro",  "fevereiro", "março",    "abril",
                                                  "maio",     "junho",     "julho",    "agosto",
                                                  "setembro", "outubro",   "novembro", "dezembro"};
constexpr std::string_view kDutchMonths[] = {"januari",   "februari", "maart",    "april",
                                             "mei",       "juni",     "juli",     "augustus",
                                             "september", "oktober",  "november", "december"};
constexpr std::string_view kItalianMonths[] = {"gennaio",   "febbraio", "marzo",    "aprile",
                                               "maggio",    "giugno",   "luglio",   "agosto",
                                               "settembre", "ottobre",  "novembre", "dicembre"};

}  // namespace

std::string_view LanguageCode(Language language) {
  switch (language) {
    case Language::kEnglish: return "en";
    case Language::kPortuguese: return "pt";
    case Language::kFrench: return "fr";
    case Language::kGerman: return "de";
    case Language::kDutch: return "nl";
    case Language::kItalian: return "it";
    case Language::kSpanish: break;
  }
  return "es";
}

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
    case DateStyle::kDayFirstShort: return fmt::format("{:02}/{:02}/{:02}", day, month, year % 100);
    case DateStyle::kDashes: return fmt::format("{:02}-{:02}-{}", day, month, year);
    case DateStyle::kDashesShort: return fmt::format("{:02}-{:02}-{:02}", day, month, year % 100);
    case DateStyle::kDots: return fmt::format("{:02}.{:02}.{}", day, month, year);
    case DateStyle::kDotsShort: return fmt::format("{:02}.{:02}.{:02}", day, month, year % 100);
    case DateStyle::kMonthFirst: return fmt::format("{:02}/{:02}/{}", month, day, year);
    case DateStyle::kUpperShort:
      return fmt::format("{:02} {} {}", day, Upper(english.substr(0, 3)), year);
    case DateStyle::kUpperDashes:
      return fmt::format("{:02}-{}-{}", day, Upper(english.substr(0, 3)), year);
    case DateStyle::kCompact: return fmt::format("{}{:02}{:02}", year, month, day);
    case DateStyle::kGermanLong:
      return fmt::format("{}. {} {}", day, kGermanMonths[month - 1], year);
    case DateStyle::kFrenchLong:
      return fmt::format("{} {} {}", day, kFrenchMonths[month - 1], year);
    case DateStyle::kPortugueseLong:
      return fmt::format("{} de {} de {}", day, kPortugueseMonths[month - 1], year);
    case DateStyle::kDutchLong: return fmt::format("{} {} {}", day, kDutchMonths[month - 1], year);
    case DateStyle::kItalianLong:
      return fmt::format("{} {} {}", day, kItalianMonths[month - 1], year);
    case DateStyle::kIso: break;
  }
  return fmt::format("{}-{:02}-{:02}", year, month, day);
}

std::string Upper(std::string_view text) {
  std::u32string upper;
  for (const char32_t c : DecodeUtf8(text)) {
    const bool latin = (c >= U'a' && c <= U'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7);
    if (c == 0xDF) upper += U"SS";
    else upper += latin ? c - 32 : c;
  }
  return EncodeUtf8(upper);
}

std::string FormatMoney(const Decimal& value, const NumberStyle& numbers, const MoneyStyle& money) {
  const std::string number = FormatNumber(value.Abs(), numbers);
  const std::string sign = value.is_negative() ? "-" : "";
  const std::string space = money.space ? " " : "";
  if (money.after) return sign + number + space + money.symbol;
  return sign + money.symbol + space + number;
}

}  // namespace telar::samples
