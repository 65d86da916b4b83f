#include "samples/einvoice.h"

#include <algorithm>
#include <map>

#include "core/digest.h"
#include "core/money.h"
#include "core/text.h"
#include "samples/einvoice_parts.h"

namespace telar::samples {
namespace {

const Decimal kPercent = Decimal::FromUnits(1, 2);
constexpr std::string_view kOtherUnit = "05";  // of Facturae

struct Unit {
  std::string_view code;
  std::vector<std::string_view> printed;
};

const std::vector<Unit>& Units() {
  static const std::vector<Unit> units = {{"MTR", {"m"}},
                                          {"KGM", {"kg"}},
                                          {"LTR", {"l"}},
                                          {"HUR", {"h"}},
                                          {"PR", {"par", "pair"}},
                                          {"XRO", {"rollo", "roll"}},
                                          {"XBX", {"caja", "box", "cx", "doos", "conf."}},
                                          {"XPK", {"pkt"}}};
  return units;
}

std::string Essence(const InvoicePlan& plan) {
  return plan.supplier.tax_id + "|" + plan.invoice_number + "|" +
         FormatDate(plan.date, DateStyle::kIso) + "|" + plan.total.ToString();
}

}  // namespace

std::string_view EinvoiceFormName(EinvoiceForm form) {
  switch (form) {
    case EinvoiceForm::kUbl: return "ubl";
    case EinvoiceForm::kCii: return "cii";
    case EinvoiceForm::kFacturae: return "facturae";
    case EinvoiceForm::kCfdi: return "cfdi";
    case EinvoiceForm::kFacturX: break;
  }
  return "factur-x";
}

void FitToEinvoice(EinvoiceForm form, InvoicePlan& plan) {
  // Whole pesos on paper have centavos in an XML.
  const auto currency = Currency::Parse(plan.currency);
  const int decimals = std::max(plan.total.scale(), currency.ok() ? currency->minor_units() : 0);
  const Decimal nothing = Decimal(0).Rounded(decimals);
  const bool cfdi = form == EinvoiceForm::kCfdi;
  plan.rounding = plan.withheld = plan.service_charge = nothing;
  plan.withheld_rate = plan.service_rate = Decimal(0);
  plan.withheld_name.clear();
  plan.withheld_from_total = false;
  if (cfdi) plan.shipping = nothing;
  std::map<Decimal, EinvoiceParts::RateSums> by_rate;
  plan.subtotal = plan.discount = plan.tax = nothing;
  for (PlannedLine& line : plan.lines) {
    if (cfdi && !line.discount.is_zero()) {
      line.amount = line.amount + line.discount;
      line.discount = line.discount_rate = Decimal(0);
    }
    EinvoiceParts::RateSums& sums = by_rate.try_emplace(line.tax_rate).first->second;
    sums.base = sums.base + line.amount;
    if (cfdi) {
      sums.discount =
          sums.discount + (line.amount * plan.discount_rate * kPercent).Rounded(decimals);
    }
    plan.subtotal = plan.subtotal + line.amount;
  }
  plan.taxes.clear();
  plan.total = nothing;
  for (auto& [rate, sums] : by_rate) {
    if (!cfdi) sums.discount = (sums.base * plan.discount_rate * kPercent).Rounded(decimals);
    plan.discount = plan.discount + sums.discount;
    Decimal base = sums.base - sums.discount;
    if (rate == by_rate.rbegin()->first) base = base + plan.shipping;
    const Decimal tax = (base * rate * kPercent).Rounded(decimals);
    plan.taxes.push_back({rate, base, tax});
    plan.tax = plan.tax + tax;
    plan.total = plan.total + base + tax;
  }
}

std::string EinvoiceXml(EinvoiceForm form, const InvoicePlan& plan) {
  switch (form) {
    case EinvoiceForm::kUbl: return UblXml(plan);
    case EinvoiceForm::kFacturae: return FacturaeXml(plan);
    case EinvoiceForm::kCfdi: return CfdiXml(plan);
    case EinvoiceForm::kCii:
    case EinvoiceForm::kFacturX: break;
  }
  return CiiXml(plan);
}

std::string EinvoiceUnit(EinvoiceForm form, std::string_view printed) {
  const std::string_view code = UnitCode(printed), facturae = FacturaeUnit(printed);
  const bool other = form == EinvoiceForm::kFacturae && facturae == kOtherUnit;
  return std::string(other ? facturae : code);
}

std::string EinvoiceCode(EinvoiceForm form, const PlannedLine& line) {
  return line.code.empty() && form == EinvoiceForm::kCfdi ? std::string(kAnyGoods) : line.code;
}

std::string EinvoiceFiscalId(EinvoiceForm form, const InvoicePlan& plan) {
  const std::string hash = Sha256Hex(Essence(plan));
  if (form == EinvoiceForm::kCfdi) {
    std::string id = AsciiUpper(hash.substr(0, 32));
    for (const std::size_t at : {8U, 13U, 18U, 23U}) id.insert(at, "-");
    return id;
  }
  // As long as a CUFE, which is a SHA-384.
  const bool colombian = form == EinvoiceForm::kUbl && plan.country == "CO";
  return colombian ? hash + Sha256Hex(hash).substr(0, 32) : "";
}

bool EinvoiceSays(EinvoiceForm form, std::string_view field, const InvoicePlan& plan) {
  if (field == "discount") return !plan.discount.is_zero();
  if (field == "iban") return !plan.iban.empty() && form != EinvoiceForm::kCfdi;
  const bool beyond_cfdi =
      field == "supplier_address" || field == "purchase_order" || field == "due_date";
  return !beyond_cfdi || form != EinvoiceForm::kCfdi;
}

EinvoiceParts::EinvoiceParts(const InvoicePlan& of, bool positive_credit_notes)
    : plan(of), turned(positive_credit_notes && of.credit_note) {
  for (const PlannedTax& tax : plan.taxes) {
    RateSums sums{
        .rate = tax.rate, .base = tax.base, .tax = tax.amount, .discount = {}, .shipping = {}};
    Decimal lines = Decimal(0);
    for (const PlannedLine& line : plan.lines) {
      if (line.tax_rate == tax.rate) lines = lines + line.amount;
    }
    if (&tax == &plan.taxes.back()) sums.shipping = plan.shipping;
    sums.discount = lines + sums.shipping - tax.base;
    net = net + tax.base;
    rates.push_back(std::move(sums));
  }
}

std::string EinvoiceParts::Amount(const Decimal& amount) const {
  return (turned && !amount.is_zero() ? -amount : amount).ToString();
}

std::string EinvoiceParts::Day(Date date) const { return FormatDate(date, DateStyle::kIso); }

AddressParts PartsOf(const Party& party) {
  AddressParts parts;
  for (std::size_t i = 0; i < party.address.size(); ++i) {
    const std::string& line = party.address[i];
    if (i == 0) parts.street = line;
    else if (i + 1 == party.address.size()) parts.town = line;
    else parts.more += (parts.more.empty() ? "" : " ") + line;
  }
  return parts;
}

std::string_view UnitCode(std::string_view printed) {
  const std::string lower = AsciiLower(printed);
  for (const Unit& unit : Units()) {
    if (std::find(unit.printed.begin(), unit.printed.end(), lower) != unit.printed.end())
      return unit.code;
  }
  return "C62";
}

std::string_view FacturaeUnit(std::string_view printed) {
  constexpr std::pair<std::string_view, std::string_view> kCodes[] = {
      {"C62", "01"}, {"HUR", "02"}, {"KGM", "03"}, {"LTR", "04"}, {"MTR", "25"}};
  for (const auto& [ours, theirs] : kCodes) {
    if (ours == UnitCode(printed)) return theirs;
  }
  return kOtherUnit;
}

bool HasCountry(const Party& party, std::string_view country) {
  return !country.empty() && party.tax_id.starts_with(country);
}

std::string_view VatCategory(const Decimal& rate) { return rate.is_zero() ? "Z" : "S"; }

std::string DiscountWord(Language language) {
  return language == Language::kSpanish ? "Descuento" : "Discount";
}

std::string ShippingWord(Language language) {
  return language == Language::kSpanish ? "Portes" : "Shipping";
}

}  // namespace telar::samples
