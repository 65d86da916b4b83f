#include "invoices/lines.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string Text(const std::optional<Decimal>& number) { return number ? number->ToString() : "-"; }

/// "description|quantity|price|amount" of every line.
std::vector<std::string> LinesOf(std::string_view text, DecimalMark mark = DecimalMark::kComma) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  std::vector<std::string> lines;
  for (const Line& line : FindLines(Gather(layout), mark).lines) {
    lines.push_back(line.description + "|" + Text(line.quantity) + "|" + Text(line.unit_price) +
                    "|" + Text(line.amount));
  }
  return lines;
}

std::vector<Line> Full(std::string_view text, DecimalMark mark = DecimalMark::kComma) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  return FindLines(Gather(layout), mark).lines;
}

constexpr std::string_view kHeader =
    "ARTÍCULO                  CANTIDAD      TASA         CANTIDAD\n";

TEST(FindLines, TakesTheLastCantidadAsTheAmount) {
  EXPECT_THAT(LinesOf(std::string(kHeader) +
                      "Lino crudo                 20          12,50 US$     250,00 US$\n"
                      "Cinta raso                 4        1.010,00 US$   4.040,00 US$\n"
                      "Subtotal                                           4.290,00 US$\n"),
              ElementsAre("Lino crudo|20|12.50|250.00", "Cinta raso|4|1010.00|4040.00"));
}

TEST(FindLines, ReadsRowsThatLostTheirColumns) {
  EXPECT_THAT(LinesOf("ARTÍCULO CANTIDAD TASA CANTIDAD\n"
                      "Lino crudo 20 12,50 US$ 250,00 US$\n"
                      "Cinta raso 2 4 1.010,00 US$ 4.040,00 US$\n"
                      "Subtotal 4.290,00 US$\n"),
              ElementsAre("Lino crudo|20|12.50|250.00", "Cinta raso 2|4|1010.00|4040.00"));
}

TEST(FindLines, KeepsDecimalAndNegativeQuantities) {
  EXPECT_THAT(LinesOf(std::string(kHeader) +
                      "Lona                       2,5         10,00          25,00\n"
                      "Devolución lona           -1           10,00         -10,00\n"),
              ElementsAre("Lona|2.5|10.00|25.00", "Devolución lona|-1|10.00|-10.00"));
}

TEST(FindLines, KeepsAPercentSignThatWrapsAlone) {
  EXPECT_THAT(LinesOf(std::string(kHeader) +
                      "Etiqueta, encoge 3       185            0,26          48,10\n"
                      "%\n"
                      "\n"
                      "Lona franela               2            5,00          10,00\n"),
              ElementsAre("Etiqueta, encoge 3 %|185|0.26|48.10", "Lona franela|2|5.00|10.00"));
}

TEST(FindLines, AddsWrappedTextToTheDescriptionAbove) {
  EXPECT_THAT(
      LinesOf(std::string(kHeader) +
              "Tejido de algodón          3           10,00          30,00\n"
              "peinado, ancho 150\n"
              "Hilo                       1            2,00           2,00\n"),
      ElementsAre("Tejido de algodón peinado, ancho 150|3|10.00|30.00", "Hilo|1|2.00|2.00"));
}

TEST(FindLines, CutsTheUnitPhraseOffTheDescription) {
  EXPECT_EQ(CleanDescription("Tela gris Dólares por metro"), "Tela gris");
  EXPECT_EQ(CleanDescription("Botón nácar Centavos de dólar por unidad"), "Botón nácar");
  EXPECT_EQ(CleanDescription("Dólares por metro"), "Dólares por metro");
  EXPECT_EQ(CleanDescription("Cuaderno por docena"), "Cuaderno por docena");
}

TEST(FindLines, ReadsCodeUnitAndTaxRate) {
  const auto lines = Full(
      "Código     Descripción         Cant.    Precio     IVA      Importe\n"
      "A-0012     Cremallera 20 cm    3 ud       1,50     21 %        4,50\n");
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0].code, "A-0012");
  EXPECT_EQ(lines[0].description, "Cremallera 20 cm");
  EXPECT_EQ(lines[0].unit, "ud");
  EXPECT_EQ(lines[0].tax_rate->ToString(), "21");
}

