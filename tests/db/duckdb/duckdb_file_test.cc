#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <functional>
#include <thread>
#include <utility>
#include <vector>

#include "db/duckdb/duckdb_database.h"
#include "db/migrations.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

// What DuckDB does beyond the contract of every database (duckdb_database_test.cc).
namespace telar::db {
namespace {

using telar::testing::StatusIs;
using telar::testing::TempFolder;
using ::testing::HasSubstr;
using ::testing::Not;

class DuckdbFile : public ::testing::Test {
 protected:
  Result<std::unique_ptr<Database>> Open(
      std::chrono::milliseconds busy_timeout = std::chrono::seconds(30), int memory_mb = 256) {
    return duckdb::Open({.file = file_, .busy_timeout = busy_timeout, .memory_mb = memory_mb});
  }
  static std::string One(Connection& connection, std::string_view sql) {
    std::string text;
    EXPECT_OK(connection.Query(sql, {}, [&](const Row& row) {
      text = row.TextOrEmpty(0);
      return Status::Ok();
    }));
    return text;
  }
  /// Runs `work` in another process, which ends at once afterwards, without closing anything.
  static void InAnotherProcess(const std::function<bool()>& work) {
    const pid_t child = fork();
    if (child == 0) _exit(work() ? 0 : 1);
    int status = -1;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_EQ(status, 0);
  }
  TempFolder folder_;
  std::filesystem::path file_ = folder_ / "telar.duckdb";
};

TEST_F(DuckdbFile, ASecondProcessIsRefusedAndToldByWhom) {
  std::array<int, 2> opened{}, done{};
  ASSERT_EQ(pipe(opened.data()), 0);
  ASSERT_EQ(pipe(done.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    const auto database = Open();
    char byte = database.ok() ? 'y' : 'n';
    if (write(opened[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1) _exit(1);
    _exit(0);
  }
  char byte = 0;
  ASSERT_EQ(read(opened[0], &byte, 1), 1);
  ASSERT_EQ(byte, 'y');
  const auto second = Open();
  EXPECT_THAT(second,
              StatusIs(Code::kUnavailable, ::testing::AllOf(HasSubstr("telar.duckdb"),
                                                            HasSubstr(std::to_string(child)))));
  EXPECT_THAT(second.status().hint(), HasSubstr("one process at a time"));
  ASSERT_EQ(write(done[1], &byte, 1), 1);
  waitpid(child, nullptr, 0);
  EXPECT_OK(Open());
  for (const int end : {opened[0], opened[1], done[0], done[1]}) close(end);
}

TEST_F(DuckdbFile, AFileHasItsNameOnlyWhenItIsWhole) {
  // Three blocks of 4 KiB: less is what a maker leaves that is killed.
  constexpr std::uintmax_t kWhole = 3 * 4096;
  for (int i = 0; i < 20; ++i) {
    file_ = folder_ / ("new" + std::to_string(i) + ".duckdb");
    std::atomic<bool> opened{false};
    std::uintmax_t first = 0;
    std::thread watcher([&] {
      std::error_code error;
      for (bool last = false; !last;) {
        last = opened;
        const auto size = std::filesystem::file_size(file_, error);
        if (error) continue;
        first = size;
        return;
      }
    });
    EXPECT_OK(Open());
    opened = true;
    watcher.join();
    EXPECT_GE(first, kWhole);
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    EXPECT_EQ(entry.path().extension(), ".duckdb");
  }
}

TEST_F(DuckdbFile, SeveralProcessesMayMakeTheSameFile) {
  for (int i = 0; i < 5; ++i) {
    file_ = folder_ / ("same" + std::to_string(i) + ".duckdb");
    std::vector<pid_t> children;
    for (int child = 0; child < 4; ++child) {
      children.push_back(fork());
      if (children.back() != 0) continue;
      // Only one at a time has it open; the others wait for their turn.
      for (int tries = 0; tries < 1000; ++tries) {
        const auto database = Open();
        if (!database.ok() && database.status().code() != Code::kUnavailable) _exit(2);
        if (!database.ok()) {
          std::this_thread::sleep_for(std::chrono::milliseconds(5));
          continue;
        }
        const auto connection = (*database)->Acquire();
        if (!connection.ok()) _exit(3);
        const bool written =
            (*connection)
                ->ExecuteScript("CREATE TABLE t" + std::to_string(child) + " (a int)")
                .ok();
        _exit(written ? 0 : 4);
      }
      _exit(5);
    }
    for (const pid_t child : children) {
      int status = -1;
      ASSERT_EQ(waitpid(child, &status, 0), child);
      EXPECT_EQ(status, 0);
    }
    ASSERT_OK_AND_ASSIGN(const auto database, Open());
    ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
    EXPECT_EQ(One(*connection, "SELECT count(*) FROM duckdb_tables()"), "4");
  }
}

TEST_F(DuckdbFile, ACommitSurvivesAProcessThatDies) {
  InAnotherProcess([&] {
    static const auto database = Open();  // closed by nobody, as in a process that is killed
    static const auto connection = (*database)->Acquire();
    bool good =
        (*connection)->ExecuteScript("CREATE TABLE t (k INTEGER); INSERT INTO t VALUES (1)").ok();
    static const auto transaction = Transaction::Begin(**connection);
    return good && (*connection)->Execute("INSERT INTO t VALUES (2)").ok();
  });
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  EXPECT_EQ(One(*connection, "SELECT string_agg(k, ',') FROM t"), "1");
}

TEST_F(DuckdbFile, AProcessThatDiesAfterMakingNumberedTablesLeavesAFileThatOpens) {
  InAnotherProcess([&] {
    static const auto database = Open();  // closed by nobody, as in a process that is killed
    if (!database.ok()) return false;
    static const auto connection = (*database)->Acquire();
    const auto sql =
        ExpandTypes("CREATE TABLE t (id {serial_primary_key}, v INTEGER)", (*database)->dialect());
    return connection.ok() && sql.ok() && (*connection)->Execute(*sql).ok() &&
           (*connection)->Execute("ALTER TABLE t ADD COLUMN w INTEGER").ok() &&
           (*connection)->Execute("INSERT INTO t (v) VALUES (7)").ok();
  });
  ASSERT_TRUE(std::filesystem::exists(file_.string() + ".wal"));
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  EXPECT_EQ(One(*connection, "SELECT v FROM t"), "7");
  ASSERT_OK(connection->Execute("INSERT INTO t (v) VALUES (8)"));
  EXPECT_EQ(One(*connection, "SELECT COUNT(DISTINCT id) FROM t"), "2");
}

TEST_F(DuckdbFile, AFileThatIsNotADatabaseIsRefusedAndLeftAsItIs) {
  for (const std::string& letter :
       {std::string(5000, 'x'), "SQLite format 3" + std::string(5000, '\0')}) {
    folder_.Write("telar.duckdb", letter);
    EXPECT_THAT(Open(), StatusIs(Code::kContractBroken, HasSubstr("telar.duckdb")));
    EXPECT_EQ(telar::testing::ReadFile(file_), letter);
  }
}

TEST_F(DuckdbFile, WhatCannotBeADatabaseFileIsAWrongSetting) {
  file_ = folder_.path();
  EXPECT_THAT(Open(), StatusIs(Code::kInvalidConfig));
  file_ = ":memory:";
  EXPECT_THAT(Open(), StatusIs(Code::kInvalidConfig));
  file_ = "";
  EXPECT_THAT(Open(), StatusIs(Code::kInvalidConfig));
}

TEST_F(DuckdbFile, MakesTheParentFolders) {
  file_ = folder_ / "a/b/c.duckdb";
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  EXPECT_TRUE(std::filesystem::exists(file_));
  EXPECT_EQ(database->Describe(), "duckdb:" + file_.string());
}

TEST_F(DuckdbFile, NothingIsLoadedFromTheNetwork) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  for (const std::string setting : {"autoinstall_known_extensions", "autoload_known_extensions"}) {
    EXPECT_EQ(One(*connection, "SELECT current_setting('" + setting + "')"), "0");
  }
}

TEST_F(DuckdbFile, DecimalsAreExactToThirtySixDigits) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(
      connection->ExecuteScript("CREATE TABLE t (k INTEGER PRIMARY KEY, v DECIMAL(36,18)); CREATE "
                                "TABLE w (v DECIMAL(36,0))"));
  const std::vector<std::string> numbers = {
      "123456789012345678.901234567890123456", "-999999999999999999.999999999999999999",
      "0.000000000000000001", "100000000000000000.000000000000000000"};
  std::vector<std::vector<Value>> rows;
  for (const auto& number : numbers) {
    rows.push_back({static_cast<std::int64_t>(rows.size()), *Decimal::Parse(number)});
  }
  for (const auto& row : rows) ASSERT_OK(connection->Execute("INSERT INTO t VALUES (?, ?)", row));
  const MergeSpec spec{.table = "t", .columns = {"k", "v"}, .key = {"k"}, .keep_on_update = {}};
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
  ASSERT_OK_AND_ASSIGN(const auto counts, connection->Merge(spec, rows));
  EXPECT_EQ(counts.unchanged, 4);
  ASSERT_OK(transaction.Commit());
  std::vector<std::string> read;
  ASSERT_OK(connection->Query("SELECT v FROM t ORDER BY k", {}, [&](const Row& row) {
    read.push_back(row.AsDecimal(0)->ToString());
    return Status::Ok();
  }));
  EXPECT_EQ(read, numbers);
  const Decimal longest = *Decimal::Parse("999999999999999999999999999999999999");
  ASSERT_OK(connection->Execute("INSERT INTO w VALUES (?)", {longest}));
  EXPECT_EQ(One(*connection, "SELECT v FROM w"), longest.ToString());
  EXPECT_EQ(
      One(*connection, "SELECT COUNT(*) FROM t WHERE v > 123456789012345678.9012345678901234"),
      "1");
}

TEST_F(DuckdbFile, ANumberTooLargeForItsColumnIsRefusedWithoutNamingIt) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (k INTEGER PRIMARY KEY, v DECIMAL(6,2))"));
  const std::vector<Value> row = {std::int64_t{1}, *Decimal::Parse("47114.5")};
  EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (?, ?)", row),
              StatusIs(Code::kInvalidInput, Not(HasSubstr("47114"))));
  const MergeSpec spec{.table = "t", .columns = {"k", "v"}, .key = {"k"}, .keep_on_update = {}};
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
  EXPECT_THAT(connection->Merge(spec, std::vector<std::vector<Value>>{row}),
              StatusIs(Code::kInvalidInput, Not(HasSubstr("47114"))));
}

TEST_F(DuckdbFile, MergingRoundsAsInsertingDoes) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (k INTEGER PRIMARY KEY, v DECIMAL(9,2))"));
  std::vector<std::vector<Value>> rows;
  for (const std::string number : {"0.125", "-0.125", "0.135", "1.004999", "-1.005"}) {
    rows.push_back({static_cast<std::int64_t>(rows.size()), *Decimal::Parse(number)});
    ASSERT_OK(connection->Execute("INSERT INTO t VALUES (?, ?)", rows.back()));
  }
  const MergeSpec spec{.table = "t", .columns = {"k", "v"}, .key = {"k"}, .keep_on_update = {}};
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
  ASSERT_OK_AND_ASSIGN(const auto counts, connection->Merge(spec, rows));
  EXPECT_EQ(counts.unchanged, 5);
}

