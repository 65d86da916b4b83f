#include "invoices/line_charges.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string Text(const std::optional<Decimal>& number) { return number ? number->ToString() : "-"; }

/// "description|quantity|price|amount" of every charge.
std::vector<std::string> Charges(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  std::vector<std::string> lines;
  for (const Line& line : FindCharges(Gather(layout), DecimalMark::kPoint).lines) {
    lines.push_back(line.description + "|" + Text(line.quantity) + "|" + Text(line.unit_price) +
                    "|" + Text(line.amount));
  }
  return lines;
}

TEST(FindCharges, EndsAtTaxesThatCloseTheSumAndStartsBelowAnOldBalance) {
  EXPECT_THAT(Charges("Remaining balance                  0.00\n"
                      "Internet service                  74.99\n"
                      "Modem lease                        5.00\n"
                      "Taxes, fees and charges            1.43\n"
                      "Total due                         81.42\n"),
              ElementsAre("Internet service|1|74.99|74.99", "Modem lease|1|5.00|5.00"));
}

TEST(FindCharges, TakesServicesAndNotTheirParts) {
  EXPECT_THAT(Charges("Invoice total                         $4.10\n"
                      "\n"
                      "Hosting services                      $4.10\n"
                      "   Charges                            $4.10\n"
                      "Detail\n"
                      "Data transfer                         $0.01\n"
                      "   Charges                            $0.01\n"
                      "   VAT **                             $0.00\n"
                      "Virtual machines                      $1.87\n"
                      "   Charges                            $1.87\n"
                      "   VAT **                             $0.00\n"
                      "Cold storage                          $2.22\n"
                      "   Charges                            $2.22\n"
                      "   VAT **                             $0.00\n"),
              ElementsAre("Data transfer|1|0.01|0.01", "Virtual machines|1|1.87|1.87",
                          "Cold storage|1|2.22|2.22"));
}

TEST(FindCharges, CountsWhatLeadsTheName) {
  EXPECT_THAT(Charges("2 Muffin          11.00\n"
                      "1 Porridge         5.60\n"
                      "Juice              3.00\n"
                      "Total             19.60\n"),
              ElementsAre("Muffin|2|-|11.00", "1 Porridge|1|5.60|5.60", "Juice|1|3.00|3.00"));
}

TEST(FindCharges, NamesACodeByTheRowBelow) {
  EXPECT_THAT(Charges("1x 000007572029        5.90SR\n"
                      "   BINDER CLIP\n"
                      "1x 000006731878        4.10SR\n"
                      "   CAR NECK REST\n"
                      "\n"
                      "Sub-total             10.00\n"),
              ElementsAre("BINDER CLIP|1|5.90|5.90", "CAR NECK REST|1|4.10|4.10"));
}

TEST(FindCharges, TakesASingleChargeRightAboveItsTotal) {
  EXPECT_THAT(Charges("Petrol            85.54\nTotal             85.54\n"),
              ElementsAre("Petrol|1|85.54|85.54"));
}

TEST(FindCharges, FindsNothingThatDoesNotAddUp) {
  EXPECT_THAT(Charges("Muffin            11.00\nPorridge           5.60\nTotal 99.00\n"),
              IsEmpty());
}

TEST(FindCharges, NeverTakesSumsAndPaymentsForCharges) {
  EXPECT_THAT(Charges("Subtotal          10.00\nVAT 20%            2.00\nTotal   12.00\n"
                      "Cash              20.00\nChange             8.00\n"),
              IsEmpty());
}

TEST(FindCharges, LeavesOutWhatIsBroughtForward) {
  EXPECT_THAT(Charges("Your last bill               38.40\n"
                      "Received with thanks        -38.40\n"
                      "Balance brought forward       0.00\n"
                      "Monthly charges              30.00\n"
                      "Device insurance              4.50\n"
                      "Total                        34.50\n"),
              ElementsAre("Monthly charges|1|30.00|30.00", "Device insurance|1|4.50|4.50"));
}

}  // namespace
}  // namespace telar::invoices
