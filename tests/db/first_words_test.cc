#include "db/first_words.h"

#include <gtest/gtest.h>

namespace telar::db {
namespace {

TEST(FirstWords, NameTheStatementAndStopBeforeValues) {
  EXPECT_EQ(FirstWords("INSERT INTO ventas (a, b) VALUES ('x')"), "INSERT INTO ventas");
  EXPECT_EQ(FirstWords("  UPDATE t SET a = 'secret'"), "UPDATE t SET a");
  EXPECT_EQ(FirstWords("UPDATE t SET a='secret'"), "UPDATE t SET");
  EXPECT_EQ(FirstWords("SELECT 'secret'"), "SELECT");
  EXPECT_EQ(FirstWords("SELECT 4711"), "SELECT");
  EXPECT_EQ(FirstWords("INSERT INTO abc2 VALUES (?)"), "INSERT INTO abc2 VALUES");
  EXPECT_EQ(FirstWords("DELETE FROM t\nWHERE a = 1"), "DELETE FROM t");
  EXPECT_EQ(FirstWords(""), "");
}

}  // namespace
}  // namespace telar::db
