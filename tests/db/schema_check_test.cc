#include "db/schema_check.h"

#include <gtest/gtest.h>

namespace telar::db {
namespace {

using Kind = SchemaDifference::Kind;

TEST(SchemaDifference, ReadsAsASentence) {
  EXPECT_EQ((SchemaDifference{Kind::kMissingTable, "ventas", "", "", ""}).ToString(),
            "table ventas is missing");
  EXPECT_EQ((SchemaDifference{Kind::kMissingColumn, "ventas", "total", "", ""}).ToString(),
            "ventas.total is missing");
  EXPECT_EQ(
      (SchemaDifference{Kind::kTypeDiffers, "ventas", "total", "DECIMAL(18,4)", "REAL"}).ToString(),
      "ventas.total is REAL, expected DECIMAL(18,4)");
  EXPECT_EQ((SchemaDifference{Kind::kMissingIndex, "ventas", "a, b", "", ""}).ToString(),
            "an index of ventas on (a, b) is missing");
}

}  // namespace
}  // namespace telar::db
