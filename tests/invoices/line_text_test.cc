#include "invoices/line_text.h"

#include <gmock/gmock.h>

#include "invoices/lines.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::string Text(const std::optional<Decimal>& number) { return number ? number->ToString() : "-"; }

/// "description|quantity|price|amount" of every line.
std::vector<std::string> LinesOf(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  std::vector<std::string> lines;
  for (const Line& line : FindLines(Gather(layout), DecimalMark::kPoint).lines) {
    lines.push_back(line.description + "|" + Text(line.quantity) + "|" + Text(line.unit_price) +
                    "|" + Text(line.amount));
  }
  return lines;
}

std::vector<Line> Full(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  return FindLines(Gather(layout), DecimalMark::kPoint).lines;
}

TEST(LineText, ReadsAnyUnitThatSharesTheCellOfAQuantity) {
  const auto lines = Full(
      "Description               Qty           Price       Amount\n"
      "Oak shelf board         2 seats         45.00        90.00\n"
      "Brass hinge pair        3 seats         12.50        37.50\n");
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0].description, "Oak shelf board");
  EXPECT_EQ(lines[0].quantity, Decimal(2));
  EXPECT_EQ(lines[0].unit, "seats");
}

TEST(LineText, ReadsAPricePerUnit) {
  EXPECT_THAT(LinesOf("Description               Qty            Price        Amount\n"
                      "Aluminium profile         600 PCS     USD3.40/PC   USD2,040.00\n"
                      "Cutting oil               210 Ltr     185.50 Ltr     38,955.00\n"),
              ElementsAre("Aluminium profile|600|3.40|2040.00", "Cutting oil|210|185.50|38955.00"));
}

TEST(LineText, KeepsThePowerOfAUnit) {
  const auto lines = Full(
      "Description            Qty        Price       Amount\n"
      "Render the wall        4 m²       12.00        48.00\n");
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0].unit, "m²");
}

TEST(LineText, DoesNotTakeTheNameBehindALeadingQuantityForAUnit) {
  EXPECT_THAT(LinesOf("Qty     Description       Price      Amount\n"
                      " 2 Bolts                   5.00       10.00\n"
                      " 3 Nuts                    2.00        6.00\n"),
              ElementsAre("Bolts|2|5.00|10.00", "Nuts|3|2.00|6.00"));
}

TEST(LineText, ReadsTheCodeRightOfTheDescription) {
  const auto lines = Full(
      "Description           HSN/SAC     Qty     Price     Amount\n"
      "Carbide end mill      82077010      2     45.00      90.00\n"
      "Licence               lic-cps       3     12.50      37.50\n");
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0].description, "Carbide end mill");
  EXPECT_EQ(lines[0].code, "82077010");
  EXPECT_EQ(lines[1].description, "Licence");
  EXPECT_EQ(lines[1].code, "lic-cps");
}

TEST(LineText, ReadsTheCodeInBracketsAndTheCodeInARowBelow) {
  const auto lines = Full(
      "Description               Qty     Price     Amount\n"
      "[77120] Wood glue           2     45.00      90.00\n"
      "Brass hinge pair            3     12.50      37.50\n"
      "SKU: B2094\n");
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0].description, "Wood glue");
  EXPECT_EQ(lines[0].code, "77120");
  EXPECT_EQ(lines[1].description, "Brass hinge pair");
  EXPECT_EQ(lines[1].code, "B2094");
}

TEST(LineText, LeavesDatesUnderTheirColumnOutOfTheDescription) {
  EXPECT_THAT(LinesOf("Date           Description         Qty     Price     Amount\n"
                      "5 May 2023     Oak shelf board       2     45.00      90.00\n"),
              ElementsAre("Oak shelf board|2|45.00|90.00"));
  EXPECT_THAT(LinesOf("Description       Period                  Qty     Price     Amount\n"
                      "Data plan 30      01.05.23 - 31.05.23       2     45.00      90.00\n"),
              ElementsAre("Data plan 30|2|45.00|90.00"));
}

TEST(LineText, LeavesNumbersOfOtherColumnsOutOfTheDescription) {
  EXPECT_THAT(LinesOf("Description           Net       VAT      Gross\n"
                      "Oak shelf board     90.00     18.00     108.00\n"
                      "Brass hinge pair    37.50      7.50      45.00\n"),
              ElementsAre("Oak shelf board|1|108.00|108.00", "Brass hinge pair|1|45.00|45.00"));
}

TEST(LineText, LeavesOutADayThatBeginsEveryDescription) {
  EXPECT_THAT(LinesOf("12.05.23 Room          2     45.00      90.00\n"
                      "13.05.23 Breakfast     3     12.50      37.50\n"),
              ElementsAre("Room|2|45.00|90.00", "Breakfast|3|12.50|37.50"));
  EXPECT_THAT(LinesOf("12.05.23 Room          2     45.00      90.00\n"
                      "Breakfast              3     12.50      37.50\n"),
              ElementsAre("12.05.23 Room|2|45.00|90.00", "Breakfast|3|12.50|37.50"));
}

TEST(LineText, LeavesOutATelephoneNumberUnderThePositions) {
  EXPECT_THAT(LinesOf("Línea             Concepto             Importe\n"
                      "955 012 334       Fibra                  23.14\n"
                      "644 12 88 01      Tarifa móvil           12.39\n"),
              ElementsAre("Fibra|1|23.14|23.14", "Tarifa móvil|1|12.39|12.39"));
}

TEST(LineText, GoesOnBelowABracketedCode) {
  EXPECT_THAT(LinesOf("Description                    Qty     Price     Amount\n"
                      "[FURN_7800] Desk                 2     45.00      90.00\n"
                      "with a drawer\n"),
              ElementsAre("Desk with a drawer|2|45.00|90.00"));
}

TEST(LineText, NamesAPaymentServiceWhereTheSumNeedsIt) {
  EXPECT_THAT(LinesOf("Description                              Amount\n"
                      "Reservations                           1,236.00\n"
                      "Payment service fee                       90.64\n"
                      "Total amount due                       1,326.64\n"),
              ElementsAre("Reservations|1|1236.00|1236.00", "Payment service fee|1|90.64|90.64"));
  EXPECT_THAT(LinesOf("Description                              Amount\n"
                      "Reservations                           1,236.00\n"
                      "Payment by card                          236.00\n"
                      "Total amount                           1,236.00\n"),
              ElementsAre("Reservations|1|1236.00|1236.00"));
}

}  // namespace
}  // namespace telar::invoices
