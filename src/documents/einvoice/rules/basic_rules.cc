#include <algorithm>
#include <set>

#include "documents/einvoice/rules/rule.h"
#include "documents/einvoice/rules/values.h"

namespace telar::documents::einvoice::rules {
namespace {

using enum Group;
using enum Term;

// BR-17: a payee is named, and is somebody else than the seller.
bool PayeeIsNotTheSeller(const Scope& s) {
  static const TermPath ubl_ids("cac:PartyIdentification/cbc:ID"), cii_ids("ram:ID"),
      cii_legal_ids("ram:SpecifiedLegalOrganization/ram:ID");
  const auto shared = [&](const std::vector<std::string_view>& mine,
                          const std::set<std::string_view>& of_seller) {
    return std::any_of(mine.begin(), mine.end(),
                       [&](std::string_view value) { return of_seller.contains(value); });
  };
  const Facts& facts = s.facts;
  if (!s.Has(kBt59) || shared(s.Texts(kBt59), facts.seller_names)) return false;
  if (shared((s.cii() ? cii_ids : ubl_ids).Values(s.at, facts.root), facts.seller_ids))
    return false;
  return !s.cii() || !shared(cii_legal_ids.Values(s.at, facts.root), facts.seller_legal_ids);
}

// BR-29, BR-30 in UBL: dates; in CII texts of eight digits, of which any may be the later.
bool PeriodEndsAfterItsStart(const Scope& s) {
  if (!s.Has(kBt134) || !s.Has(kBt135)) return true;
  const auto starts = s.Texts(kBt73), ends = s.Texts(kBt74);
  if (s.cii()) {
    return !starts.empty() && !ends.empty() &&
           *std::max_element(ends.begin(), ends.end()) >=
               *std::min_element(starts.begin(), starts.end());
  }
  const auto start = ParseDate(starts.front()), end = ParseDate(ends.front());
  return start && end && *end >= *start;
}

bool GrossPriceIsNotNegative(const Scope& s) { return !s.Has(kBt148) || AtLeastZero(kBt148)(s); }

// BR-53 in CII: a total in the accounting currency, which is another than the invoice's.
bool TaxTotalInAccountingCurrency(const Scope& s) {
  static const TermPath currencies("ram:TaxTotalAmount/@currencyID");
  const Facts& facts = s.facts;
  if (facts.tax_currencies.empty()) return true;
  const auto of_totals = currencies.Values(s.at, facts.root);
  const auto is_accounting = [&](std::string_view c) { return facts.tax_currencies.contains(c); };
  return std::any_of(of_totals.begin(), of_totals.end(), is_accounting) &&
         std::none_of(facts.currencies.begin(), facts.currencies.end(), is_accounting);
}

bool TaxAmountInAccountingCurrency(const Scope& s) {
  const Facts& facts = s.facts;
  return std::all_of(facts.tax_currencies.begin(), facts.tax_currencies.end(),
                     [&](std::string_view c) { return facts.tax_total_currencies.contains(c); });
}

// BR-61 in UBL is asked of the means of payment, whatever its account says.
bool CreditTransferHasAnAccount(const Scope& s) {
  static const TermPath account("cac:PayeeFinancialAccount/cbc:ID");
  const std::string code = NormalizeSpace(s.Text(kBt81).value_or(""));
  return (code != "30" && code != "58") || account.Has(s.at, s.facts.root);
}

bool HasLines(const Scope& s) { return s.facts.lines > 0; }

// What is there says by which scheme.
Test SchemeOf(Term scheme, Term what) {
  return [scheme, what](const Scope& s) { return s.Filled(scheme) || !s.Has(what); };
}

bool HasRate(const Scope& s) {
  static const TermPath cii_vat_rate("ram:RateApplicablePercent");
  if (!s.cii()) {
    return s.Has(kBt119) || NormalizeSpace(s.Text(kBt118).value_or("")) == "O";
  }
  const Condition vat{Condition::Kind::kVat, {}, {}, {}};
  return vat.Holds(s.at) && (cii_vat_rate.Has(s.at, s.facts.root) || s.Text(kBt118) == "O");
}

bool HasVatCategory(const Scope& s) {
  const Condition vat{Condition::Kind::kVat, {}, {}, {}};
  return s.Has(kBt118) && (!s.cii() || vat.Holds(s.at));
}

bool ItemAttributeIsWhole(const Scope& s) { return s.Has(kBt160) && s.Has(kBt161); }

bool AtMostTenCharacters(const Scope& s) {
  return CountCharacters(NormalizeSpace(s.Text(kBt87).value_or(""))) <= 10;
}

bool CiiDeliveryHasCountry(const Scope& s) { return s.Filled(kBt80) || !s.Has(kBg15); }

}  // namespace

// clang-format off
std::vector<Rule> BasicRules() {
  return {
    {"BR-01", {kDocument, Filled(kBt24)},
     "The invoice names the specification it follows (BT-24).",
     "La factura dice qué especificación sigue (BT-24)."},
    {"BR-02", {kDocument, Filled(kBt1)},
     "The invoice has a number (BT-1).",
     "La factura tiene número (BT-1)."},
    {"BR-03", {kDocument, Filled(kBt2)},
     "The invoice has a date of issue (BT-2).",
     "La factura tiene fecha de expedición (BT-2)."},
    {"BR-04", {kDocument, Filled(kBt3)},
     "The invoice has a type code (BT-3).",
     "La factura tiene código de tipo (BT-3)."},
    {"BR-05", {kDocument, Filled(kBt5)},
     "The invoice has a currency (BT-5).",
     "La factura tiene moneda (BT-5)."},
    {"BR-06", {kDocument, Filled(kBt27)},
     "The seller is named (BT-27).",
     "Consta el nombre del vendedor (BT-27)."},
    {"BR-07", {kDocument, Filled(kBt44)},
     "The buyer is named (BT-44).",
     "Consta el nombre del comprador (BT-44)."},
    {"BR-08", {kDocument, Has(kBg5)},
     "The seller has a postal address (BG-5).",
     "El vendedor tiene dirección postal (BG-5)."},
    {"BR-09", {kSellerAddress, Filled(kBt40)}, {kDocument, Filled(kBt40)},
     "The seller's address says the country (BT-40).",
     "La dirección del vendedor indica el país (BT-40)."},
    {"BR-10", {kDocument, Has(kBg8)},
     "The buyer has a postal address (BG-8).",
     "El comprador tiene dirección postal (BG-8)."},
    {"BR-11", {kBuyerAddress, Filled(kBt55)}, {kDocument, Filled(kBt55)},
     "The buyer's address says the country (BT-55).",
     "La dirección del comprador indica el país (BT-55)."},
    {"BR-12", {kTotals, Has(kBt106)},
     "The totals have the sum of the lines' net amounts (BT-106).",
     "Los totales incluyen la suma de los importes netos de las líneas (BT-106)."},
    {"BR-13", {kTotals, Has(kBt109)},
     "The totals have the amount without VAT (BT-109).",
     "Los totales incluyen el importe sin IVA (BT-109)."},
    {"BR-14", {kTotals, Has(kBt112)},
     "The totals have the amount with VAT (BT-112).",
     "Los totales incluyen el importe con IVA (BT-112)."},
    {"BR-15", {kTotals, Has(kBt115)},
     "The totals have the amount due for payment (BT-115).",
     "Los totales incluyen el importe a pagar (BT-115)."},
    {"BR-16", {kDocument, HasLines},
     "The invoice has at least one line (BG-25).",
     "La factura tiene al menos una línea (BG-25)."},
    {"BR-17", {kPayee, PayeeIsNotTheSeller},
     "A payee is named (BT-59) and is somebody else than the seller.",
     "El beneficiario del pago consta con su nombre (BT-59) y no es el vendedor."},
    {"BR-18", {kRepresentative, Filled(kBt62)},
     "The seller's tax representative is named (BT-62).",
     "Consta el nombre del representante fiscal del vendedor (BT-62)."},
    {"BR-19", {kRepresentative, Has(kBg12)},
     "The seller's tax representative has a postal address (BG-12).",
     "El representante fiscal del vendedor tiene dirección postal (BG-12)."},
    {"BR-20", {kRepresentativeAddress, Filled(kBt69)}, {kRepresentative, Filled(kBt69)},
     "The tax representative's address says the country (BT-69).",
     "La dirección del representante fiscal indica el país (BT-69)."},
    {"BR-21", {kLine, Filled(kBt126)},
     "Each line has an identifier (BT-126).",
     "Cada línea tiene un identificador (BT-126)."},
    {"BR-22", {kLine, Has(kBt129)},
     "Each line has a quantity (BT-129).",
     "Cada línea tiene una cantidad (BT-129)."},
    {"BR-23", {kLine, Has(kBt130)},
     "Each line's quantity has a unit (BT-130).",
     "La cantidad de cada línea tiene una unidad (BT-130)."},
    {"BR-24", {kLine, Has(kBt131)},
     "Each line has a net amount (BT-131).",
     "Cada línea tiene un importe neto (BT-131)."},
    {"BR-25", {kLine, Filled(kBt153)},
     "Each line names its item (BT-153).",
     "Cada línea nombra su artículo (BT-153)."},
    {"BR-26", {kLine, Has(kBt146)},
     "Each line has the item's net price (BT-146).",
     "Cada línea tiene el precio neto del artículo (BT-146)."},
    {"BR-27", {kLine, AtLeastZero(kBt146)},
     "The item's net price (BT-146) is not negative.",
     "El precio neto del artículo (BT-146) no es negativo."},
    {"BR-28", {kLine, GrossPriceIsNotNegative},
     "The item's gross price (BT-148) is not negative.",
     "El precio bruto del artículo (BT-148) no es negativo."},
    {"BR-29", {kPeriod, PeriodEndsAfterItsStart},
     "The invoicing period does not end (BT-74) before it starts (BT-73).",
     "El período de facturación no termina (BT-74) antes de empezar (BT-73)."},
    {"BR-30", {kLinePeriod, PeriodEndsAfterItsStart},
     "A line's period does not end (BT-135) before it starts (BT-134).",
     "El período de una línea no termina (BT-135) antes de empezar (BT-134)."},
    {"BR-31", {kAllowance, Has(kBt92)},
     "Each allowance on the document has an amount (BT-92).",
     "Cada descuento sobre el documento tiene importe (BT-92)."},
    {"BR-32", {kAllowance, Has(kBt95)},
     "Each allowance on the document has a VAT category (BT-95).",
     "Cada descuento sobre el documento tiene categoría de IVA (BT-95)."},
    {"BR-33", {kAllowance, HasAny(kBt97, kBt98)},
     "Each allowance on the document has a reason (BT-97) or a code of one (BT-98).",
     "Cada descuento sobre el documento tiene un motivo (BT-97) o su código (BT-98)."},
    {"BR-36", {kCharge, Has(kBt92)},
     "Each charge on the document has an amount (BT-99).",
     "Cada cargo sobre el documento tiene importe (BT-99)."},
    {"BR-37", {kCharge, Has(kBt95)},
     "Each charge on the document has a VAT category (BT-102).",
     "Cada cargo sobre el documento tiene categoría de IVA (BT-102)."},
    {"BR-38", {kCharge, HasAny(kBt97, kBt98)},
     "Each charge on the document has a reason (BT-104) or a code of one (BT-105).",
     "Cada cargo sobre el documento tiene un motivo (BT-104) o su código (BT-105)."},
    {"BR-41", {kLineAllowance, Has(kBt92)},
     "Each allowance on a line has an amount (BT-136).",
     "Cada descuento sobre una línea tiene importe (BT-136)."},
    {"BR-42", {kLineAllowance, HasAny(kBt97, kBt98)},
     "Each allowance on a line has a reason (BT-139) or a code of one (BT-140).",
     "Cada descuento sobre una línea tiene un motivo (BT-139) o su código (BT-140)."},
    {"BR-43", {kLineCharge, Has(kBt92)},
     "Each charge on a line has an amount (BT-141).",
     "Cada cargo sobre una línea tiene importe (BT-141)."},
    {"BR-44", {kLineCharge, HasAny(kBt97, kBt98)},
     "Each charge on a line has a reason (BT-144) or a code of one (BT-145).",
     "Cada cargo sobre una línea tiene un motivo (BT-144) o su código (BT-145)."},
    {"BR-45", {kBreakdown, Has(kBt116)},
     "Each VAT breakdown has a taxable amount (BT-116).",
     "Cada desglose de IVA tiene base imponible (BT-116)."},
    {"BR-46", {kBreakdown, Has(kBt117)},
     "Each VAT breakdown has a tax amount (BT-117).",
     "Cada desglose de IVA tiene cuota (BT-117)."},
    {"BR-47", {kBreakdown, HasVatCategory},
     "Each VAT breakdown has a category (BT-118).",
     "Cada desglose de IVA tiene categoría (BT-118)."},
    {"BR-48", {kBreakdown, HasRate},
     "Each VAT breakdown has a rate (BT-119), unless it is not subject to VAT.",
     "Cada desglose de IVA tiene tipo (BT-119), salvo que no esté sujeto a IVA."},
    {"BR-49", {kPaymentMeans, Has(kBt81)},
     "Each means of payment has a type code (BT-81).",
     "Cada medio de pago tiene código de tipo (BT-81)."},
    {"BR-50", {kCreditTransfer, Filled(kBt84)},
     "A credit transfer has an account (BT-84).",
     "Una transferencia tiene cuenta (BT-84)."},
    {"BR-51", {kCard, AtMostTenCharacters, {}, Flag::kWarning}, {kCard, AtMostTenCharacters},
     "Of a payment card at most ten digits are shown: the first six and the last four (BT-87).",
     "De una tarjeta se muestran como mucho diez cifras: las seis primeras y las cuatro últimas "
     "(BT-87)."},
    {"BR-52", {kSupportingDocument, Filled(kBt122)},
     "Each supporting document has a reference (BT-122).",
     "Cada documento justificativo tiene una referencia (BT-122)."},
    {"BR-53", {kDocument, TaxAmountInAccountingCurrency}, {kTotals, TaxTotalInAccountingCurrency},
     "With an accounting currency for VAT (BT-6), the total VAT is given in it too (BT-111).",
     "Si hay moneda de contabilización del IVA (BT-6), el IVA total consta también en ella "
     "(BT-111)."},
    {"BR-54", {kItemAttribute, ItemAttributeIsWhole},
     "Each attribute of an item has a name (BT-160) and a value (BT-161).",
     "Cada atributo de un artículo tiene nombre (BT-160) y valor (BT-161)."},
    {"BR-55", {kPrecedingInvoice, Has(kBt25)}, {kPrecedingInvoice, Filled(kBt25)},
     "Each reference to an earlier invoice names it (BT-25).",
     "Cada referencia a una factura anterior la nombra (BT-25)."},
    {"BR-56", {kRepresentative, Has(kBt63)}, {kRepresentative, Filled(kBt63)},
     "The seller's tax representative has a VAT identifier (BT-63).",
     "El representante fiscal del vendedor tiene identificador de IVA (BT-63)."},
    {"BR-57", {kDelivery, Has(kBt80)}, {kDelivery, CiiDeliveryHasCountry},
     "A delivery address says the country (BT-80).",
     "Una dirección de entrega indica el país (BT-80)."},
    {"BR-61", {kPaymentMeans, CreditTransferHasAnAccount}, {kCreditTransfer, Has(kBt84)},
     "If payment is by credit transfer (BT-81), the account is given (BT-84).",
     "Si se paga por transferencia (BT-81), consta la cuenta (BT-84)."},
    {"BR-62", {kSellerEndpoint, Has(kBt34Scheme)}, {kDocument, SchemeOf(kBt34Scheme, kBt34)},
     "The seller's electronic address (BT-34) says its scheme.",
     "La dirección electrónica del vendedor (BT-34) indica su esquema."},
    {"BR-63", {kBuyerEndpoint, Has(kBt49Scheme)}, {kDocument, SchemeOf(kBt49Scheme, kBt49)},
     "The buyer's electronic address (BT-49) says its scheme.",
     "La dirección electrónica del comprador (BT-49) indica su esquema."},
    {"BR-64", {kItemStandardId, Has(kBt157Scheme)}, {kLine, SchemeOf(kBt157Scheme, kBt157)},
     "An item's standard identifier (BT-157) says its scheme.",
     "El identificador normalizado de un artículo (BT-157) indica su esquema."},
    {"BR-65", {kItemClass, Has(kBt158Scheme)}, {kItemClass, SchemeOf(kBt158Scheme, kBt158)},
     "An item's classification (BT-158) says its scheme.",
     "La clasificación de un artículo (BT-158) indica su esquema."},
  };
}
// clang-format on

}  // namespace telar::documents::einvoice::rules
