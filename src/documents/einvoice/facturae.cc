#include "documents/einvoice/facturae.h"

#include <algorithm>

#include "documents/einvoice/as_published.h"

namespace telar::documents::einvoice {
namespace {

// Codes of TaxTypeCode that are a value added tax of some part of Spain: IVA, IPSI, IGIC.
constexpr std::string_view kValueAdded[] = {"01", "02", "03"};

EInvoiceParty ReadParty(const XmlElement& source) {
  EInvoiceParty party;
  party.tax_id = TextAt(source.At("TaxIdentification/TaxIdentificationNumber"));
  party.other_id = TextAt(source.Child("PartyIdentification"));
  XmlElement who = source.Child("LegalEntity");
  if (who) {
    party.name = TextAt(who.Child("CorporateName"));
    party.trade_name = TextAt(who.Child("TradeName"));
  } else {
    who = source.Child("Individual");
    party.name = Joined(" ", {TextAt(who.Child("Name")), TextAt(who.Child("FirstSurname")),
                              TextAt(who.Child("SecondSurname"))});
  }
  XmlElement address = who.Child("AddressInSpain");
  if (!address) address = who.Child("OverseasAddress");
  for (XmlElement part = address.first_child(); part; part = part.next_sibling()) {
    if (Published text = TextAt(part); !text.empty()) party.address.push_back(std::move(text));
  }
  return party;
}

void ReadTaxes(const XmlElement& invoice, std::vector<EInvoiceTax>& taxes) {
  for (const XmlElement& tax : invoice.All("TaxesOutputs/Tax")) {
    taxes.push_back({.category = TextAt(tax.Child("TaxTypeCode")),
                     .rate = TextAt(tax.Child("TaxRate")),
                     .base = TextAt(tax.At("TaxableBase/TotalAmount")),
                     .amount = TextAt(tax.At("TaxAmount/TotalAmount"))});
    const XmlElement surcharge = tax.Child("EquivalenceSurcharge");
    const XmlElement amount = tax.At("EquivalenceSurchargeAmount/TotalAmount");
    if (!surcharge && !amount) continue;
    taxes.push_back({.category = {},
                     .rate = TextAt(surcharge),
                     .base = taxes.back().base,
                     .amount = TextAt(amount)});
  }
  for (const XmlElement& tax : invoice.All("TaxesWithheld/Tax")) {
    taxes.push_back({.category = TextAt(tax.Child("TaxTypeCode")),
                     .rate = TextAt(tax.Child("TaxRate")),
                     .base = TextAt(tax.At("TaxableBase/TotalAmount")),
                     .amount = TextAt(tax.At("TaxAmount/TotalAmount")),
                     .withheld = true});
  }
}

void ReadAllowances(const XmlElement& parent, std::string_view discounts, std::string_view charges,
                    std::vector<EInvoiceAllowance>& allowances) {
  for (const XmlElement& discount : parent.All(discounts)) {
    allowances.push_back({.charge = false,
                          .amount = TextAt(discount.Child("DiscountAmount")),
                          .reason = TextAt(discount.Child("DiscountReason"))});
  }
  for (const XmlElement& charge : parent.All(charges)) {
    allowances.push_back({.charge = true,
                          .amount = TextAt(charge.Child("ChargeAmount")),
                          .reason = TextAt(charge.Child("ChargeReason"))});
  }
}

EInvoiceLine ReadLine(const XmlElement& source) {
  EInvoiceLine line;
  line.id = TextAt(source.Child("SequenceNumber"));
  line.description = TextAt(source.Child("ItemDescription"));
  line.code = TextAt(source.Child("ArticleCode"));
  line.quantity = TextAt(source.Child("Quantity"));
  line.unit = TextAt(source.Child("UnitOfMeasure"));
  line.price = TextAt(source.Child("UnitPriceWithoutTax"));
  line.amount = TextAt(source.Child("GrossAmount"));
  ReadAllowances(source, "DiscountsAndRebates/Discount", "Charges/Charge", line.allowances);
  // Without discounts and charges the cost is the gross amount.
  if (line.amount.empty() && line.allowances.empty())
    line.amount = TextAt(source.Child("TotalCost"));
  const std::vector<XmlElement> taxes = source.All("TaxesOutputs/Tax");
  const auto value_added = std::find_if(taxes.begin(), taxes.end(), [](const XmlElement& tax) {
    const std::string_view code = tax.Child("TaxTypeCode").text();
    return std::find(std::begin(kValueAdded), std::end(kValueAdded), code) != std::end(kValueAdded);
  });
  if (value_added != taxes.end()) {
    line.tax_category = TextAt(value_added->Child("TaxTypeCode"));
    line.tax_rate = TextAt(value_added->Child("TaxRate"));
  }
  return line;
}

void ReadTotals(const XmlElement& totals, EInvoice& invoice) {
  invoice.line_total = TextAt(totals.Child("TotalGrossAmount"));
  invoice.allowances_total = TextAt(totals.Child("TotalGeneralDiscounts"));
  invoice.charges_total = TextAt(totals.Child("TotalGeneralSurcharges"));
  invoice.tax_exclusive = TextAt(totals.Child("TotalGrossAmountBeforeTaxes"));
  invoice.tax_total = TextAt(totals.Child("TotalTaxOutputs"));
  invoice.tax_inclusive = TextAt(totals.Child("InvoiceTotal"));
  invoice.prepaid = TextAt(totals.Child("TotalPaymentsOnAccount"));
  ReadAllowances(totals, "GeneralDiscounts/Discount", "GeneralSurcharges/Charge",
                 invoice.allowances);
  for (const char* other : {"Subsidies", "ReimbursableExpenses", "TotalReimbursableExpenses",
                            "TotalFinancialExpenses", "AmountsWithheld", "PaymentInKind"}) {
    if (totals.Child(other)) return;
  }
  invoice.payable = TextAt(totals.Child("TotalExecutableAmount"));
}

/// True for "F24-118" or "F24118" and the series "F24"; "2405" only looks as if it had series "24".
bool HoldsSeries(std::string_view number, std::string_view series) {
  if (series.empty()) return true;
  if (!number.starts_with(series) || number.size() == series.size()) return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !is_digit(number[series.size()]) || !std::all_of(series.begin(), series.end(), is_digit);
}

Published Number(const XmlElement& header) {
  const Published number = TextAt(header.Child("InvoiceNumber"));
  const Published series = TextAt(header.Child("InvoiceSeriesCode"));
  return HoldsSeries(number.text, series.text) ? number : Joined("-", {series, number});
}

bool IsCorrective(const XmlElement& header) {
  const std::string_view kind = header.Child("InvoiceClass").text();
  return kind == "OR" || kind == "CR" || header.Child("Corrective");
}

void ReadInvoice(const XmlElement& source, EInvoice& invoice) {
  const XmlElement header = source.Child("InvoiceHeader");
  invoice.number = Number(header);
  const XmlElement issue = source.Child("InvoiceIssueData");
  invoice.issue_date = TextAt(issue.Child("IssueDate"));
  invoice.currency = TextAt(issue.Child("InvoiceCurrencyCode"));
  invoice.purchase_order = TextAt(issue.Child("ReceiverTransactionReference"));
  ReadTaxes(source, invoice.taxes);
  ReadTotals(source.Child("InvoiceTotals"), invoice);
  for (const XmlElement& line : source.All("Items/InvoiceLine")) {
    if (invoice.purchase_order.empty())
      invoice.purchase_order = TextAt(line.Child("ReceiverTransactionReference"));
    invoice.lines.push_back(ReadLine(line));
  }
  for (const XmlElement& instalment : source.All("PaymentDetails/Installment")) {
    if (invoice.due_date.empty()) invoice.due_date = TextAt(instalment.Child("InstallmentDueDate"));
    if (invoice.iban.empty()) invoice.iban = TextAt(instalment.At("AccountToBeCredited/IBAN"));
  }
  invoice.credit_note = IsCorrective(header) && invoice.tax_inclusive.text.starts_with('-');
}

}  // namespace

EInvoice ReadFacturae(const XmlTree& tree) {
  EInvoice first;
  first.syntax = Syntax::kFacturae;
  const XmlElement root = tree.root();
  if (root.name() != "Facturae") {
    first.diagnostics.push_back("line " + std::to_string(root.line()) +
                                ": the root element is not Facturae");
    return first;
  }
  first.profile = std::string(root.At("FileHeader/SchemaVersion").text());
  const XmlElement parties = root.Child("Parties");
  first.seller = ReadParty(parties.Child("SellerParty"));
  first.buyer = ReadParty(parties.Child("BuyerParty"));
  const EInvoice of_all = first;
  const Published currency = TextAt(root.At("FileHeader/Batch/InvoiceCurrencyCode"));
  int count = 0;
  for (const XmlElement& source : root.All("Invoices/Invoice")) {
    if (++count > kMostInvoices) continue;
    EInvoice invoice = of_all;
    ReadInvoice(source, invoice);
    if (invoice.currency.empty()) invoice.currency = currency;
    CheckNumbers(invoice);
    if (count == 1) first = std::move(invoice);
    else first.more.push_back(std::move(invoice));
  }
  if (first.currency.empty()) first.currency = currency;
  NoteLeftOut(count, first);
  AddComplaints(tree, first.diagnostics);
  return first;
}

}  // namespace telar::documents::einvoice
