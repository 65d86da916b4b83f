#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/decimal.h"

namespace telar::documents::einvoice::rules {

/// A number as xs:decimal writes it ("-12.50", ".5", "5."), blanks at the ends aside. Nothing for
/// what is no number, or has more than 18 digits or 12 decimals (zeros at the ends aside): those
/// no rule can hold for, and every sum of what is accepted stays exact.
std::optional<Decimal> ParseNumber(std::string_view text);

/// "true" or "1", "false" or "0"; nothing otherwise (xs:boolean).
std::optional<bool> ParseBoolean(std::string_view text);

/// Minutes since 0000-01-01 in UTC of an xs:date ("2024-05-31", with "Z" or "+02:00" behind it);
/// nothing for what is no date.
std::optional<std::int64_t> ParseDate(std::string_view text);

/// Rounded to `scale` decimals, halves towards plus infinity: fn:round, which Schematron rounds by.
Decimal RoundHalfUp(const Decimal& value, int scale);

/// With one blank for each run of blanks and none at the ends (fn:normalize-space).
std::string NormalizeSpace(std::string_view text);

/// ASCII letters without regard to case.
bool EqualsIgnoringCase(std::string_view a, std::string_view b);

/// How many characters (code points) stand behind the first point.
std::size_t DecimalsWritten(std::string_view text);

/// Characters (code points) of valid UTF-8.
std::size_t CountCharacters(std::string_view text);

}  // namespace telar::documents::einvoice::rules
