#include "core/decimal.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace telar {
namespace {

using Int = __int128;

constexpr auto kPowers = [] {
  std::array<Int, Decimal::kMaxDigits + 2> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

Int Power(int exponent) { return kPowers[static_cast<std::size_t>(exponent)]; }

/// A processor divides 64 bits many times faster than 128.
bool FitsWord(Int units) {
  return units <= std::numeric_limits<std::int64_t>::max() &&
         units >= std::numeric_limits<std::int64_t>::min();
}

/// a / b rounded half to even; b > 0.
Int DivideHalfEven(Int a, Int b) {
  Int quotient = a / b;
  const Int remainder = a % b;
  const Int part = remainder < 0 ? -remainder : remainder;
  const bool up = part > b - part || (part == b - part && quotient % 2 != 0);
  if (up) quotient += a < 0 ? -1 : 1;
  return quotient;
}

}  // namespace

Decimal Decimal::FromUnits(std::int64_t units, int scale) {
  assert(scale >= 0 && scale <= kMaxScale);
  return {static_cast<Int>(units), scale};
}

Result<Decimal> Decimal::Parse(std::string_view text) {
  const auto bad = [&] {
    return Status::InvalidInput("read decimal '" + std::string(text.substr(0, 64)) +
                                "': expected digits with at most one point");
  };
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) ++at;
  Int units = 0;
  int digits = 0, scale = 0, significant = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return bad();
    ++digits;
    if (units != 0 || c != '0') ++significant;
    if (point) ++scale;
    if (significant > kMaxDigits || scale > kMaxScale) {
      return Status::LimitExceeded("read decimal '" + std::string(text.substr(0, 64)) +
                                   "': more than 36 digits or 18 decimals");
    }
    units = units * 10 + (c - '0');
  }
  if (digits == 0 || text.back() == '.') return bad();
  return Decimal(negative ? -units : units, scale);
}

Result<std::int64_t> Decimal::Units() const {
  if (!FitsWord(units_)) {
    return Status::LimitExceeded("convert decimal " + ToString() + ": does not fit 64 bits");
  }
  return static_cast<std::int64_t>(units_);
}

Decimal Decimal::operator-() const { return {-units_, scale_}; }

namespace {

/// What a sum or product that outgrows the digits becomes, so that figures from outside can be
/// computed with whatever they are.
Decimal Largest(bool negative) {
  static const Decimal kMost = *Decimal::Parse(std::string(Decimal::kMaxDigits, '9'));
  return negative ? -kMost : kMost;
}

}  // namespace

Decimal operator+(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale_, b.scale_);
  Int x = 0, y = 0, sum = 0;
  if (__builtin_mul_overflow(a.units_, Power(scale - a.scale_), &x) ||
      __builtin_mul_overflow(b.units_, Power(scale - b.scale_), &y) ||
      __builtin_add_overflow(x, y, &sum)) {
    return Largest(a.ToDoubleForStatistics() + b.ToDoubleForStatistics() < 0);
  }
  return {sum, scale};
}

Decimal operator*(const Decimal& a, const Decimal& b) {
  Decimal x = a, y = b;
  // Trailing zeros cost range and say nothing about the product's value, only about its scale.
  const int wanted = std::min(a.scale_ + b.scale_, Decimal::kMaxScale);
  Int product = 0;
  if (__builtin_mul_overflow(x.units_, y.units_, &product)) {
    x = x.Normalized();
    y = y.Normalized();
    if (__builtin_mul_overflow(x.units_, y.units_, &product)) {
      return Largest((a.units_ < 0) != (b.units_ < 0));
    }
  }
  const int scale = x.scale_ + y.scale_;
  if (scale > Decimal::kMaxScale) {
    return {DivideHalfEven(product, Power(scale - Decimal::kMaxScale)), Decimal::kMaxScale};
  }
  return Decimal(product, scale).Rounded(wanted);
}

Result<Decimal> Decimal::DividedBy(const Decimal& divisor, int scale) const {
  assert(scale >= 0 && scale <= kMaxScale);
  if (divisor.is_zero()) {
    return Status::InvalidInput("divide " + ToString() + " by zero");
  }
  const Decimal top = Normalized(), bottom = divisor.Normalized();
  const int shift = scale + bottom.scale_ - top.scale_;
  Int numerator = top.units_, denominator = bottom.units_;
  Int& grows = shift >= 0 ? numerator : denominator;
  if (shift > kMaxDigits || -shift > kMaxDigits ||
      __builtin_mul_overflow(grows, Power(shift >= 0 ? shift : -shift), &grows)) {
    return Status::LimitExceeded("divide " + ToString() + " by " + divisor.ToString() +
                                 ": needs more than 36 digits");
  }
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  return Decimal(DivideHalfEven(numerator, denominator), scale);
}

Decimal Decimal::Rounded(int scale) const {
  assert(scale >= 0 && scale <= kMaxScale);
  if (scale >= scale_) {
    Int units = 0;
    // Beyond the digits there are, the value stays and its trailing zeros are not written.
    if (__builtin_mul_overflow(units_, Power(scale - scale_), &units)) return *this;
    return {units, scale};
  }
  return {DivideHalfEven(units_, Power(scale_ - scale)), scale};
}

Decimal Decimal::Normalized() const {
  Decimal d = *this;
  const auto strip = [&](auto units) {
    for (; d.scale_ > 0 && units % 10 == 0; --d.scale_) units /= 10;
    d.units_ = units;
  };
  if (FitsWord(units_)) strip(static_cast<std::int64_t>(units_));
  else strip(units_);
  return d;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.scale_ == b.scale_) return a.units_ <=> b.units_;
  const Int whole_a = a.units_ / Power(a.scale_), whole_b = b.units_ / Power(b.scale_);
  if (whole_a != whole_b) return whole_a <=> whole_b;
  const int scale = std::max(a.scale_, b.scale_);
  return (a.units_ % Power(a.scale_)) * Power(scale - a.scale_) <=>
         (b.units_ % Power(b.scale_)) * Power(scale - b.scale_);
}

std::string Decimal::ToString() const {
  std::string text;  // from its end
  const auto write = [&](auto rest) {
    for (int digits = 0; rest != 0 || digits <= scale_; ++digits) {
      if (digits == scale_ && digits > 0) text.push_back('.');
      text.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
      rest /= 10;
    }
  };
  const Int rest = units_ < 0 ? -units_ : units_;
  if (FitsWord(rest)) write(static_cast<std::uint64_t>(rest));
  else write(rest);
  if (units_ < 0) text.push_back('-');
  std::reverse(text.begin(), text.end());
  return text;
}

double Decimal::ToDoubleForStatistics() const {
  return static_cast<double>(units_) / static_cast<double>(Power(scale_));
}

}  // namespace telar