TEST_F(DuckdbFile, AMergeTakesTextForAnotherTypeAsAnInsertDoes) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (k INTEGER PRIMARY KEY, v DECIMAL(9,2))"));
  const MergeSpec spec{.table = "t", .columns = {"k", "v"}, .key = {"k"}, .keep_on_update = {}};
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
  std::vector<std::vector<Value>> rows;
  for (std::int64_t k = 0; k < 2100; ++k) rows.push_back({k, Decimal(k)});
  rows.push_back({std::int64_t{2100}, std::string("2.50")});
  ASSERT_OK_AND_ASSIGN(const auto counts, connection->Merge(spec, rows));
  EXPECT_EQ(counts.inserted, 2101);
  EXPECT_EQ(One(*connection, "SELECT v FROM t WHERE k = 2100"), "2.50");
}

TEST_F(DuckdbFile, WithinATransactionKeysMayComeAndGoInAnyOrder) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, k VARCHAR, state VARCHAR, note VARCHAR);"
      "CREATE UNIQUE INDEX t_k ON t (k); CREATE INDEX t_state ON t (state);"
      "INSERT INTO t VALUES (1, 'a', 'new', ''), (2, 'b', 'new', '')"));
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
  for (const std::string_view sql :
       {"UPDATE t SET state = 'run' WHERE id = 1", "UPDATE t SET state = 'done' WHERE id = 1",
        "UPDATE t SET note = 'x' WHERE id = 1", "DELETE FROM t WHERE id = 1",
        "INSERT INTO t VALUES (1, 'a', 'new', '')", "DELETE FROM t WHERE id = 1",
        "INSERT INTO t VALUES (1, 'a', 'again', '')", "UPDATE t SET k = 'c' WHERE id = 2",
        "INSERT INTO t VALUES (3, 'b', 'new', '')"}) {
    ASSERT_OK(connection->Execute(sql)) << sql;
  }
  ASSERT_OK(transaction.Commit());
  EXPECT_EQ(One(*connection, "SELECT string_agg(id || k || state, ' ' ORDER BY id) FROM t"),
            "1aagain 2cnew 3bnew");
}

