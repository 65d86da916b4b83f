#include "config/url.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace telar::config {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::StatusIs;

TEST(DatabaseUrl, NamesADatabaseFile) {
  ASSERT_OK_AND_ASSIGN(const auto sqlite, DatabaseUrl::Parse("sqlite:data/telar.db"));
  EXPECT_EQ(sqlite.kind, DatabaseUrl::Kind::kSqlite);
  EXPECT_EQ(sqlite.file, "data/telar.db");
  EXPECT_EQ(sqlite.Describe(), "sqlite:data/telar.db");
  ASSERT_OK_AND_ASSIGN(const auto duckdb, DatabaseUrl::Parse("duckdb:/srv/my data.duckdb"));
  EXPECT_EQ(duckdb.kind, DatabaseUrl::Kind::kDuckdb);
  EXPECT_EQ(duckdb.file, "/srv/my data.duckdb");
}

TEST(DatabaseUrl, FilesAreBelowAFolderUnlessAbsoluteOrInMemory) {
  EXPECT_EQ(DatabaseUrl::Parse("sqlite:a/b.db")->Below("/srv/telar").file, "/srv/telar/a/b.db");
  EXPECT_EQ(DatabaseUrl::Parse("sqlite:/a/b.db")->Below("/srv/telar").file, "/a/b.db");
  EXPECT_EQ(DatabaseUrl::Parse("sqlite::memory:")->Below("/srv/telar").file, ":memory:");
}

TEST(DatabaseUrl, ReadsTheAddressOfAServer) {
  ASSERT_OK_AND_ASSIGN(
      const auto url,
      DatabaseUrl::Parse(
          "postgresql://ana%40x:p%2Fw%3A1@db.example:6543/ventas%20a?sslmode=verify-full&x=%26"));
  EXPECT_EQ(url.kind, DatabaseUrl::Kind::kPostgresql);
  EXPECT_EQ(url.user, "ana@x");
  EXPECT_EQ(url.password.Reveal(), "p/w:1");
  EXPECT_EQ(url.host, "db.example");
  EXPECT_EQ(url.port, 6543);
  EXPECT_EQ(url.database, "ventas a");
  EXPECT_EQ(url.parameters.at("sslmode"), "verify-full");
  EXPECT_EQ(url.parameters.at("x"), "&");
}

TEST(DatabaseUrl, KnowsTheUsualPorts) {
  EXPECT_EQ(DatabaseUrl::Parse("postgres://h/d")->port, 5432);
  EXPECT_EQ(DatabaseUrl::Parse("mysql://h/d")->port, 3306);
}

TEST(DatabaseUrl, TakesAnIpv6Host) {
  ASSERT_OK_AND_ASSIGN(const auto url, DatabaseUrl::Parse("mysql://[fd00::1]:3307/d"));
  EXPECT_EQ(url.host, "fd00::1");
  EXPECT_EQ(url.port, 3307);
  EXPECT_EQ(url.Text().Reveal(), "mysql://[fd00::1]:3307/d");
}

TEST(DatabaseUrl, TakesARawAtSignInAPassword) {
  ASSERT_OK_AND_ASSIGN(const auto url, DatabaseUrl::Parse("mysql://u:p@ss@h/d"));
  EXPECT_EQ(url.password.Reveal(), "p@ss");
  EXPECT_EQ(url.host, "h");
}

TEST(DatabaseUrl, TextIsTheInverseOfParse) {
  for (const auto* text :
       {"sqlite:a b.db", "duckdb::memory:", "mysql://u:%25%2F%40@h:1/d%20e?a=b%26c",
        "postgresql://u@h:5432/d", "postgresql://h:5432/d"}) {
    ASSERT_OK_AND_ASSIGN(const auto url, DatabaseUrl::Parse(text));
    EXPECT_EQ(url.Text().Reveal(), text);
    EXPECT_THAT(DatabaseUrl::Parse(url.Text().Reveal()), testing::IsOkAndHolds(url));
  }
}

TEST(DatabaseUrl, DescribesItselfWithoutSecrets) {
  ASSERT_OK_AND_ASSIGN(const auto url, DatabaseUrl::Parse("mysql://u:hunter2@h/d?ssl_key=hunter3"));
  EXPECT_THAT(url.Describe(), Not(HasSubstr("hunter")));
  EXPECT_THAT(url.Describe(), HasSubstr("u:***@h:3306/d"));
}

