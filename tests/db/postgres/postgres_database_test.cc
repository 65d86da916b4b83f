#include "db/postgres/postgres_database.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "core/text.h"
#include "db/postgres/replica.h"
#include "db/server_clock.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_database.h"
#include "tests/support/postgres_place.h"
#include "tests/support/sanitized.h"

namespace telar::db::postgres {
namespace {

using telar::testing::IsOkAndHolds;
using telar::testing::PostgresServer;
using telar::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::chrono_literals;

class PostgresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresServer::Installed()) GTEST_SKIP() << "no PostgreSQL server is installed";
    schema_ = std::make_unique<telar::testing::PostgresSchema>();
    options_ = schema_->options();
    database_ = OpenWith(options_);
  }
  static std::unique_ptr<Database> OpenWith(const Options& options) {
    auto database = Open(options);
    EXPECT_OK(database);
    return *std::move(database);
  }
  PooledConnection Connect() { return *database_->Acquire(); }
  static std::vector<std::string> Texts(Connection& connection, std::string_view sql,
                                        std::initializer_list<Value> values = {}) {
    std::vector<std::string> texts;
    EXPECT_OK(connection.Query(sql, values, [&](const Row& row) {
      for (int i = 0; i < row.size(); ++i) {
        texts.push_back(row.IsNull(i) ? "NULL" : row.TextOrEmpty(i));
      }
      return Status::Ok();
    }));
    return texts;
  }

  std::unique_ptr<telar::testing::PostgresSchema> schema_;
  Options options_;
  std::unique_ptr<Database> database_;
};

TEST_F(PostgresTest, SessionsAreSetUpAlike) {
  options_.application_name = "loom";
  const auto other = OpenWith(options_);
  EXPECT_THAT(Texts(**other->Acquire(),
                    "SELECT current_setting('TimeZone'), current_setting('client_encoding'), "
                    "current_setting('application_name'), current_setting('lock_timeout')"),
              ElementsAre("UTC", "UTF8", "loom", "1min"));
  EXPECT_EQ(other->Describe(), "postgresql://weaver@127.0.0.1:" + std::to_string(options_.port) +
                                   "/" + options_.database);
}

TEST_F(PostgresTest, WhatKeepsItFromOpeningIsToldApartAndNoMessageHoldsThePassword) {
  const auto refused = [&](auto change) {
    Options wrong = options_;
    change(wrong);
    return Open(wrong);
  };
  const auto quiet = Not(HasSubstr("hush"));
  EXPECT_THAT(refused([](Options& o) { o.password = Secret("hush-wrong"); }),
              StatusIs(Code::kPermissionDenied, quiet));
  EXPECT_THAT(refused([](Options& o) { o.password = Secret(); }),
              StatusIs(Code::kPermissionDenied));
  EXPECT_THAT(refused([](Options& o) { o.user = "nobody_here"; }),
              StatusIs(Code::kPermissionDenied, quiet));
  EXPECT_THAT(refused([](Options& o) { o.database = "nowhere"; }),
              StatusIs(Code::kInvalidConfig, AllOf(HasSubstr("nowhere"), quiet)));
  EXPECT_THAT(refused([](Options& o) { o.port = 1; }), StatusIs(Code::kUnavailable, quiet));
  EXPECT_THAT(refused([](Options& o) { o.parameters["ssl_mode"] = "require"; }),
              StatusIs(Code::kInvalidConfig, HasSubstr("Did you mean 'sslmode'?")));
  EXPECT_THAT(refused([](Options& o) { o.parameters["password"] = "hush"; }),
              StatusIs(Code::kInvalidConfig, quiet));
  EXPECT_THAT(refused([](Options& o) { o.host = ""; }), StatusIs(Code::kInvalidConfig));
}

