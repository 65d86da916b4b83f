#pragma once

#include <chrono>
#include <string>

#include "core/decimal.h"
#include "core/random.h"

namespace telar::samples {

enum class Language { kSpanish, kEnglish };
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
  kEnglishShort,  ///< Mar 5, 2024
  kEnglishLong,   ///< March 5, 2024
  kSpanishShort,  ///< 5 mar 2024
  kSpanishLong,   ///< 5 de marzo de 2024
  kDayFirst,      ///< 05/03/2024
  kIso,           ///< 2024-03-05
};
std::string FormatDate(Date date, DateStyle style);

/// How a document prints amounts: the symbol before or after, with or without a space.
struct MoneyStyle {
  std::string symbol = "US$";
  bool after = true;
  bool space = true;
  bool in_table = true;  ///< False: the table's numbers stand alone.
};
std::string FormatMoney(const Decimal& value, const NumberStyle& numbers, const MoneyStyle& money);

}  // namespace telar::samples
