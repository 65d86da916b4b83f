#include "pos/odbc/connection_string.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::pos {
namespace {

using testing::StatusIs;

TEST(ConnectionString, ReadsNamesWithoutRegardToCase) {
  ASSERT_OK_AND_ASSIGN(const auto to,
                       ConnectionString::Parse("Driver=x; SERVER = 10.0.0.5 ;;pwd=a=b"));
  EXPECT_EQ(to.Get("server"), "10.0.0.5");
  EXPECT_EQ(to.Get("PWD"), "a=b");
  EXPECT_EQ(to.Get("UID"), std::nullopt);
}

TEST(ConnectionString, KeepsWhatBracesHold) {
  ASSERT_OK_AND_ASSIGN(const auto to, ConnectionString::Parse("PWD={a;b}}c=};UID=u"));
  EXPECT_EQ(to.Get("PWD"), "a;b}c=");
  EXPECT_EQ(to.Get("UID"), "u");
  ASSERT_OK_AND_ASSIGN(const auto again, ConnectionString::Parse(to.Text()));
  EXPECT_EQ(again.Get("PWD"), "a;b}c=");
}

TEST(ConnectionString, ForFreeTdsHoldsNoDoubledBrace) {
  ConnectionString to;
  to.Set("PWD", "a;}b");
  ASSERT_OK_AND_ASSIGN(const std::string text, to.TextForFreeTds());
  EXPECT_EQ(text, "PWD={a;}b};");
  to.Set("PWD", "a};b");
  EXPECT_THAT(to.TextForFreeTds(), StatusIs(Code::kInvalidConfig));
}

TEST(ConnectionString, RefusesOtherTextWithoutQuotingIt) {
  for (const char* text : {"", "secret", "=secret", "PWD={secret", "PWD={a}secret"}) {
    const auto parsed = ConnectionString::Parse(text);
    ASSERT_THAT(parsed, StatusIs(Code::kInvalidConfig)) << text;
    EXPECT_EQ(parsed.status().ToString().find("secret"), std::string::npos) << text;
  }
}

TEST(ConnectionString, SettingReplacesAndADefaultDoesNot) {
  ConnectionString to;
  to.Set("Fetch", "10");
  to.SetDefault("fetch", "500");
  to.Set("FETCH", "20");
  EXPECT_EQ(to.Text(), "Fetch=20;");
}

TEST(DriverFile, FindsKnownDriversByTheirFile) {
  const testing::TempFolder folder;
  const auto file = folder.Write("libtdsodbc.so", "");
  EXPECT_EQ(DriverFile("FreeTDS", {folder.path()}), file.string());
  EXPECT_EQ(DriverFile("freetds 1.3", {folder.path()}), file.string());
}

TEST(DriverFile, LeavesPathsAndUnknownNamesAlone) {
  const testing::TempFolder folder;
  folder.Write("libtdsodbc.so", "");
  for (const char* name : {"/opt/libmsodbcsql.so", "ODBC Driver 18 for SQL Server", "FreeTDSx",
                           "PostgreSQL Unicode"}) {
    EXPECT_EQ(DriverFile(name, {folder.path()}), name);
  }
}

}  // namespace
}  // namespace telar::pos
