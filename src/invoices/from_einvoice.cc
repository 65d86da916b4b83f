#include "invoices/from_einvoice.h"

#include <algorithm>
#include <utility>

#include "core/money.h"
#include "core/text.h"
#include "invoices/einvoice_figures.h"
#include "invoices/published_values.h"

namespace telar::invoices {
namespace {

using documents::EInvoice;
using documents::EInvoiceLine;
using documents::EInvoiceParty;
using documents::EInvoiceTax;
using documents::Published;
using documents::Syntax;

constexpr double kInDoubt = 0.5;
constexpr int kPriceScale = 8;

/// UN/ECE Recommendation 20 and 21 for UnitOfMeasure of Facturae, "01" first. Without a code there:
/// others, tetra briks, six-packs and portions.
constexpr std::string_view kFacturaeUnits[] = {
    "C62", "HUR", "KGM", "LTR", "",   "BX",  "DS", "BA", "JY",  "BG",  "CO",  "BO",
    "CI",  "",    "CLT", "CMT", "BI", "DZN", "CS", "DJ", "GRM", "KMT", "CA",  "BH",
    "MTR", "MMT", "",    "PK",  "",   "RO",  "EN", "TB", "MTQ", "SEC", "WTT", "KWH"};

std::string UnitText(Syntax syntax, const Published& unit) {
  if (syntax != Syntax::kFacturae || unit.text.size() != 2) return unit.text;
  const auto number = NumberOf(unit);
  if (!number) return unit.text;
  const auto index = number->Units();
  if (!index.ok() || *index < 1 || *index > static_cast<std::int64_t>(std::size(kFacturaeUnits)))
    return unit.text;
  const std::string_view code = kFacturaeUnits[*index - 1];
  return code.empty() ? unit.text : std::string(code);
}

std::string WithoutBlanksAndPoints(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '.') kept += c;
  }
  return AsciiUpper(kept);
}

std::string At(const Published& published) {
  return " (line " + std::to_string(published.line) + ")";
}

class Builder {
 public:
  explicit Builder(const EInvoice& published)
      : in_(published), minor_(MinorUnits(published)), negate_(Negate(published)) {}

  Invoice Build() {
    AddParty("supplier", "supplier_tax_id", in_.seller);
    AddAddress();
    AddParty("customer", "customer_tax_id", in_.buyer);
    AddText("invoice_number", in_.number, CollapseSpaces(in_.number.text));
    AddText("purchase_order", in_.purchase_order, CollapseSpaces(in_.purchase_order.text));
    AddDay("date", in_.issue_date);
    AddDay("due_date", in_.due_date);
    AddCurrency();
    AddAmount("subtotal", in_.line_total.empty() ? in_.tax_exclusive : in_.line_total);
    AddTax();
    AddAmount("discount", in_.allowances_total);
    AddAmount("total", Total());
    AddText("iban", in_.iban, WithoutBlanksAndPoints(in_.iban.text));
    AddText("fiscal_id", in_.fiscal_id, CollapseSpaces(in_.fiscal_id.text));
    for (const EInvoiceLine& line : in_.lines) AddLine(line);
    AddFindings();
    AddMissing();
    AddMore();
    out_.verdict = out_.reasons.empty() ? Verdict::kAccept : Verdict::kReview;
    return std::move(out_);
  }

 private:
  static bool Negate(const EInvoice& in) {
    if (!in.credit_note) return false;
    const auto total = NumberOf(in.tax_inclusive.empty() ? in.payable : in.tax_inclusive);
    return !total || !total->is_negative();
  }

  Decimal Signed(const Decimal& amount) const {
    return negate_ && !amount.is_zero() ? -amount : amount;
  }

  void Doubt(std::string_view field) {
    if (const auto it = out_.fields.find(field); it != out_.fields.end())
      it->second.confidence = kInDoubt;
  }

  void AddText(std::string_view name, const Published& published, std::string value,
               double confidence = 1) {
    if (published.empty() || value.empty()) return;
    out_.fields.insert_or_assign(std::string(name), Field{.value = std::move(value),
                                                          .raw = CollapseSpaces(published.text),
                                                          .confidence = confidence,
                                                          .how = How::kXml});
  }

  void AddParty(std::string_view name, std::string_view tax_id, const EInvoiceParty& party) {
    const Published& called = party.name.empty() ? party.trade_name : party.name;
    AddText(name, called, CollapseSpaces(called.text));
    AddText(tax_id, party.tax_id, WithoutBlanksAndPoints(party.tax_id.text));
  }

  void AddAddress() {
    if (in_.seller.address.empty()) return;
    std::vector<std::string> parts;
    for (const Published& part : in_.seller.address) {
      if (!part.empty()) parts.push_back(CollapseSpaces(part.text));
    }
    // A country alone is no address.
    if (parts.size() < 2) return;
    Published all = in_.seller.address.front();
    all.text = Join(parts, ", ");
    AddText("supplier_address", all, all.text);
  }

  void AddDay(std::string_view name, const Published& published) {
    if (published.empty()) return;
    if (const auto day = DayOf(published)) {
      AddText(name, published, FormatDate(*day));
      return;
    }
    out_.reasons.push_back("xml_value: " + std::string(name) +
                           " is not a date as the syntax writes it" + At(published));
    if (const auto day = ReadDayLeniently(published.text))
      AddText(name, published, FormatDate(*day), kInDoubt);
  }

  void AddCurrency() {
    if (in_.currency.empty()) return;
    const auto currency = Currency::Parse(in_.currency.text);
    if (currency.ok()) {
      AddText("currency", in_.currency, currency->code());
      return;
    }
    out_.reasons.push_back("xml_value: currency is not a code of ISO 4217" + At(in_.currency));
  }