TEST_F(PostgresTest, ARequiredTlsThatTheServerHasNotIsRefused) {
  options_.parameters["sslmode"] = "require";
  EXPECT_THAT(Open(options_), StatusIs(Code::kInvalidConfig, HasSubstr("sslmode")));
  options_.parameters["sslmode"] = "verify-full";
  options_.parameters["sslrootcert"] = "/nowhere/root.crt";
  EXPECT_THAT(Open(options_), StatusIs(Code::kInvalidConfig));
}

TEST_F(PostgresTest, MessagesHoldNoValue) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE t (k TEXT UNIQUE, n INTEGER CHECK (n < 10), v VARCHAR(3), j JSONB)"));
  ASSERT_OK(connection->Execute("INSERT INTO t (k) VALUES (?)", {std::string("hush")}));
  const auto quiet = Not(::testing::AnyOf(HasSubstr("hush"), HasSubstr("4711")));
  EXPECT_THAT(connection->Execute("INSERT INTO t (k) VALUES (?)", {std::string("hush")}),
              StatusIs(Code::kAlreadyExists, quiet));
  EXPECT_THAT(connection->Execute("INSERT INTO t (n) VALUES (?)", {std::string("hush")}),
              StatusIs(Code::kInvalidInput, quiet));
  EXPECT_THAT(connection->Execute("INSERT INTO t (n) VALUES (?)", {std::int64_t{4711}}),
              StatusIs(Code::kContractBroken, quiet));
  EXPECT_THAT(connection->Execute("INSERT INTO t (v) VALUES (?)", {std::string("hush")}),
              StatusIs(Code::kInvalidInput, quiet));
  EXPECT_THAT(connection->Execute("INSERT INTO t (j) VALUES (?)", {std::string("{hush")}),
              StatusIs(Code::kInvalidInput, quiet));
}

TEST_F(PostgresTest, NumericsKeepTheirExtremes) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (k BIGINT PRIMARY KEY, v NUMERIC)"));
  std::vector<std::vector<Value>> rows;
  std::vector<std::string> texts;
  for (const std::string_view text :
       {"0", "0.000", "-1", "1.0", "10000", "9999", "0.0001", "-0.00009999", "123456789.98765",
        "9223372036854775807", "-9223372036854775808", "-922337203685477580.8",
        "999999999999999999999999999999999999", "-999999999999999999.999999999999999999",
        "0.000000000000000001", "100000000000000000000000000000000000", "0.100000000000000000",
        "12345678901234567890.12345"}) {
    rows.push_back({static_cast<std::int64_t>(rows.size()), *Decimal::Parse(text)});
    texts.emplace_back(text);
  }
  for (const bool merged : {true, false}) {
    ASSERT_OK(connection->Execute("DELETE FROM t"));
    if (merged) {
      auto transaction = *Transaction::Begin(*connection);
      ASSERT_OK(connection->Merge({"t", {"k", "v"}, {"k"}, {}}, rows));
      ASSERT_OK(transaction.Commit());
    } else {
      for (const auto& row : rows) {
        ASSERT_OK(connection->Execute("INSERT INTO t VALUES (?, ?)", std::span(row)));
      }
    }
    EXPECT_EQ(Texts(*connection, "SELECT v FROM t ORDER BY k"), texts);
    EXPECT_EQ(Texts(*connection, "SELECT v::text FROM t ORDER BY k"), texts);
  }
}

