#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/decimal.h"
#include "invoices/layout.h"

namespace telar::invoices {

/// Which sign separates the decimals.
enum class DecimalMark { kPoint, kComma };

/// Every value a printed number may have: one for each decimal mark under which it is well formed.
/// "12,50" has only a comma reading, "1.234" has two (1.234 and 1234), "20" has two equal ones,
/// "1,234,56" has none and is no number.
struct NumberReadings {
  std::optional<Decimal> point, comma;

  bool none() const { return !point && !comma; }
  bool ambiguous() const { return point && comma && *point != *comma; }
  /// The reading under `mark`; the other one when that is the only one.
  std::optional<Decimal> Under(DecimalMark mark) const;
};

/// Reads digits with marks, without sign or currency. Groups must be whole: three digits each (or
/// the Indian two before the last three, with commas), all with the same mark: point, comma,
/// apostrophe or space, of which the last two also as ’, no-break and thin space. ",-" and ".-" at
/// the end are no decimals. At most 15 digits, of which 6 decimals; more is no number.
NumberReadings ReadNumber(std::string_view printed);

/// True for a folded unit of measure ("kg", "m", "ud", "pcs", …).
bool IsUnit(std::string_view folded);

/// A number on a row with the marks around it.
struct Amount {
  Span span;                  ///< With sign, currency, percent sign and the "/kg" of a price.
  Span digits;                ///< The number alone.
  NumberReadings readings;    ///< Signed.
  std::string_view currency;  ///< Mark as printed ("US$", "RM"); empty when there is none.
  std::string_view unit;      ///< Unit glued to the number ("kg" of "2,5kg"); empty when none.
  bool percent = false;
  bool grouped_by_space = false;
  int decimals = 0;  ///< Digits after the last point or comma; 0 when there is none.

  /// True for what looks like money: a currency mark or two decimals.
  bool money() const { return !currency.empty() || decimals == 2; }
};

/// The numbers of a row from left to right, those inside `taken` (dates, say) left out. Signs are a
/// minus before or after, parentheses, or CR after. Digits inside codes, telephone numbers and
/// times are no amounts. Views point into row.text.
std::vector<Amount> FindAmounts(const Row& row, const std::vector<Span>& taken);

/// What all amounts of a document together say about the decimal mark.
struct NumberLocale {
  DecimalMark mark = DecimalMark::kPoint;
  bool decided = false;  ///< False when no amount says anything, or both marks have a case.
};

NumberLocale InferLocale(const std::vector<std::vector<Amount>>& amounts);

}  // namespace telar::invoices
