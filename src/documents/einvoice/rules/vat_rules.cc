#include <algorithm>
#include <array>

#include "documents/einvoice/rules/rule.h"
#include "documents/einvoice/rules/values.h"

namespace telar::documents::einvoice::rules {
namespace {

using enum Group;
using enum Term;
using enum Category;

/// One VAT category's rules: all of them follow one scheme, ten rules each.
struct Family {
  Category category;
  std::string_view prefix;  // of the rules: "BR-IC"
  std::string_view en, es;  // "zero rated (Z)"

  /// How often it stands among the breakdowns when it is used at all.
  bool exactly_one() const { return category != kS && category != kL && category != kM; }
  bool rated() const { return category == kS || category == kL || category == kM; }
  bool exempt() const { return !rated() && category != kZ; }
};

constexpr std::array<Family, kCategories> kFamilies = {{
    {kS, "BR-S", "standard rated (S)", "tipo general o reducido (S)"},
    {kZ, "BR-Z", "zero rated (Z)", "tipo cero (Z)"},
    {kE, "BR-E", "exempt (E)", "exenta (E)"},
    {kAE, "BR-AE", "reverse charge (AE)", "inversión del sujeto pasivo (AE)"},
    {kK, "BR-IC", "intra-community supply (K)", "entrega intracomunitaria (K)"},
    {kG, "BR-G", "export outside the EU (G)", "exportación fuera de la UE (G)"},
    {kO, "BR-O", "not subject to VAT (O)", "no sujeta a IVA (O)"},
    {kL, "BR-AF", "IGIC (L)", "IGIC (L)"},
    {kM, "BR-AG", "IPSI (M)", "IPSI (M)"},
}};

const CategoryFacts& Of(const Scope& s, Category category) { return s.facts[category]; }

// -01 in UBL. S looks at any tax scheme, L at any among the breakdowns.
Test UblBreakdownForWhatIsUsed(Category category) {
  return [category](const Scope& s) {
    const CategoryFacts& f = Of(s, category);
    if (category == kS) return (f.both + f.lines > 0) == (f.breakdowns > 0);
    const bool used = f.both_vat + f.lines_vat > 0;
    if (category == kL) return used ? f.breakdowns > 0 : f.breakdowns_vat == 0;
    if (category == kM) return used == (f.breakdowns_vat > 0);
    return f.anywhere_vat == 0 || f.breakdowns_vat == 1;
  };
}

// -01 in CII. For S, L and M two of the category will do, be it two lines and no breakdown.
Test CiiBreakdownForWhatIsUsed(Category category) {
  return [category](const Scope& s) {
    const CategoryFacts& f = Of(s, category);
    if (category == kS || category == kL || category == kM) {
      return (f.lines == 0 || f.lines + f.breakdowns >= 2) &&
             (f.both == 0 || f.both + f.breakdowns >= 2);
    }
    const bool used = f.lines > 0 || f.both > 0;
    if (f.breakdowns == 0) return !used || category == kO;
    return f.breakdowns == 1 && used;
  };
}

/// The identifiers that a category asks of seller and buyer are there (for O: are not).
bool PartiesAreIdentified(const Facts& f, Category category) {
  const bool vat = f.seller_vat_id || f.representative_vat_id;
  const bool tax = f.seller_tax_id || f.representative_vat_id;
  switch (category) {
    case kAE: return tax && (f.buyer_vat_id || f.buyer_legal_id);
    case kK: return vat && f.buyer_vat_id;
    case kG: return vat;
    case kO: return !vat && !f.buyer_vat_id;
    default: return tax;
  }
}

Test CiiPartiesAreIdentified(Category category) {
  return [category](const Scope& s) { return PartiesAreIdentified(s.facts, category); };
}

// -02, -03, -04 in UBL, which asks the document once.
Test UblPartiesAreIdentified(Category category, VatPlace place) {
  return [category, place](const Scope& s) {
    const CategoryFacts& f = Of(s, category);
    if (place == VatPlace::kLine) {
      // A line of S by another tax scheme counts as one that is not in order.
      if (category == kS && f.lines > 0 && f.lines_vat == 0) return false;
      return f.lines_vat == 0 || PartiesAreIdentified(s.facts, category);
    }
    const bool allowance = place == VatPlace::kAllowance;
    const int used = category == kO
                         ? (allowance ? f.document_allowances_vat : f.document_charges_vat)
                         : (allowance ? f.allowances_vat : f.charges_vat);
    return used == 0 || PartiesAreIdentified(s.facts, category);
  };
}

// -05, -06, -07: the rate of a line, an allowance, a charge.
Test RateFits(Category category) {
  return [category](const Scope& s) {
    if (category == kO) return !s.Has(kBt152);
    const auto texts = s.Texts(kBt152);
    return std::any_of(texts.begin(), texts.end(), [&](std::string_view text) {
      const auto rate = ParseNumber(text);
      if (!rate) return false;
      const bool above = !rate->is_zero() && !rate->is_negative();
      if (category == kS || (category == kL && s.cii())) return above;
      if (category == kL || category == kM) return !rate->is_negative();
      return rate->is_zero();
    });
  };
}

std::optional<Decimal> Total(const CategorySums& sums, bool rounded) {
  if (sums.lines.spoilt || sums.allowances.spoilt || sums.charges.spoilt) return std::nullopt;
  const auto part = [&](const Sum& sum) { return rounded ? RoundHalfUp(sum.value, 2) : sum.value; };
  return part(sums.lines) + part(sums.charges) - part(sums.allowances);
}

bool IsNear(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
  return a && b && (*a - *b).Abs() < Decimal(1);
}

// -08: what is taxed is what lines and charges less allowances come to. S, L and M: at that rate.
Test BaseAddsUp(Category category) {
  return [category](const Scope& s) {
    const bool by_rate = category == kS || category == kL || category == kM;
    // The published test for L and M in CII looks for the rate where there is none.
    if (s.cii() && by_rate && category != kS) return true;
    const auto base = s.Breakdown().Number(kBt116);
    const CategoryFacts& f = Of(s, category);
    if (!by_rate) {
      const auto total = Total(f.sums, s.cii());
      if (s.cii() && category != kO) return IsNear(base, total);
      return (s.cii() || s.facts.lines > 0) && base && total && *base == *total;
    }
    const auto texts = s.VatDetails().Texts(kBt119Any);
    return std::all_of(texts.begin(), texts.end(), [&](std::string_view text) {
      const auto rate = ParseNumber(text);
      if (!rate) return false;
      const auto found = f.by_rate.find(*rate);
      const CategorySums sums = found == f.by_rate.end() ? CategorySums{} : found->second;
      const auto total = Total(sums, s.cii());
      if (s.cii()) return base && total && *base == *total;
      const bool used = category == kS ? sums.any_line || sums.any_allowance : s.facts.lines > 0;
      return used && IsNear(base, total);
    });
  };
}

// -09: the tax.
Test TaxFits(Category category) {
  return [category](const Scope& s) {
    const bool rated = category == kS || category == kL || category == kM;
    if (s.cii() && rated && category != kS) return true;
    const auto tax = s.Breakdown().Number(kBt117);
    if (!rated) return tax && tax->is_zero();
    const auto base = s.Breakdown().Number(kBt116), rate = s.VatDetails().Number(kBt119Any);
    if (!tax || !base || !rate) return false;
    const Decimal expected = RoundHalfUp(base->Abs() * (*rate * Decimal::FromUnits(1, 2)), 2);
    return IsNear(tax->Abs(), expected);
  };
}

// -10
Test ExemptionFits(bool wanted) {
  return [wanted](const Scope& s) {
    const Scope details = s.VatDetails();
    return (details.Has(kBt120) || details.Has(kBt121)) == wanted;
  };
}

// BR-IC-11 and -12: when and where an intra-community supply was delivered.
bool UblSupplyHasADate(const Scope& s) {
  static const TermPath date("/cac:Delivery/cbc:ActualDeliveryDate"), period("/cac:InvoicePeriod");
  const XmlElement root = s.facts.root;
  if (s.facts[kK].breakdowns_vat == 0) return true;
  if (CountCharacters(date.Value(root, root).value_or("")) > 1) return true;
  const auto periods = period.All(root, root);
  return std::any_of(periods.begin(), periods.end(), [](const XmlElement& element) {
    return static_cast<bool>(element.first_child());
  });
}
bool CiiSupplyHasADate(const Scope& s) {
  static const TermPath date(
      "/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery/"
      "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString"),
      period(
          "../../ram:BillingSpecifiedPeriod/ram:StartDateTime | "
          "../../ram:BillingSpecifiedPeriod/ram:EndDateTime");
  return date.Has(s.at, s.facts.root) || period.Has(s.at, s.facts.root);
}
bool UblSupplyHasACountry(const Scope& s) {
  static const TermPath country(
      "/cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode");
  return s.facts[kK].breakdowns_vat == 0 ||
         CountCharacters(country.Value(s.at, s.facts.root).value_or("")) > 1;
}
bool CiiSupplyHasACountry(const Scope& s) {
  static const TermPath country(
      "/rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery/"
      "ram:ShipToTradeParty/ram:PostalTradeAddress/ram:CountryID");
  return country.Has(s.at, s.facts.root);
}

// BR-O-11 to -14: what is not subject to VAT stands alone. UBL asks the document, CII the
// breakdown.
Test StandsAlone(bool Facts::*other) {
  return [other](const Scope& s) {
    return (!s.cii() && s.facts[kO].breakdowns_vat == 0) || !(s.facts.*other);
  };
}

std::string Identifiers(Category category, bool english) {
  switch (category) {
    case kAE:
      return english
                 ? "the seller's VAT or tax identifier (BT-31, BT-32, BT-63) and the buyer's VAT "
                   "identifier or legal registration (BT-48, BT-47)"
                 : "el identificador de IVA o fiscal del vendedor (BT-31, BT-32, BT-63) y el de "
                   "IVA o el registro legal del comprador (BT-48, BT-47)";
    case kK:
      return english ? "the VAT identifiers of the seller (BT-31, BT-63) and of the buyer (BT-48)"
                     : "los identificadores de IVA del vendedor (BT-31, BT-63) y del comprador "
                       "(BT-48)";
    case kG:
      return english ? "the seller's VAT identifier (BT-31, BT-63)"
                     : "el identificador de IVA del vendedor (BT-31, BT-63)";
    case kO:
      return english ? "no VAT identifier of the seller (BT-31, BT-63) or the buyer (BT-48)"
                     : "ningún identificador de IVA del vendedor (BT-31, BT-63) ni del comprador "
                       "(BT-48)";
    default:
      return english ? "the seller's VAT or tax identifier (BT-31, BT-32, BT-63)"
                     : "el identificador de IVA o fiscal del vendedor (BT-31, BT-32, BT-63)";
  }
}

std::string Rate(Category category, bool english) {
  switch (category) {
    case kS: return english ? "above zero" : "mayor que cero";
    case kL:
    case kM: return english ? "of zero or more" : "igual o mayor que cero";
    case kO: return english ? "left out" : "sin indicar";
    default: return english ? "of zero" : "cero";
  }
}

void Add(std::vector<Rule>& rules, const Family& family) {
  const Category c = family.category;
  const std::string en(family.en), es(family.es), prefix(family.prefix);
  const auto group = [&](VatPlace place) { return VatGroup(place, c); };
  const auto parties = [&](std::string_view number, VatPlace place, const std::string& what_en,
                           const std::string& what_es) {
    rules.push_back({prefix + std::string(number),
                     {kDocument, UblPartiesAreIdentified(c, place)},
                     {group(place), CiiPartiesAreIdentified(c)},
                     "An invoice with " + what_en + " of VAT category " + en + " has " +
                         Identifiers(c, true) + ".",
                     "Una factura con " + what_es + " de categoría de IVA " + es + " lleva " +
                         Identifiers(c, false) + "."});
  };
  const auto rate = [&](std::string_view number, VatPlace place, const std::string& what_en,
                        const std::string& what_es) {
    rules.push_back(
        {prefix + std::string(number),
         {group(place), RateFits(c)},
         "The VAT rate of " + what_en + " of category " + en + " is " + Rate(c, true) + ".",
         "El tipo de IVA de " + what_es + " de categoría " + es + " es " + Rate(c, false) + "."});
  };
  const Group breakdown = group(VatPlace::kBreakdown);
  rules.push_back(
      {prefix + "-01",
       {kDocument, UblBreakdownForWhatIsUsed(c)},
       {kDocument, CiiBreakdownForWhatIsUsed(c)},
       "Where a line, an allowance or a charge is of VAT category " + en + ", " +
           (family.exactly_one() ? "exactly" : "at least") + " one VAT breakdown is (BT-118).",
       "Si una línea, un descuento o un cargo es de categoría de IVA " + es + ", lo es " +
           (family.exactly_one() ? "exactamente" : "al menos") + " un desglose de IVA (BT-118)."});
  parties("-02", VatPlace::kLine, "a line (BT-151)", "una línea (BT-151)");
  parties("-03", VatPlace::kAllowance, "an allowance (BT-95)", "un descuento (BT-95)");
  parties("-04", VatPlace::kCharge, "a charge (BT-102)", "un cargo (BT-102)");
  rate("-05", VatPlace::kLine, "a line (BT-152)", "una línea (BT-152)");
  rate("-06", VatPlace::kAllowance, "an allowance (BT-96)", "un descuento (BT-96)");
  rate("-07", VatPlace::kCharge, "a charge (BT-103)", "un cargo (BT-103)");
  const std::string at_rate_en = family.rated() ? " and rate" : "",
                    at_rate_es = family.rated() ? " y tipo" : "";
  rules.push_back(
      {prefix + "-08",
       {breakdown, BaseAddsUp(c)},
       "The taxable amount (BT-116) of a breakdown of category " + en +
           " is what lines and charges less allowances of that category" + at_rate_en + " come to.",
       "La base (BT-116) de un desglose de categoría " + es +
           " es la suma de líneas y cargos menos descuentos de esa categoría" + at_rate_es + "."});
  rules.push_back(
      {prefix + "-09",
       {breakdown, TaxFits(c)},
       "The tax (BT-117) of a breakdown of category " + en + " is " +
           (family.rated() ? "its taxable amount (BT-116) times its rate (BT-119)." : "zero."),
       "La cuota (BT-117) de un desglose de categoría " + es + " es " +
           (family.rated() ? "su base (BT-116) por su tipo (BT-119)." : "cero.")});
  rules.push_back({prefix + "-10",
                   {breakdown, ExemptionFits(family.exempt())},
                   "A breakdown of category " + en +
                       (family.exempt() ? " says why (BT-120) or by which code (BT-121)."
                                        : " has no reason for an exemption (BT-120, BT-121)."),
                   "Un desglose de categoría " + es +
                       (family.exempt() ? " dice el motivo (BT-120) o su código (BT-121)."
                                        : " no lleva motivo de exención (BT-120, BT-121).")});
}

}  // namespace

std::vector<Rule> VatRules() {
  std::vector<Rule> rules;
  for (const Family& family : kFamilies) {
    Add(rules, family);
    const Group breakdown = VatGroup(VatPlace::kBreakdown, family.category);
    if (family.category == kK) {
      rules.push_back({"BR-IC-11",
                       {kDocument, UblSupplyHasADate},
                       {breakdown, CiiSupplyHasADate},
                       "An intra-community supply (K) has a date of delivery (BT-72) or an "
                       "invoicing period (BG-14).",
                       "Una entrega intracomunitaria (K) tiene fecha de entrega (BT-72) o período "
                       "de facturación (BG-14)."});
      rules.push_back({"BR-IC-12",
                       {kDocument, UblSupplyHasACountry},
                       {breakdown, CiiSupplyHasACountry},
                       "An intra-community supply (K) says the country it is delivered to (BT-80).",
                       "Una entrega intracomunitaria (K) indica el país de entrega (BT-80)."});
    }
    if (family.category != kO) continue;
    const auto alone = [&](const char* id, bool Facts::*other, const std::string& en,
                           const std::string& es) {
      rules.push_back({id,
                       {kDocument, StandsAlone(other)},
                       {breakdown, StandsAlone(other)},
                       "With a VAT breakdown not subject to VAT (O) there is no " + en +
                           " of another category.",
                       "Con un desglose no sujeto a IVA (O) no hay " + es + " de otra categoría."});
    };
    alone("BR-O-11", &Facts::other_than_o_breakdown, "breakdown (BT-118)", "desglose (BT-118)");
    alone("BR-O-12", &Facts::other_than_o_line, "line (BT-151)", "línea (BT-151)");
    alone("BR-O-13", &Facts::other_than_o_allowance, "allowance (BT-95)", "descuento (BT-95)");
    alone("BR-O-14", &Facts::other_than_o_charge, "charge (BT-102)", "cargo (BT-102)");
  }
  rules.push_back(
      {"BR-B-01",
       {kDocument, [](const Scope& s) { return !s.facts.split_payment || s.facts.only_italy; }},
       "Split payment (B) is for invoices within Italy.",
       "El pago dividido (B) es para facturas dentro de Italia."});
  rules.push_back(
      {"BR-B-02",
       {kDocument,
        [](const Scope& s) { return !s.facts.split_payment_used || !s.facts.standard_used; }},
       "Split payment (B) and standard rated (S) do not stand in one invoice.",
       "El pago dividido (B) y el tipo general o reducido (S) no van en la misma "
       "factura."});
  return rules;
}

}  // namespace telar::documents::einvoice::rules
