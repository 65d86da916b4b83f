#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "invoices/invoice.h"

namespace telar::invoices {

/// What a person types: the name of a field, and its value; an empty value takes the field away.
struct FieldChange {
  std::string name, value;
};

/// What became of it. A value that is confirmed as it was has before equal to after.
struct Edit {
  std::string field;  ///< A field's name, "line 2 quantity", "line 3".
  std::optional<std::string> before, after;
};

struct Edits {
  std::vector<Edit> edits;
  std::vector<std::string> warnings;  ///< Sentences about values that were taken all the same.
};

/// A value as its field keeps it, from what a person typed. kInvalidInput, with a hint, for what
/// the field cannot be:
///   date due_date               ISO, or a printed date with one reading ("15 de enero de 2026")
///   subtotal tax discount total a number with one reading: 1234.50, "1.234,50"; not 1.234
///   currency                    ISO 4217, or a mark of one currency ("€")
///   iban                        its check digits must be right
///   supplier_tax_id customer_tax_id   without blanks and points; `warning` tells when no check
///                               digit proves it
///   others                      text with single spaces, at most 500 characters
Result<std::string> NormalField(std::string_view name, std::string_view typed,
                                std::string* warning = nullptr);

/// Corrects fields of `invoice`: confidence 1, how person. A field whose value is confirmed keeps
/// where it was printed, one whose value changes loses it. All or none. kInvalidInput for a name
/// that is not in kFieldNames (the hint names the closest) and as NormalField.
Result<Edits> CorrectFields(std::span<const FieldChange> changes, Invoice& invoice);

/// Corrects line `number`, from 1: description, code, quantity, unit, unit_price, amount, tax_rate.
/// A description cannot be empty. Warns when quantity × unit_price is not the amount. kInvalidInput
/// for a line that is not there, and as above.
Result<Edits> CorrectLine(int number, std::span<const FieldChange> changes, Invoice& invoice);
/// Adds a line at the end; it needs a description.
Result<Edits> AddLine(std::span<const FieldChange> changes, Invoice& invoice);
Result<Edits> RemoveLine(int number, Invoice& invoice);

/// Sets verdict and reasons after a correction (check.h). What only reading could know stays as it
/// was found: two readings of a number or date until a person corrects it, a document that is too
/// long. A total that a person set needs no second witness, but must agree with the sums that are
/// there. Reasons of other rules (no_class, maybe_duplicate …) stay.
void Recheck(Invoice& invoice);

/// The rule of a reason "rule: sentence".
std::string_view RuleOf(std::string_view reason);

}  // namespace telar::invoices