TEST_F(PostgresTest, CopyTakesEveryTypeAsTheServerWouldTakeItsText) {
  const auto connection = Connect();
  const std::string columns =
      "k BIGINT PRIMARY KEY, b BOOLEAN, i2 SMALLINT, i4 INTEGER, f4 REAL, f8 DOUBLE PRECISION, n "
      "NUMERIC(12,3), t TEXT, v VARCHAR(40), c CHAR(40), x BYTEA, d DATE, ts TIMESTAMP, tz "
      "TIMESTAMPTZ, j JSON, jb JSONB";
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE copied (" + columns +
                                      "); CREATE TABLE typed (" + columns + ")"));
  const Instant instant = *ParseInstant("1969-12-31T23:59:59.999999Z");
  const std::vector<std::vector<Value>> rows{
      {std::int64_t{1}, true, std::int64_t{-32768}, std::int64_t{2147483647}, 0.1, -1.0 / 3.0,
       *Decimal::Parse("-12345.6789"), std::string("Señal 🧵"), std::string(), std::string("c"),
       Blob{std::string("\0\xff'", 3)}, Date(1900y / 12 / 31),
       std::string("2026-01-02 09:30:00.000001"), instant, std::string("{\"a\" : 1.0}"),
       std::string("[1, 2.50]")},
      {std::int64_t{2}, false, std::int64_t{0}, *Decimal::Parse("7.00"), std::int64_t{3},
       std::string("1e300"), std::string("1.5"), std::string("\\N"), std::string("\t\n\\"),
       std::string("'"), Blob{}, std::string("2024-02-29"), std::string("0001-01-01 00:00:00"),
       std::string("9999-12-31T23:59:59Z"), std::string("null"), std::string("\"x\"")},
      {std::int64_t{3}, Null(), Null(), Null(), Null(), Null(), Null(), Null(), Null(), Null(),
       Null(), Null(), Null(), Null(), Null(), Null()}};
  MergeSpec spec{.table = "copied", .columns = {}, .key = {"k"}, .keep_on_update = {}};
  std::string marks = "?";
  ASSERT_OK_AND_ASSIGN(const auto copied, connection->Columns("copied"));
  for (const auto& column : copied) spec.columns.push_back(column.name);
  for (std::size_t i = 1; i < spec.columns.size(); ++i) marks += ", ?";
  // JSON has no equality; it is only set on insert.
  spec.keep_on_update = {"j"};
  for (const auto& row : rows) {
    ASSERT_OK(connection->Execute("INSERT INTO typed VALUES (" + marks + ")", std::span(row)));
  }
  auto transaction = *Transaction::Begin(*connection);
  ASSERT_OK(connection->Merge(spec, rows));
  ASSERT_OK_AND_ASSIGN(const auto again, connection->Merge(spec, rows));
  EXPECT_EQ(again.unchanged, 3);
  ASSERT_OK(transaction.Commit());
  EXPECT_EQ(Texts(*connection, "SELECT copied::text FROM copied ORDER BY k"),
            Texts(*connection, "SELECT typed::text FROM typed ORDER BY k"));
}