TEST_F(DuckdbFile, AKeyThatALongReadStillSeesIsAConflictUntilTheReadIsOver) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open(std::chrono::milliseconds(50)));
  ASSERT_OK_AND_ASSIGN(const auto reader, database->Acquire());
  ASSERT_OK_AND_ASSIGN(const auto writer, database->Acquire());
  ASSERT_OK(reader->ExecuteScript(
      "CREATE TABLE t (k INTEGER PRIMARY KEY); INSERT INTO t SELECT range FROM range(300000)"));
  bool first = true;
  ASSERT_OK(reader->Query("SELECT k FROM t", {}, [&](const Row&) {
    if (!std::exchange(first, false)) return Status::Ok();
    EXPECT_OK(writer->Execute("DELETE FROM t WHERE k = 7"));
    EXPECT_THAT(writer->Execute("INSERT INTO t VALUES (7)"), StatusIs(Code::kConflict));
    return Status::Ok();
  }));
  EXPECT_OK(writer->Execute("INSERT INTO t VALUES (7)"));
  EXPECT_THAT(writer->Execute("INSERT INTO t VALUES (7)"), StatusIs(Code::kAlreadyExists));
}

TEST_F(DuckdbFile, AShortResultIsInNobodysWay) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open(std::chrono::milliseconds(50)));
  ASSERT_OK_AND_ASSIGN(const auto reader, database->Acquire());
  ASSERT_OK_AND_ASSIGN(const auto writer, database->Acquire());
  ASSERT_OK(reader->ExecuteScript(
      "CREATE TABLE t (k INTEGER PRIMARY KEY); INSERT INTO t SELECT range FROM range(5000)"));
  ASSERT_OK(reader->Query("SELECT k FROM t WHERE k < 3", {}, [&](const Row& row) {
    EXPECT_OK(writer->Execute("DELETE FROM t WHERE k = ?", {row.Get(0)}));
    EXPECT_OK(writer->Execute("INSERT INTO t VALUES (?)", {row.Get(0)}));
    return Status::Ok();
  }));
}