TEST(FindLines, AcceptsALineDiscount) {
  const auto lines = Full(
      "Concepto            Cantidad    Precio     Dto      Importe\n"
      "Tela vaquera           10       20,00      5 %       190,00\n");
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0].amount->ToString(), "190.00");
  EXPECT_GT(lines[0].confidence, 0.9);
  EXPECT_FALSE(lines[0].tax_rate.has_value());
}

TEST(FindLines, SkipsRepeatedHeadersAndCarriedSums) {
  EXPECT_THAT(LinesOf(std::string(kHeader) +
                      "Lona                       2           10,00          20,00\n"
                      "Suma y sigue                                          20,00\n\f" +
                      std::string(kHeader) +
                      "Suma anterior                                         20,00\n"
                      "Hilo                       1            2,00           2,00\n"
                      "Total                                                 22,00\n"),
              ElementsAre("Lona|2|10.00|20.00", "Hilo|1|2.00|2.00"));
}

TEST(FindLines, NeverTakesTheSumsForLines) {
  EXPECT_THAT(LinesOf(std::string(kHeader) +
                      "Lona                       2           10,00          20,00\n"
                      "Base imponible                                        20,00\n"
                      "IVA 19%                                                3,80\n"
                      "Total                                                 23,80\n"),
              ElementsAre("Lona|2|10.00|20.00"));
}

TEST(FindLines, KeepsAProductThatIsCalledTotal) {
  EXPECT_THAT(LinesOf(std::string(kHeader) +
                      "Total Care quitamanchas    3           10,00          30,00\n"),
              ElementsAre("Total Care quitamanchas|3|10.00|30.00"));
}

TEST(FindLines, FindsRowsWithoutAHeaderByTheirArithmetic) {
  EXPECT_THAT(LinesOf("Cafe molido      2    4.50     9.00\n"
                      "Azucar           3    1.10     3.30\n"
                      "Calle 10 Norte   5    7.00    12.00\n"
                      "TOTAL                         12.30\n",
                      DecimalMark::kPoint),
              ElementsAre("Cafe molido|2|4.50|9.00", "Azucar|3|1.10|3.30"));
}

TEST(FindLines, NamesALineByTheRowAboveWhenItsOwnHasNoText) {
  EXPECT_THAT(LinesOf("CAFE MOLIDO\n 2 x 4.50      9.00\n", DecimalMark::kPoint),
              ElementsAre("CAFE MOLIDO|2|4.50|9.00"));
}

/// Recognised from pixels: gaps between columns are wider, repairs are allowed.
std::vector<std::string> ScannedLinesOf(std::string_view text,
                                        DecimalMark mark = DecimalMark::kPoint) {
  const auto document = testing::TextDocument(text, {.source = documents::PageSource::kOcr});
  const Layout layout = BuildLayout(document);
  std::vector<std::string> lines;
  for (const Line& line : FindLines(Gather(layout), mark).lines) {
    lines.push_back(line.description + "|" + Text(line.quantity) + "|" + Text(line.unit_price) +
                    "|" + Text(line.amount));
  }
  return lines;
}

constexpr std::string_view kEnglish = "Description            Qty        Price       Amount\n";

TEST(FindLines, ComputesAQuantityThatTheScanLost) {
  EXPECT_THAT(ScannedLinesOf(std::string(kEnglish) +
                             "Exchange mailbox                   5.39         5.39\n"
                             "Archive                            2.50         7.50\n"
                             "Total                                          12.89\n"),
              ElementsAre("Exchange mailbox|1|5.39|5.39", "Archive|3|2.50|7.50"));
}

TEST(FindLines, ComputesOnlyOneWhereTheTextIsExact) {
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "Exchange mailbox                   5.39         5.39\n"
                                      "Archive                            2.50         7.50\n",
              DecimalMark::kPoint),
      ElementsAre("Exchange mailbox|1|5.39|5.39", "Archive|-|2.50|7.50"));
}