TEST_F(PostgresTest, TypesWithoutABinaryFormAreMergedAsText) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (k UUID PRIMARY KEY, a INTEGER[])"));
  auto transaction = *Transaction::Begin(*connection);
  const MergeSpec spec{"t", {"k", "a"}, {"k"}, {}};
  const std::vector<std::vector<Value>> rows{
      {std::string("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), std::string("{1,2}")}};
  ASSERT_OK(connection->Merge(spec, rows));
  ASSERT_OK_AND_ASSIGN(const auto again, connection->Merge(spec, rows));
  EXPECT_EQ(again.unchanged, 1);
  EXPECT_THAT(Texts(*connection, "SELECT a FROM t"), ElementsAre("{1,2}"));
}

TEST_F(PostgresTest, AValueThatDoesNotFitItsColumnIsRefusedByName) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (k INTEGER PRIMARY KEY, v NUMERIC(4,2))"));
  const MergeSpec spec{"t", {"k", "v"}, {"k"}, {}};
  const auto merge = [&](Value k, Value v) {
    const auto transaction = *Transaction::Begin(*connection);
    return connection->Merge(spec, std::vector<std::vector<Value>>{{std::move(k), std::move(v)}});
  };
  EXPECT_THAT(merge(std::int64_t{1} << 40, Decimal(1)),
              StatusIs(Code::kInvalidInput, HasSubstr("column k")));
  EXPECT_THAT(merge(std::int64_t{1}, std::string("hush")),
              StatusIs(Code::kInvalidInput, AllOf(HasSubstr("column v"), Not(HasSubstr("hush")))));
  EXPECT_THAT(merge(std::int64_t{1}, Decimal(100)), StatusIs(Code::kInvalidInput));
  EXPECT_OK(merge(std::int64_t{1}, Decimal(99)));
}

TEST_F(PostgresTest, MergingTheSameNewKeyAtTheSameMomentIsAConflict) {
  const auto one = Connect(), other = Connect();
  ASSERT_OK(one->ExecuteScript("CREATE TABLE t (k INTEGER PRIMARY KEY, v INTEGER)"));
  const MergeSpec spec{"t", {"k", "v"}, {"k"}, {}};
  const std::vector<std::vector<Value>> rows{{std::int64_t{1}, std::int64_t{1}}};
  auto first = *Transaction::Begin(*one);
  const auto second = *Transaction::Begin(*other);
  ASSERT_THAT(Texts(*other, "SELECT k FROM t"), ElementsAre());
  ASSERT_OK(one->Merge(spec, rows));
  ASSERT_OK(first.Commit());
  EXPECT_THAT(other->Merge(spec, rows), StatusIs(Code::kConflict));
}

TEST_F(PostgresTest, MergingAFewRowsIntoALargeTableUsesItsIndex) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE t (shop INTEGER, sold BIGINT, v TEXT, PRIMARY KEY (shop, sold)) WITH "
      "(fillfactor "
      "= 10); INSERT INTO t SELECT n % 20, n, 'some text' FROM generate_series(1, 100000) AS n; "
      "ANALYZE t"));
  std::vector<std::vector<Value>> rows;
  for (std::int64_t n = 1; n <= 500; ++n) rows.push_back({n % 20, n, std::string("new")});
  auto transaction = *Transaction::Begin(*connection);
  // The server hands counts on once a second, so those of making the table may still be here.
  const auto scans = [&] {
    return Texts(*connection,
                 "SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relid = 't'::regclass");
  };
  const std::vector<std::string> before = scans();
  ASSERT_THAT(before, ::testing::SizeIs(1));
  ASSERT_OK(connection->Merge({"t", {"shop", "sold", "v"}, {"shop", "sold"}, {}}, rows));
  EXPECT_EQ(scans(), before);
}

TEST_F(PostgresTest, MergingAmongTheFirstKeysReadsNoOthers) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE t (shop INTEGER, sold BIGINT, v TEXT, PRIMARY KEY (shop, sold)); INSERT INTO t "
      "SELECT n / 5000, n, 'some text' FROM generate_series(1, 100000) AS n; ANALYZE t"));
  std::vector<std::vector<Value>> rows;
  for (std::int64_t n = 1; n <= 800; ++n) rows.push_back({std::int64_t{0}, n * 6, "some text"});
  auto transaction = *Transaction::Begin(*connection);
  const auto read = [&] {
    return std::stoi(Texts(*connection,
                           "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables "
                           "WHERE relid = 't'::regclass")[0]);
  };
  const int before = read();
  ASSERT_OK(connection->Merge({"t", {"shop", "sold", "v"}, {"shop", "sold"}, {}}, rows));
  EXPECT_LE(read() - before, 2 * 800);
}

TEST_F(PostgresTest, AListOfKeysIsPlannedByItsValuesHoweverOftenItIsRead) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE t (k BIGINT PRIMARY KEY); INSERT INTO t SELECT * FROM generate_series(1, "
      "10000); ANALYZE t"));
  const std::vector<Value> keys(30, std::int64_t{7});
  const std::string list = Join(std::vector<std::string>(keys.size(), "?"), ", ");
  for (int times = 0; times < 20; ++times) {
    ASSERT_OK(connection->Query("SELECT k FROM t WHERE k IN (" + list + ")", keys,
                                [](const Row&) { return Status::Ok(); }));
  }
  EXPECT_THAT(Texts(*connection,
                    "SELECT SUM(generic_plans) FROM pg_prepared_statements WHERE statement LIKE "
                    "'SELECT k FROM t%'"),
              ElementsAre("0"));
}

