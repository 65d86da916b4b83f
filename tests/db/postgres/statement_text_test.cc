#include "db/postgres/statement_text.h"

#include <gmock/gmock.h>

namespace telar::db::postgres {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NumberParameters, CountsQuestionMarksThatAreParameters) {
  const auto numbered = NumberParameters("SELECT ?::int, ? FROM t WHERE a = ? AND b ?? 'x'");
  EXPECT_EQ(numbered.sql, "SELECT $1::int, $2 FROM t WHERE a = $3 AND b ? 'x'");
  EXPECT_EQ(numbered.parameters, 3);
}

TEST(NumberParameters, LeavesQuotedTextAndCommentsAlone) {
  for (const std::string sql :
       {"'?'", "'it''s ?'", "\"a?\"\"b?\"", "E'\\'?'", "-- ?\n", "/* ? /* ? */ ? */", "$$ ? $$",
        "$body$ ? $$ ? $body$", "'open ?", "$a$ open ?", "/* open ?"}) {
    EXPECT_EQ(NumberParameters(sql).sql, sql);
    EXPECT_EQ(NumberParameters(sql).parameters, 0) << sql;
  }
  EXPECT_EQ(NumberParameters("'\\' || ? || '\\'").sql, "'\\' || $1 || '\\'");
  EXPECT_EQ(NumberParameters("a$b$c = ? AND $d$?$d$").sql, "a$b$c = $1 AND $d$?$d$");
}

TEST(SplitScript, EndsStatementsWhereTheServerWould) {
  EXPECT_THAT(SplitScript("A; B ';' ; -- c;\n ;; D $x$ ; $x$; E"),
              ElementsAre("A", "B ';'", "D $x$ ; $x$", "E"));
  EXPECT_THAT(SplitScript(" ; /* nothing; */ ;\n"), IsEmpty());
}

TEST(EndsTransaction, KnowsTheWordsThatDo) {
  for (const std::string_view sql :
       {"COMMIT", "end", "-- so\nRollback", "abort work", "/* x */ commit and chain",
        "PREPARE TRANSACTION 'x'", "rollback  and chain"}) {
    EXPECT_TRUE(EndsTransaction(sql)) << sql;
  }
  for (const std::string_view sql : {"ROLLBACK TO x", "rollback work to savepoint x", "SELECT 1",
                                     "ENDING", "PREPARE q AS SELECT 1", ""}) {
    EXPECT_FALSE(EndsTransaction(sql)) << sql;
  }
}

}  // namespace
}  // namespace telar::db::postgres
