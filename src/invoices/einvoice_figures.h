#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decimal.h"
#include "documents/einvoice.h"

namespace telar::invoices {

/// A published figure that the other figures of its invoice contradict.
struct Mismatch {
  std::string what;                   ///< "sum of lines"; "amount of line 3".
  Decimal computed, published;        ///< With the currency's decimals.
  int xml_line = 0;                   ///< Where the published figure stands.
  std::string_view field{};           ///< The field of invoice.h that is in doubt; may be empty.
  std::optional<std::size_t> line{};  ///< Index of the product line in doubt.
};

/// "sum of lines 100.00, published 110.00 (line 44)".
std::string Sentence(const Mismatch& mismatch);

/// Decimals of the invoice's currency (ISO 4217); 2 when it names none.
int MinorUnits(const documents::EInvoice& invoice);

/// True where withheld taxes are taken off tax_inclusive already: Facturae and CFDI.
bool WithheldFromTotal(documents::Syntax syntax);

/// True where the price of a line is for one unit although the line names a base quantity: quantity
/// × price gives the amount, and divided by the base it does not.
bool PriceIsForOne(const documents::EInvoiceLine& line, documents::Syntax syntax, int minor_units);

/// Computes every figure that follows from others and gives those that come out different:
///
///   amount of a line = quantity × price ÷ base quantity − allowances + charges    (EN 16931, and
///     PEPPOL-EN16931-R120 with its slack of two units of the currency's last digit: prices are
///     often rounded). CFDI: without the allowances. A price that is for one unit whatever the
///     base says (PriceIsForOne) is taken so.
///   line_total = Σ amounts                                                        (BR-CO-10)
///   allowances_total, charges_total = Σ of theirs                                 (BR-CO-11, -12)
///   tax_exclusive = line_total − allowances_total + charges_total                 (BR-CO-13)
///   tax amount = base × rate                                                      (BR-CO-17; half
///   a
///     unit a line of slack, for those who round the tax of each line)
///   tax_total = Σ tax amounts                                                     (BR-CO-14)
///   tax_inclusive = tax_exclusive + tax_total (− withheld: Facturae, CFDI)         (BR-CO-15)
///   payable = tax_inclusive − prepaid + rounding                                  (BR-CO-16)
///
/// Sums must be exact, unless their addends have more decimals than the currency. What is not
/// published or is no number makes no claim. UBL that follows no urn: (Colombia, Peru) takes
/// allowances of the document off the total with tax, not off the one without: either way counts.
/// Factur-X MINIMUM has no place for prepaid amounts, so that its amount to pay follows from
/// nothing; in ZUGFeRD 1.0 the sign of allowances is not settled, and a correction may have nothing
/// to pay.
std::vector<Mismatch> Recompute(const documents::EInvoice& invoice);

}  // namespace telar::invoices
