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

TEST(FindLines, FindsNothingInALetter) {
  EXPECT_THAT(LinesOf("Estimados señores,\nles saludamos el 5 de marzo.\n"), IsEmpty());
}

}  // namespace
}  // namespace telar::invoices
