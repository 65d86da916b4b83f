#include "db/sqlite/sqlite_database.h"

#include <sys/wait.h>
#include <unistd.h>

#include "tests/contract/database_contract.h"
#include "tests/support/temp_folder.h"

namespace telar::db {
namespace {

using telar::testing::TempFolder;

class SqlitePlace final : public DatabasePlace {
 public:
  Result<std::unique_ptr<Database>> Open(int max_connections,
                                         std::chrono::milliseconds acquire_timeout) override {
    return sqlite::Open({.file = folder_ / "telar.db",
                         .max_connections = max_connections,
                         .acquire_timeout = acquire_timeout});
  }

 private:
  TempFolder folder_;
};

TELAR_INSTANTIATE_DATABASE_CONTRACT(Sqlite,
                                    (DatabaseUnderTest{
                                        "sqlite", [] { return std::make_unique<SqlitePlace>(); }}));

class SqliteDatabaseTest : public ::testing::Test {
 protected:
  Result<std::unique_ptr<Database>> Open(
      std::chrono::milliseconds busy_timeout = std::chrono::seconds(5)) {
    return sqlite::Open({.file = file_, .busy_timeout = busy_timeout});
  }
  static std::string One(Connection& connection, std::string_view sql) {
    std::string text;
    EXPECT_OK(connection.Query(sql, {}, [&](const Row& row) {
      text = row.TextOrEmpty(0);
      return Status::Ok();
    }));
    return text;
  }
  TempFolder folder_;
  std::filesystem::path file_ = folder_ / "telar.db";
};

TEST_F(SqliteDatabaseTest, EveryConnectionIsDurableAndChecksForeignKeys) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto first, database->Acquire());
  ASSERT_OK_AND_ASSIGN(const auto second, database->Acquire());
  for (const PooledConnection* connection : {&first, &second}) {
    EXPECT_EQ(One(**connection, "PRAGMA journal_mode"), "wal");
    EXPECT_EQ(One(**connection, "PRAGMA synchronous"), "2");
    EXPECT_EQ(One(**connection, "PRAGMA foreign_keys"), "1");
  }
}

TEST_F(SqliteDatabaseTest, MakesTheParentFolders) {
  file_ = folder_ / "a/b/c.db";
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  EXPECT_TRUE(std::filesystem::exists(file_));
  EXPECT_EQ(database->Describe(), "sqlite:" + file_.string());
}

TEST_F(SqliteDatabaseTest, AFileThatIsNotADatabaseIsRefusedAndLeftAsItIs) {
  const std::string letter(5000, 'x');
  folder_.Write("telar.db", letter);
  EXPECT_THAT(Open(),
              StatusIs(Code::kContractBroken,
                       ::testing::AllOf(HasSubstr("telar.db"), HasSubstr("not a database"))));
  EXPECT_EQ(telar::testing::ReadFile(file_), letter);
}

TEST_F(SqliteDatabaseTest, WhatCannotBeADatabaseFileIsAWrongSetting) {
  file_ = folder_.path();
  EXPECT_THAT(Open(), StatusIs(Code::kInvalidConfig));
  file_ = ":memory:";
  EXPECT_THAT(Open(), StatusIs(Code::kInvalidConfig));
  file_ = "";
  EXPECT_THAT(Open(), StatusIs(Code::kInvalidConfig));
}

TEST_F(SqliteDatabaseTest, AFileWithoutRightsIsRefused) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write everything";
  ASSERT_OK(Open());
  std::filesystem::permissions(file_, std::filesystem::perms::owner_read);
  EXPECT_THAT(Open(), StatusIs(Code::kPermissionDenied));
}

TEST_F(SqliteDatabaseTest, AWriterThatWaitsTooLongIsToldToTryAgain) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open(std::chrono::milliseconds(10)));
  ASSERT_OK_AND_ASSIGN(const auto first, database->Acquire());
  ASSERT_OK_AND_ASSIGN(const auto second, database->Acquire());
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*first));
  EXPECT_THAT(Transaction::Begin(*second), StatusIs(Code::kUnavailable, HasSubstr("BEGIN")));
  ASSERT_OK(transaction.Commit());
  EXPECT_OK(Transaction::Begin(*second));
}

