#include "invoices/sums.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "invoices/lines.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

struct Read {
  explicit Read(std::string_view text, DecimalMark mark = DecimalMark::kPoint,
                documents::PageSource source = documents::PageSource::kText)
      : document(testing::TextDocument(text, {.source = source})),
        layout(BuildLayout(document)),
        evidence(Gather(layout)) {
    const LineTable table = FindLines(evidence, mark);
    sums = ChooseSums(evidence, FindSums(evidence, mark, table.rows), table.lines,
                      EvidenceWeights::BuiltIn(), &trace);
  }
  documents::Document document;
  Layout layout;
  Evidence evidence;
  Trace trace;
  Sums sums;
};

std::string Value(const std::optional<Field>& field) { return field ? field->value : "absent"; }

TEST(ChooseSums, TakesTheTotalAndNotTheSubtotal) {
  const Read read("Subtotal   4,290.00\nIVA 19%   815.10\nTotal   5,105.10\n");
  EXPECT_EQ(Value(read.sums.subtotal), "4290.00");
  EXPECT_EQ(Value(read.sums.tax), "815.10");
  EXPECT_EQ(Value(read.sums.total), "5105.10");
  EXPECT_TRUE(read.sums.equation);
  EXPECT_GT(read.sums.total->confidence, 0.95);
}

/// The three sums of an invoice as one of these languages prints them.
struct Foot {
  std::string_view net, tax, total;
};

TEST(ChooseSums, KnowsHowInvoicesOfManyLanguagesPrintTheirSums) {
  for (const Foot& foot : {
           Foot{"Untaxed Amount", "Tax 21%", "Amount Due"},
           Foot{"SALES AMOUNT", "STATE SALES TAX", "INVOICE TOTAL USD"},
           Foot{"Total Goods", "Value Added Tax 21%", "Total inc VAT"},
           Foot{"Subtotal sin impuestos", "IVA 21%", "Total (IVA incluido)"},
           Foot{"Monto neto", "Total cuotas", "Importe total con IVA"},
           Foot{"Total HTVA", "Taxe totale", "Total TVAC"},
           Foot{"Total produits HT", "TVA 21 %", "Net à régler"},
           Foot{"Summe der oben angeführten Beträge", "USt. 21 %", "Überweisungsbetrag"},
           Foot{"Bemessungsgrundlage", "zzgl. gesetzl. MwSt", "Summe inkl. Mehrwertsteuer"},
           Foot{"Totaal excl.", "Btw 21%", "Totaal incl."},
           Foot{"Subtotale", "Di cui IVA", "Totale IVA compresa"},
           Foot{"Total de mercadorias", "Total de impostos", "Total líquido a pagar"},
           Foot{"Podstawa opodatkowania", "W tym VAT", "Łącznie brutto"},
           Foot{"Summa exkl. moms", "Varav moms 21 %", "Summa att betala"},
           Foot{"I alt ekskl. moms", "Moms 21 %", "I alt inkl. moms"},
           Foot{"Sum eks. mva", "Mva 21 %", "Å betale NOK"},
       }) {
    const auto row = [](std::string_view label, std::string_view amount) {
      return std::string(label) + "          " + std::string(amount) + "\n";
    };
    const Read read(row(foot.net, "300,00") + row(foot.tax, "63,00") + row(foot.total, "363,00"),
                    DecimalMark::kComma);
    EXPECT_EQ(Value(read.sums.subtotal), "300.00") << foot.net;
    EXPECT_EQ(Value(read.sums.tax), "63.00") << foot.tax;
    EXPECT_EQ(Value(read.sums.total), "363.00") << foot.total;
  }
}

TEST(ChooseSums, TakesNoRegistrationAndNoCapitalForMoney) {
  const Read read(
      "Produits   66,20\nTotal   71,10\n"
      "SA au capital de 712 588 399,56 € - TVA FR 12 499887766\n"
      "\fSA au capital de 712 588 399,56 € - TVA FR 12 499887766\n",
      DecimalMark::kComma);
  EXPECT_EQ(Value(read.sums.tax), "absent");
  EXPECT_EQ(Value(read.sums.total), "71.10");
}