TEST(FindLines, CountsOnePieceWhereTheTableHasNoQuantity) {
  EXPECT_THAT(LinesOf("Description                           Amount\n"
                      "Advice in May                         120.00\n"
                      "Total                                 120.00\n",
                      DecimalMark::kPoint),
              ElementsAre("Advice in May|1|120.00|120.00"));
}

TEST(FindLines, RepairsANumberThatArithmeticProves) {
  EXPECT_THAT(ScannedLinesOf(std::string(kEnglish) +
                             "Silicone               3          7.00         2l.0O\n"
                             "Punch set              2         18.00         36.00\n"),
              ElementsAre("Silicone|3|7.00|21.00", "Punch set|2|18.00|36.00"));
}

TEST(FindLines, NeverRepairsANumberThatNothingProves) {
  const auto lines = ScannedLinesOf(std::string(kEnglish) +
                                    "Silicone               3          7.00         28.0O\n"
                                    "Punch set              2         18.00         36.00\n");
  EXPECT_THAT(lines, ::testing::Not(::testing::Contains(::testing::HasSubstr("28.00"))));
}

TEST(FindLines, DoesNotProveOneRepairByAnotherOfTheSameKind) {
  EXPECT_THAT(ScannedLinesOf(std::string(kEnglish) +
                             "Vegetables             1         S0.50         S0.50\n"
                             "Chicken                2          3.70          7.40\n"),
              ::testing::Not(::testing::Contains(::testing::HasSubstr("50.50"))));
}

TEST(FindLines, FindsColumnsFromAlignedNumbersWhenTheHeaderIsDamaged) {
  EXPECT_THAT(
      ScannedLinesOf("D?scr#pt~on            Q%y        P##ce       Am**nt\n"
                     "Silicone                          7.00         7.00\n"
                     "Punch set              2         18.00        36.00\n"
                     "Wire tape              3          0.70         2.10\n"
                     "Total                                         45.10\n"),
      ElementsAre("Silicone|1|7.00|7.00", "Punch set|2|18.00|36.00", "Wire tape|3|0.70|2.10"));
}

TEST(FindLines, ReadsSkewedRows) {
  const auto document =
      testing::TextDocument(std::string(kEnglish) +
                                "Silicone               3          7.00         21.00\n"
                                "Punch set              2         18.00         36.00\n",
                            {.skew = 0.03F, .source = documents::PageSource::kOcr});
  const Layout layout = BuildLayout(document);
  EXPECT_EQ(FindLines(Gather(layout), DecimalMark::kPoint).agreeing, 2);
}

TEST(FindLines, GoesOnWithoutARepeatedHeaderOnTheNextPage) {
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "Silicone               3          7.00        21.00\n"
                                      "Carried forward                               21.00\n\f"
                                      "Example Ltd            Page 2\n"
                                      "Brought forward                               21.00\n"
                                      "Punch set                        18.00        18.00\n"
                                      "with two punches\n"
                                      "Total                                         39.00\n",
              DecimalMark::kPoint),
      ElementsAre("Silicone|3|7.00|21.00", "Punch set with two punches|1|18.00|18.00"));
}

TEST(FindLines, GoesOnAfterTheSumOfAGroup) {
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "Silicone               3          7.00        21.00\n"
                                      "Subtotal group A                              21.00\n"
                                      "Punch set              2         18.00        36.00\n"
                                      "Subtotal group B                              36.00\n"
                                      "Total                                         57.00\n",
              DecimalMark::kPoint),
      ElementsAre("Silicone|3|7.00|21.00", "Punch set|2|18.00|36.00"));
}

