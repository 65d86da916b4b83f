#include "pos/odbc/field_names.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "tests/support/paths.h"

namespace telar::pos {
namespace {

template <typename Field>
void ExpectEveryFieldHasAName(const std::vector<FieldName<Field>>& names) {
  std::set<Field> fields;
  std::set<std::string_view> columns;
  for (const auto& name : names) {
    fields.insert(name.field);
    EXPECT_TRUE(columns.insert(name.column).second) << name.column;
  }
  EXPECT_EQ(fields.size(), static_cast<std::size_t>(Field::kCount));
}

TEST(FieldNames, NameEveryFieldAndNoColumnTwice) {
  ExpectEveryFieldHasAName(StockColumns());
  ExpectEveryFieldHasAName(SaleColumns());
}

TEST(FieldNames, DisregardCase) {
  EXPECT_EQ(StockFieldOf("CODIGO_Producto"), StockField::kProduct);
  EXPECT_EQ(SaleFieldOf("Unit_Price"), SaleField::kUnitPrice);
  EXPECT_EQ(StockFieldOf("tipo_peso"), std::nullopt);
  EXPECT_TRUE(IsRowCount("FILAS_TOTALES"));
  EXPECT_TRUE(IsDateTime("fecha_hora"));
}

TEST(FieldNames, AreAllInTheManual) {
  std::ifstream in(testing::SourceDir() / "docs/formats/tills.md");
  std::stringstream text;
  text << in.rdbuf();
  const std::string manual = text.str();
  for (const auto& name : StockColumns())
    EXPECT_NE(manual.find("`" + std::string(name.column) + "`"), std::string::npos) << name.column;
  for (const auto& name : SaleColumns())
    EXPECT_NE(manual.find("`" + std::string(name.column) + "`"), std::string::npos) << name.column;
}

}  // namespace
}  // namespace telar::pos