TEST(ChooseSums, TakesTheTaxAndNotWhatItIsTakenOf) {
  const Read read("Rechnungsbetrag   39,44\nUSt 19 % auf 33,14 EUR   6,30\n", DecimalMark::kComma);
  EXPECT_EQ(Value(read.sums.tax), "6.30");
}

TEST(ChooseSums, TakesTheTotalInTheCurrencyOfTheDocument) {
  const Read read(
      "TOTAL AMOUNT   EUR 96.10\nCharges   USD 81.72   EUR 77.50\nVAT 24%   USD 19.61   EUR 18.60\n"
      "Total for this invoice   USD 101.33   EUR 96.10\nPaid in   EUR 96.10\n");
  EXPECT_EQ(Value(read.sums.tax), "18.60");
  EXPECT_EQ(Value(read.sums.total), "96.10");
}

TEST(ChooseSums, LeavesOutThePageSubtotalAndTheRowCarriedOver) {
  const Read read(
      "Page subtotal   60.00\nSubtotal carried forward   60.00\n\fSubtotal brought forward   "
      "60.00\n"
      "Total goods   100.00\nVAT   20.00\nInvoice total   120.00\n");
  EXPECT_EQ(Value(read.sums.subtotal), "100.00");
}

TEST(ChooseSums, SubtractsTheDiscount) {
  const Read read("Subtotal   100.00\nDescuento   -10.00\nIVA   18.00\nTotal   108.00\n");
  EXPECT_EQ(Value(read.sums.discount), "10.00") << "a discount is taken off: its value is positive";
  EXPECT_TRUE(read.sums.equation);
}

TEST(ChooseSums, AddsTwoTaxesOfDifferentRates) {
  const Read read("Subtotal   200.00\nIVA 10%   10.00\nIVA 21%   21.00\nTotal   231.00\n");
  EXPECT_EQ(Value(read.sums.tax), "31.00");
  EXPECT_EQ(read.sums.tax->how, How::kComputed);
}

TEST(ChooseSums, AddsTwoEqualHalvesOfATax) {
  const Read read(
      "Sub Total   10,250.00\nCGST9 (9%)   922.50\nSGST9 (9%)   922.50\nTotal   12,095.00\n");
  EXPECT_EQ(Value(read.sums.tax), "1845.00");
  EXPECT_TRUE(read.sums.equation);
  const Read printed(
      "Sub Total   100.00\nCGST 9%   9.00\nSGST 9%   9.00\nTotal GST   18.00\nTotal   118.00\n");
  EXPECT_EQ(Value(printed.sums.tax), "18.00");
  EXPECT_NE(printed.sums.tax->how, How::kComputed);
}

TEST(ChooseSums, AddsEqualTaxesOfDifferentRatesAndNoTaxThatIsPrintedTwice) {
  const Read rates("Subtotal   63.00\nIVA 10%   4.20\nIVA 20%   4.20\nTotal   71.40\n");
  EXPECT_EQ(Value(rates.sums.tax), "8.40");
  const Read twice("Subtotal   100.00\nVAT 20%   20.00\nTotal VAT   20.00\nTotal   120.00\n");
  EXPECT_EQ(Value(twice.sums.tax), "20.00");
}

TEST(ChooseSums, AddsOnlyTheTaxesThatCloseTheSum) {
  const Read read(
      "Taxes   6.24\nTotal Hors TVA   119.17\nTVA 5.5 %   0.78\nTVA 20 %   20.99\n"
      "Total TTC   140.94\n");
  EXPECT_EQ(Value(read.sums.tax), "21.77");
}

TEST(ChooseSums, AddsTheRowsOfATableOfTaxes) {
  constexpr std::string_view kTable =
      "Net total                                  90,103.03\n"
      "Discount 8%                                -7,208.25\n"
      "VAT          Base            Tax           Gross\n"
      "9%           435.34          39.18         474.52\n"
      "21%          82,459.44       17,316.48     99,775.92\n";
  const Read silent(std::string(kTable) + "Total        100,250.44\n");
  EXPECT_EQ(Value(silent.sums.tax), "17355.66");
  EXPECT_EQ(silent.sums.tax->how, How::kComputed);
  const Read printed(std::string(kTable) +
                     "             82,894.78       17,355.66     100,250.44\n"
                     "Total        100,250.44\n");
  EXPECT_EQ(Value(printed.sums.tax), "17355.66");
  EXPECT_NE(printed.sums.tax->how, How::kComputed);
}