TEST_F(SqliteDatabaseTest, AFullDiskIsUnavailableAndTheTransactionIsGone) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE t (k INTEGER PRIMARY KEY, x BLOB); PRAGMA max_page_count = 20"));
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
    ASSERT_OK(connection->Execute("INSERT INTO t VALUES (1, NULL)"));
    ASSERT_THAT(
        connection->Execute("INSERT INTO t VALUES (2, ?)", {Blob{std::string(1 << 20, 'x')}}),
        StatusIs(Code::kUnavailable));
  }
  EXPECT_EQ(One(*connection, "SELECT COUNT(*) FROM t"), "0");
  EXPECT_OK(connection->Execute("INSERT INTO t VALUES (3, NULL)"));
}

TEST_F(SqliteDatabaseTest, AfterTheDatabaseRolledBackNothingIsWrittenOutsideTheTransaction) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE t (k INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)"));
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
  ASSERT_THAT(connection->Execute("INSERT OR ROLLBACK INTO t VALUES (1)"),
              StatusIs(Code::kAlreadyExists));
  EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (2)"), StatusIs(Code::kConflict));
  EXPECT_THAT(transaction.Commit(), StatusIs(Code::kConflict));
  EXPECT_EQ(One(*connection, "SELECT COUNT(*) FROM t"), "1");
}

TEST_F(SqliteDatabaseTest, ACommitSurvivesAProcessThatDies) {
  ASSERT_OK(Open());
  const pid_t child = fork();
  if (child == 0) {
    const auto database = Open();
    const auto connection = (*database)->Acquire();
    bool good =
        (*connection)->ExecuteScript("CREATE TABLE t (k INTEGER); INSERT INTO t VALUES (1)").ok();
    const auto transaction = Transaction::Begin(**connection);
    good = good && (*connection)->Execute("INSERT INTO t VALUES (2)").ok();
    _exit(good ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0);
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  EXPECT_EQ(One(*connection, "SELECT group_concat(k) FROM t"), "1");
}

TEST_F(SqliteDatabaseTest, DecimalsBeyondFifteenDigitsAreRefusedWithAHint) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (v DECIMAL(36,18))"));
  const auto insert = [&](std::string_view text) {
    return connection->Execute("INSERT INTO t VALUES (?)", {*Decimal::Parse(text)});
  };
  EXPECT_THAT(insert("1234567890.123456"), StatusIs(Code::kInvalidInput, HasSubstr("PostgreSQL")));
  EXPECT_OK(insert("1234567890.12345"));
  EXPECT_OK(insert("123456789012345000.000"));
  EXPECT_OK(insert("100000000000000000000000000000"));
  EXPECT_EQ(One(*connection, "SELECT COUNT(*) FROM t WHERE typeof(v) IN ('integer', 'real')"), "3");
}

TEST_F(SqliteDatabaseTest, DecimalsThatOtherProgramsWroteAsTextOrRealAreRead) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(
      connection->ExecuteScript("CREATE TABLE t (v DECIMAL(18,4)); INSERT INTO t VALUES "
                                "('250.00'), (0.1), ('1e-3'), (1e20)"));
  std::vector<std::string> read;
  ASSERT_OK(connection->Query("SELECT v FROM t ORDER BY rowid", {}, [&](const Row& row) {
    read.push_back(row.AsDecimal(0)->ToString());
    return Status::Ok();
  }));
  EXPECT_THAT(read, ElementsAre("250", "0.1", "0.001", "100000000000000000000"));
}

TEST_F(SqliteDatabaseTest, MergeQuotesNames) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE \"order\" (\"group\" TEXT PRIMARY KEY, \"a \"\"b\" TEXT)"));
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
  const MergeSpec spec{
      .table = "order", .columns = {"group", "a \"b"}, .key = {"group"}, .keep_on_update = {}};
  ASSERT_OK(connection->Merge(
      spec, std::vector<std::vector<Value>>{{std::string("g"), std::string("x")}}));
  ASSERT_OK_AND_ASSIGN(const auto counts,
                       connection->Merge(spec, std::vector<std::vector<Value>>{
                                                   {std::string("g"), std::string("y")}}));
  EXPECT_EQ(counts.updated, 1);
  ASSERT_OK(transaction.Commit());
  EXPECT_EQ(One(*connection, "SELECT \"a \"\"b\" FROM \"order\""), "y");
}

}  // namespace
}  // namespace telar::db