TEST(FindLines, JoinsADescriptionThatBeginsAboveItsNumbers) {
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "\n\n"
                                      "Cotton fabric,\n"
                                      "combed, 150 wide       3          7.00        21.00\n"
                                      "\n\n"
                                      "Woollen blanket,\n"
                                      "grey                   2         18.00        36.00\n",
              DecimalMark::kPoint),
      ElementsAre("Cotton fabric, combed, 150 wide|3|7.00|21.00",
                  "Woollen blanket, grey|2|18.00|36.00"));
}

TEST(FindLines, JoinsACodeThatItsColumnBroke) {
  const auto lines = Full(
      "Code            Description          Qty     Price     Amount\n"
      "955322989144    Steel shelf          2       5.00      10.00\n"
      "0               galvanised\n"
      "AB-12           Blue cloth           1       7.00      7.00\n",
      DecimalMark::kPoint);
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_EQ(lines[0].code, "9553229891440");
  EXPECT_EQ(lines[0].description, "Steel shelf galvanised");
  EXPECT_EQ(lines[1].code, "AB-12");
}

TEST(FindLines, TakesACountFromARowOfItsOwn) {
  EXPECT_THAT(LinesOf("Item                          Amount\n"
                      "3 pz @ 5.10\n"
                      "Olive oil                     15.30\n"
                      "Soap                           0.50\n"
                      "2 x 4.00\n"
                      "Bread                          8.00\n"
                      "Subtotal                      23.80\n",
                      DecimalMark::kPoint),
              ElementsAre("Olive oil|3|5.10|15.30", "Soap|1|0.50|0.50", "Bread|2|4.00|8.00"));
}

TEST(FindLines, KeepsTransportThatIsSold) {
  EXPECT_THAT(LinesOf("Description                   Amount\n"
                      "Storage in May                50.00\n"
                      "Transport                     20.00\n"
                      "Packing in May                10.00\n"
                      "Shipping costs                 5.00\n"
                      "Subtotal                      80.00\n"
                      "Total                         85.00\n",
                      DecimalMark::kPoint),
              ElementsAre("Storage in May|1|50.00|50.00", "Transport|1|20.00|20.00",
                          "Packing in May|1|10.00|10.00"));
}

TEST(FindLines, TakesADiscountInARowOfItsOwnOffTheLineAbove) {
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "Silicone               3          7.00        21.00\n"
                                      "Discount 10%                                  -2.10\n"
                                      "Punch set              2         18.00        36.00\n"
                                      "Discount                                      -1.00\n"
                                      "Total                                         53.90\n",
              DecimalMark::kPoint),
      ElementsAre("Silicone|3|7.00|18.90", "Punch set|2|18.00|35.00"));
}

TEST(FindLines, LeavesADiscountThatIsAlreadyOff) {
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "Silicone               3          7.00        18.90\n"
                                      "Discount 10%                                   2.10\n"
                                      "Punch set              2         18.00        36.00\n",
              DecimalMark::kPoint),
      ElementsAre("Silicone|3|7.00|18.90", "Punch set|2|18.00|36.00"));
}

TEST(FindLines, LeavesTheDiscountOfTheWholeDocumentToTheSums) {
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "Silicone               3          7.00        21.00\n"
                                      "Punch set              2         18.00        36.00\n"
                                      "Discount 10%                                  -5.70\n"
                                      "Total                                         51.30\n",
              DecimalMark::kPoint),
      ElementsAre("Silicone|3|7.00|21.00", "Punch set|2|18.00|36.00"));
}

TEST(FindLines, AcceptsADiscountAsAnAmountInItsColumn) {
  const auto lines = Full(
      "Description         Qty       Price     Disc      Amount\n"
      "Denim               10       20.00     15.00     185.00\n",
      DecimalMark::kPoint);
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0].unit_price->ToString(), "20.00");
  EXPECT_EQ(lines[0].amount->ToString(), "185.00");
  EXPECT_GT(lines[0].confidence, 0.9);
}