TEST(ChooseSums, TakesTheSubtotalOfATableOfTaxesThatHoldsAllGoods) {
  const Read read(
      "Total   436.35\n\n\nVAT     Net      Tax      Gross\n"
      "7%      333.64   23.36    357.00\n19%     51.68    9.82     61.50\n"
      "0%      17.85    0.00     17.85\n");
  EXPECT_EQ(Value(read.sums.subtotal), "403.17");
  EXPECT_EQ(Value(read.sums.tax), "33.18");
  EXPECT_EQ(Value(read.sums.total), "436.35");
}

TEST(ChooseSums, AddsRowsOfATableOfTaxesThatHaveTheSameRate) {
  const Read read(
      "Total   71,10\n\n\nProduits    5.500 %    25,78   1,42\nProduits    20.000 %   32,50   "
      "6,50\n"
      "Livraison   20.000 %   4,08    0,82\n",
      DecimalMark::kComma);
  EXPECT_EQ(Value(read.sums.tax), "8.74");
  EXPECT_EQ(Value(read.sums.subtotal), "62.36");
}

TEST(ChooseSums, ReadsNetTaxesAndGrossFromOneRowOfTotals) {
  const Read one("Razem   926,00   212,98   1 138,98\nDo zaplaty:   1 138,98 PLN\n",
                 DecimalMark::kComma);
  EXPECT_EQ(Value(one.sums.subtotal), "926.00");
  EXPECT_EQ(Value(one.sums.tax), "212.98");
  EXPECT_EQ(Value(one.sums.total), "1138.98");
  const Read two("Total   2   3069.00   -370.00   2287.28   205.86   205.86   2699.00\n");
  EXPECT_EQ(Value(two.sums.subtotal), "2287.28");
  EXPECT_EQ(Value(two.sums.tax), "411.72");
  EXPECT_EQ(Value(two.sums.total), "2699.00");
  const Read headed("Net        VAT 20%   Total\n155.50     31.10     186.60\n");
  EXPECT_EQ(Value(headed.sums.subtotal), "155.50");
  EXPECT_EQ(Value(headed.sums.tax), "31.10");
  EXPECT_EQ(Value(headed.sums.total), "186.60");
}

TEST(ChooseSums, ReadsASummaryTableUnderItsLabels) {
  const Read read("Base imponible      IVA        Total\n     41.31          8.68       49.99\n");
  EXPECT_EQ(Value(read.sums.subtotal), "41.31");
  EXPECT_EQ(Value(read.sums.tax), "8.68");
  EXPECT_EQ(Value(read.sums.total), "49.99");
}

TEST(ChooseSums, TellsTotalFromCashChangeAndRounding) {
  const Read read(
      "TOTAL   12.32\nROUNDING   -0.02\nROUNDED TOTAL   12.30\nCASH   20.00\nCHANGE   7.70\n");
  EXPECT_EQ(Value(read.sums.total), "12.30");
  EXPECT_TRUE(read.sums.confirmed);
}

TEST(ChooseSums, TakesWhatWasPaidWhenTheRoundedTotalHasNoLabel) {
  const Read read("TOTAL   31.02\nROUNDING ADJ   -0.02\nCASH   31.00\n");
  EXPECT_EQ(Value(read.sums.total), "31.00");
}

TEST(ChooseSums, TakesWhatWasPaidWhenTheTotalCannotBeRead) {
  const Read read(
      "SUB-TOTAL   144.68\nTOTAL TAX   8.68\nROUNDING   -0.01\nTOTAL   1 2 FEB:20iu\n"
      "CASH   153.35\nCHANGE   0.00\n");
  EXPECT_EQ(Value(read.sums.total), "153.35");
  EXPECT_EQ(Value(read.sums.subtotal), "144.68");
}

