#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace telar {

/// An exact decimal number: up to 36 digits, of which up to 18 after the point. Amounts of money,
/// quantities and rates are Decimals from parser to column; no operation goes through a binary
/// float.
///
/// A value keeps the number of decimals it was written with ("112.00" prints as "112.00"), but
/// comparison is by value (112 == 112.00). Immutable value type, safe to share between threads.
/// Overflow of 36 digits is a failed Result in Parse and saturates nothing elsewhere: Add, Subtract
/// and Multiply assert in debug builds and stay within range for every amount that Parse accepts
/// with at most 18 digits.
class Decimal {
 public:
  static constexpr int kMaxScale = 18;
  static constexpr int kMaxDigits = 36;

  constexpr Decimal() = default;  ///< Zero, scale 0.
  constexpr explicit Decimal(std::int64_t whole) : units_(whole) {}
  /// `units` × 10^-`scale`: FromUnits(11200, 2) is 112.00.
  static Decimal FromUnits(std::int64_t units, int scale);

  /// Reads a canonical number: optional sign, digits, optionally a point and digits; no grouping,
  /// no exponent, no spaces. Printed numbers of invoices have their own parser (invoices/). Errors:
  /// kInvalidInput (not of this form), kLimitExceeded (too many digits).
  static Result<Decimal> Parse(std::string_view text);

  /// Number of digits after the point, 0..18.
  int scale() const { return scale_; }
  /// The value × 10^scale. kLimitExceeded when it does not fit 64 bits.
  Result<std::int64_t> Units() const;

  bool is_zero() const { return units_ == 0; }
  bool is_negative() const { return units_ < 0; }

  Decimal operator-() const;
  Decimal Abs() const { return is_negative() ? -*this : *this; }
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b) { return a + (-b); }
  /// The exact product, rounded half to even only where it needs more than 18 decimals.
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  /// The quotient rounded half to even to `scale` decimals. kInvalidInput when `divisor` is zero.
  Result<Decimal> DividedBy(const Decimal& divisor, int scale) const;

  /// Rounds half to even to `scale` decimals ("banker's rounding", IEEE 754 roundTiesToEven); adds
  /// zeros when `scale` is larger.
  Decimal Rounded(int scale) const;
  /// Without trailing zeros after the point: 112.50 becomes 112.5, 20.000 becomes 20.
  Decimal Normalized() const;

  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

  /// Canonical text, the inverse of Parse: "-0.05", "112.00".
  std::string ToString() const;
  /// For statistics and plots only, never for money.
  double ToDoubleForStatistics() const;

 private:
  using Int = __int128;
  constexpr Decimal(Int units, int scale) : units_(units), scale_(scale) {}
  Int units_ = 0;
  int scale_ = 0;
};

}  // namespace telar