long PeakMemoryKiB() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST_F(PostgresTest, AMillionRowsStreamInLittleMemory) {
  const auto connection = Connect();
  const long before = PeakMemoryKiB();
  std::int64_t rows = 0;
  ASSERT_OK(connection->Query("SELECT generate_series(1, 1000000), repeat('x', 100)", {},
                              [&](const Row& row) {
                                rows += row.IsNull(1) ? 0 : 1;
                                return Status::Ok();
                              }));
  EXPECT_EQ(rows, 1'000'000);
  // A sanitizer keeps what was given back.
  EXPECT_TRUE(TELAR_SANITIZED || PeakMemoryKiB() - before < 32 * 1024) << PeakMemoryKiB() - before;
}

TEST_F(PostgresTest, AQueryThatIsStoppedEarlyLeavesTheConnectionUsable) {
  const auto connection = Connect();
  const auto started = std::chrono::steady_clock::now();
  EXPECT_THAT(connection->Query("SELECT generate_series(1, 2000000000)", {},
                                [](const Row&) { return Status::Cancelled("enough"); }),
              StatusIs(Code::kCancelled));
  EXPECT_LT(std::chrono::steady_clock::now() - started, 60s);
  EXPECT_THAT(Texts(*connection, "SELECT 1"), ElementsAre("1"));
}

TEST_F(PostgresTest, ACallbackReadsWritesAndNestsWhileTheOuterRowStays) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (n INTEGER)"));
  std::string seen;
  ASSERT_OK(connection->Query(
      "SELECT n, NULL::text FROM generate_series(1, 3) AS n", {}, [&](const Row& row) -> Status {
        TELAR_RETURN_IF_ERROR(
            connection->Execute("INSERT INTO t VALUES (?)", {row.Get(0)}).status());
        TELAR_RETURN_IF_ERROR(connection->Query("SELECT COUNT(*) FROM t", {}, [&](const Row& in) {
          seen += row.TextOrEmpty(0) + in.TextOrEmpty(0) + " ";
          return Status::Ok();
        }));
        return row.IsNull(1) ? Status::Ok() : Status::Internal("a value came out of nowhere");
      }));
  EXPECT_EQ(seen, "11 22 33 ");
}

TEST_F(PostgresTest, MoreStatementsThanAreKeptStillWork) {
  const auto connection = Connect();
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 200; ++i) {
      ASSERT_THAT(Texts(*connection, "SELECT ? + " + std::to_string(i), {std::int64_t{1}}),
                  ElementsAre(std::to_string(i + 1)));
    }
  }
  const auto kept = Texts(*connection, "SELECT COUNT(*) FROM pg_prepared_statements");
  EXPECT_LE(std::stoi(kept[0]), 129);
}

TEST_F(PostgresTest, AStatementIsParsedAnewWhenItsTableChangedType) {
  const auto connection = Connect(), other = Connect();
  ASSERT_OK(other->ExecuteScript("CREATE TABLE t (v TEXT)"));
  ASSERT_OK(connection->Execute("INSERT INTO t VALUES (?)", {std::string("1")}));
  ASSERT_THAT(Texts(*connection, "SELECT * FROM t"), ElementsAre("1"));
  ASSERT_OK(other->ExecuteScript("ALTER TABLE t ALTER COLUMN v TYPE INTEGER USING v::integer"));
  ASSERT_OK(connection->Execute("INSERT INTO t VALUES (?)", {std::string("2")}));
  EXPECT_THAT(Texts(*connection, "SELECT * FROM t"), ElementsAre("1", "2"));
}

TEST_F(PostgresTest, AFailedTransactionCommitsNothing) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript("CREATE TABLE t (k INTEGER PRIMARY KEY)"));
  auto transaction = *Transaction::Begin(*connection);
  ASSERT_OK(connection->Execute("INSERT INTO t VALUES (1)"));
  ASSERT_THAT(connection->Execute("INSERT INTO t VALUES (1)"), StatusIs(Code::kAlreadyExists));
  EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (2)"), StatusIs(Code::kConflict));
  EXPECT_THAT(transaction.Commit(), StatusIs(Code::kConflict));
  EXPECT_THAT(Texts(*connection, "SELECT k FROM t"), ElementsAre());
}