TEST(ChooseSums, TakesNoPaymentForTheTotalOfWhichChangeWasGiven) {
  const Read read(
      "CASH   73.00\nSubtotal   62.55\n10% Srv Chg   6.25\n6% GST   4.13\nTotal :   72.93\n"
      "RND ADJ   0.02\nTTL AFT RND   72.95\nPayment   73.00\nChange Due   0.05\n");
  EXPECT_NE(Value(read.sums.total), "73.00");
}

TEST(ChooseSums, TakesTheTotalThatIsLikeliestWhateverIsReadBesideIt) {
  const Read read(
      "Total Qty   21.20\nTotal Sales (Excluding GST)   20.00\n21. otal Sales:   RM 21.20\n"
      "CASH :   100.00\nChange :   78.80\n",
      DecimalMark::kPoint, documents::PageSource::kOcr);
  EXPECT_EQ(Value(read.sums.total), "21.20") << "the likeliest set alone has 20.00";
}

TEST(ChooseSums, RepairsThePointOfATotalOnlyByWhatWasPaid) {
  constexpr std::string_view kPaid = "TOTAL   RM 14-10\nCASH   RM 20.00\nCHANGE   RM 5.90\n";
  const Read scan(kPaid, DecimalMark::kPoint, documents::PageSource::kOcr);
  EXPECT_EQ(Value(scan.sums.total), "14.10");
  EXPECT_EQ(scan.sums.total->raw, "14-10");
  EXPECT_NE(Value(Read(kPaid).sums.total), "14.10") << "a text layer has no misread points";
  const Read other("TOTAL   RM 14-10\nCASH   RM 20.00\nCHANGE   RM 5.00\n", DecimalMark::kPoint,
                   documents::PageSource::kOcr);
  EXPECT_NE(Value(other.sums.total), "14.10");
}

TEST(ChooseSums, DoesNotCountItemsAsATotal) {
  EXPECT_EQ(Value(Read("TOTAL QTY   12\nTOTAL   9.50\n").sums.total), "9.50");
}

TEST(ChooseSums, FindsNothingWithoutALabel) {
  const Read read("12.50   3.00\n99.00\n");
  EXPECT_EQ(Value(read.sums.total), "absent");
  EXPECT_FALSE(read.sums.confirmed);
}

TEST(ChooseSums, TrustsALoneTotalLess) {
  const Read read("Total   5.10\n");
  EXPECT_EQ(Value(read.sums.total), "5.10");
  EXPECT_FALSE(read.sums.confirmed);
  const Read sure("Subtotal   4.29\nIVA 19%   0.81\nTotal   5.10\n");
  EXPECT_LT(read.sums.total->confidence, sure.sums.total->confidence);
}

TEST(ChooseSums, ExplainsTheTotalByItsCandidatesTheMostProbableFirst) {
  const Read read("Subtotal   4,290.00\nIVA 19%   815.10\nTotal   5,105.10\n");
  const auto& candidates = read.trace.explanation.at("total");
  ASSERT_GE(candidates.size(), 1U);
  EXPECT_EQ(candidates[0].value, "5105.10");
  double sum = 0;
  for (const Candidate& candidate : candidates) {
    EXPECT_LE(candidate.probability, candidates[0].probability);
    sum += candidate.probability;
  }
  EXPECT_LE(sum, 1.0001) << "candidates of one field exclude each other";
  const auto adds_up =
      std::find_if(candidates[0].evidence.begin(), candidates[0].evidence.end(),
                   [](const Evidential& e) { return e.name == "adds_up_with_tax"; });
  ASSERT_NE(adds_up, candidates[0].evidence.end());
  EXPECT_GT(adds_up->weight, 0);
}

TEST(ChooseSums, TakesTheRoundedSumThatHasLostItsLabel) {
  const Read read(
      "TOTAL AMT   60.31\nROUNDING ADJ   -0.01\n      RH   60.30\nCASH   70.30\nCHANGE   10.00\n");
  EXPECT_EQ(Value(read.sums.total), "60.30");
}

}  // namespace
}  // namespace telar::invoices
