#include "db/duckdb/numbers.h"

#include <algorithm>
#include <limits>
#include <string>

namespace telar::db::duckdb {
namespace {

constexpr int kMaxDigits = 38;

Int128 PowerOfTen(int exponent) {
  Int128 power = 1;
  for (; exponent > 0; --exponent) power *= 10;
  return power;
}

std::string Text(Int128 units, int scale) {
  const bool negative = units < 0;
  // The lowest number has no positive counterpart.
  auto rest =
      negative ? -static_cast<unsigned __int128>(units) : static_cast<unsigned __int128>(units);
  std::string text;
  for (int digits = 0; rest != 0 || digits <= scale; ++digits) {
    if (digits == scale && scale > 0) text.push_back('.');
    text.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  }
  if (negative) text.push_back('-');
  std::reverse(text.begin(), text.end());
  return text;
}

bool FitsInt64(Int128 value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace

Int128 UnitsOf(const Decimal& decimal) {
  if (const auto units = decimal.Units(); units.ok()) return *units;
  Int128 units = 0;
  const std::string text = decimal.ToString();
  for (const char c : text) {
    if (c >= '0' && c <= '9') units = units * 10 + (c - '0');
  }
  return text[0] == '-' ? -units : units;
}

int DigitsOf(Int128 units) {
  int digits = 1;
  for (units /= 10; units != 0; units /= 10) ++digits;
  return digits;
}

std::optional<Int128> Rescaled(Int128 units, int from, int to, int width) {
  if (to >= from) {
    if (units == 0) return units;
    if (DigitsOf(units) + to - from > std::min(width, kMaxDigits)) return std::nullopt;
    return units * PowerOfTen(to - from);
  }
  const Int128 power = PowerOfTen(from - to), rest = units % power;
  Int128 rounded = units / power;
  if ((rest < 0 ? -rest : rest) * 2 >= power) rounded += units < 0 ? -1 : 1;
  if (DigitsOf(rounded) > width) return std::nullopt;
  return rounded;
}

Value DecimalValue(Int128 units, int scale) {
  while (scale > Decimal::kMaxScale && units % 10 == 0) {
    units /= 10;
    --scale;
  }
  if (scale <= Decimal::kMaxScale && FitsInt64(units)) {
    return Decimal::FromUnits(static_cast<std::int64_t>(units), scale);
  }
  std::string text = Text(units, scale);
  if (auto decimal = Decimal::Parse(text); decimal.ok()) return *decimal;
  return text;
}

Value IntegerValue(Int128 value) {
  if (FitsInt64(value)) return static_cast<std::int64_t>(value);
  return DecimalValue(value, 0);
}

}  // namespace telar::db::duckdb