TEST_F(PostgresTest, StatementsHaveTheirTime) {
  options_.statement_timeout = 50ms;
  options_.lock_timeout = 20ms;
  const auto impatient = OpenWith(options_);
  const auto connection = *impatient->Acquire();
  EXPECT_THAT(connection->Query("SELECT pg_sleep(30)", {}, [](const Row&) { return Status::Ok(); }),
              StatusIs(Code::kDeadlineExceeded));
  const auto holder = Connect();
  ASSERT_OK(holder->ExecuteScript("CREATE TABLE t (k INTEGER)"));
  const auto transaction = *Transaction::Begin(*holder);
  ASSERT_OK(holder->Execute("LOCK TABLE t"));
  EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (1)"), StatusIs(Code::kUnavailable));
}

TEST_F(PostgresTest, PartitionsAreNoTablesAndTheParentHasTheIndexes) {
  const auto connection = Connect();
  ASSERT_OK(connection->ExecuteScript(
      "CREATE TABLE sales (shop VARCHAR(50), at TIMESTAMP, PRIMARY KEY (shop, at)) PARTITION BY "
      "RANGE (at); CREATE TABLE sales_2026 PARTITION OF sales FOR VALUES FROM ('2026-01-01') TO "
      "('2027-01-01'); CREATE INDEX ON sales (at); CREATE INDEX ON sales (lower(shop)); CREATE "
      "INDEX ON sales (at) WHERE shop = 'x'"));
  EXPECT_THAT(connection->Tables(), IsOkAndHolds(ElementsAre("sales")));
  EXPECT_EQ((*connection->Columns("sales"))[0].type, "VARCHAR(50)");
  ASSERT_OK_AND_ASSIGN(const auto indexes, connection->Indexes("sales"));
  ASSERT_EQ(indexes.size(), 3U);
  EXPECT_THAT(indexes[0].columns, ElementsAre("shop", "at"));
  EXPECT_TRUE(indexes[0].unique);
  EXPECT_THAT(indexes[1].columns, ElementsAre("at"));
  EXPECT_THAT(indexes[2].columns, ElementsAre(""));
  auto transaction = *Transaction::Begin(*connection);
  const MergeSpec spec{"sales", {"shop", "at"}, {"shop", "at"}, {}};
  EXPECT_OK(connection->Merge(spec, std::vector<std::vector<Value>>{
                                        {std::string("a"), std::string("2026-05-01 00:00:00")}}));
}

TEST_F(PostgresTest, AReaderMovesToThePrimaryWhenTheReplicaIsAwayOrCancels) {
  const telar::testing::FakeClock clock;
  Status fault;
  // The replica is this server too, behind a wall.
  telar::testing::FaultyDatabase replica_faults(*database_, [&](telar::testing::FaultPoint point) {
    return point == telar::testing::FaultPoint::kBegin ? Status::Ok() : fault;
  });
  class Borrowed final : public Database {
   public:
    explicit Borrowed(Database& real) : real_(real) {}
    std::string Describe() const override { return real_.Describe(); }
    Capabilities capabilities() const override { return real_.capabilities(); }
    const Dialect& dialect() const override { return real_.dialect(); }
    Result<PooledConnection> Acquire() override { return real_.Acquire(); }

   protected:
    void Release(std::unique_ptr<Connection>) override {}

   private:
    Database& real_;
  };
  const auto reader = ReaderOver(*database_, std::make_unique<Borrowed>(replica_faults), clock);
  const auto connection = *reader->Acquire();
  EXPECT_THAT(Texts(*connection, "SELECT 1"), ElementsAre("1"));
  fault = Status::Conflict("canceling statement due to conflict with recovery");
  EXPECT_THAT(Texts(*connection, "SELECT 2"), ElementsAre("2"));
  fault = Status::Unavailable("gone");
  EXPECT_THAT(Texts(*connection, "SELECT 3"), ElementsAre("3"));
  EXPECT_THAT(Texts(**reader->Acquire(), "SELECT 4"), ElementsAre("4"));
  fault = Status::Internal("wrong SQL");
  clock.Sleep(60s, {});
  EXPECT_THAT(reader->Acquire(), StatusIs(Code::kInternal));
  EXPECT_THAT(connection->Execute("DELETE FROM t"), StatusIs(Code::kInternal));
  EXPECT_THAT(Transaction::Begin(*connection), StatusIs(Code::kInternal));
}