TEST(FindLines, KnowsARunningSumWhateverItIsCalled) {
  EXPECT_THAT(LinesOf(std::string(kEnglish) +
                          "Silicone               3          7.00        21.00\n"
                          "Punch set              2         18.00        36.00\n"
                          "Onward                                        57.00\n\f" +
                          std::string(kEnglish) +
                          "From before                                   57.00\n"
                          "Tape                   2          4.00         8.00\n",
                      DecimalMark::kPoint),
              ElementsAre("Silicone|3|7.00|21.00", "Punch set|2|18.00|36.00", "Tape|2|4.00|8.00"));
}

TEST(FindLines, ReadsAPriceThatStandsBeforeItsCount) {
  EXPECT_THAT(ScannedLinesOf("LF-27357 HAND TOWEL\n"
                             "      11.99 x 4     47.96\n"
                             "4187V SUPER GLUE\n"
                             "       2.00 x 1      2.00\n"
                             "TOTAL               49.96\n"),
              ElementsAre("HAND TOWEL|4|11.99|47.96", "SUPER GLUE|1|2.00|2.00"));
}

TEST(FindLines, ReadsACreditNote) {
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "Silicone              -3          7.00       -21.00\n"
                                      "Punch set             -1         18.00       -18.00\n"
                                      "Total                                        -39.00\n",
              DecimalMark::kPoint),
      ElementsAre("Silicone|-3|7.00|-21.00", "Punch set|-1|18.00|-18.00"));
}

TEST(FindLines, NamesReceiptItemsByTheRowsAboveTheirNumbers) {
  EXPECT_THAT(
      ScannedLinesOf("EXAMPLE SHOP\n\n\n"
                     "CHOPPING BOARD 35CM\n"
                     "EZ10HD05 - 24\n"
                     "8970669        1 X 19.00     19.00\n"
                     "TAPE CLEAR\n"
                     "6935818        2 X 3.88      7.76\n"
                     "Item(s) : 2     Qty(s) : 3\n"
                     "TOTAL                        26.76\n"),
      ElementsAre("CHOPPING BOARD 35CM EZ10HD05 - 24|1|19.00|19.00", "TAPE CLEAR|2|3.88|7.76"));
}

TEST(FindLines, NamesReceiptItemsByTheRowBelowTheirNumbers) {
  const std::string_view text =
      "Item            Qty     Price     Amount\n"
      "1072            1       80.00      80.00\n"
      "REPAIR ENGINE\n"
      "70561           2       18.00      36.00\n"
      "COTTON OIL\n"
      "Total Qty       3                 116.00\n";
  EXPECT_THAT(ScannedLinesOf(text),
              ElementsAre("REPAIR ENGINE|1|80.00|80.00", "COTTON OIL|2|18.00|36.00"));
  EXPECT_EQ(Full(text, DecimalMark::kPoint)[0].code, "1072");
}

TEST(FindLines, CutsAPositionThatTheScanGluedToTheName) {
  EXPECT_THAT(ScannedLinesOf("#    Description            Qty        Price       Amount\n"
                             "1    Silicone               3          7.00        21.00\n"
                             "2Punch set                  2         18.00        36.00\n"),
              ElementsAre("Silicone|3|7.00|21.00", "Punch set|2|18.00|36.00"));
}

TEST(FindLines, KeepsANumberOfTheNameBehindALeadingQuantity) {
  EXPECT_THAT(LinesOf("Qty    Description            Price       Amount\n"
                      "2      32 Towel rod            6.00        12.00\n",
                      DecimalMark::kPoint),
              ElementsAre("32 Towel rod|2|6.00|12.00"));
}

TEST(FindLines, DoesNotTakeASummaryOfTaxesForLines) {
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "Silicone               3          7.00        21.00\n"
                                      "Total                                         21.00\n"
                                      "Tax code     %       Amount       Tax\n"
                                      "SR           6        19.81      1.19\n",
              DecimalMark::kPoint),
      ElementsAre("Silicone|3|7.00|21.00"));
}

