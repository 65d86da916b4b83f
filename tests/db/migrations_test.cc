#include "db/migrations.h"

#include "tests/support/status_matchers.h"

namespace telar::db {
namespace {

using telar::testing::IsOkAndHolds;
using telar::testing::StatusIs;
using ::testing::HasSubstr;

Dialect TestDialect() {
  Dialect dialect;
  dialect.serial_primary_key = "BIGSERIAL PRIMARY KEY";
  dialect.decimal = "NUMERIC";
  dialect.text = "TEXT";
  dialect.key_text = "VARCHAR(255)";
  return dialect;
}

TEST(ExpandTypes, PutsTheDialectsTypesIn) {
  EXPECT_THAT(
      ExpandTypes("CREATE TABLE t (id {serial_primary_key}, a {decimal(12,2)}, k {key_text})",
                  TestDialect()),
      IsOkAndHolds("CREATE TABLE t (id BIGSERIAL PRIMARY KEY, a NUMERIC(12,2), k VARCHAR(255))"));
}

TEST(ExpandTypes, DecimalHasADefaultAndTakesSpaces) {
  EXPECT_THAT(ExpandTypes("{decimal} {decimal(18, 6)}", TestDialect()),
              IsOkAndHolds("NUMERIC(18,4) NUMERIC(18,6)"));
}

TEST(ExpandTypes, LeavesQuotedTextAndCommentsAlone) {
  for (const std::string sql :
       {"DEFAULT '{}'", "DEFAULT '{\"a\": 1}'", "-- don't {expand}\n", "/* {this} */", "\"{name}\"",
        "'it''s {here}'", "-- open {end", ""}) {
    EXPECT_THAT(ExpandTypes(sql, TestDialect()), IsOkAndHolds(sql));
  }
  EXPECT_THAT(ExpandTypes("-- it's\n{text} -- isn't", TestDialect()),
              IsOkAndHolds("-- it's\nTEXT -- isn't"));
}

TEST(ExpandTypes, AnotherWordIsABug) {
  for (const char* sql : {"{varchar}", "{}", "{TEXT}", "{text(5)}", "{decimal()}", "{decimal(5)}",
                          "{decimal(2,5)}", "{decimal(5,2); DROP}", "{text", "text}"}) {
    EXPECT_THAT(ExpandTypes(sql, TestDialect()),
                StatusIs(Code::kInternal, HasSubstr("expand types")))
        << sql;
  }
}

}  // namespace
}  // namespace telar::db
