#pragma once

#include <string>
#include <string_view>

#include "core/decimal.h"
#include "core/time.h"

namespace telar::analytics {

/// How figures are written for readers in Venezuela (CLDR es-VE): "1.234.567,89", always with its
/// points, and days as "3 mar 2026". "—" stands for what is not a number.
std::string SpanishNumber(double value, int decimals);
std::string SpanishNumber(const Decimal& value, int decimals);
/// A share of 0.123 as "12,3 %", with a space that does not break.
std::string SpanishPercent(double share);
std::string SpanishDate(Date date);
/// Without its year: "3 mar".
std::string SpanishDay(Date date);
/// "2026-03-03 04:05:06" as "3 mar 2026, 04:05"; another text stays as it is.
std::string SpanishTime(const std::string& local);

}  // namespace telar::analytics