  std::optional<Decimal> Number(const Published& published, double& confidence) {
    const auto number = NumberOf(published);
    if (number || published.empty()) return number;
    confidence = kInDoubt;
    return ReadLeniently(published.text);
  }

  void AddAmount(std::string_view name, const Published& published) {
    double confidence = 1;
    const auto amount = Number(published, confidence);
    if (confidence < 1) {
      out_.reasons.push_back("xml_value: " + std::string(name) +
                             " is not a number as the syntax writes it" + At(published));
    }
    if (amount) AddText(name, published, MoneyText(Signed(*amount), minor_), confidence);
  }

  /// The sum of the taxes where each has a total of its own and the document none.
  void AddTax() {
    AddAmount("tax", in_.tax_total);
    if (!in_.tax_total.empty()) return;
    std::optional<Decimal> sum;
    for (const EInvoiceTax& tax : in_.taxes) {
      if (tax.withheld || tax.amount.empty()) continue;
      const auto amount = NumberOf(tax.amount);
      if (!amount) return;
      sum = sum ? *sum + *amount : *amount;
    }
    if (!sum) return;
    out_.fields.insert_or_assign(
        "tax",
        Field{.value = MoneyText(Signed(*sum), minor_), .confidence = 1, .how = How::kComputed});
  }

  /// Published under payable where the total with tax is before discounts.
  Published Total() const {
    if (in_.tax_inclusive.empty()) return in_.payable;
    const bool ubl = in_.syntax == Syntax::kUblInvoice || in_.syntax == Syntax::kUblCreditNote;
    const auto inclusive = NumberOf(in_.tax_inclusive), payable = NumberOf(in_.payable);
    if (!ubl || in_.profile.empty() || in_.profile.starts_with("urn:") || !inclusive || !payable)
      return in_.tax_inclusive;
    const Decimal zero;
    const Decimal off =
        NumberOf(in_.allowances_total).value_or(zero) - NumberOf(in_.charges_total).value_or(zero);
    const bool prepaid = !NumberOf(in_.prepaid).value_or(zero).is_zero();
    return !off.is_zero() && !prepaid && *inclusive - off == *payable ? in_.payable
                                                                      : in_.tax_inclusive;
  }

  void AddLine(const EInvoiceLine& published) {
    Line line;
    line.confidence = published.diagnostics.empty() ? 1 : kInDoubt;
    line.description = CollapseSpaces(published.description.text);
    if (!published.code.empty()) line.code = CollapseSpaces(published.code.text);
    if (!published.unit.empty()) line.unit = UnitText(in_.syntax, published.unit);
    if (const auto quantity = Number(published.quantity, line.confidence))
      line.quantity = Signed(quantity->Normalized());
    if (const auto price = Number(published.price, line.confidence)) {
      line.unit_price = AsMoney(*price, minor_);
      const auto base = Number(published.price_base, line.confidence);
      if (base && *base != Decimal(1) && !PriceIsForOne(published, in_.syntax, minor_)) {
        const auto each = price->DividedBy(*base, kPriceScale);
        if (each.ok()) line.unit_price = AsMoney(*each, minor_);
        else line.unit_price.reset();
      }
    }
    if (const auto amount = Number(published.amount, line.confidence))
      line.amount = AsMoney(Signed(*amount), minor_);
    if (const auto rate = Number(published.tax_rate, line.confidence)) {
      line.tax_rate = (in_.syntax == Syntax::kCfdi ? *rate * Decimal(100) : *rate).Normalized();
    }
    if (line.confidence < 1 && published.diagnostics.empty()) {
      out_.reasons.push_back("xml_value: a figure of product line " +
                             std::to_string(out_.lines.size() + 1) +
                             " is not a number as the syntax writes it");
    }
    std::vector<std::string> printed;
    for (const Published* part : {&published.code, &published.description, &published.quantity,
                                  &published.unit, &published.price, &published.amount}) {
      if (!part->empty()) printed.push_back(CollapseSpaces(part->text));
    }
    line.raw = Join(printed, " ");
    out_.lines.push_back(std::move(line));
  }

  void AddFindings() {
    for (const Mismatch& mismatch : Recompute(in_)) {
      out_.reasons.push_back("xml_mismatch: " + Sentence(mismatch));
      Doubt(mismatch.field);
      if (mismatch.line) out_.lines[*mismatch.line].confidence = kInDoubt;
    }
    for (const std::string& diagnostic : in_.diagnostics)
      out_.reasons.push_back("xml_diagnostic: " + diagnostic);
    for (std::size_t i = 0; i < in_.lines.size(); ++i) {
      for (const std::string& diagnostic : in_.lines[i].diagnostics) {
        out_.reasons.push_back("xml_diagnostic: product line " + std::to_string(i + 1) + ": " +
                               diagnostic);
      }
    }
  }

  void AddMissing() {
    for (const std::string_view needed : {"supplier", "date", "total"}) {
      if (out_.Find(needed) != nullptr) continue;
      out_.reasons.push_back("missing_" + std::string(needed) + ": the XML has no " +
                             std::string(needed));
    }
  }

  void AddMore() {
    if (in_.more.empty()) return;
    for (const EInvoice& other : in_.more) out_.more.push_back(FromEInvoice(other));
    out_.reasons.insert(
        out_.reasons.begin(),
        "several_invoices: " + std::to_string(in_.more.size() + 1) + " invoices in one file");
  }

  const EInvoice& in_;
  const int minor_;
  const bool negate_;
  Invoice out_;
};

}  // namespace

Invoice FromEInvoice(const EInvoice& published) { return Builder(published).Build(); }

}  // namespace telar::invoices
