#include "pos/odbc/diagnostic.h"

#include <gtest/gtest.h>

namespace telar::pos {
namespace {

TEST(Diagnostic, BecomesACodeByItsSqlState) {
  const auto code = [](const char* state) { return CodeOf({state, 0, ""}, false); };
  EXPECT_EQ(code("08S01"), Code::kUnavailable);
  EXPECT_EQ(code("HYT00"), Code::kDeadlineExceeded);
  EXPECT_EQ(code("HYT01"), Code::kDeadlineExceeded);
  EXPECT_EQ(code("28000"), Code::kPermissionDenied);
  EXPECT_EQ(code("42501"), Code::kPermissionDenied);
  EXPECT_EQ(code("42S02"), Code::kInvalidInput);
  EXPECT_EQ(code("22018"), Code::kInvalidInput);
  EXPECT_EQ(code("40001"), Code::kUnavailable);
  EXPECT_EQ(code("IM002"), Code::kInvalidConfig);
  EXPECT_EQ(code("HY000"), Code::kUnavailable);
}

TEST(Diagnostic, OfARefusedLoginIsNotThatOfAServerThatIsAway) {
  EXPECT_EQ(CodeOf({"08001", 101, "FATAL: password authentication failed for user \"x\""}, false),
            Code::kPermissionDenied);
}

TEST(Diagnostic, OfSqlServerGoesByItsNumberFirst) {
  EXPECT_EQ(CodeOf({"42000", 1205, ""}, true), Code::kUnavailable);
  EXPECT_EQ(CodeOf({"42000", 229, ""}, true), Code::kPermissionDenied);
  EXPECT_EQ(CodeOf({"42000", 1205, ""}, false), Code::kInvalidInput);
}

TEST(Diagnostic, OfADriverThatIsNotThereIsAboutTheConfiguration) {
  EXPECT_EQ(
      CodeOf({"01000", 0, "[unixODBC][Driver Manager]Can't open lib 'x' : file not found"}, false),
      Code::kInvalidConfig);
}

TEST(Diagnostic, IsShownWithoutPrefixesAndPassword) {
  EXPECT_EQ(Describe({"42S02", 208, "[FreeTDS][SQL Server]Invalid object name 'dbo.X'."}, "pw"),
            "[42S02] Invalid object name 'dbo.X' (208)");
  EXPECT_EQ(Describe({"08001", 0, "no way in with s3cret"}, "s3cret"),
            "[08001] no way in with ***");
}

TEST(Diagnostic, AboutAValueDoesNotShowIt) {
  EXPECT_EQ(Describe({"22018", 245, "Conversion failed for 'O'Brien' to int."}, ""),
            "[22018] Conversion failed for '…' to int (245)");
  EXPECT_EQ(Describe({"22P02", 0, "invalid number: \"12,5\""}, ""),
            "[22P02] invalid number: \"…\"");
}

}  // namespace
}  // namespace telar::pos
