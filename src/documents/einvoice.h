#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telar::documents {

/// The languages structured invoices are written in.
///
/// - UBL 2.1 (OASIS): Peppol BIS, XRechnung, and as Colombia (DIAN) and Peru (SUNAT) extend it.
/// - CII (UN/CEFACT CrossIndustryInvoice D16B): Factur-X, ZUGFeRD 2.x, XRechnung.
/// - ZUGFeRD 1.0: CII's ancestor (CrossIndustryDocument).
/// - Facturae 3.2.x (Spain), CFDI 3.3 and 4.0 (Mexico).
enum class Syntax { kUblInvoice, kUblCreditNote, kCii, kZugferd1, kFacturae, kCfdi };
/// "ubl-invoice", "ubl-creditnote", "cii", "zugferd1", "facturae", "cfdi".
std::string_view SyntaxName(Syntax syntax);

/// A value as the XML publishes it. Numbers and dates are not normalised here: what is published
/// and what it means are two things, and the second is decided where all of them are seen.
struct Published {
  std::string text;  ///< Blanks at both ends cut off; empty when absent.
  std::string path;  ///< XmlElement::Path of where it stands.
  int line = 0;      ///< Of the XML, 1-based.

  bool empty() const { return text.empty(); }
};

/// Seller or buyer (EN 16931: BG-4, BG-7).
struct EInvoiceParty {
  Published name;        ///< BT-27, BT-44: the registered name.
  Published trade_name;  ///< BT-28, BT-45.
  Published tax_id;      ///< BT-31, BT-48; NIT, RUC, RFC, NIF elsewhere.
  Published other_id;    ///< BT-29, BT-30, BT-32: another registration.
  std::vector<Published>
      address;  ///< Printed order: street, more of it, post code, city, region, country.
};

/// A VAT rate's totals (BG-23).
struct EInvoiceTax {
  Published category;  ///< BT-118; the tax's code elsewhere.
  Published rate;      ///< BT-119, percent.
  Published base;      ///< BT-116.
  Published amount;    ///< BT-117.
  /// Withheld by the buyer (IRPF, ISR, ReteFuente): it lessens what is paid.
  bool withheld = false;
};

/// An allowance (a discount) or a charge of the whole document or of a line (BG-20, BG-21, BG-27,
/// BG-28).
struct EInvoiceAllowance {
  bool charge = false;
  Published amount;
  Published reason;
};

/// One line (BG-25).
struct EInvoiceLine {
  Published id;            ///< BT-126.
  Published description;   ///< BT-153, or BT-154 where there is no name.
  Published code;          ///< BT-155; the buyer's or the standard one where there is none.
  Published quantity;      ///< BT-129.
  Published unit;          ///< BT-130, UN/ECE Recommendation 20 where the syntax has it.
  Published price;         ///< BT-146, net, for `price_base` units.
  Published price_base;    ///< BT-149; empty means 1.
  Published amount;        ///< BT-131, net.
  Published tax_rate;      ///< BT-152, percent.
  Published tax_category;  ///< BT-151.
  std::vector<EInvoiceAllowance> allowances;
  /// Why this line is not whole ("the amount is not a number"); its other values are kept.
  std::vector<std::string> diagnostics;
};

/// A structured invoice as published, whatever its syntax. Plain data.
struct EInvoice {
  Syntax syntax = Syntax::kUblInvoice;
  /// The specification it says it follows (BT-24), its version elsewhere: "3.2.2", "4.0".
  std::string profile;
  /// The name of the file inside the PDF that held it; empty when the XML came alone.
  std::string attachment;
  bool credit_note = false;  ///< BT-3 381 and its kin, or the document's own kind.

  Published number;  ///< BT-1, with its series before it.
  /// What the tax office knows this one document by: the UUID of CFDI's stamp, CUFE and CUDE of
  /// Colombia, UBL's UUID elsewhere.
  Published fiscal_id;
  Published issue_date;      ///< BT-2.
  Published due_date;        ///< BT-9.
  Published currency;        ///< BT-5.
  Published purchase_order;  ///< BT-13.
  Published iban;            ///< BT-84, the first.
  EInvoiceParty seller, buyer;

  Published line_total;        ///< BT-106.
  Published allowances_total;  ///< BT-107.
  Published charges_total;     ///< BT-108.
  Published tax_exclusive;     ///< BT-109.
  Published tax_total;         ///< BT-110, in `currency`; empty where each tax has its own only.
  Published tax_inclusive;     ///< BT-112.
  Published prepaid;           ///< BT-113.
  Published rounding;          ///< BT-114.
  Published payable;           ///< BT-115.
  std::vector<EInvoiceTax> taxes;
  std::vector<EInvoiceAllowance> allowances;
  std::vector<EInvoiceLine> lines;

  /// What was not as the syntax has it, with the XML's line: "line 812: mismatched tag; what came
  /// before was read".
  std::vector<std::string> diagnostics;
  /// The other invoices of a batch or an envelope, in document order; they have none themselves.
  std::vector<EInvoice> more{};
};

/// How one rule went. A warning: it does not hold, and its set says that this is no error.
enum class RuleResult { kPass, kFail, kWarning, kNotRun };
/// "pass", "fail", "warning", "not_run".
std::string_view RuleResultName(RuleResult result);

/// One rule of EN 16931 on one document. A rule that does not hold in several places has one entry
/// for each; one that passes or had nothing to look at has one entry.
struct RuleOutcome {
  std::string id;  ///< "BR-CO-10".
  RuleResult result = RuleResult::kNotRun;
  std::string path;     ///< Of the element it does not hold for; of nothing ("") otherwise.
  int line = 0;         ///< Of the XML; 0 without a path.
  std::string text;     ///< What the rule asks for, in English.
  std::string text_es;  ///< The same in Spanish.
};

/// What the rules say of one document.
struct RuleReport {
  Syntax syntax = Syntax::kUblInvoice;
  std::string rule_set;            ///< "EN 16931 1.3.14.1": which published set these are.
  std::vector<RuleOutcome> rules;  ///< In the order of the rule table.
  /// The root element's local name where the invoice lay inside another document.
  std::string envelope{};
  int invoices = 1;  ///< How many were held against the rules; `rules` has the outcomes of all.
};

}  // namespace telar::documents
