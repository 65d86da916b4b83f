#include "invoices/einvoice_figures.h"

#include <gmock/gmock.h>

#include <algorithm>

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

std::vector<std::string> Sentences(const EInvoice& invoice) {
  std::vector<std::string> sentences;
  for (const Mismatch& mismatch : Recompute(invoice)) sentences.push_back(Sentence(mismatch));
  return sentences;
}

TEST(EInvoiceFigures, HasNothingToSayOfAnInvoiceThatAddsUp) {
  EXPECT_THAT(Sentences(SampleEInvoice()), IsEmpty());
}

TEST(EInvoiceFigures, FindsALineThatIsNotQuantityTimesPriceLessAllowances) {
  EInvoice in = SampleEInvoice();
  in.lines[1].amount.text = "110.00";
  in.line_total.text = "190.00";
  EXPECT_THAT(Sentences(in), Contains(HasSubstr("amount of line 2 100.00, published 110.00")));
}

TEST(EInvoiceFigures, DividesThePriceByItsBaseQuantity) {
  EInvoice in = SampleEInvoice();
  in.lines[0].price.text = "800.00";
  in.lines[0].price_base.text = "100";
  EXPECT_THAT(Sentences(in), IsEmpty());
}

TEST(EInvoiceFigures, TakesAPriceForThatOfOneWhereOnlyThisGivesTheAmount) {
  EInvoice in = SampleEInvoice();
  in.lines[0].price_base.text = "10";
  EXPECT_THAT(Sentences(in), IsEmpty());
  EXPECT_TRUE(PriceIsForOne(in.lines[0], in.syntax, 2));
  in.lines[0].price_base.text = "1";
  EXPECT_FALSE(PriceIsForOne(in.lines[0], in.syntax, 2)) << "nothing to choose";
  in.lines[0].price.text = "9.00";
  in.lines[0].price_base.text = "10";
  EXPECT_FALSE(PriceIsForOne(in.lines[0], in.syntax, 2)) << "neither gives it";
  EXPECT_THAT(Sentences(in), Contains(HasSubstr("amount of line 1 9.00")));
}

TEST(EInvoiceFigures, MakesNoClaimOfTheAmountToPayInMinimum) {
  EInvoice in = SampleEInvoice();
  in.syntax = Syntax::kCii;
  in.payable.text = "100.00";
  EXPECT_THAT(Sentences(in), ElementsAre(HasSubstr("amount to pay")));
  in.profile = "urn:factur-x.eu:1p0:minimum";
  EXPECT_THAT(Sentences(in), IsEmpty());
}

TEST(EInvoiceFigures, TakesZugferdsCorrectionsAsTheyAreWritten) {
  EInvoice in = SampleEInvoice();
  in.allowances[0].amount.text = "-10.00";
  EXPECT_THAT(Sentences(in), ElementsAre(HasSubstr("sum of discounts")));
  in.syntax = Syntax::kZugferd1;
  EXPECT_THAT(Sentences(in), IsEmpty());
  in.payable.text = "0.00";
  EXPECT_THAT(Sentences(in), ElementsAre(HasSubstr("amount to pay"))) << "no correction";
}

TEST(EInvoiceFigures, AllowsALineTheSlackOfARoundedPrice) {
  EInvoice in = SampleEInvoice();
  in.lines[0].quantity.text = "3";
  in.lines[0].price.text = "26.66";
  EXPECT_THAT(Sentences(in), IsEmpty());
}

TEST(EInvoiceFigures, TellsWhatTheLinesAddUpToAndWhereTheSumStands) {
  EInvoice in = SampleEInvoice();
  in.line_total.text = "190.00";
  in.line_total.line = 44;
  EXPECT_THAT(Sentences(in), Contains("sum of lines 180.00, published 190.00 (line 44)"));
}

TEST(EInvoiceFigures, AllowsSumsNoSlack) {
  EInvoice in = SampleEInvoice();
  in.tax_inclusive.text = "205.71";
  EXPECT_THAT(Sentences(in), Contains(HasSubstr("total with tax 205.70, published 205.71")));
}

TEST(EInvoiceFigures, ForgivesWhatRoundingOfFinerAddendsExplains) {
  EInvoice in = SampleEInvoice();
  in.lines[0].amount.text = "80.004";
  in.lines[0].price.text = "8.0004";
  EXPECT_THAT(Sentences(in), IsEmpty());
}

TEST(EInvoiceFigures, FindsWrongDiscountsTaxesAndAmountsToPay) {
  EInvoice in = SampleEInvoice();
  in.allowances[0].amount.text = "11.00";
  in.taxes[0].amount.text = "30.00";
  in.payable.text = "200.00";
  EXPECT_THAT(Sentences(in), ElementsAre(HasSubstr("sum of discounts 11.00, published 10.00"),
                                         HasSubstr("tax at 21 % 35.70, published 30.00"),
                                         HasSubstr("sum of taxes 30.00, published 35.70"),
                                         HasSubstr("amount to pay 205.70, published 200.00")));
}

