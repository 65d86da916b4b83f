#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/decimal.h"
#include "invoices/invoice.h"

namespace telar::bench {

/// What is true of one field.
struct TrueField {
  std::string value;    ///< Normalised as Field::value where that is known, else as printed.
  std::string printed;  ///< As printed; empty when the truth does not say.
};

enum class FieldType { kText, kCode, kNumber, kDate };
FieldType TypeOf(std::string_view field);

/// Letters and digits alone, accents and case ignored: "S.A. de C.V." is "sadecv".
std::string LettersAndDigits(std::string_view text);

/// The number in a printed amount with a decimal point: "RM 1,007.50" is 1007.50.
std::optional<Decimal> PrintedNumber(std::string_view text);

/// The ISO date of a printed one, day before month: "25/12/2018", "12 JAN 19", "2018-12-25",
/// "20181225". Nothing when it is none of these.
std::optional<std::string> PrintedDate(std::string_view text);

/// Text, codes and dates: as printed, upper case, single spaces (a truth that does not say how it
/// is printed: the normalised value). Numbers: as numbers.
bool ExactlyRight(FieldType type, const invoices::Field& got, const TrueField& truth);
/// Text and codes: letters and digits. Dates as dates, numbers as numbers.
bool NormallyRight(FieldType type, const invoices::Field& got, const TrueField& truth);

}  // namespace telar::bench
