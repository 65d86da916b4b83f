#include "documents/einvoice/rules/facts.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "documents/einvoice/rules/path.h"
#include "documents/einvoice/rules/values.h"

namespace telar::documents::einvoice::rules {
namespace {

constexpr std::string_view kCodes[kCategories] = {"S", "Z", "E", "AE", "K", "G", "O", "L", "M"};

bool Is(const XmlElement& element, const Name& name) { return element && name.Fits(element); }

const Condition& Allowance() {
  static const Condition condition{Condition::Kind::kAllowance, {}, {}, {}};
  return condition;
}
const Condition& Charge() {
  static const Condition condition{Condition::Kind::kCharge, {}, {}, {}};
  return condition;
}
const Condition& Vat() {
  static const Condition condition{Condition::Kind::kVat, {}, {}, {}};
  return condition;
}

struct UblNames {
  Name tax_category = NameOf("cac:TaxCategory"), classified = NameOf("cac:ClassifiedTaxCategory"),
       allowance_charge = NameOf("cac:AllowanceCharge"), subtotal = NameOf("cac:TaxSubtotal"),
       tax_total = NameOf("cac:TaxTotal"), invoice_line = NameOf("cac:InvoiceLine"),
       credit_line = NameOf("cac:CreditNoteLine"), due_date = NameOf("cbc:DueDate"),
       terms = NameOf("cac:PaymentTerms"), country = NameOf("cbc:IdentificationCode"),
       seller = NameOf("cac:AccountingSupplierParty"),
       buyer = NameOf("cac:AccountingCustomerParty"),
       representative = NameOf("cac:TaxRepresentativeParty"), id = NameOf("cbc:ID");
  Path ids{"cbc:ID"}, note{"cbc:Note"}, tax_amounts{"cbc:TaxAmount/@currencyID"},
      line_amount{"cbc:LineExtensionAmount"}, amount{"cbc:Amount"},
      line_category{"cac:Item/cac:ClassifiedTaxCategory/cbc:ID"},
      line_rate{"cac:Item/cac:ClassifiedTaxCategory/cbc:Percent"},
      own_category{"cac:TaxCategory/cbc:ID"}, own_rate{"cac:TaxCategory/cbc:Percent"},
      party_tax_id{"cac:Party/cac:PartyTaxScheme/cbc:CompanyID"},
      party_vat_id{"cac:Party/cac:PartyTaxScheme[vat]/cbc:CompanyID"},
      party_legal_id{"cac:Party/cac:PartyLegalEntity/cbc:CompanyID"},
      own_vat_id{"cac:PartyTaxScheme[vat]/cbc:CompanyID"}, currency{"cbc:DocumentCurrencyCode"},
      tax_currency{"cbc:TaxCurrencyCode"},
      party_name{"cac:AccountingSupplierParty/cac:Party/cac:PartyName/cbc:Name"},
      party_id{"cac:AccountingSupplierParty/cac:Party/cac:PartyIdentification/cbc:ID"};
};

struct CiiNames {
  Name header = NameOf("ram:ApplicableHeaderTradeSettlement"),
       line_settlement = NameOf("ram:SpecifiedLineTradeSettlement"),
       trade_tax = NameOf("ram:ApplicableTradeTax"), other_tax = NameOf("ram:CategoryTradeTax"),
       category = NameOf("ram:CategoryCode"), line = NameOf("ram:IncludedSupplyChainTradeLineItem"),
       country = NameOf("ram:CountryID"), seller = NameOf("ram:SellerTradeParty"),
       buyer = NameOf("ram:BuyerTradeParty"),
       representative = NameOf("ram:SellerTaxRepresentativeTradeParty"),
       tax_point_date = NameOf("ram:TaxPointDate"), tax_point_code = NameOf("ram:DueDateTypeCode"),
       transaction = NameOf("rsm:SupplyChainTradeTransaction"),
       allowance_charge = NameOf("ram:SpecifiedTradeAllowanceCharge"),
       terms = NameOf("ram:SpecifiedTradePaymentTerms");
  Path categories{"ram:CategoryCode"}, due_date{"ram:DueDateDateTime"},
      description{"ram:Description"},
      line_amount{
          "ram:SpecifiedLineTradeSettlement/"
          "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"},
      line_category{"ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax/ram:CategoryCode"},
      line_rate{
          "ram:SpecifiedLineTradeSettlement/ram:ApplicableTradeTax/ram:RateApplicablePercent"},
      own_category{"ram:CategoryTradeTax/ram:CategoryCode"},
      own_rate{"ram:CategoryTradeTax/ram:RateApplicablePercent"}, amount{"ram:ActualAmount[first]"},
      tax_amount{"ram:ApplicableTradeTax/ram:CalculatedAmount"},
      vat_or_tax_id{"ram:SpecifiedTaxRegistration/ram:ID[@schemeID=VA,FC]"},
      vat_id{"ram:SpecifiedTaxRegistration/ram:ID[@schemeID=VA]"},
      legal_id{"ram:SpecifiedLegalOrganization/ram:ID"},
      currency{
          "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/"
          "ram:InvoiceCurrencyCode"},
      tax_currency{
          "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/"
          "ram:TaxCurrencyCode"},
      party_name{
          "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/"
          "ram:SellerTradeParty/ram:Name"},
      party_id{
          "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/"
          "ram:SellerTradeParty/ram:ID"},
      party_legal_id{
          "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/"
          "ram:SellerTradeParty/ram:SpecifiedLegalOrganization/ram:ID"};
};

const UblNames& Ubl() {
  static const UblNames names;
  return names;
}
const CiiNames& Cii() {
  static const CiiNames names;
  return names;
}

// Each once: a line that names a category twice still counts once.
std::set<std::string> Codes(const Path& path, const XmlElement& from) {
  std::set<std::string> codes;
  for (const std::string_view text : path.Values(from, {})) codes.insert(NormalizeSpace(text));
  return codes;
}

// In CII a code is its text letter for letter: with blanks around it is another.
std::set<std::string> ExactCodes(const Path& path, const XmlElement& from) {
  std::set<std::string> codes;
  for (const XmlElement& element : path.All(from, {})) {
    codes.insert((element.blanks_before() > 0 ? " " : "") + std::string(element.text()) +
                 (element.blanks_behind() > 0 ? " " : ""));
  }
  return codes;
}

// As the rules on split payment compare in UBL too.
bool AnySays(const Path& path, const XmlElement& from, std::string_view text) {
  const std::vector<XmlElement> found = path.All(from, {});
  return std::any_of(found.begin(), found.end(),
                     [&](const XmlElement& element) { return Says(element, text); });
}

std::set<Decimal> Rates(const Path& path, const XmlElement& from) {
  std::set<Decimal> rates;
  for (const std::string_view text : path.Values(from, {})) {
    if (const auto rate = ParseNumber(text)) rates.insert(*rate);
  }
  return rates;
}

}  // namespace

std::string_view CategoryCode(Category category) {
  return kCodes[static_cast<std::size_t>(category)];
}

void Sum::Add(std::string_view amount) {
  const auto number = ParseNumber(amount);
  if (number) value = value + *number;
  else spoilt = true;
}

Facts::Facts(XmlElement root_element, Syntax of) : root(root_element), syntax(of) {
  const auto take = [this](const Path& path, std::set<std::string_view>& into) {
    for (const XmlElement& element : path.All(root, root)) {
      // What has blanks around it equals nothing in the document.
      into.insert(Says(element, element.text()) ? element.text() : std::string_view(" "));
    }
  };
  if (syntax == Syntax::kCii) {
    take(Cii().currency, currencies);
    take(Cii().tax_currency, tax_currencies);
    take(Cii().party_name, seller_names);
    take(Cii().party_id, seller_ids);
    take(Cii().party_legal_id, seller_legal_ids);
  } else {
    take(Ubl().currency, currencies);
    take(Ubl().tax_currency, tax_currencies);
    take(Ubl().party_name, seller_names);
    take(Ubl().party_id, seller_ids);
  }
  Visit(root);
}

CategoryFacts* Facts::ByCode(std::string_view code) {
  for (std::size_t i = 0; i < kCategories; ++i) {
    if (kCodes[i] == code) return &categories[i];
  }
  return nullptr;
}

void Facts::Visit(const XmlElement& element) {
  if (syntax == Syntax::kCii) VisitCii(element);
  else VisitUbl(element);
  for (XmlElement child = element.first_child(); child; child = child.next_sibling()) Visit(child);
}

namespace {

// Adds what one line, allowance or charge comes to, to each category and rate it names.
template <typename ByCode>
void AddSums(const std::set<std::string>& codes, const std::set<Decimal>& rates, ByCode by_code,
             const std::function<void(CategorySums&)>& add) {
  for (const std::string& code : codes) {
    CategoryFacts* facts = by_code(code);
    if (facts == nullptr) continue;
    add(facts->sums);
    for (const Decimal& rate : rates) add(facts->by_rate[rate]);
  }
}

void AddAll(const std::vector<std::string_view>& amounts, Sum& sum) {
  for (const std::string_view amount : amounts) sum.Add(amount);
}

}  // namespace

void Facts::VisitUbl(const XmlElement& element) {
  const UblNames& names = Ubl();
  const auto by_code = [this](std::string_view code) { return ByCode(code); };
  const std::string_view local = element.name();
  if (Is(element, names.tax_category)) {
    const bool vat = Vat().Holds(element);
    const XmlElement parent = element.parent();
    const bool of_allowance_charge = Is(parent, names.allowance_charge);
    const bool allowance = of_allowance_charge && Allowance().Holds(parent);
    const bool charge = of_allowance_charge && Charge().Holds(parent);
    const bool of_document = of_allowance_charge && parent.parent() == root;
    const bool breakdown = Is(parent, names.subtotal) && Is(parent.parent(), names.tax_total) &&
                           parent.parent().parent() == root;
    const std::set<std::string> codes = Codes(names.ids, element);
    const bool split = AnySays(names.ids, element, "B");
    split_payment |= split;
    split_payment_used |= split && (breakdown || of_document);
    standard_used |= (breakdown || of_document) && AnySays(names.ids, element, "S");
    for (const std::string& code : codes) {
      CategoryFacts* facts = ByCode(code);
      if (facts == nullptr) continue;
      facts->allowances += allowance ? 1 : 0;
      facts->charges += charge ? 1 : 0;
      facts->breakdowns += breakdown ? 1 : 0;
      facts->both += of_allowance_charge ? 1 : 0;
      if (!vat) continue;
      facts->both_vat += of_allowance_charge ? 1 : 0;
      ++facts->anywhere_vat;
      facts->allowances_vat += allowance ? 1 : 0;
      facts->charges_vat += charge ? 1 : 0;
      facts->document_allowances_vat += allowance && of_document ? 1 : 0;
      facts->document_charges_vat += charge && of_document ? 1 : 0;
      facts->breakdowns_vat += breakdown ? 1 : 0;
    }
    if (vat && !codes.contains("O")) {
      other_than_o_allowance |= allowance;
      other_than_o_charge |= charge;
      other_than_o_breakdown |= breakdown;
    }
  } else if (Is(element, names.classified)) {
    const bool vat = Vat().Holds(element);
    const std::set<std::string> codes = Codes(names.ids, element);
    if (AnySays(names.ids, element, "B")) split_payment = split_payment_used = true;
    standard_used |= AnySays(names.ids, element, "S");
    for (const std::string& code : codes) {
      CategoryFacts* facts = ByCode(code);
      if (facts == nullptr) continue;
      ++facts->lines;
      facts->lines_vat += vat ? 1 : 0;
      facts->anywhere_vat += vat ? 1 : 0;
    }
    if (vat && !codes.contains("O")) other_than_o_line = true;
  } else if (Is(element, names.invoice_line) || Is(element, names.credit_line)) {
    const std::vector<std::string_view> amounts = names.line_amount.Values(element, {});
    AddAll(amounts, line_total);
    if (element.parent() != root) return;
    ++lines;
    AddSums(Codes(names.line_category, element), Rates(names.line_rate, element), by_code,
            [&](CategorySums& sums) {
              sums.any_line = true;
              AddAll(amounts, sums.lines);
            });
  } else if (Is(element, names.allowance_charge)) {
    const bool allowance = Allowance().Holds(element), charge = Charge().Holds(element);
    const bool of_document = element.parent() == root;
    std::vector<std::string_view> amounts;
    if (of_document) {
      amounts = names.amount.Values(element, {});
      if (allowance) AddAll(amounts, allowances);
      if (charge) AddAll(amounts, charges);
      allowance_count += allowance ? 1 : 0;
      charge_count += charge ? 1 : 0;
    }
    AddSums(Codes(names.own_category, element), Rates(names.own_rate, element), by_code,
            [&](CategorySums& sums) {
              sums.any_allowance = true;
              if (allowance) AddAll(amounts, sums.allowances);
              if (charge) AddAll(amounts, sums.charges);
            });
  } else if (Is(element, names.tax_total)) {
    for (const std::string_view currency : names.tax_amounts.Values(element, {})) {
      tax_total_currencies.insert(currency);
    }
  } else if (Is(element, names.subtotal)) {
    breakdowns += Is(element.parent(), names.tax_total) && element.parent().parent() == root;
  } else if (local == names.country.local) {
    if (Is(element, names.country) && !Says(element, "IT")) only_italy = false;
  } else if (Is(element, names.due_date) ||
             (Is(element, names.terms) && names.note.First(element, {}))) {
    due_date_or_terms = true;
  } else if (Is(element, names.seller)) {
    seller_tax_id |= static_cast<bool>(names.party_tax_id.First(element, {}));
    seller_vat_id |= static_cast<bool>(names.party_vat_id.First(element, {}));
  } else if (Is(element, names.buyer)) {
    buyer_vat_id |= static_cast<bool>(names.party_vat_id.First(element, {}));
    buyer_legal_id |= static_cast<bool>(names.party_legal_id.First(element, {}));
  } else if (Is(element, names.representative)) {
    representative_vat_id |= static_cast<bool>(names.own_vat_id.First(element, {}));
  }
}

void Facts::VisitCii(const XmlElement& element) {
  const CiiNames& names = Cii();
  const auto by_code = [this](std::string_view code) { return ByCode(code); };
  const bool in_transaction =
      Is(element.parent(), names.transaction) && element.parent().parent() == root;
  if (Is(element, names.trade_tax)) {
    const bool breakdown = Is(element.parent(), names.header);
    const bool line = Is(element.parent(), names.line_settlement);
    breakdowns += breakdown ? 1 : 0;
    for (const std::string& code : ExactCodes(names.categories, element)) {
      if (code != "O") other_than_o_line = other_than_o_breakdown = true;
      CategoryFacts* facts = ByCode(code);
      if (facts == nullptr) continue;
      facts->breakdowns += breakdown ? 1 : 0;
      facts->lines += line ? 1 : 0;
    }
  } else if (Is(element, names.other_tax)) {
    for (const std::string& code : ExactCodes(names.categories, element)) {
      if (code != "O") other_than_o_allowance = other_than_o_charge = true;
      if (CategoryFacts* facts = ByCode(code)) ++facts->both;
    }
  } else if (Is(element, names.category)) {
    split_payment |= Says(element, "B");
    split_payment_used = split_payment;
    standard_used |= Says(element, "S");
  } else if (Is(element, names.line)) {
    ++lines;
    if (!in_transaction) return;
    const std::vector<std::string_view> amounts = names.line_amount.Values(element, {});
    AddAll(amounts, line_total);
    AddSums(ExactCodes(names.line_category, element), Rates(names.line_rate, element), by_code,
            [&](CategorySums& sums) { AddAll(amounts, sums.lines); });
  } else if (Is(element, names.header)) {
    if (in_transaction) AddAll(names.tax_amount.Values(element, {}), tax_total);
  } else if (Is(element, names.allowance_charge)) {
    const XmlElement header = element.parent();
    if (!Is(header, names.header) || !Is(header.parent(), names.transaction)) return;
    const bool allowance = Allowance().Holds(element), charge = Charge().Holds(element);
    allowance_count += allowance ? 1 : 0;
    charge_count += charge ? 1 : 0;
    const std::vector<std::string_view> amounts = names.amount.Values(element, {});
    if (allowance) AddAll(amounts, allowances);
    if (charge) AddAll(amounts, charges);
    AddSums(ExactCodes(names.own_category, element), Rates(names.own_rate, element), by_code,
            [&](CategorySums& sums) {
              if (allowance) AddAll(amounts, sums.allowances);
              if (charge) AddAll(amounts, sums.charges);
            });
  } else if (Is(element, names.country)) {
    if (!Says(element, "IT")) only_italy = false;
  } else if (Is(element, names.seller)) {
    seller_tax_id |= static_cast<bool>(names.vat_or_tax_id.First(element, {}));
    seller_vat_id |= static_cast<bool>(names.vat_id.First(element, {}));
  } else if (Is(element, names.buyer)) {
    buyer_vat_id |= static_cast<bool>(names.vat_id.First(element, {}));
    buyer_legal_id |= static_cast<bool>(names.legal_id.First(element, {}));
  } else if (Is(element, names.representative)) {
    representative_vat_id |= static_cast<bool>(names.vat_id.First(element, {}));
  } else if (Is(element, names.terms)) {
    due_date_or_terms |= names.due_date.First(element, {}) || names.description.First(element, {});
  } else if (Is(element, names.tax_point_date)) {
    tax_point_date = true;
  } else if (Is(element, names.tax_point_code)) {
    tax_point_code = true;
  }
}

}  // namespace telar::documents::einvoice::rules