TEST_F(DuckdbFile, ALongResultGoesOnAfterItsCallbackUsedTheConnection) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  std::int64_t sum = 0, nested = 0;
  ASSERT_OK(connection->Query("SELECT range FROM range(200000)", {}, [&](const Row& row) {
    sum += *row.AsInt(0);
    if (*row.AsInt(0) % 50000 != 7) return Status::Ok();
    return connection->Query("SELECT 1", {}, [&](const Row&) {
      ++nested;
      return Status::Ok();
    });
  }));
  EXPECT_EQ(nested, 4);
  EXPECT_EQ(sum, std::int64_t{200000} * 199999 / 2);
}

TEST_F(DuckdbFile, AfterAFailureATransactionCanOnlyBeRolledBack) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (k INTEGER PRIMARY KEY)"));
  {
    ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
    ASSERT_OK(connection->Execute("INSERT INTO t VALUES (1)"));
    ASSERT_THAT(connection->Execute("INSERT INTO t VALUES (1)"), StatusIs(Code::kAlreadyExists));
    EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (2)"), StatusIs(Code::kConflict));
    EXPECT_THAT(transaction.Commit(), StatusIs(Code::kConflict));
  }
  EXPECT_EQ(One(*connection, "SELECT COUNT(*) FROM t"), "0");
  EXPECT_OK(connection->Execute("INSERT INTO t VALUES (1)"));
}

