#pragma once

#include "invoices/invoice.h"

namespace telar::invoices {

/// Below this confidence any field sends the invoice to a person.
inline constexpr double kSureEnough = 0.75;
/// The share of wrong fields that an accepted invoice may be expected to have: the mean of
/// 1 − confidence over its fields. Confidences being calibrated, fewer than one field in a hundred
/// of all accepted invoices is wrong (bench/accuracy shows it for each kind of document).
inline constexpr double kMostWrong = 0.025;
/// A field less sure than this is more likely wrong than right: the extraction leaves it out, save
/// those without which no invoice is accepted and the address.
inline constexpr double kWorthSaying = 0.5;

/// What the extraction learned beside the fields, for the verdict.
struct Findings {
  bool any_words = true;         ///< False: nothing could be read.
  bool cut = false;              ///< True: the document has more words than were looked at.
  std::string number_format{};   ///< A number that may mean two values; empty when none matters.
  std::string date_order{};      ///< A date that may mean two days; empty when none matters.
  bool total_confirmed = false;  ///< Something beside its label says the total is right.
  bool sums_agree = false;       ///< Subtotal, tax, discount and extras (shipping) give the total.
};

/// Sets invoice.verdict and invoice.reasons. Safe to call again, for example after a correction.
///
/// kFailed when there were no words. kAccept when a supplier, a date and a total are there, every
/// field has at least kSureEnough, the fields together expect no more than kMostWrong, and every
/// check that could be made agrees. kReview otherwise, with reasons "rule: sentence"; the rules are
///   missing_supplier
///   missing_date      missing_total
///   low_confidence    a field is doubtful, or all of them together are
///   unchecked_total   neither arithmetic nor a second place confirms the total
///   total_mismatch    subtotal, discount and tax do not give the total, or the lines do not add up
///   line_mismatch     quantity × price of a line is not its amount
///   number_format     a needed number has two readings and nothing decides
///   date_order        the date has two readings and nothing decides
///   several_receipts  a picture shows more than one (several_receipts.h adds it)
///   too_long          words beyond the limit were not looked at
///   no_text           nothing could be read (only with kFailed)
/// Sums agree within half of the last printed digit per addend, at most 0.05.
void Check(const Findings& findings, Invoice& invoice);
/// The same for the confidences alone, after some of them have changed: reasons of other rules
/// stay. A verdict of kFailed stays as well.
void CheckConfidence(Invoice& invoice);

/// True when quantity × price is the amount within the rounding of the printed digits.
bool ProductAgrees(const Decimal& quantity, const Decimal& price, const Decimal& amount);

}  // namespace telar::invoices
