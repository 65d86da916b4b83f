#include "invoices/from_einvoice.h"

#include <gmock/gmock.h>

#include "tests/support/einvoices.h"

namespace telar::invoices {
namespace {

using documents::EInvoice;
using documents::Syntax;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::SampleEInvoice;

std::string Value(const EInvoice& in, std::string_view field) {
  const Invoice invoice = FromEInvoice(in);
  const Field* found = invoice.Find(field);
  return found == nullptr ? "absent" : found->value;
}

TEST(FromEInvoice, AcceptsAnInvoiceThatAddsUp) {
  const Invoice invoice = FromEInvoice(SampleEInvoice());
  EXPECT_THAT(invoice.reasons, IsEmpty());
  EXPECT_EQ(invoice.verdict, Verdict::kAccept);
}

TEST(FromEInvoice, GivesFieldsOfTheXmlWithoutAPlaceOnAPage) {
  const Invoice invoice = FromEInvoice(SampleEInvoice());
  const Field* total = invoice.Find("total");
  ASSERT_NE(total, nullptr);
  EXPECT_EQ(total->value, "205.70");
  EXPECT_EQ(total->raw, "205.70");
  EXPECT_EQ(total->how, How::kXml);
  EXPECT_EQ(total->confidence, 1);
  EXPECT_TRUE(total->box.empty());
}

TEST(FromEInvoice, NormalisesWhatIsPublished) {
  EXPECT_EQ(Value(SampleEInvoice(), "iban"), "ES9121000418450200051332");
  EXPECT_EQ(Value(SampleEInvoice(), "supplier_address"), "Calle Nueva 5, 46001, Valencia, ES");
  EInvoice in = SampleEInvoice();
  in.issue_date.text = "20240315";
  EXPECT_EQ(Value(in, "date"), "2024-03-15");
  in.currency.text = "eur";
  EXPECT_EQ(Value(in, "currency"), "EUR");
  in.seller.tax_id.text = "900.123.456-8";
  EXPECT_EQ(Value(in, "supplier_tax_id"), "900123456-8");
}

TEST(FromEInvoice, LeavesOutWhatIsNotPublished) {
  EInvoice in = SampleEInvoice();
  in.purchase_order = {};
  EXPECT_EQ(Value(in, "purchase_order"), "absent");
  EXPECT_EQ(Value(in, "customer_tax_id"), "absent");
}

TEST(FromEInvoice, ComputesTheTaxWhereOnlyThatOfEachRateIsPublished) {
  EInvoice in = SampleEInvoice();
  in.tax_total = {};
  in.taxes.push_back({.amount = {.text = "25.50"}, .withheld = true});
  const Invoice invoice = FromEInvoice(in);
  EXPECT_EQ(invoice.Find("tax")->value, "35.70");
  EXPECT_EQ(invoice.Find("tax")->how, How::kComputed);
}

TEST(FromEInvoice, TakesACountryForNoAddress) {
  EInvoice in = SampleEInvoice();
  in.seller.address = {{.text = "ES"}};
  EXPECT_EQ(Value(in, "supplier_address"), "absent");
}

TEST(FromEInvoice, TakesTheTradeNameWhereThereIsNoRegisteredOne) {
  EInvoice in = SampleEInvoice();
  in.seller.name = {};
  in.seller.trade_name.text = "Alborada";
  EXPECT_EQ(Value(in, "supplier"), "Alborada");
}

TEST(FromEInvoice, ReadsTheLines) {
  const Invoice invoice = FromEInvoice(SampleEInvoice());
  ASSERT_EQ(invoice.lines.size(), 2U);
  const Line& line = invoice.lines[1];
  EXPECT_EQ(line.description, "Cortina lisa");
  EXPECT_EQ(line.code, "COR-1");
  EXPECT_EQ(line.quantity, Decimal(4));
  EXPECT_EQ(line.unit_price->ToString(), "30.00");
  EXPECT_EQ(line.amount->ToString(), "100.00");
  EXPECT_EQ(line.tax_rate, Decimal(21));
  EXPECT_EQ(line.confidence, 1);
}

TEST(FromEInvoice, GivesThePriceOfOneUnit) {
  EInvoice in = SampleEInvoice();
  in.lines[0].price.text = "800.00";
  in.lines[0].price_base.text = "100";
  EXPECT_EQ(FromEInvoice(in).lines[0].unit_price->ToString(), "8.00");
}

TEST(FromEInvoice, LeavesOutAPriceForNothing) {
  EInvoice in = SampleEInvoice();
  in.lines[0].price_base.text = "0";
  EXPECT_EQ(FromEInvoice(in).lines[0].unit_price, std::nullopt);
}

TEST(FromEInvoice, TranslatesTheUnitsOfFacturae) {
  EInvoice in = SampleEInvoice();
  in.syntax = Syntax::kFacturae;
  in.lines[0].unit.text = "25";
  in.lines[1].unit.text = "05";
  const Invoice invoice = FromEInvoice(in);
  EXPECT_EQ(invoice.lines[0].unit, "MTR");
  EXPECT_EQ(invoice.lines[1].unit, "05");
}

TEST(FromEInvoice, NegatesACreditNoteWithPositiveAmounts) {
  EInvoice in = SampleEInvoice();
  in.credit_note = true;
  EXPECT_EQ(Value(in, "total"), "-205.70");
  EXPECT_EQ(Value(in, "tax"), "-35.70");
  const Line line = FromEInvoice(in).lines[0];
  EXPECT_EQ(line.quantity, Decimal(-10));
  EXPECT_EQ(line.unit_price, Decimal(8));
  EXPECT_EQ(line.amount, Decimal(-80));
}

TEST(FromEInvoice, LeavesACreditNoteThatIsNegativeAlready) {
  EInvoice in = SampleEInvoice();
  in.credit_note = true;
  in.tax_inclusive.text = "-205.70";
  EXPECT_EQ(Value(in, "total"), "-205.70");
}

TEST(FromEInvoice, KeepsAPublishedFigureThatTheOthersContradict) {
  EInvoice in = SampleEInvoice();
  in.line_total.text = "190.00";
  in.line_total.line = 44;
  const Invoice invoice = FromEInvoice(in);
  EXPECT_EQ(invoice.Find("subtotal")->value, "190.00");
  EXPECT_EQ(invoice.Find("subtotal")->confidence, 0.5);
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
  EXPECT_THAT(invoice.reasons,
              Contains("xml_mismatch: sum of lines 180.00, published 190.00 (line 44)"));
}

TEST(FromEInvoice, DoubtsALineThatIsContradicted) {
  EInvoice in = SampleEInvoice();
  in.lines[0].quantity.text = "100";
  const Invoice invoice = FromEInvoice(in);
  EXPECT_EQ(invoice.lines[0].confidence, 0.5);
  EXPECT_EQ(invoice.lines[1].confidence, 1);
}

TEST(FromEInvoice, PassesOnWhatTheReaderComplainedOf) {
  EInvoice in = SampleEInvoice();
  in.diagnostics = {"line 812: mismatched tag; what came before was read"};
  in.lines[1].diagnostics = {"line 9: the unit is unknown"};
  EXPECT_THAT(FromEInvoice(in).reasons,
              ElementsAre("xml_diagnostic: line 812: mismatched tag; what came before was read",
                          "xml_diagnostic: product line 2: line 9: the unit is unknown"));
}

TEST(FromEInvoice, GivesEveryInvoiceOfABatchAndSendsThemToAPerson) {
  EInvoice in = SampleEInvoice(), second = SampleEInvoice();
  second.number.text = "F-2";
  second.tax_inclusive.text = "205,70";
  in.more = {second};
  const Invoice invoice = FromEInvoice(in);
  EXPECT_THAT(invoice.reasons, ElementsAre("several_invoices: 2 invoices in one file"));
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
  ASSERT_EQ(invoice.more.size(), 1U);
  EXPECT_EQ(invoice.more[0].Find("invoice_number")->value, "F-2");
  EXPECT_EQ(invoice.more[0].Find("total")->value, "205.70");
  EXPECT_THAT(invoice.more[0].reasons, ElementsAre(HasSubstr("total is not a number")));
}

TEST(FromEInvoice, KeepsWhatTheTaxOfficeKnowsItBy) {
  EInvoice in = SampleEInvoice();
  EXPECT_EQ(Value(in, "fiscal_id"), "absent");
  in.fiscal_id.text = "0C9D2E41-7B1A-4F00-9A11-2D5E6F708192";
  EXPECT_EQ(Value(in, "fiscal_id"), "0C9D2E41-7B1A-4F00-9A11-2D5E6F708192");
}

TEST(FromEInvoice, ReadsANumberInAnotherFormWithDoubt) {
  EInvoice in = SampleEInvoice();
  in.tax_inclusive.text = "205,70";
  const Invoice invoice = FromEInvoice(in);
  EXPECT_EQ(invoice.Find("total")->value, "205.70");
  EXPECT_EQ(invoice.Find("total")->raw, "205,70");
  EXPECT_EQ(invoice.Find("total")->confidence, 0.5);
  EXPECT_THAT(invoice.reasons, ElementsAre(HasSubstr("xml_value: total is not a number")));
}

TEST(FromEInvoice, DoesNotGuessADate) {
  EInvoice in = SampleEInvoice();
  in.issue_date.text = "05/03/2024";
  const Invoice invoice = FromEInvoice(in);
  EXPECT_EQ(invoice.Find("date"), nullptr);
  EXPECT_THAT(invoice.reasons,
              ElementsAre(HasSubstr("xml_value: date is not a date"), HasSubstr("missing_date")));
}

TEST(FromEInvoice, SendsAnInvoiceWithoutSupplierDateOrTotalToAPerson) {
  const Invoice invoice = FromEInvoice({});
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
  EXPECT_THAT(invoice.reasons, ElementsAre(HasSubstr("missing_supplier"), HasSubstr("missing_date"),
                                           HasSubstr("missing_total")));
}

TEST(FromEInvoice, TakesNeitherPrepaidAmountsNorRoundingOffTheTotal) {
  EInvoice in = SampleEInvoice();
  in.prepaid.text = "100.00";
  in.payable.text = "105.70";
  EXPECT_EQ(Value(in, "total"), "205.70");
}

TEST(FromEInvoice, TakesTheAmountToPayWhereDiscountsComeAfterTheTax) {
  EInvoice in = SampleEInvoice();
  in.profile = "10";
  in.tax_exclusive.text = in.taxes[0].base.text = "180.00";
  in.taxes[0].amount.text = in.tax_total.text = "37.80";
  in.tax_inclusive.text = "217.80";
  in.payable.text = "207.80";
  EXPECT_EQ(Value(in, "total"), "207.80");
}

}  // namespace
}  // namespace telar::invoices