TEST_F(DuckdbFile, SurrogateKeysNeverComeBack) {
  std::int64_t last = 0;
  const auto insert = [&](Connection& connection) {
    EXPECT_OK(
        connection.Query("INSERT INTO t (v) VALUES ('x') RETURNING id", {}, [&](const Row& row) {
          EXPECT_GT(*row.AsInt(0), last);
          last = *row.AsInt(0);
          return Status::Ok();
        }));
  };
  for (int opened = 0; opened < 3; ++opened) {
    ASSERT_OK_AND_ASSIGN(const auto database, Open());
    ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
    if (opened == 0) {
      ASSERT_OK_AND_ASSIGN(const auto sql,
                           ExpandTypes("CREATE TABLE t (id {serial_primary_key}, v {text});"
                                       "CREATE TABLE u (id {serial_primary_key})",
                                       database->dialect()));
      ASSERT_OK(connection->ExecuteScript(sql));
    }
    insert(*connection);
    insert(*connection);
    ASSERT_OK(connection->Execute("DELETE FROM t"));
  }
}

TEST_F(DuckdbFile, AnotherWriterIsToldToTryAgain) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open(std::chrono::milliseconds(10)));
  ASSERT_OK_AND_ASSIGN(const auto first, database->Acquire());
  ASSERT_OK_AND_ASSIGN(const auto second, database->Acquire());
  ASSERT_OK(first->ExecuteScript("CREATE TABLE t (k INTEGER)"));
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*first));
  EXPECT_THAT(Transaction::Begin(*second), StatusIs(Code::kUnavailable));
  EXPECT_THAT(second->Execute("INSERT INTO t VALUES (1)"), StatusIs(Code::kUnavailable));
  EXPECT_EQ(One(*second, "SELECT COUNT(*) FROM t"), "0");
  ASSERT_OK(transaction.Commit());
  EXPECT_OK(Transaction::Begin(*second));
}

TEST_F(DuckdbFile, AColumnThatCannotBeReadIsNamed) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open());
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  const auto nothing = [](const Row&) { return Status::Ok(); };
  EXPECT_THAT(connection->Query("SELECT [1, 2] AS pair", {}, nothing),
              StatusIs(Code::kInternal, HasSubstr("pair")));
  EXPECT_EQ(One(*connection, "SELECT CAST([1, 2] AS VARCHAR)"), "[1, 2]");
}

TEST_F(DuckdbFile, AMillionRowsAreMergedInBoundedMemory) {
  ASSERT_OK_AND_ASSIGN(const auto database, Open(std::chrono::seconds(30), 192));
  ASSERT_OK_AND_ASSIGN(const auto connection, database->Acquire());
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE t (k BIGINT PRIMARY KEY, amount DECIMAL(18,4), note VARCHAR)"));
  const MergeSpec spec{
      .table = "t", .columns = {"k", "amount", "note"}, .key = {"k"}, .keep_on_update = {}};
  constexpr std::int64_t kBatch = 100'000, kBatches = 10;
  MergeCounts all;
  for (int pass = 0; pass < 2; ++pass) {
    for (std::int64_t batch = 0; batch < kBatches; ++batch) {
      std::vector<std::vector<Value>> rows;
      for (std::int64_t k = batch * kBatch; k < (batch + 1) * kBatch; ++k) {
        rows.push_back({k, Decimal::FromUnits(k * 7, 4),
                        "a note of some length, number " + std::to_string(k)});
      }
      ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
      ASSERT_OK_AND_ASSIGN(const auto counts, connection->Merge(spec, rows));
      ASSERT_OK(transaction.Commit());
      all.inserted += counts.inserted;
      all.unchanged += counts.unchanged;
    }
  }
  EXPECT_EQ(all.inserted, kBatch * kBatches);
  EXPECT_EQ(all.unchanged, kBatch * kBatches);
}

}  // namespace
}  // namespace telar::db
