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

TEST(ReadHeader, IsNoRowOfSumsAndNoSentence) {
  EXPECT_THAT(ColumnsOf("Total 12.50"), IsEmpty());
  EXPECT_THAT(ColumnsOf("Amount due"), IsEmpty());
  EXPECT_THAT(ColumnsOf("please send the amount before the end of the month"), IsEmpty());
}

}  // namespace
}  // namespace telar::invoices