TEST(FindLines, IsSurestWhereTheArithmeticAgrees) {
  const auto lines = Full(std::string(kEnglish) +
                              "Silicone               3          7.00        21.00\n"
                              "Punch set                        18.00        18.00\n"
                              "Tape                   2                       5.00\n"
                              "Rope                   2          4.00         9.00\n",
                          DecimalMark::kPoint);
  ASSERT_THAT(lines, SizeIs(4));
  EXPECT_GT(lines[0].confidence, 0.95);
  EXPECT_LT(lines[1].confidence, lines[0].confidence);
  EXPECT_LT(lines[2].confidence, lines[1].confidence);
  EXPECT_LE(lines[2].confidence, 0.5);
  EXPECT_LT(lines[3].confidence, 0.5);
}

TEST(FindLines, IsSurerWhereTheLinesGiveAPrintedSum) {
  const auto alone =
      Full(std::string(kEnglish) + "Punch set                        18.00        18.00\n",
           DecimalMark::kPoint);
  const auto summed = Full(std::string(kEnglish) +
                               "Punch set                        18.00        18.00\n"
                               "Total                                         18.00\n",
                           DecimalMark::kPoint);
  ASSERT_THAT(alone, SizeIs(1));
  ASSERT_THAT(summed, SizeIs(1));
  EXPECT_GT(summed[0].confidence, alone[0].confidence);
}

TEST(FindLines, FindsNothingInALetter) {
  EXPECT_THAT(LinesOf("Estimados señores,\nles saludamos el 5 de marzo.\n"), IsEmpty());
}

TEST(FindLines, SellsTransportAndReportsInAnyLanguage) {
  constexpr std::string_view kEnglish = "Description               Qty     Price     Amount\n";
  EXPECT_THAT(
      LinesOf(std::string(kEnglish) + "Monthly report              1     37.50      37.50\n"
                                      "Transport to site           2     10.00      20.00\n"
                                      "Report on energy use        1     50.00      50.00\n",
              DecimalMark::kPoint),
      ElementsAre("Monthly report|1|37.50|37.50", "Transport to site|2|10.00|20.00",
                  "Report on energy use|1|50.00|50.00"));
}

TEST(FindLines, SkipsASumCarriedToTheNextPage) {
  EXPECT_THAT(
      LinesOf("Omschrijving              Aantal     Prijs     Bedrag\n"
              "Eiken plank                    2     45,00      90,00\n"
              "Scharnier                      3     12,50      37,50\n"
              "Transport                                     127,50\n"
              "\f"
              "Omschrijving              Aantal     Prijs     Bedrag\n"
              "Transport                                     127,50\n"
              "Houtlijm                       4      7,00      28,00\n"),
      ElementsAre("Eiken plank|2|45.00|90.00", "Scharnier|3|12.50|37.50", "Houtlijm|4|7.00|28.00"));
}

TEST(FindLines, ListsADiscountAmongChargesAsOneOfThem) {
  EXPECT_THAT(LinesOf("Charge                         Period                     Amount\n"
                      "Fibre plan                     01/05/2022 - 31/05/2022     29.99\n"
                      "Loyalty discount 2 years       01/05/2022 - 31/05/2022     -5.00\n"
                      "Discount for friends           01/05/2022 - 31/05/2022     -1.00\n"
                      "Messages                       01/04/2022 - 30/04/2022      1.99\n",
                      DecimalMark::kPoint),
              ElementsAre("Fibre plan|1|29.99|29.99", "Loyalty discount 2 years|1|-5.00|-5.00",
                          "Discount for friends|1|-1.00|-1.00", "Messages|1|1.99|1.99"));
}

TEST(FindLines, PrefersTheDetailsToASummaryWithoutAName) {
  EXPECT_THAT(LinesOf("                    Net amount       VAT       Gross amount\n"
                      "Subscriptions            20,82      4,17              24,99\n"
                      "Total                    20,82      4,17              24,99\f"
                      "Description                                         Amount\n"
                      "Data plan                                            29,99\n"
                      "Reward of the year                                   -5,00\n"),
              ElementsAre("Data plan|1|29.99|29.99", "Reward of the year|1|-5.00|-5.00"));
}

}  // namespace
}  // namespace telar::invoices
