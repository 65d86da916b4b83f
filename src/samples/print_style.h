#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/decimal.h"
#include "core/random.h"

namespace telar::samples {

enum class Language { kSpanish, kEnglish, kPortuguese, kFrench, kGerman, kDutch, kItalian };
std::string_view LanguageCode(Language language);  ///< "es", "en", "pt", "fr", "de", "nl", "it".

using Date = std::chrono::year_month_day;

/// How a document prints numbers.
struct NumberStyle {
  char decimal = ',';
  std::string group = ".";   ///< Between thousands; may be empty.
  bool trim_prices = false;  ///< "12,5" for 12.50 in the column of unit prices.
};

/// Prints every decimal that `value` carries: 1234.50 is "1.234,50".
std::string FormatNumber(const Decimal& value, const NumberStyle& style);

enum class DateStyle {
  kEnglishShort,    ///< Mar 5, 2024
  kEnglishLong,     ///< March 5, 2024
  kSpanishShort,    ///< 5 mar 2024
  kSpanishLong,     ///< 5 de marzo de 2024
  kDayFirst,        ///< 05/03/2024
  kIso,             ///< 2024-03-05
  kDayFirstShort,   ///< 05/03/24
  kDashes,          ///< 05-03-2024
  kDashesShort,     ///< 05-03-24
  kDots,            ///< 05.03.2024
  kDotsShort,       ///< 05.03.24
  kMonthFirst,      ///< 03/05/2024
  kUpperShort,      ///< 05 MAR 2024
  kUpperDashes,     ///< 05-MAR-2024
  kCompact,         ///< 20240305
  kGermanLong,      ///< 5. März 2024
  kFrenchLong,      ///< 5 mars 2024
  kPortugueseLong,  ///< 5 de março de 2024
  kDutchLong,       ///< 5 maart 2024
  kItalianLong,     ///< 5 marzo 2024
};
std::string FormatDate(Date date, DateStyle style);

/// Capital letters, of Latin letters with accents too; "ß" becomes "SS".
std::string Upper(std::string_view text);

/// How a document prints amounts: the symbol before or after, with or without a space.
struct MoneyStyle {
  std::string symbol = "US$";
  bool after = true;
  bool space = true;
  bool in_table = true;  ///< False: the table's numbers stand alone.
};
std::string FormatMoney(const Decimal& value, const NumberStyle& numbers, const MoneyStyle& money);

}  // namespace telar::samples
