#include <algorithm>

#include "documents/einvoice/rules/rule.h"
#include "documents/einvoice/rules/values.h"

namespace telar::documents::einvoice::rules {
namespace {

using enum Group;
using enum Term;
using Number = std::optional<Decimal>;

Decimal Cents(const Decimal& value) { return RoundHalfUp(value, 2); }
bool Equal(const Number& a, const Number& b) { return a && b && *a == *b; }
Number Plus(const Number& a, const Number& b) { return a && b ? Number(*a + *b) : std::nullopt; }
Number Minus(const Number& a, const Number& b) { return a && b ? Number(*a - *b) : std::nullopt; }
Number Cents(const Number& value) { return value ? Number(Cents(*value)) : std::nullopt; }
Number Value(const Sum& sum) { return sum.spoilt ? std::nullopt : Number(sum.value); }

bool LinesAddUp(const Scope& s) {
  return Equal(s.Number(kBt106), Cents(Value(s.facts.line_total)));
}

Test TotalOf(Term total, Sum Facts::*sum, int Facts::*count) {
  return [=](const Scope& s) {
    if (!s.Has(total)) return s.facts.*count == 0;
    return Equal(s.Number(total), Cents(Value(s.facts.*sum)));
  };
}

// BT-109 = BT-106 - BT-107 + BT-108. Alone, BT-106 is compared as it is in UBL, in CII rounded.
bool NetAddsUp(const Scope& s) {
  Number sum = s.Number(kBt106);
  const bool allowances = s.Has(kBt107), charges = s.Has(kBt108);
  if (charges) sum = Plus(sum, s.Number(kBt108));
  if (allowances) sum = Minus(sum, s.Number(kBt107));
  if (allowances || charges || s.cii()) sum = Cents(sum);
  return Equal(s.Number(kBt109), sum);
}

// BR-CO-14 in UBL: each of the document's tax totals that has a breakdown.
bool UblTaxAddsUp(const Scope& s) {
  static const TermPath subtotals("cac:TaxSubtotal"), own("cbc:TaxAmount"),
      amounts("cac:TaxSubtotal/cbc:TaxAmount");
  if (!subtotals.Has(s.at, s.facts.root)) return true;
  Sum sum;
  for (const std::string_view amount : amounts.Values(s.at, s.facts.root)) sum.Add(amount);
  const auto total = own.Value(s.at, s.facts.root);
  return total && Equal(ParseNumber(*total), Cents(Value(sum)));
}

bool InInvoiceCurrency(const Scope& s) {
  const auto currency = s.Text(kCurrencyId);
  return currency && s.facts.currencies.contains(*currency);
}

bool CiiTaxAddsUp(const Scope& s) {
  return Equal(ParseNumber(s.at.text()), Cents(Value(s.facts.tax_total)));
}

// BR-CO-15: BT-112 = BT-109 + BT-110, and there is one BT-110 in the invoice's currency.
bool UblGrossAddsUp(const Scope& s) {
  static const TermPath totals("/cac:TaxTotal"), amounts("cbc:TaxAmount"),
      net("/cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount"),
      gross("/cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount");
  const XmlElement root = s.facts.root;
  for (const std::string_view currency : s.facts.currencies) {
    Number tax;
    int count = 0;
    for (const XmlElement& total : totals.All(root, root)) {
      for (const XmlElement& amount : amounts.All(total, root)) {
        if (amount.Attribute("currencyID") != currency) continue;
        ++count;
        tax = ParseNumber(amount.text());
      }
    }
    const auto net_text = net.Value(root, root), gross_text = gross.Value(root, root);
    if (count != 1 || !net_text || !gross_text) return false;
    if (!Equal(ParseNumber(*gross_text), Cents(Plus(ParseNumber(*net_text), tax)))) return false;
  }
  return true;
}

// In CII a gross that equals the net will do as well.
bool CiiGrossAddsUp(const Scope& s) {
  static const TermPath taxes(
      "/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/"
      "ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxTotalAmount"),
      net("/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/"
          "ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:TaxBasisTotalAmount"),
      gross(
          "/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/"
          "ram:SpecifiedTradeSettlementHeaderMonetarySummation/ram:GrandTotalAmount");
  const XmlElement root = s.facts.root;
  for (const std::string_view currency : s.facts.currencies) {
    Number tax;
    int count = 0;
    for (const XmlElement& amount : taxes.All(root, root)) {
      if (amount.Attribute("currencyID") != currency) continue;
      if (++count == 1) tax = ParseNumber(amount.text());
    }
    const Number basis = ParseNumber(net.Value(root, root).value_or("")),
                 total = ParseNumber(gross.Value(root, root).value_or(""));
    if (Equal(total, basis)) continue;
    if (count != 1 || !Equal(total, Cents(Plus(basis, tax)))) return false;
  }
  return true;
}

// BT-115 = BT-112 - BT-113 + BT-114.
bool DueAddsUp(const Scope& s) {
  const bool paid = s.Has(kBt113), rounding = s.Has(kBt114);
  const Number due = s.Number(kBt115), gross = s.Number(kBt112);
  if (s.cii()) {
    Number sum = gross;
    if (paid) sum = Minus(sum, s.Number(kBt113));
    if (rounding) sum = Plus(sum, s.Number(kBt114));
    return Equal(due, sum);
  }
  const Number left = rounding ? Cents(Minus(due, s.Number(kBt114))) : due;
  return Equal(left, paid ? Cents(Minus(gross, s.Number(kBt113))) : gross);
}

// BT-117 = BT-116 × BT-119, give or take less than one unit of currency (in CII also exactly one);
// at a rate that rounds to nothing, a tax that does.
bool TaxIsBaseTimesRate(const Scope& s) {
  const Condition vat{Condition::Kind::kVat, {}, {}, {}};
  const Number tax = s.Number(kBt117), base = s.Number(kBt116);
  const bool of_vat = !s.cii() || vat.Holds(s.at);
  const auto rate_text = of_vat ? s.Text(kBt119) : std::nullopt;
  if (!tax) return false;
  const bool no_tax = RoundHalfUp(*tax, 0).is_zero();
  if (!rate_text) return no_tax;
  const Number rate = ParseNumber(*rate_text);
  if (!rate) return false;
  if (RoundHalfUp(*rate, 0).is_zero()) return no_tax;
  if (!base) return false;
  const Decimal expected = Cents(base->Abs() * (*rate * Decimal::FromUnits(1, 2)));
  const Decimal one(1), distance = (tax->Abs() - expected).Abs();
  return s.cii() ? distance <= one : distance < one;
}

bool TaxPointIsToldOnce(const Scope& s) { return !(s.Has(kBt7) && s.Has(kBt8)); }
bool CiiTaxPointIsToldOnce(const Scope& s) {
  return !(s.facts.tax_point_date && s.facts.tax_point_code);
}

// In UBL the first two characters, blanks included, are looked for in the whole list, so an empty
// identifier passes.
bool UblVatIdHasCountry(const Scope& s) {
  static const TermPath id("cbc:CompanyID");
  const XmlElement element = id.First(s.at, s.facts.root);
  const int blanks = element.blanks_before();
  const std::string start = blanks == 0 ? std::string(element.text().substr(0, 2))
                                        : " " + std::string(element.text().substr(0, 1));
  return blanks < 2 && ListInOneLine(CodeList::kVatPrefixUbl).find(start) != std::string::npos;
}
bool CiiVatIdHasCountry(const Scope& s) {
  return s.at.blanks_before() == 0 && IsOnList(CodeList::kVatPrefixCii, s.at.text().substr(0, 2));
}

bool SellerIsIdentified(const Scope& s) { return s.Has(kBt29) || s.Has(kBt30) || s.Has(kBt31); }

bool PeriodHasADate(const Scope& s) { return s.Has(kBt134) || s.Has(kBt135); }
bool UblPeriodHasADateOrCode(const Scope& s) {
  static const TermPath code("cbc:DescriptionCode");
  return PeriodHasADate(s) || code.Has(s.at, s.facts.root);
}

bool HasBreakdown(const Scope& s) { return s.facts.breakdowns > 0; }

// In UBL what is no number is not due by any date; in CII it is not positive.
bool DueHasADateOrTerms(const Scope& s) {
  const Number due = ParseNumber(s.at.text());
  if (!due) return s.cii();
  return due->is_zero() || due->is_negative() || s.facts.due_date_or_terms;
}

}  // namespace

// clang-format off
std::vector<Rule> ConditionRules() {
  const Test reason = HasAny(kBt97, kBt98);
  return {
    {"BR-CO-03", {kDocument, TaxPointIsToldOnce}, {kBreakdown, CiiTaxPointIsToldOnce},
     "The date VAT becomes due is given as a date (BT-7) or as a code (BT-8), not as both.",
     "El devengo del IVA se da como fecha (BT-7) o como código (BT-8), no de ambas formas."},
    {"BR-CO-04", {kLine, Has(kBt151)},
     "Each line has a VAT category (BT-151).",
     "Cada línea tiene categoría de IVA (BT-151)."},
    {"BR-CO-05", {kAllowance, Always()},
     "Reason (BT-97) and reason code (BT-98) of an allowance on the document mean the same; no "
     "program can tell.",
     "El motivo (BT-97) y su código (BT-98) de un descuento sobre el documento dicen lo mismo; "
     "ningún programa puede comprobarlo."},
    {"BR-CO-06", {kCharge, Always()},
     "Reason (BT-104) and reason code (BT-105) of a charge on the document mean the same; no "
     "program can tell.",
     "El motivo (BT-104) y su código (BT-105) de un cargo sobre el documento dicen lo mismo; ningún "
     "programa puede comprobarlo."},
    {"BR-CO-07", {kLineAllowance, Always()},
     "Reason (BT-139) and reason code (BT-140) of an allowance on a line mean the same; no program "
     "can tell.",
     "El motivo (BT-139) y su código (BT-140) de un descuento sobre una línea dicen lo mismo; ningún "
     "programa puede comprobarlo."},
    {"BR-CO-08", {kLineCharge, Always()},
     "Reason (BT-144) and reason code (BT-145) of a charge on a line mean the same; no program can "
     "tell.",
     "El motivo (BT-144) y su código (BT-145) de un cargo sobre una línea dicen lo mismo; ningún "
     "programa puede comprobarlo."},
    {"BR-CO-09", {kVatId, UblVatIdHasCountry}, {kVatId, CiiVatIdHasCountry},
     "A VAT identifier (BT-31, BT-48, BT-63) starts with the country's code; EL is Greece too.",
     "Un identificador de IVA (BT-31, BT-48, BT-63) empieza por el código del país; EL también es "
     "Grecia."},
    {"BR-CO-10", {kTotals, LinesAddUp},
     "The sum of line amounts (BT-106) is what the lines (BT-131) add up to.",
     "La suma de importes de línea (BT-106) es la de las líneas (BT-131)."},
    {"BR-CO-11", {kTotals, TotalOf(kBt107, &Facts::allowances, &Facts::allowance_count)},
     "The sum of allowances (BT-107) is what those on the document (BT-92) add up to.",
     "El total de descuentos (BT-107) es la suma de los del documento (BT-92)."},
    {"BR-CO-12", {kTotals, TotalOf(kBt108, &Facts::charges, &Facts::charge_count)},
     "The sum of charges (BT-108) is what those on the document (BT-99) add up to.",
     "El total de cargos (BT-108) es la suma de los del documento (BT-99)."},
    {"BR-CO-13", {kTotals, NetAddsUp},
     "The amount without VAT (BT-109) is the sum of lines (BT-106) less allowances (BT-107) plus "
     "charges (BT-108).",
     "El importe sin IVA (BT-109) es la suma de las líneas (BT-106) menos los descuentos (BT-107) "
     "más los cargos (BT-108)."},
    {"BR-CO-14", {kTaxTotal, UblTaxAddsUp}, {kTaxTotal, CiiTaxAddsUp, InInvoiceCurrency},
     "The total VAT (BT-110) is what the breakdowns (BT-117) add up to.",
     "El IVA total (BT-110) es la suma de las cuotas del desglose (BT-117)."},
    {"BR-CO-15", {kDocument, UblGrossAddsUp}, {kDocument, CiiGrossAddsUp},
     "The amount with VAT (BT-112) is the amount without (BT-109) plus the total VAT (BT-110).",
     "El importe con IVA (BT-112) es el importe sin IVA (BT-109) más el IVA total (BT-110)."},
    {"BR-CO-16", {kTotals, DueAddsUp},
     "The amount due (BT-115) is the amount with VAT (BT-112) less what is paid (BT-113) plus "
     "rounding (BT-114).",
     "El importe a pagar (BT-115) es el importe con IVA (BT-112) menos lo pagado (BT-113) más el "
     "redondeo (BT-114)."},
    {"BR-CO-17", {kBreakdown, TaxIsBaseTimesRate},
     "A breakdown's tax (BT-117) is its taxable amount (BT-116) times its rate (BT-119), to two "
     "decimals.",
     "La cuota de un desglose (BT-117) es su base (BT-116) por su tipo (BT-119), con dos decimales."},
    {"BR-CO-18", {kDocument, HasBreakdown}, {kLine, HasBreakdown},
     "The invoice has at least one VAT breakdown (BG-23).",
     "La factura tiene al menos un desglose de IVA (BG-23)."},
    {"BR-CO-19", {kPeriod, UblPeriodHasADateOrCode}, {kPeriod, PeriodHasADate},
     "An invoicing period (BG-14) has a start (BT-73), an end (BT-74) or both.",
     "Un período de facturación (BG-14) tiene inicio (BT-73), fin (BT-74) o ambos."},
    {"BR-CO-20", {kLinePeriod, PeriodHasADate},
     "A line's period (BG-26) has a start (BT-134), an end (BT-135) or both.",
     "El período de una línea (BG-26) tiene inicio (BT-134), fin (BT-135) o ambos."},
    {"BR-CO-21", {kAllowance, reason},
     "Each allowance on the document has a reason (BT-97), a reason code (BT-98) or both.",
     "Cada descuento sobre el documento tiene motivo (BT-97), código de motivo (BT-98) o ambos."},
    {"BR-CO-22", {kCharge, reason},
     "Each charge on the document has a reason (BT-104), a reason code (BT-105) or both.",
     "Cada cargo sobre el documento tiene motivo (BT-104), código de motivo (BT-105) o ambos."},
    {"BR-CO-23", {kLineAllowance, reason},
     "Each allowance on a line has a reason (BT-139), a reason code (BT-140) or both.",
     "Cada descuento sobre una línea tiene motivo (BT-139), código de motivo (BT-140) o ambos."},
    {"BR-CO-24", {kLineCharge, reason},
     "Each charge on a line has a reason (BT-144), a reason code (BT-145) or both.",
     "Cada cargo sobre una línea tiene motivo (BT-144), código de motivo (BT-145) o ambos."},
    {"BR-CO-25", {kPayable, DueHasADateOrTerms},
     "If something is due (BT-115), there is a due date (BT-9) or terms of payment (BT-20).",
     "Si hay algo que pagar (BT-115), consta el vencimiento (BT-9) o las condiciones de pago "
     "(BT-20)."},
    {"BR-CO-26", {kSeller, SellerIsIdentified},
     "The seller can be told by an identifier (BT-29), a legal registration (BT-30) or a VAT "
     "identifier (BT-31).",
     "El vendedor se reconoce por un identificador (BT-29), un registro legal (BT-30) o un "
     "identificador de IVA (BT-31)."},
  };
}
// clang-format on

}  // namespace telar::documents::einvoice::rules
