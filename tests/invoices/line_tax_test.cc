#include "invoices/line_tax.h"

#include <gmock/gmock.h>

#include "invoices/lines.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> RatesOf(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  std::vector<std::string> rates;
  for (const Line& line : FindLines(Gather(layout), DecimalMark::kPoint).lines) {
    rates.push_back(line.tax_rate ? line.tax_rate->ToString() : "-");
  }
  return rates;
}

TEST(TaxRates, HaveDecimalsUnderAHeadingOfPercentages) {
  EXPECT_THAT(RatesOf("Description     Qty      Price     VAT %      VAT     Amount\n"
                      "Silicone         3        7.00     20.00     4.20      21.00\n"),
              ElementsAre("20.00"));
}

TEST(TaxRates, OfASecondTaxBelowMakeNoLine) {
  EXPECT_THAT(
      RatesOf("Description      Price     Qty     Net     Tax rate     Tax type   Tax amount\n"
              "Oak shelf        45.00       2    90.00          9%     CGST             8.10\n"
              "                                                 9%     SGST             8.10\n"
              "Brass hinge      12.50       3    37.50          9%     CGST             3.38\n"
              "                                                 9%     SGST             3.38\n"),
      ElementsAre("9", "9"));
}

TEST(TaxRates, AreNoTaxesInMoney) {
  EXPECT_THAT(RatesOf("Description     Qty      Price      VAT     Amount\n"
                      "Silicone         3        7.00     4.20      21.00\n"
                      "Subtotal                                     21.00\n"
                      "VAT 20%                                       4.20\n"),
              ElementsAre("-"));
}

TEST(TaxRates, HaveDecimalsWhereTheSamePercentageIsPrinted) {
  EXPECT_THAT(RatesOf("Description     Qty      Price      VAT     Amount\n"
                      "Silicone         3        7.00    23.00      21.00\n"
                      "23.00% VAT                                    4.83\n"),
              ElementsAre("23.00"));
}

TEST(TaxRates, AreReadPerLine) {
  EXPECT_THAT(RatesOf("Description     Qty      Price    VAT     Amount\n"
                      "Silicone         3        7.00   21 %      21.00\n"
                      "Bread            2        1.50    6 %       3.00\n"
                      "Book             1        9.00      9       9.00\n"),
              ElementsAre("21", "6", "9"));
}

TEST(TaxRates, AreFoundByTheCodeBehindTheAmount) {
  EXPECT_THAT(RatesOf("Description     Qty      Price     Amount\n"
                      "Silicone         3        7.00      21.00 A\n"
                      "Bread            2        1.50       3.00 B\n"
                      "Total                               24.00\n"
                      "A = 21 %        17.36      3.64\n"
                      "B = 6 %          2.83      0.17\n"),
              ElementsAre("21", "6"));
}

TEST(TaxRates, AreAbsentForACodeWithTwoRates) {
  EXPECT_THAT(RatesOf("Description     Qty      Price     Amount\n"
                      "Silicone         3        7.00      21.00 A\n"
                      "Total                               21.00\n"
                      "A 21 %          17.36      3.64\n"
                      "A 6 %            2.83      0.17\n"),
              ElementsAre("-"));
}

TEST(TaxRates, LeaveAPercentageOfTheNameAlone) {
  EXPECT_THAT(RatesOf("Description            Qty      Price     Amount\n"
                      "Cloth 100 % cotton      3        7.00      21.00\n"),
              ElementsAre("-"));
}

}  // namespace
}  // namespace telar::invoices