TEST(EInvoiceFigures, TakesPrepaidAmountsAndRoundingOffTheAmountToPay) {
  EInvoice in = SampleEInvoice();
  in.prepaid.text = "100.00";
  in.rounding.text = "0.05";
  in.payable.text = "105.75";
  EXPECT_THAT(Sentences(in), IsEmpty());
}

TEST(EInvoiceFigures, MakesNoClaimAboutWhatIsNotPublishedOrNoNumber) {
  EInvoice in = SampleEInvoice();
  in.lines[0].amount.text = "eighty";
  in.tax_exclusive = {};
  in.line_total = {};
  EXPECT_THAT(Sentences(in), IsEmpty());
}

TEST(EInvoiceFigures, MakesNoClaimAboutLinesWhereThereAreNone) {
  EInvoice in = SampleEInvoice();
  in.lines.clear();
  EXPECT_THAT(Sentences(in), IsEmpty());
}

TEST(EInvoiceFigures, TakesWithheldTaxesOffTheTotalOfFacturae) {
  EInvoice in = SampleEInvoice();
  in.syntax = Syntax::kFacturae;
  in.taxes.push_back({.rate = {.text = "15"},
                      .base = {.text = "170.00"},
                      .amount = {.text = "25.50"},
                      .withheld = true});
  in.tax_inclusive.text = in.payable.text = "180.20";
  EXPECT_THAT(Sentences(in), IsEmpty());
}

TEST(EInvoiceFigures, LeavesWithheldTaxesInTheTotalElsewhere) {
  EInvoice in = SampleEInvoice();
  in.taxes.push_back({.amount = {.text = "25.50"}, .withheld = true});
  EXPECT_THAT(Sentences(in), IsEmpty());
}

TEST(EInvoiceFigures, TakesRatesOfCfdiForFractionsAndItsLinesBeforeDiscounts) {
  EInvoice in = SampleEInvoice();
  in.syntax = Syntax::kCfdi;
  in.lines[1].amount.text = "120.00";
  in.line_total.text = "200.00";
  in.allowances.clear();
  in.allowances_total.text = "20.00";
  in.tax_exclusive = {};
  in.taxes[0].rate.text = "0.160000";
  in.taxes[0].base.text = "180.00";
  in.taxes[0].amount.text = in.tax_total.text = "28.80";
  in.tax_inclusive.text = in.payable.text = "208.80";
  EXPECT_THAT(Sentences(in), IsEmpty());
  in.taxes[0].rate.text = "16";
  EXPECT_THAT(Sentences(in), ElementsAre(HasSubstr("tax at 1600 %")));
}

TEST(EInvoiceFigures, AcceptsDiscountsOffTheTotalWithTaxWhereTheProfileIsNotOfEn16931) {
  EInvoice in = SampleEInvoice();
  in.tax_exclusive.text = "180.00";
  in.taxes[0].base.text = "180.00";
  in.taxes[0].amount.text = in.tax_total.text = "37.80";
  in.tax_inclusive.text = "217.80";
  in.payable.text = "207.80";
  in.profile = "10";
  EXPECT_THAT(Sentences(in), IsEmpty());
  in.profile = "urn:cen.eu:en16931:2017";
  EXPECT_THAT(Sentences(in), Not(IsEmpty()));
}

TEST(EInvoiceFigures, TakesATotalOfLinesWithTheDiscountsOffWhereATaxOfficeWantsItSo) {
  EInvoice in = SampleEInvoice();
  in.line_total.text = "170.00";
  in.tax_exclusive.text = "";
  in.allowances_total.text = "";
  in.profile = "2.0";
  const auto has = [&](const char* words) {
    return std::ranges::any_of(Sentences(in), [&](const std::string& sentence) {
      return sentence.find(words) != std::string::npos;
    });
  };
  ASSERT_FALSE(in.allowances.empty());
  EXPECT_FALSE(has("sum of lines")) << ::testing::PrintToString(Sentences(in));
  in.line_total.text = "165.00";
  EXPECT_TRUE(has("sum of lines"));
}

TEST(EInvoiceFigures, LeavesGiftsOutOfTheTotals) {
  EInvoice in = SampleEInvoice();
  in.profile = "2.0";
  const auto before = Sentences(in);
  documents::EInvoiceLine gift = in.lines[0];
  gift.price.text = "0.00";
  gift.amount.text = "10.00";
  in.lines.push_back(gift);
  documents::EInvoiceTax of_gift = in.taxes[0];
  of_gift.category.text = "9996";
  of_gift.base.text = "10.00";
  of_gift.rate.text = "18";
  of_gift.amount.text = "1.80";
  in.taxes.push_back(of_gift);
  EXPECT_EQ(Sentences(in), before);
  in.lines.back().price.text = "10.00";
  EXPECT_NE(Sentences(in), before);
}

TEST(EInvoiceFigures, CountsInWholeUnitsWhereTheCurrencyHasNoDecimals) {
  EInvoice in = SampleEInvoice();
  in.currency.text = "CLP";
  EXPECT_EQ(MinorUnits(in), 0);
  in.currency.text = "";
  EXPECT_EQ(MinorUnits(in), 2);
}

}  // namespace
}  // namespace telar::invoices