TEST(DatabaseUrl, RefusesWhatItCannotMean) {
  for (const auto* text :
       {"", "data/telar.db", "sqlite:", "sqlite:///a.db", "postgresql:host/d", "postgresql:///d",
        "postgresql://h", "postgresql://h/", "mysql://h:0/d", "mysql://h:65536/d", "mysql://h:x/d",
        "mysql://u:%zz@h/d", "mysql://u:p%2@h/d", "mysql://[::1/d", "mysql://h/d?x",
        "mysql://h/d#f"}) {
    EXPECT_THAT(DatabaseUrl::Parse(text), StatusIs(Code::kInvalidConfig)) << text;
    EXPECT_FALSE(DatabaseUrl::Parse(text).status().hint().empty()) << text;
  }
}

TEST(DatabaseUrl, SuggestsTheSchemeThatWasMeant) {
  EXPECT_THAT(DatabaseUrl::Parse("postgresqll://h/d"),
              StatusIs(Code::kInvalidConfig, HasSubstr("did you mean 'postgresql'")));
  EXPECT_THAT(DatabaseUrl::Parse("oracle://h/d"),
              StatusIs(Code::kInvalidConfig, HasSubstr("oracle")));
}

TEST(DatabaseUrl, NeverShowsAPasswordItCouldNotRead) {
  for (const auto* text :
       {"mysql://u:hunter2/x@h/d", "mysql://u:12/hunter2@h/d", "mysql://u:1?hunter2@h/d",
        "mysql://u:hunter2#@h/d", "mysql:u:hunter2@h/d", "mysql://u:hunter2@/d"}) {
    const auto url = DatabaseUrl::Parse(text);
    EXPECT_THAT(url, StatusIs(Code::kInvalidConfig)) << text;
    EXPECT_THAT(url.status().ToString(), Not(HasSubstr("hunter2"))) << text;
  }
}

TEST(StoreUrl, NamesAFolder) {
  ASSERT_OK_AND_ASSIGN(const auto url, StoreUrl::Parse("facturas 2026/inbox"));
  EXPECT_EQ(url.kind, StoreUrl::Kind::kFolder);
  EXPECT_EQ(url.Below("/srv").folder, "/srv/facturas 2026/inbox");
  EXPECT_EQ(StoreUrl::Parse("/srv/x/")->Below("/").folder, "/srv/x");
  EXPECT_EQ(StoreUrl::Parse("./a:b")->Below("/srv").folder, "/srv/a:b");
}

TEST(StoreUrl, NamesABucketAndPrefix) {
  ASSERT_OK_AND_ASSIGN(const auto url, StoreUrl::Parse("s3://mes-en-curso/facturas/2026/"));
  EXPECT_EQ(url.kind, StoreUrl::Kind::kS3);
  EXPECT_EQ(url.bucket, "mes-en-curso");
  EXPECT_EQ(url.prefix, "facturas/2026");
  EXPECT_EQ(url.Text(), "s3://mes-en-curso/facturas/2026");
  EXPECT_EQ(StoreUrl::Parse("s3://bucket")->Text(), "s3://bucket");
}

TEST(StoreUrl, NamesADriveFolder) {
  ASSERT_OK_AND_ASSIGN(const auto url, StoreUrl::Parse("drive:1a-B_2"));
  EXPECT_EQ(url.kind, StoreUrl::Kind::kDrive);
  EXPECT_EQ(url.drive_folder, "1a-B_2");
  EXPECT_EQ(url.Text(), "drive:1a-B_2");
}

TEST(StoreUrl, RefusesWhatItCannotMean) {
  for (const auto* text : {"", "s3:bucket", "s3://", "s3://UPPER", "s3://ab", "drive:", "drive:a/b",
                           "gs://bucket", "http://x/y", "file:///srv/inbox"}) {
    EXPECT_THAT(StoreUrl::Parse(text), StatusIs(Code::kInvalidConfig)) << text;
  }
}

TEST(PercentEncode, KeepsOnlyUnreservedCharacters) {
  EXPECT_EQ(PercentEncode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(PercentEncode("a b/ñ@"), "a%20b%2F%C3%B1%40");
}

}  // namespace
}  // namespace telar::config
