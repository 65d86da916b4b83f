#include "config/old_names.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace telar::config {
namespace {

using testing::IsOkAndHolds;
using ::testing::Optional;
using testing::StatusIs;

TEST(OldNames, MakeADatabaseUrlOfTheParts) {
  EXPECT_THAT(MysqlFromEnvironment({{"MYSQL_HOST", "h"},
                                    {"MYSQL_PORT", "3307"},
                                    {"MYSQL_USER", "ana"},
                                    {"MYSQL_PASSWORD", "p@/w"},
                                    {"MYSQL_DATABASE", "textil"}}),
              IsOkAndHolds(Optional(std::string("mysql://ana:p%40%2Fw@h:3307/textil"))));
  EXPECT_THAT(PostgresFromEnvironment({{"POSTGRES_HOST", "fd00::1"}, {"POSTGRES_DB", "ventas"}}),
              IsOkAndHolds(Optional(std::string("postgresql://[fd00::1]/ventas"))));
}

TEST(OldNames, AssumeNeitherHostNorDatabaseNorBucket) {
  EXPECT_THAT(MysqlFromEnvironment({{"MYSQL_HOST", "h"}}),
              IsOkAndHolds(std::optional<std::string>()));
  EXPECT_THAT(MysqlFromEnvironment({{"MYSQL_DATABASE", "d"}, {"MYSQL_PASSWORD", "p"}}),
              IsOkAndHolds(std::optional<std::string>()));
  EXPECT_THAT(InboxFromEnvironment({}), IsOkAndHolds(std::optional<std::string>()));
  EXPECT_THAT(InboxFromEnvironment({{"S3_PREFIX_FACTURAS", "p"}}), StatusIs(Code::kInvalidConfig));
}

TEST(OldNames, AskForTheRegionInAmazonsOrder) {
  EXPECT_THAT(RegionFromEnvironment({{"AWS_REGION", "a"}, {"AWS_DEFAULT_REGION", "b"}}),
              IsOkAndHolds(Optional(std::string("a"))));
  EXPECT_THAT(RegionFromEnvironment({{"AWS_DEFAULT_REGION", "b"}}),
              IsOkAndHolds(Optional(std::string("b"))));
  EXPECT_THAT(RegionFromEnvironment({}), IsOkAndHolds(std::optional<std::string>()));
}

TEST(OldNames, TakeSecondsForADuration) {
  EXPECT_THAT(KlkTimeoutFromEnvironment({{"KLK_API_TIMEOUT", " 60 "}}),
              IsOkAndHolds(Optional(std::string("60s"))));
  EXPECT_THAT(KlkDelayFromEnvironment({}), IsOkAndHolds(std::optional<std::string>()));
  for (const auto* text : {"60s", "-1", "1.5", "9999999999"}) {
    EXPECT_THAT(KlkDelayFromEnvironment({{"KLK_API_RETRY_DELAY", text}}),
                StatusIs(Code::kInvalidConfig, ::testing::HasSubstr("KLK_API_RETRY_DELAY")))
        << text;
  }
}

TEST(OldNames, TwoLimitsOfARunThatDisagreeAreRefused) {
  EXPECT_THAT(RunTimeFromEnvironment({{"ETL_TIMEOUT", "7200"}, {"ETL_TIMEOUT_SECONDS", "1800"}}),
              StatusIs(Code::kInvalidConfig, ::testing::HasSubstr("ETL_TIMEOUT_SECONDS")));
  EXPECT_THAT(RunTimeFromEnvironment({{"ETL_TIMEOUT", "7200"}, {"ETL_TIMEOUT_SECONDS", "7200"}}),
              IsOkAndHolds(Optional(std::string("7200s"))));
  EXPECT_THAT(RunTimeFromEnvironment({{"ETL_TIMEOUT_SECONDS", "1800"}}),
              IsOkAndHolds(Optional(std::string("1800s"))));
}

TEST(OldNames, MakeTheInboxOfBucketAndPrefix) {
  const std::string url = "s3://mes-en-curso/facturas";
  EXPECT_THAT(InboxFromEnvironment(
                  {{"S3_BUCKET_NAME", "mes-en-curso"}, {"S3_PREFIX_FACTURAS", "facturas"}}),
              IsOkAndHolds(Optional(url)));
  EXPECT_THAT(InboxFromEnvironment(
                  {{"S3_BUCKET_FACTURAS", "mes-en-curso"}, {"S3_PREFIX_FACTURAS", "facturas"}}),
              IsOkAndHolds(Optional(url)));
}

TEST(OldNames, TwoBucketsThatDisagreeAreRefused) {
  EXPECT_THAT(
      InboxFromEnvironment({{"S3_BUCKET_NAME", "production"}, {"S3_BUCKET_FACTURAS", "staging"}}),
      StatusIs(Code::kInvalidConfig, ::testing::AllOf(::testing::HasSubstr("S3_BUCKET_NAME"),
                                                      ::testing::HasSubstr("S3_BUCKET_FACTURAS"))));
  EXPECT_OK(InboxFromEnvironment({{"S3_BUCKET_NAME", "same"}, {"S3_BUCKET_FACTURAS", "same"}}));
}

}  // namespace
}  // namespace telar::config