TEST_F(PostgresTest, AReplicaThatIsAwayAtTheStartIsAskedAgainLater) {
  const telar::testing::FakeClock clock;
  Options away = options_;
  away.port = 1;
  ASSERT_OK_AND_ASSIGN(const auto reader, OpenReader(*database_, away, clock));
  EXPECT_THAT(Texts(**reader->Acquire(), "SELECT 1"), ElementsAre("1"));
  away.parameters["nonsense"] = "1";
  EXPECT_THAT(OpenReader(*database_, away, clock), StatusIs(Code::kInvalidConfig));
}

TEST_F(PostgresTest, TheClockIsTheServersWhateverTheLocalOneSays) {
  class Behind final : public Clock {
   public:
    Instant Now() const override { return {}; }
    std::chrono::steady_clock::time_point Steady() const override { return system_.Steady(); }
    bool Sleep(Duration duration, std::stop_token stop) const override {
      return system_.Sleep(duration, stop);
    }

   private:
    SystemClock system_;
  } const behind;
  ASSERT_OK_AND_ASSIGN(const auto clock, ServerClock::Open(*database_, behind));
  // Server and test are one machine.
  EXPECT_LT(std::chrono::abs(clock->Now() - SystemClock().Now()), 5s);
}

/// A server of its own, for it is killed.
TEST(PostgresRestart, AnOpenPoolSurvivesARestartOfTheServer) {
  if (!PostgresServer::Installed()) GTEST_SKIP() << "no PostgreSQL server is installed";
  PostgresServer server;
  ASSERT_OK_AND_ASSIGN(const auto database, Open({.host = "127.0.0.1",
                                                  .port = server.port(),
                                                  .user = PostgresServer::user(),
                                                  .password = Secret(PostgresServer::password()),
                                                  .database = PostgresServer::database(),
                                                  .max_connections = 2}));
  {
    const auto one = *database->Acquire(), other = *database->Acquire();
    ASSERT_OK(one->ExecuteScript("CREATE TABLE t (k INTEGER)"));
  }
  server.Stop();
  EXPECT_THAT(database->Acquire(), StatusIs(Code::kUnavailable, HasSubstr("refused")));
  server.Start();
  {
    const auto one = *database->Acquire(), other = *database->Acquire();
    auto transaction = *Transaction::Begin(*one);
    ASSERT_OK(one->Execute("INSERT INTO t VALUES (1)"));
    server.Kill();
    server.Start();
    EXPECT_THAT(one->Execute("INSERT INTO t VALUES (2)"), StatusIs(Code::kUnavailable));
    EXPECT_THAT(transaction.Commit(), StatusIs(Code::kUnavailable));
    EXPECT_THAT(Transaction::Begin(*one), StatusIs(Code::kUnavailable));
    EXPECT_THAT(other->Query("SELECT 1", {}, [](const Row&) { return Status::Ok(); }),
                StatusIs(Code::kUnavailable));
  }
  const auto one = *database->Acquire(), other = *database->Acquire();
  EXPECT_THAT(one->Execute("DELETE FROM t"), IsOkAndHolds(0));
  EXPECT_OK(other->Execute("DELETE FROM t"));
}

}  // namespace
}  // namespace telar::db::postgres
