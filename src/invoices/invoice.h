#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/decimal.h"
#include "documents/document.h"

namespace telar::invoices {

/// How a value was had, cheapest and surest first.
enum class How { kXml, kText, kOcr, kTemplate, kLesson, kComputed, kPerson };
/// "xml", "text", "ocr", "template", "lesson", "computed", "person".
std::string_view HowName(How how);

/// One field of an invoice with its evidence.
struct Field {
  std::string
      value{};  ///< Normalised: ISO date, decimal with a point, ISO 4217, text with single spaces.
  std::string raw{};      ///< As printed, one space for a line break.
  double confidence = 0;  ///< Probability 0..1 that value is right.
  int page = 1;           ///< 1-based.
  documents::Box box{};   ///< In the page's units; empty when computed.
  How how = How::kText;
};

/// The names a field may have, in the order they are printed. Exactly the contract's names.
inline constexpr std::string_view kFieldNames[] = {"supplier",
                                                   "supplier_tax_id",
                                                   "supplier_address",
                                                   "customer",
                                                   "customer_tax_id",
                                                   "invoice_number",
                                                   "purchase_order",
                                                   "date",
                                                   "due_date",
                                                   "currency",
                                                   "subtotal",
                                                   "tax",
                                                   "discount",
                                                   "total",
                                                   "iban",
                                                   "fiscal_id"};

/// One product line. Absent numbers are absent, never zero.
struct Line {
  std::string description;
  std::optional<std::string> code;
  std::optional<Decimal> quantity;
  std::optional<std::string> unit;
  std::optional<Decimal> unit_price;
  std::optional<Decimal> amount;
  std::optional<Decimal> tax_rate;  ///< Percent: 19 for 19 %.
  double confidence = 0;
  int page = 1;
  documents::Box box;
  std::string raw;  ///< The printed line, one space between words.
};

enum class Verdict { kAccept, kReview, kFailed };
std::string_view VerdictName(Verdict verdict);  ///< "accept", "review", "failed".

/// An invoice as read: fields that were found (absent when not, never invented), lines in print
/// order, and what the checks say. Plain data.
struct Invoice {
  std::map<std::string, Field, std::less<>> fields;
  std::vector<Line> lines;
  Verdict verdict = Verdict::kReview;
  std::vector<std::string> reasons;  ///< Why not accept, each "rule: sentence"; empty for accept.
  /// The other receipts where one picture shows several (several_receipts.h), or the other invoices
  /// of an XML that holds several (from_einvoice.h), in reading order; they have none themselves.
  std::vector<Invoice> more{};

  const Field* Find(std::string_view name) const;
};

}  // namespace telar::invoices
