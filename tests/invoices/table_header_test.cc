#include "invoices/table_header.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Column> ColumnsOf(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  std::vector<Column> columns;
  for (const HeaderColumn& c : ReadHeader(Gather(layout), 0)) columns.push_back(c.column);
  return columns;
}

TEST(ReadHeader, NamesTheColumnsInSeveralLanguages) {
  EXPECT_THAT(ColumnsOf("Código  Descripción  Cant.  Precio  Dto  IVA  Importe"),
              ElementsAre(Column::kCode, Column::kDescription, Column::kQuantity, Column::kPrice,
                          Column::kDiscount, Column::kTax, Column::kAmount));
  EXPECT_THAT(
      ColumnsOf("Item  Qty  Unit Price  Amount"),
      ElementsAre(Column::kDescription, Column::kQuantity, Column::kPrice, Column::kAmount));
  EXPECT_THAT(ColumnsOf("Pos.  Menge  Beschreibung  VK-Preis  Zeilenbetrag"),
              ElementsAre(Column::kPosition, Column::kQuantity, Column::kDescription,
                          Column::kPrice, Column::kAmount));
}

TEST(ReadHeader, TakesTheLastOfTwoEqualColumnsForTheAmount) {
  EXPECT_THAT(
      ColumnsOf("ARTÍCULO  CANTIDAD  TASA  CANTIDAD"),
      ElementsAre(Column::kDescription, Column::kQuantity, Column::kPrice, Column::kAmount));
}

TEST(ReadHeader, ForgivesASlipInALongWord) {
  EXPECT_THAT(ColumnsOf("ARTICUL0  CANTIDAD  TASA  IMPORTE"),
              ElementsAre(Column::kQuantity, Column::kPrice, Column::kAmount));
  EXPECT_THAT(
      ColumnsOf("Descrlpcion  Cantidad  Precio  Importe"),
      ElementsAre(Column::kDescription, Column::kQuantity, Column::kPrice, Column::kAmount));
}

TEST(ReadHeader, TellsADiscountFromADescriptionByTheOther) {
  EXPECT_THAT(ColumnsOf("Artigo  Qtd.  Preço  Desc.  Total"),
              ElementsAre(Column::kDescription, Column::kQuantity, Column::kPrice,
                          Column::kDiscount, Column::kAmount));
}

TEST(ReadHeader, TakesWordsOfTwoCellsForTwoHeadings) {
  EXPECT_THAT(ColumnsOf("Description      Qty     Unit     Price     Amount"),
              ElementsAre(Column::kDescription, Column::kQuantity, Column::kUnit, Column::kPrice,
                          Column::kAmount));
}

TEST(ReadHeader, CountsNoWordThatQualifiesAHeading) {
  EXPECT_THAT(
      ColumnsOf("Leistung   Zeitraum   Menge   Einzelbetrag netto   Gesamtbetrag netto   USt %"),
      ElementsAre(Column::kDescription, Column::kDate, Column::kQuantity, Column::kPrice,
                  Column::kAmount, Column::kTax));
  EXPECT_THAT(ColumnsOf("Description   Amount excl. VAT   VAT   Amount incl. VAT"),
              ElementsAre(Column::kDescription, Column::kAmount, Column::kTax, Column::kAmount));
  EXPECT_THAT(ColumnsOf("Description      Net      VAT      Gross"),
              ElementsAre(Column::kDescription, Column::kAmount, Column::kTax, Column::kAmount));
}

TEST(ReadHeader, TakesItemBesideDescriptionForTheCode) {
  EXPECT_THAT(ColumnsOf("Item     Description     Qty     Price     Amount"),
              ElementsAre(Column::kCode, Column::kDescription, Column::kQuantity, Column::kPrice,
                          Column::kAmount));
}

TEST(ReadHeader, KnowsAColumnOfTaxRates) {
  const auto document = testing::TextDocument("Description   Qty   Price   VAT %   VAT   Amount");
  const Layout layout = BuildLayout(document);
  const std::vector<HeaderColumn> header = ReadHeader(Gather(layout), 0);
  ASSERT_EQ(header.size(), 6U);
  EXPECT_TRUE(header[3].rate);
  EXPECT_FALSE(header[4].rate);
}

TEST(ReadHeader, IsNoTableOfDates) {
  EXPECT_THAT(ColumnsOf("Date      Period      Amount"), IsEmpty());
}

TEST(ReadSplitHeader, JoinsTwoRowsThatNameAPartEach) {
  const auto document = testing::TextDocument(
      "                                                    Unit price     Amount\n"
      "Cancelled     Shipped     Part No / Description\n");
  const Layout layout = BuildLayout(document);
  std::vector<Column> columns;
  for (const HeaderColumn& c : ReadSplitHeader(Gather(layout), 0)) columns.push_back(c.column);
  EXPECT_THAT(columns, ElementsAre(Column::kQuantity, Column::kCode, Column::kDescription,
                                   Column::kPrice, Column::kAmount));
}

TEST(ReadUnnamedHeader, NeedsANameAndAmountsInTheRowBelow) {
  constexpr std::string_view kHeader =
      "                     Amount excl. VAT     VAT 20%     Amount incl. VAT\n";
  const auto columns = [](const std::string& text) {
    const auto document = testing::TextDocument(text);
    const Layout layout = BuildLayout(document);
    return ReadUnnamedHeader(Gather(layout), 0).size();
  };
  EXPECT_EQ(columns(std::string(kHeader) +
                    "Oak board                      90.00       18.00               108.00\n"),
            4U);
  EXPECT_EQ(columns(std::string(kHeader) +
                    "20 %                           90.00       18.00               108.00\n"),
            0U);
  EXPECT_EQ(columns(std::string(kHeader) +
                    "Total                          90.00       18.00               108.00\n"),
            0U);
}

std::vector<Column> ColumnsOfTwoRows(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  const Evidence evidence = Gather(layout);
  std::vector<HeaderColumn> header = ReadHeader(evidence, 0);
  std::vector<Column> columns;
  if (!ReadHeaderBelow(evidence, 0, header)) return columns;
  for (const HeaderColumn& c : header) columns.push_back(c.column);
  return columns;
}

TEST(ReadHeaderBelow, AddsWhatTheSecondRowSays) {
  EXPECT_THAT(ColumnsOfTwoRows("Libellé      Qté     Unit       %       Montant\n"
                               "                     price      TVA\n"),
              ElementsAre(Column::kDescription, Column::kQuantity, Column::kPrice, Column::kTax,
                          Column::kAmount));
}

TEST(ReadHeaderBelow, IsNoRowOfTheTable) {
  EXPECT_THAT(ColumnsOfTwoRows("Item        Qty     Price     Amount\n"
                               "Blue cloth  2       5.00      10.00\n"),
              IsEmpty());
  EXPECT_THAT(ColumnsOfTwoRows("Item        Qty     Price     Amount\n"
                               "Blue cloth\n"),
              IsEmpty());
}

TEST(ReadHeader, IsNoRowOfSumsAndNoSentence) {
  EXPECT_THAT(ColumnsOf("Total 12.50"), IsEmpty());
  EXPECT_THAT(ColumnsOf("Amount due"), IsEmpty());
  EXPECT_THAT(ColumnsOf("please send the amount before the end of the month"), IsEmpty());
}

TEST(ReadHeader, TakesChargesBehindANameForAmounts) {
  EXPECT_THAT(ColumnsOf("Date      Details      Ref      Charges      Credits"),
              ElementsAre(Column::kDate, Column::kDescription, Column::kCode, Column::kAmount));
}

}  // namespace
}  // namespace telar::invoices
