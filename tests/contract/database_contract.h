#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "core/random.h"
#include "db/migrations.h"
#include "db/schema_check.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

/// What db/database.h promises, for every adapter. An adapter's test includes this file once and
/// instantiates it:
///
///   TELAR_INSTANTIATE_DATABASE_CONTRACT(Sqlite, (DatabaseUnderTest{"sqlite", MakeSqlitePlace}));
namespace telar::db {

using telar::testing::FakeClock;
using telar::testing::IsOk;
using telar::testing::IsOkAndHolds;
using telar::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// Where one test's data lives: a folder, a schema of a server. Gone with the object.
class DatabasePlace {
 public:
  virtual ~DatabasePlace() = default;
  /// Empty at the first call; later calls open the same data as another process would.
  virtual Result<std::unique_ptr<Database>> Open(int max_connections,
                                                 std::chrono::milliseconds acquire_timeout) = 0;
};

struct DatabaseUnderTest {
  std::string name;
  /// Null where what it needs is not installed: the tests are skipped.
  std::function<std::unique_ptr<DatabasePlace>()> make_place;
};

inline void PrintTo(const DatabaseUnderTest& under_test, std::ostream* out) {
  *out << under_test.name;
}

class DatabaseContract : public ::testing::TestWithParam<DatabaseUnderTest> {
 protected:
  void SetUp() override {
    place_ = GetParam().make_place();
    if (place_ == nullptr) GTEST_SKIP() << "no server of " << GetParam().name << " is installed";
    database_ = Open();
    ASSERT_NE(database_, nullptr);
  }

  std::unique_ptr<Database> Open(
      int max_connections = 8,
      std::chrono::milliseconds acquire_timeout = std::chrono::seconds(30)) {
    auto opened = place_->Open(max_connections, acquire_timeout);
    EXPECT_OK(opened);
    return opened.ok() ? *std::move(opened) : nullptr;
  }

  PooledConnection Connect() { return Connect(*database_); }
  static PooledConnection Connect(Database& database) {
    auto connection = database.Acquire();
    EXPECT_OK(connection);
    return *std::move(connection);
  }

  /// Runs a script with type words.
  void Script(std::string_view sql) {
    ASSERT_OK_AND_ASSIGN(const std::string expanded, ExpandTypes(sql, database_->dialect()));
    ASSERT_OK(Connect()->ExecuteScript(expanded));
  }

  /// The first column of every row as text, "NULL" for NULL.
  static std::vector<std::string> Texts(Connection& connection, std::string_view sql,
                                        std::initializer_list<Value> values = {}) {
    std::vector<std::string> texts;
    EXPECT_OK(connection.Query(sql, values, [&](const Row& row) {
      texts.push_back(row.IsNull(0) ? "NULL" : row.TextOrEmpty(0));
      return Status::Ok();
    }));
    return texts;
  }
  std::vector<std::string> Texts(std::string_view sql, std::initializer_list<Value> values = {}) {
    return Texts(*Connect(), sql, values);
  }

  /// What `read` makes of the one value of `sql`.
  template <typename T>
  static Result<T> ReadOne(Connection& connection, std::string_view sql,
                           Result<T> (Row::*read)(int) const) {
    Result<T> value = Status::NotFound("no row");
    const Status done = connection.Query(sql, {}, [&](const Row& row) {
      value = (row.*read)(0);
      return Status::Ok();
    });
    if (!done.ok()) return done;
    return value;
  }

  /// Writes `value` into a column of this type and reads it back.
  template <typename T>
  Result<T> RoundTrip(std::string_view type, const Value& value,
                      Result<T> (Row::*read)(int) const) {
    const PooledConnection connection = Connect();
    TELAR_ASSIGN_OR_RETURN(
        const std::string create,
        ExpandTypes("CREATE TABLE trip (v " + std::string(type) + ")", database_->dialect()));
    TELAR_RETURN_IF_ERROR(connection->ExecuteScript(create));
    auto inserted = connection->Execute("INSERT INTO trip (v) VALUES (?)", {value});
    auto back = inserted.ok() ? ReadOne(*connection, "SELECT v FROM trip", read)
                              : Result<T>(std::move(inserted).status());
    TELAR_RETURN_IF_ERROR(connection->ExecuteScript("DROP TABLE trip"));
    return back;
  }

  /// Runs `work` in a transaction of `connection` until it is not refused for another's sake.
  static Status WriteWithRetry(Connection& connection, const std::function<Status()>& work) {
    Status done;
    for (int attempt = 0; attempt < 200; ++attempt) {
      done = [&]() -> Status {
        TELAR_ASSIGN_OR_RETURN(auto transaction, Transaction::Begin(connection));
        TELAR_RETURN_IF_ERROR(work());
        return transaction.Commit();
      }();
      if (!done.retryable()) return done;
      std::this_thread::yield();
    }
    return done;
  }

  FakeClock clock_;
  std::unique_ptr<DatabasePlace> place_;
  std::unique_ptr<Database> database_;
};

inline Status OkOr(const Result<std::int64_t>& result) { return result.status(); }

// Values.

TEST_P(DatabaseContract, TextComesBackInEveryScript) {
  for (const std::string text : {"", " ", "plain", "Señal ñandú €", "中文发票", "🧵 loom",
                                 "it's \"quoted\"\n\ttab", "%_\\"}) {
    EXPECT_THAT(RoundTrip("{text}", text, &Row::AsText), IsOkAndHolds(text));
    EXPECT_THAT(RoundTrip("{key_text}", text, &Row::AsText), IsOkAndHolds(text));
  }
}

TEST_P(DatabaseContract, TextThatNoDatabaseKeepsIsRefused) {
  EXPECT_THAT(RoundTrip("{text}", std::string("\xff\xfe"), &Row::AsText),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(RoundTrip("{text}", std::string("a\0b", 3), &Row::AsText),
              StatusIs(Code::kInvalidInput));
}

TEST_P(DatabaseContract, IntegersKeepTheirExtremes) {
  for (const std::int64_t number : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1},
                                    std::int64_t{0}, std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_THAT(RoundTrip("{bigint}", number, &Row::AsInt), IsOkAndHolds(number));
  }
}

TEST_P(DatabaseContract, BooleansComeBack) {
  EXPECT_THAT(RoundTrip("{boolean}", true, &Row::AsBool), IsOkAndHolds(true));
  EXPECT_THAT(RoundTrip("{boolean}", false, &Row::AsBool), IsOkAndHolds(false));
}

TEST_P(DatabaseContract, AStatementMeansTheTableThatBearsItsNameNow) {
  const auto connection = Connect();
  // Types change from one table to the next; the tables between them make the catalogue move on.
  for (const std::string_view type : {"INTEGER", "VARCHAR(9)", "DATE", "INTEGER", "VARCHAR(9)"}) {
    for (const int others : {0, 1, 2, 3}) {
      auto transaction = *Transaction::Begin(*connection);
      for (int i = 0; i < others; ++i) {
        const std::string name = "other_" + std::to_string(i);
        ASSERT_OK(connection->Execute("CREATE TEMPORARY TABLE " + name + " (x INTEGER)"));
        ASSERT_OK(connection->Execute("DROP TABLE " + name));
      }
      ASSERT_OK(
          connection->Execute("CREATE TEMPORARY TABLE passing (v " + std::string(type) + ")"));
      const bool date = type == "DATE";
      ASSERT_OK(connection->Execute(date ? "INSERT INTO passing VALUES ('2026-01-02')"
                                         : "INSERT INTO passing VALUES ('12')"));
      std::string found;
      ASSERT_OK(connection->Query("SELECT v FROM passing", {}, [&](const Row& row) {
        found += row.TextOrEmpty(0);
        return Status::Ok();
      }));
      EXPECT_EQ(found, date ? "2026-01-02" : "12") << type << " after " << others;
      ASSERT_OK(connection->Execute("DROP TABLE passing"));
      if (others % 2 == 0) {
        ASSERT_OK(transaction.Commit());
      }
    }
  }
}

TEST_P(DatabaseContract, AStatementMeansTheTableThatAnotherSessionMade) {
  const auto connection = Connect(), other = Connect();
  for (const std::string_view type : {"INTEGER", "VARCHAR(9)", "INTEGER", "VARCHAR(9)"}) {
    ASSERT_OK(other->ExecuteScript("CREATE TABLE shared (v " + std::string(type) + ")"));
    ASSERT_OK(connection->Execute("INSERT INTO shared VALUES ('12')"));
    std::string found;
    ASSERT_OK(other->Query("SELECT v FROM shared", {}, [&](const Row& row) {
      found += row.TextOrEmpty(0);
      return Status::Ok();
    }));
    EXPECT_EQ(found, "12") << type;
    ASSERT_OK(other->ExecuteScript("DROP TABLE shared"));
  }
}

TEST_P(DatabaseContract, FloatsComeBackToTheLastBit) {
  for (const double number : {0.1, -1.0 / 3.0, 1e300, 5e-324, 0.0}) {
    EXPECT_THAT(RoundTrip("{real}", number, &Row::AsDouble), IsOkAndHolds(number));
  }
}

TEST_P(DatabaseContract, FloatsThatAreNoNumberAreRefused) {
  const double nan = std::numeric_limits<double>::quiet_NaN(),
               infinity = std::numeric_limits<double>::infinity();
  EXPECT_THAT(RoundTrip("{real}", nan, &Row::AsDouble), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(RoundTrip("{real}", infinity, &Row::AsDouble), StatusIs(Code::kInvalidInput));
}

TEST_P(DatabaseContract, BlobsKeepEveryByte) {
  std::string bytes;
  for (int i = 0; i < 512; ++i) bytes.push_back(static_cast<char>(i % 256));
  EXPECT_THAT(RoundTrip("{blob}", Blob{bytes}, &Row::AsBlob), IsOkAndHolds(Blob{bytes}));
  EXPECT_THAT(RoundTrip("{blob}", Blob{}, &Row::AsBlob), IsOkAndHolds(Blob{}));
}

TEST_P(DatabaseContract, JsonComesBackButForSpaces) {
  for (const std::string json : {"{\"total\": \"1.00\"}", "1.0", "[1, 2]", "\"text\""}) {
    const auto compact = [](std::string text) {
      std::erase(text, ' ');
      return text;
    };
    ASSERT_OK_AND_ASSIGN(const std::string back, RoundTrip("{json}", json, &Row::AsText));
    EXPECT_EQ(compact(back), compact(json));
  }
}

TEST_P(DatabaseContract, DatesComeBack) {
  using namespace std::chrono_literals;
  for (const Date date :
       {2026y / 2 / 28, 2024y / 2 / 29, 1970y / 1 / 1, 1900y / 12 / 31, 9999y / 12 / 31}) {
    EXPECT_THAT(RoundTrip("{date}", date, &Row::AsDate), IsOkAndHolds(date));
  }
  EXPECT_THAT(RoundTrip("{date}", Date(2026y / 2 / 30), &Row::AsDate),
              StatusIs(Code::kInvalidInput));
}

TEST_P(DatabaseContract, InstantsKeepMicroseconds) {
  for (const std::string text : {"2026-11-22T04:22:12.123456Z", "1969-12-31T23:59:59.999999Z",
                                 "2000-01-01T00:00:00.000000Z"}) {
    ASSERT_OK_AND_ASSIGN(const Instant instant, ParseInstant(text));
    EXPECT_THAT(RoundTrip("{instant}", instant, &Row::AsInstant), IsOkAndHolds(instant));
  }
}

TEST_P(DatabaseContract, InstantsCompareAsTime) {
  Script("CREATE TABLE events (id {integer}, seen_at {instant})");
  const auto connection = Connect();
  const Instant start = clock_.Now();
  int id = 0;
  for (const Duration offset : {Duration(0), Duration(1), Duration(1'000'000), Duration(-1)}) {
    ASSERT_OK(connection->Execute("INSERT INTO events VALUES (?, ?)",
                                  {std::int64_t{++id}, start + offset}));
  }
  EXPECT_THAT(Texts(*connection, "SELECT id FROM events ORDER BY seen_at"),
              ElementsAre("4", "1", "2", "3"));
  EXPECT_THAT(
      Texts(*connection, "SELECT id FROM events WHERE seen_at > ? ORDER BY seen_at", {start}),
      ElementsAre("2", "3"));
}

TEST_P(DatabaseContract, EmptyTextIsNotNull) {
  Script("CREATE TABLE notes (id {integer}, note {text})");
  const auto connection = Connect();
  ASSERT_OK(
      connection->Execute("INSERT INTO notes VALUES (1, ?), (2, ?)", {std::string(), Null()}));
  EXPECT_THAT(Texts(*connection, "SELECT id FROM notes WHERE note IS NULL"), ElementsAre("2"));
  ASSERT_OK(
      connection->Query("SELECT note FROM notes ORDER BY id", {}, [n = 0](const Row& row) mutable {
        EXPECT_EQ(row.IsNull(0), n == 1);
        EXPECT_EQ(*row.MaybeText(0), n == 1 ? std::nullopt : std::optional<std::string>(""));
        if (n++ == 1) {
          EXPECT_THAT(row.AsText(0), StatusIs(Code::kInvalidInput, HasSubstr("note")));
        }
        return Status::Ok();
      }));
}

TEST_P(DatabaseContract, NullsOfEveryTypeComeBackAsNothing) {
  for (const std::string type : {"{text}", "{bigint}", "{boolean}", "{decimal(18,4)}", "{date}",
                                 "{instant}", "{blob}", "{real}"}) {
    EXPECT_THAT(RoundTrip("" + type, Null(), &Row::AsText),
                StatusIs(Code::kInvalidInput, HasSubstr("NULL")));
  }
}

TEST_P(DatabaseContract, DecimalsOfFifteenDigitsComeBackExactly) {
  Script("CREATE TABLE amounts (id {integer} PRIMARY KEY, amount {decimal(36,18)})");
  SeededRandom random(20260102);
  std::vector<Decimal> amounts = {Decimal::FromUnits(25000, 2),
                                  Decimal::FromUnits(1, 18),
                                  Decimal::FromUnits(-1, 18),
                                  Decimal::FromUnits(999'999'999'999'999, 0),
                                  Decimal::FromUnits(999'999'999'999'999, 18),
                                  Decimal::FromUnits(-5, 2),
                                  Decimal(0),
                                  Decimal::FromUnits(0, 4)};
  for (int i = 0; i < 2000; ++i) {
    std::int64_t limit = 1;
    for (std::uint64_t digits = 1 + random.Below(15); digits > 0; --digits) limit *= 10;
    const auto units = static_cast<std::int64_t>(random.Below(static_cast<std::uint64_t>(limit)));
    amounts.push_back(Decimal::FromUnits(random.Below(2) == 0 ? units : -units,
                                         static_cast<int>(random.Below(19))));
  }
  const auto connection = Connect();
  ASSERT_OK(WriteWithRetry(*connection, [&]() -> Status {
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      TELAR_RETURN_IF_ERROR(OkOr(connection->Execute("INSERT INTO amounts VALUES (?, ?)",
                                                     {static_cast<std::int64_t>(i), amounts[i]})));
    }
    return Status::Ok();
  }));
  std::size_t read = 0;
  ASSERT_OK(connection->Query("SELECT amount FROM amounts ORDER BY id", {}, [&](const Row& row) {
    EXPECT_THAT(row.AsDecimal(0), IsOkAndHolds(amounts[read])) << amounts[read].ToString();
    EXPECT_TRUE(std::holds_alternative<Decimal>(row.Get(0)));
    ++read;
    return Status::Ok();
  }));
  EXPECT_EQ(read, amounts.size());
}

TEST_P(DatabaseContract, DecimalsAreKeptExactlyOrRefused) {
  for (const std::string text : {"0.1234567890123456", "123456789012345678", "-12345678901234.567",
                                 "999999999999999999.999999999999999999"}) {
    ASSERT_OK_AND_ASSIGN(const Decimal amount, Decimal::Parse(text));
    const auto back = RoundTrip("{decimal(36,18)}", amount, &Row::AsDecimal);
    if (back.ok()) {
      EXPECT_EQ(*back, amount) << text;
    } else {
      EXPECT_THAT(back, StatusIs(Code::kInvalidInput)) << text;
    }
  }
}

TEST_P(DatabaseContract, DecimalsSumCompareAndSortAsNumbers) {
  Script("CREATE TABLE amounts (shop {integer}, amount {decimal(18,4)})");
  const auto connection = Connect();
  for (const std::string text : {"100", "9.5", "-3.25", "20.10"}) {
    ASSERT_OK(connection->Execute("INSERT INTO amounts VALUES (1, ?)", {*Decimal::Parse(text)}));
  }
  const auto sum = ReadOne(*connection, "SELECT SUM(amount) FROM amounts", &Row::AsDecimal);
  EXPECT_THAT(sum, IsOkAndHolds(Decimal::FromUnits(12635, 2)));
  std::vector<Decimal> sorted;
  ASSERT_OK(connection->Query("SELECT amount FROM amounts WHERE amount > ? ORDER BY amount",
                              {Decimal::FromUnits(95, 1)}, [&](const Row& row) {
                                sorted.push_back(*row.AsDecimal(0));
                                return Status::Ok();
                              }));
  EXPECT_THAT(sorted, ElementsAre(Decimal::FromUnits(201, 1), Decimal(100)));
  EXPECT_THAT(Texts(*connection, "SELECT shop FROM amounts GROUP BY shop HAVING SUM(amount) > ?",
                    {Decimal(126)}),
              ElementsAre("1"));
  EXPECT_THAT(Texts(*connection, "SELECT shop FROM amounts GROUP BY shop HAVING SUM(amount) > ?",
                    {Decimal(127)}),
              IsEmpty());
  EXPECT_THAT(Texts(*connection, "SELECT COUNT(*) FROM amounts WHERE amount = ?",
                    {*Decimal::Parse("20.1000")}),
              ElementsAre("1"));
}

// Statements.

TEST_P(DatabaseContract, ExecuteCountsTheRowsItChanged) {
  Script("CREATE TABLE t (k {integer})");
  const auto connection = Connect();
  EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (1), (2), (3)"), IsOkAndHolds(3));
  EXPECT_THAT(connection->Execute("UPDATE t SET k = k + 10 WHERE k > ?", {std::int64_t{1}}),
              IsOkAndHolds(2));
  EXPECT_THAT(connection->Execute("DELETE FROM t WHERE k = 99"), IsOkAndHolds(0));
  EXPECT_THAT(connection->Execute("CREATE TABLE other (k INTEGER)"), IsOkAndHolds(0));
}

TEST_P(DatabaseContract, AWrongNumberOfValuesIsABug) {
  Script("CREATE TABLE t (k {integer})");
  const auto connection = Connect();
  EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (?)"), StatusIs(Code::kInternal));
  EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (?)", {std::int64_t{1}, std::int64_t{2}}),
              StatusIs(Code::kInternal));
}

TEST_P(DatabaseContract, ACallbackMayUseTheConnection) {
  Script(
      "CREATE TABLE t (k {integer}, parent {integer}); INSERT INTO t VALUES (1, 0), (2, 1), (3, "
      "1), (4, 2)");
  const auto connection = Connect();
  const std::string_view children = "SELECT k FROM t WHERE parent = ? ORDER BY k";
  std::string walk;
  const std::function<Status(const Row&)> visit = [&](const Row& row) -> Status {
    TELAR_ASSIGN_OR_RETURN(const std::int64_t k, row.AsInt(0));
    walk += std::to_string(k);
    return connection->Query(children, {k}, visit);
  };
  ASSERT_OK(connection->Query(children, {std::int64_t{0}}, visit));
  EXPECT_EQ(walk, "1243");
}

TEST_P(DatabaseContract, AFailingCallbackStopsTheQuery) {
  Script("CREATE TABLE t (k {integer}); INSERT INTO t VALUES (1), (2), (3)");
  const auto connection = Connect();
  int seen = 0;
  EXPECT_THAT(connection->Query("SELECT k FROM t", {},
                                [&](const Row&) {
                                  return ++seen == 2 ? Status::Cancelled("enough") : Status::Ok();
                                }),
              StatusIs(Code::kCancelled, HasSubstr("enough")));
  EXPECT_EQ(seen, 2);
  EXPECT_THAT(Texts(*connection, "SELECT k FROM t"), ElementsAre("1", "2", "3"));
}

TEST_P(DatabaseContract, AColumnThatIsNotThereIsABug) {
  const auto connection = Connect();
  ASSERT_OK(connection->Query("SELECT 1", {}, [](const Row& row) {
    EXPECT_EQ(row.size(), 1);
    EXPECT_THAT(row.AsInt(1), StatusIs(Code::kInternal));
    EXPECT_THAT(row.MaybeInt(-1), StatusIs(Code::kInternal));
    return Status::Ok();
  }));
}

// Errors.

TEST_P(DatabaseContract, BrokenConstraintsAreToldApart) {
  Script(
      "CREATE TABLE parents (id {integer} PRIMARY KEY);"
      "CREATE TABLE t (id {integer} PRIMARY KEY, k {key_text} UNIQUE, must {text} NOT NULL,"
      " small {integer} CHECK (small < 10), parent {integer}, FOREIGN KEY (parent) REFERENCES "
      "parents (id));"
      "INSERT INTO parents VALUES (1); INSERT INTO t VALUES (1, 'taken', 'x', 1, 1)");
  const auto connection = Connect();
  const auto insert = [&](std::int64_t id, std::string k, Value must, std::int64_t small,
                          std::int64_t parent) {
    return connection->Execute("INSERT INTO t VALUES (?, ?, ?, ?, ?)",
                               {id, std::move(k), std::move(must), small, parent});
  };
  EXPECT_THAT(insert(2, "taken", std::string("x"), 1, 1), StatusIs(Code::kAlreadyExists));
  EXPECT_THAT(insert(1, "free", std::string("x"), 1, 1), StatusIs(Code::kAlreadyExists));
  EXPECT_THAT(insert(2, "free", Null(), 1, 1), StatusIs(Code::kContractBroken));
  EXPECT_THAT(insert(2, "free", std::string("x"), 10, 1), StatusIs(Code::kContractBroken));
  EXPECT_THAT(insert(2, "free", std::string("x"), 1, 7), StatusIs(Code::kContractBroken));
  EXPECT_OK(insert(2, "free", std::string("x"), 1, 1));
}

TEST_P(DatabaseContract, MessagesNameTheStatementAndNoValues) {
  Script("CREATE TABLE t (k {key_text} UNIQUE)");
  const auto connection = Connect();
  const std::string value = "hush-4711";
  ASSERT_OK(connection->Execute("INSERT INTO t VALUES (?)", {value}));
  EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (?)", {value}),
              StatusIs(Code::kAlreadyExists,
                       ::testing::AllOf(HasSubstr("INSERT INTO t"), Not(HasSubstr("hush")),
                                        Not(HasSubstr("4711")))));
}

TEST_P(DatabaseContract, WrongSqlIsABug) {
  const auto connection = Connect();
  EXPECT_THAT(connection->Execute("SELEKT 1"), StatusIs(Code::kInternal));
  EXPECT_THAT(
      connection->Query("SELECT missing FROM nowhere", {}, [](const Row&) { return Status::Ok(); }),
      StatusIs(Code::kInternal));
}

TEST_P(DatabaseContract, AStatementWorksAgainAfterItFailed) {
  Script("CREATE TABLE t (k {integer} PRIMARY KEY)");
  const auto connection = Connect();
  const std::string_view insert = "INSERT INTO t VALUES (?)";
  for (std::int64_t k = 1; k <= 3; ++k) {
    ASSERT_OK(connection->Execute(insert, {k}));
    ASSERT_THAT(connection->Execute(insert, {k}), StatusIs(Code::kAlreadyExists));
    ASSERT_THAT(connection->Execute(insert, {std::string("\xff")}), StatusIs(Code::kInvalidInput));
  }
  EXPECT_THAT(Texts(*connection, "SELECT k FROM t ORDER BY k"), ElementsAre("1", "2", "3"));
}

TEST_P(DatabaseContract, AFailedStatementHasNoEffect) {
  Script("CREATE TABLE t (k {integer} PRIMARY KEY); INSERT INTO t VALUES (2)");
  const auto connection = Connect();
  EXPECT_THAT(connection->Execute("INSERT INTO t VALUES (1), (2), (3)"),
              StatusIs(Code::kAlreadyExists));
  EXPECT_THAT(Texts(*connection, "SELECT k FROM t"), ElementsAre("2"));
}

// Transactions.

TEST_P(DatabaseContract, ATransactionThatIsNotCommittedIsRolledBack) {
  Script("CREATE TABLE t (k {integer})");
  const auto connection = Connect();
  {
    ASSERT_OK_AND_ASSIGN(const auto transaction, Transaction::Begin(*connection));
    ASSERT_OK(connection->Execute("INSERT INTO t VALUES (1)"));
    EXPECT_THAT(Texts(*connection, "SELECT k FROM t"), ElementsAre("1"));
  }
  EXPECT_THAT(Texts(*connection, "SELECT k FROM t"), IsEmpty());
  EXPECT_OK(WriteWithRetry(*connection, [] { return Status::Ok(); }));
}

TEST_P(DatabaseContract, OthersSeeACommitAndNothingBefore) {
  Script("CREATE TABLE t (k {integer})");
  const auto writer = Connect();
  const auto other = Open();
  const auto reader = Connect(*other);
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*writer));
  ASSERT_OK(writer->Execute("INSERT INTO t VALUES (1)"));
  EXPECT_THAT(Texts(*reader, "SELECT k FROM t"), IsEmpty());
  ASSERT_OK(transaction.Commit());
  EXPECT_THAT(Texts(*reader, "SELECT k FROM t"), ElementsAre("1"));
}

TEST_P(DatabaseContract, ACommitOutlivesTheDatabaseObject) {
  Script("CREATE TABLE t (k {integer})");
  {
    const auto connection = Connect();
    ASSERT_OK(WriteWithRetry(
        *connection, [&] { return OkOr(connection->Execute("INSERT INTO t VALUES (1)")); }));
  }
  database_.reset();
  database_ = Open();
  EXPECT_THAT(Texts("SELECT k FROM t"), ElementsAre("1"));
}

TEST_P(DatabaseContract, NestedTransactionsAndSecondCommitsAreBugs) {
  const auto connection = Connect();
  ASSERT_OK_AND_ASSIGN(auto transaction, Transaction::Begin(*connection));
  EXPECT_THAT(Transaction::Begin(*connection), StatusIs(Code::kInternal));
  EXPECT_OK(transaction.Commit());
  EXPECT_THAT(transaction.Commit(), StatusIs(Code::kInternal));
}

TEST_P(DatabaseContract, AReaderSeesATransactionWholeOrNotAtAll) {
  Script(
      "CREATE TABLE accounts (id {integer} PRIMARY KEY, amount {decimal(18,2)}); INSERT INTO "
      "accounts VALUES (1, 500), (2, 500)");
  std::atomic<bool> done = false;
  std::thread writer([&] {
    const auto connection = Connect();
    for (int i = 0; i < 50; ++i) {
      EXPECT_OK(WriteWithRetry(*connection, [&]() -> Status {
        TELAR_RETURN_IF_ERROR(
            OkOr(connection->Execute("UPDATE accounts SET amount = amount - 3.5 WHERE id = 1")));
        return OkOr(connection->Execute("UPDATE accounts SET amount = amount + 3.5 WHERE id = 2"));
      }));
    }
    done = true;
  });
  const auto reader = Connect();
  int reads = 0;
  while (!done || reads == 0) {
    EXPECT_THAT(ReadOne(*reader, "SELECT SUM(amount) FROM accounts", &Row::AsDecimal),
                IsOkAndHolds(Decimal(1000)));
    ++reads;
  }
  writer.join();
  EXPECT_THAT(ReadOne(*reader, "SELECT amount FROM accounts WHERE id = 1", &Row::AsDecimal),
              IsOkAndHolds(Decimal(325)));
}

TEST_P(DatabaseContract, ConcurrentWritersLoseNothing) {
  constexpr int kThreads = 4, kEach = 25;
  Script(
      "CREATE TABLE counters (id {integer} PRIMARY KEY, n {bigint}); INSERT INTO counters VALUES "
      "(1, 0)");
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      const auto connection = Connect();
      for (int k = 0; k < kEach; ++k) {
        // Read, then write: lost when two see the same state.
        EXPECT_OK(WriteWithRetry(*connection, [&]() -> Status {
          TELAR_ASSIGN_OR_RETURN(
              const std::int64_t n,
              ReadOne(*connection, "SELECT n FROM counters WHERE id = 1", &Row::AsInt));
          return OkOr(connection->Execute("UPDATE counters SET n = ? WHERE id = 1", {n + 1}));
        }));
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(Texts("SELECT n FROM counters"), ElementsAre(std::to_string(kThreads * kEach)));
}

// Merge.

class MergeContract : public DatabaseContract {
 protected:
  void SetUp() override {
    DatabaseContract::SetUp();
    if (IsSkipped()) return;
    Script(
        "CREATE TABLE stock (shop {integer} NOT NULL, product {key_text} NOT NULL, amount "
        "{decimal(18,4)}, note {text},"
        " created_at {instant}, PRIMARY KEY (shop, product))");
  }
  using Rows = std::vector<std::vector<Value>>;
  static std::vector<Value> StockRow(std::int64_t shop, std::string product, Value amount,
                                     Value note = Null(), Value created = Null()) {
    return {shop, std::move(product), std::move(amount), std::move(note), std::move(created)};
  }
  Result<MergeCounts> Merge(const Rows& rows) {
    const auto connection = Connect();
    Result<MergeCounts> counts = MergeCounts();
    const Status done = WriteWithRetry(*connection, [&]() -> Status {
      counts = connection->Merge(spec_, rows);
      return counts.status();
    });
    if (!done.ok()) return done;
    return counts;
  }
  static auto Counts(int inserted, int updated, int unchanged) {
    return IsOkAndHolds(
        ::testing::AllOf(::testing::Field("inserted", &MergeCounts::inserted, inserted),
                         ::testing::Field("updated", &MergeCounts::updated, updated),
                         ::testing::Field("unchanged", &MergeCounts::unchanged, unchanged)));
  }

  MergeSpec spec_{.table = "stock",
                  .columns = {"shop", "product", "amount", "note", "created_at"},
                  .key = {"shop", "product"},
                  .keep_on_update = {"created_at"}};
};

TEST_P(MergeContract, CountsInsertedUpdatedAndUnchangedRows) {
  EXPECT_THAT(Merge({StockRow(1, "a", Decimal(5)), StockRow(1, "b", Decimal(6)),
                     StockRow(2, "a", Decimal(7))}),
              Counts(3, 0, 0));
  EXPECT_THAT(Merge({StockRow(1, "a", Decimal::FromUnits(500, 2)), StockRow(1, "b", Decimal(9)),
                     StockRow(3, "a", Decimal(1))}),
              Counts(1, 1, 1));
  EXPECT_THAT(Texts("SELECT amount FROM stock ORDER BY shop, product").size(), 4U);
  EXPECT_THAT(ReadOne(*Connect(), "SELECT amount FROM stock WHERE shop = 1 AND product = 'b'",
                      &Row::AsDecimal),
              IsOkAndHolds(Decimal(9)));
}

TEST_P(MergeContract, ComparesNullAsAValue) {
  ASSERT_THAT(Merge({StockRow(1, "a", Null(), std::string("x")), StockRow(1, "b", Null())}),
              Counts(2, 0, 0));
  EXPECT_THAT(Merge({StockRow(1, "a", Null(), std::string("x")), StockRow(1, "b", Null())}),
              Counts(0, 0, 2));
  EXPECT_THAT(Merge({StockRow(1, "a", Null()), StockRow(1, "b", Decimal(0))}), Counts(0, 2, 0));
  EXPECT_THAT(Merge({StockRow(1, "a", Null(), std::string())}), Counts(0, 1, 0));
}

TEST_P(MergeContract, KeepsColumnsThatAreOnlySetOnInsert) {
  const Instant first = clock_.Now(), later = first + std::chrono::hours(1);
  ASSERT_THAT(Merge({StockRow(1, "a", Decimal(1), Null(), first)}), Counts(1, 0, 0));
  EXPECT_THAT(Merge({StockRow(1, "a", Decimal(1), Null(), later)}), Counts(0, 0, 1));
  EXPECT_THAT(Merge({StockRow(1, "a", Decimal(2), Null(), later)}), Counts(0, 1, 0));
  EXPECT_THAT(ReadOne(*Connect(), "SELECT created_at FROM stock", &Row::AsInstant),
              IsOkAndHolds(first));
}

TEST_P(MergeContract, WritesColumnsAlongWithAChangeOnly) {
  spec_.keep_on_update = {};
  spec_.along = {"created_at"};
  const Instant first = clock_.Now(), later = first + std::chrono::hours(1);
  const auto written = [&] {
    return ReadOne(*Connect(), "SELECT created_at FROM stock", &Row::AsInstant);
  };
  ASSERT_THAT(Merge({StockRow(1, "a", Decimal(1), Null(), first)}), Counts(1, 0, 0));
  EXPECT_THAT(written(), IsOkAndHolds(first));
  EXPECT_THAT(Merge({StockRow(1, "a", Decimal(1), Null(), later)}), Counts(0, 0, 1));
  EXPECT_THAT(written(), IsOkAndHolds(first));
  EXPECT_THAT(Merge({StockRow(1, "a", Decimal(2), Null(), later)}), Counts(0, 1, 0));
  EXPECT_THAT(written(), IsOkAndHolds(later));
}

TEST_P(MergeContract, LocalTimesComeBackAsTheyWereWritten) {
  Script("CREATE TABLE sales (id {bigint} PRIMARY KEY, sold {datetime})");
  spec_ = {.table = "sales", .columns = {"id", "sold"}, .key = {"id"}, .keep_on_update = {}};
  const Rows rows{{std::int64_t{1}, std::string("2026-01-02 09:30:00")},
                  {std::int64_t{2}, std::string("2026-01-02 09:30:00.123456")},
                  {std::int64_t{3}, std::string("2026-01-02 09:30:01")},
                  {std::int64_t{4}, Null()}};
  EXPECT_THAT(Merge(rows), Counts(4, 0, 0));
  EXPECT_THAT(Merge(rows), Counts(0, 0, 4));
  EXPECT_THAT(Texts("SELECT sold FROM sales WHERE sold >= ? AND sold < ? ORDER BY sold",
                    {std::string("2026-01-02 09:30:00"), std::string("2026-01-02 09:30:01")}),
              ElementsAre("2026-01-02 09:30:00", "2026-01-02 09:30:00.123456"));
}

TEST_P(MergeContract, RefusesADoubledOrMissingKey) {
  EXPECT_THAT(Merge({StockRow(1, "a", Decimal(1)), StockRow(1, "a", Decimal(2))}),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(Merge({{std::int64_t{1}, Null(), Decimal(1), Null(), Null()}}),
              StatusIs(Code::kInvalidInput, HasSubstr("product")));
  EXPECT_THAT(Texts("SELECT shop FROM stock"), IsEmpty());
  EXPECT_THAT(Merge({StockRow(1, "a", Decimal(1))}), Counts(1, 0, 0));
}

TEST_P(MergeContract, RefusesWhatIsABug) {
  EXPECT_THAT(Connect()->Merge(spec_, {}), StatusIs(Code::kInternal));
  EXPECT_THAT(Merge({{std::int64_t{1}}}), StatusIs(Code::kInternal));
  spec_.key = {"elsewhere"};
  EXPECT_THAT(Merge({StockRow(1, "a", Decimal(1))}), StatusIs(Code::kInternal));
}

TEST_P(MergeContract, AnEmptyBatchChangesNothing) { EXPECT_THAT(Merge({}), Counts(0, 0, 0)); }

TEST_P(MergeContract, TakesMoreValuesThanAStatementTakesParameters) {
  Rows rows;
  const int count = database_->capabilities().max_parameters / 5 + 7;
  for (int i = 0; i < count; ++i)
    rows.push_back(StockRow(i % 10, "p" + std::to_string(i), Decimal(i), std::string("n")));
  EXPECT_THAT(Merge(rows), Counts(count, 0, 0));
  rows[3][2] = Decimal(-1);
  EXPECT_THAT(Merge(rows), Counts(0, 1, count - 1));
}

TEST_P(MergeContract, MergesTwiceInOneTransaction) {
  const auto connection = Connect();
  ASSERT_OK(WriteWithRetry(*connection, [&]() -> Status {
    EXPECT_THAT(connection->Merge(spec_, Rows{StockRow(1, "a", Decimal(1))}), Counts(1, 0, 0));
    EXPECT_THAT(connection->Merge(spec_, Rows{StockRow(1, "a", Decimal(2))}), Counts(0, 1, 0));
    return Status::Ok();
  }));
  EXPECT_THAT(Connect()->Tables(), IsOkAndHolds(ElementsAre("stock")));
}

TEST_P(MergeContract, EveryTypeMergedAgainIsUnchanged) {
  using namespace std::chrono_literals;
  Script(
      "CREATE TABLE kinds (id {bigint} PRIMARY KEY, b {boolean}, r {real}, x {blob}, d {date}, i "
      "{instant}, a {decimal(18,6)}, t {text})");
  spec_ = {.table = "kinds",
           .columns = {"id", "b", "r", "x", "d", "i", "a", "t"},
           .key = {"id"},
           .keep_on_update = {}};
  const Rows rows{{std::int64_t{1}, true, 0.1, Blob{std::string("\0x", 2)}, Date(2026y / 1 / 2),
                   clock_.Now(), *Decimal::Parse("0.100000"), std::string("1.0")},
                  {std::int64_t{2}, Null(), Null(), Null(), Null(), Null(), Null(), Null()}};
  EXPECT_THAT(Merge(rows), Counts(2, 0, 0));
  EXPECT_THAT(Merge(rows), Counts(0, 0, 2));
}

TEST_P(MergeContract, ATableOfKeysOnlyIsMerged) {
  Script("CREATE TABLE seen (k {key_text} PRIMARY KEY)");
  spec_ = {.table = "seen", .columns = {"k"}, .key = {"k"}, .keep_on_update = {}};
  EXPECT_THAT(Merge({{std::string("a")}, {std::string("b")}}), Counts(2, 0, 0));
  EXPECT_THAT(Merge({{std::string("b")}, {std::string("c")}}), Counts(1, 0, 1));
}

// Migrations.

class MigrationContract : public DatabaseContract {
 protected:
  Result<int> Run(std::span<const Migration> list, std::string_view component = "shop") {
    return Migrate(*database_, component, list, clock_);
  }
  std::vector<Migration> list_{{1, "products",
                                "CREATE TABLE products (id {serial_primary_key}, code {key_text} "
                                "NOT NULL UNIQUE, price {decimal(18,4)});"},
                               {2, "names",
                                "ALTER TABLE products ADD COLUMN name {text}; INSERT INTO products "
                                "(code, name) VALUES ('a', '{text}');"}};
};

TEST_P(MigrationContract, AreAppliedOnceAndInOrder) {
  EXPECT_THAT(Run(std::span(list_).first(1)), IsOkAndHolds(1));
  EXPECT_THAT(Run(list_), IsOkAndHolds(1));
  EXPECT_THAT(Run(list_), IsOkAndHolds(0));
  EXPECT_THAT(Texts("SELECT name FROM products"), ElementsAre("{text}"));
  EXPECT_THAT(Texts("SELECT name FROM schema_migrations WHERE component = 'shop' ORDER BY number"),
              ElementsAre("products", "names"));
  EXPECT_THAT(ReadOne(*Connect(), "SELECT applied_at FROM schema_migrations WHERE number = 1",
                      &Row::AsInstant),
              IsOkAndHolds(clock_.Now()));
}

TEST_P(MigrationContract, AViewMaySpeakOfTheLastHours) {
  list_ = {{1, "events",
            "CREATE TABLE events (id {bigint}, seen {instant}); CREATE VIEW recent AS "
            "SELECT id FROM events WHERE seen >= {ago(24)};"}};
  ASSERT_THAT(Run(list_), IsOkAndHolds(1));
  const auto connection = Connect();
  const Instant now = SystemClock().Now();
  for (const auto& [id, hours] : {std::pair<std::int64_t, int>{1, 25}, {2, 23}, {3, 0}}) {
    ASSERT_OK(connection->Execute("INSERT INTO events VALUES (?, ?)",
                                  {id, now - std::chrono::hours(hours)}));
  }
  EXPECT_THAT(Texts(*connection, "SELECT id FROM recent ORDER BY id"), ElementsAre("2", "3"));
}

TEST_P(MigrationContract, ComponentsCountForThemselves) {
  const std::vector<Migration> other{{1, "sales", "CREATE TABLE sales (id {bigint})"}};
  EXPECT_THAT(Run(list_), IsOkAndHolds(2));
  EXPECT_THAT(Run(other, "sales"), IsOkAndHolds(1));
}

TEST_P(MigrationContract, AnEditedMigrationIsRefused) {
  ASSERT_THAT(Run(list_), IsOkAndHolds(2));
  list_[0].sql += " ";
  EXPECT_THAT(Run(list_), StatusIs(Code::kContractBroken, HasSubstr("products")));
}

TEST_P(MigrationContract, ADatabaseNewerThanTheProgramIsRefused) {
  ASSERT_THAT(Run(list_), IsOkAndHolds(2));
  EXPECT_THAT(Run(std::span(list_).first(1)), StatusIs(Code::kContractBroken, HasSubstr("newer")));
}

TEST_P(MigrationContract, AGapInWhatIsAppliedIsRefused) {
  ASSERT_THAT(Run(list_), IsOkAndHolds(2));
  ASSERT_OK(Connect()->Execute("DELETE FROM schema_migrations WHERE number = 1"));
  EXPECT_THAT(Run(list_), StatusIs(Code::kContractBroken));
}

TEST_P(MigrationContract, AFailingMigrationLeavesNothingBehind) {
  if (!database_->capabilities().transactional_ddl) GTEST_SKIP() << "no transactional DDL";
  list_.push_back(
      {3, "broken", "CREATE TABLE half (id {bigint}); INSERT INTO missing VALUES (1);"});
  EXPECT_THAT(Run(list_), StatusIs(Code::kInternal, ::testing::AllOf(HasSubstr("migration 3"),
                                                                     HasSubstr("broken"))));
  EXPECT_THAT(Connect()->Columns("half"), StatusIs(Code::kNotFound));
  EXPECT_THAT(Texts("SELECT COUNT(*) FROM schema_migrations"), ElementsAre("2"));
  list_[2].sql = "CREATE TABLE half (id {bigint});";
  EXPECT_THAT(Run(list_), IsOkAndHolds(1));
}

TEST_P(MigrationContract, AMigrationMayNotEndItsTransaction) {
  if (!database_->capabilities().transactional_ddl) GTEST_SKIP() << "no transactional DDL";
  list_.push_back({3, "commits", "CREATE TABLE half (id {bigint}); COMMIT;"});
  EXPECT_THAT(Run(list_), StatusIs(Code::kInternal));
}

TEST_P(MigrationContract, AListOutOfOrderOrWithAnUnknownTypeIsABug) {
  EXPECT_THAT(Run(std::span(list_).subspan(1)), StatusIs(Code::kInternal));
  list_[0].sql = "CREATE TABLE t (id {varchar})";
  EXPECT_THAT(Run(list_), StatusIs(Code::kInternal, HasSubstr("varchar")));
}

TEST_P(MigrationContract, SeveralProcessesAtOnceApplyEachOnce) {
  std::atomic<int> applied = 0;
  std::vector<std::unique_ptr<Database>> processes;
  for (int i = 0; i < 4; ++i) processes.push_back(Open());
  std::vector<std::thread> threads;
  for (const auto& process : processes) {
    threads.emplace_back([&] {
      const auto count = Migrate(*process, "shop", list_, clock_);
      EXPECT_OK(count);
      if (count.ok()) applied += *count;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(applied, 2);
  EXPECT_THAT(Texts("SELECT name FROM products"), ElementsAre("{text}"));
}

// The pool.

TEST_P(DatabaseContract, AcquireGivesUpWhenAllConnectionsAreOut) {
  const auto small = Open(2, std::chrono::milliseconds(20));
  const auto first = Connect(*small);
  {
    const auto second = Connect(*small);
    EXPECT_THAT(small->Acquire(), StatusIs(Code::kUnavailable));
  }
  EXPECT_OK(small->Acquire());
}

TEST_P(DatabaseContract, AWaitingThreadGetsTheConnectionThatComesBack) {
  const auto small = Open(1);
  auto held = std::make_unique<PooledConnection>(Connect(*small));
  std::thread waiting([&] { EXPECT_OK(small->Acquire()); });
  held.reset();
  waiting.join();
}

// Introspection.

TEST_P(DatabaseContract, TablesAndViewsAreListed) {
  EXPECT_THAT(Connect()->Tables(), IsOkAndHolds(IsEmpty()));
  Script(
      "CREATE TABLE b (k {integer}); CREATE TABLE a (k {serial_primary_key}); CREATE VIEW c AS "
      "SELECT k FROM b");
  EXPECT_THAT(Connect()->Tables(), IsOkAndHolds(ElementsAre("a", "b", "c")));
}

TEST_P(DatabaseContract, ColumnsAreDescribed) {
  Script("CREATE TABLE t (id {integer} PRIMARY KEY, must {text} NOT NULL, may {decimal(18,4)})");
  ASSERT_OK_AND_ASSIGN(const auto columns, Connect()->Columns("t"));
  ASSERT_EQ(columns.size(), 3U);
  EXPECT_EQ(columns[0].name, "id");
  EXPECT_FALSE(columns[0].nullable);
  EXPECT_FALSE(columns[1].nullable);
  EXPECT_TRUE(columns[2].nullable);
  EXPECT_THAT(Connect()->Columns("nowhere"), StatusIs(Code::kNotFound));
  EXPECT_THAT(Connect()->Indexes("nowhere"), StatusIs(Code::kNotFound));
}

TEST_P(DatabaseContract, EveryTypeWordIsRecognisedInTheLiveSchema) {
  ExpectedTable table{
      .name = "kinds", .columns = {{"id", "{serial_primary_key}"}}, .indexes = {{{"id"}, true}}};
  std::string sql = "CREATE TABLE kinds (id {serial_primary_key}";
  int n = 0;
  for (const std::string type :
       {"{integer}", "{bigint}", "{boolean}", "{text}", "{key_text}", "{decimal}",
        "{decimal(12, 3)}", "{date}", "{datetime}", "{instant}", "{blob}", "{json}", "{real}"}) {
    table.columns.push_back({"c" + std::to_string(n++), type});
    sql += ", " + table.columns.back().name + " " + type;
  }
  Script(sql + ")");
  EXPECT_THAT(CheckSchema(*Connect(), database_->dialect(), std::span(&table, 1)),
              IsOkAndHolds(IsEmpty()));
}

TEST_P(DatabaseContract, DifferencesOfTheLiveSchemaAreFound) {
  using Kind = SchemaDifference::Kind;
  Script("CREATE TABLE t (a {integer}, b {real}, extra {text}); CREATE INDEX t_a_b ON t (a, b)");
  const std::vector<ExpectedTable> expected{
      {"t",
       {{"a", "{integer}"}, {"b", "{text}"}, {"c", "{date}"}},
       {{{"a", "b"}, false}, {{"a"}, false}, {{"a", "b"}, true}}},
      {"gone", {{"a", "{integer}"}}, {{{"a"}, false}}}};
  ASSERT_OK_AND_ASSIGN(const auto differences,
                       CheckSchema(*Connect(), database_->dialect(), expected));
  ASSERT_EQ(differences.size(), 5U);
  EXPECT_EQ(differences[0].kind, Kind::kTypeDiffers);
  EXPECT_EQ(differences[0].object, "b");
  EXPECT_EQ(differences[1], (SchemaDifference{Kind::kMissingColumn, "t", "c", "", ""}));
  EXPECT_EQ(differences[2], (SchemaDifference{Kind::kMissingIndex, "t", "a", "", ""}));
  EXPECT_EQ(differences[3], (SchemaDifference{Kind::kMissingIndex, "t", "a, b", "", ""}));
  EXPECT_EQ(differences[4], (SchemaDifference{Kind::kMissingTable, "gone", "", "", ""}));
}

}  // namespace telar::db

/// Runs the whole contract over one adapter.
#define TELAR_INSTANTIATE_DATABASE_CONTRACT(name, under_test)                      \
  INSTANTIATE_TEST_SUITE_P(name, DatabaseContract, ::testing::Values(under_test)); \
  INSTANTIATE_TEST_SUITE_P(name, MergeContract, ::testing::Values(under_test));    \
  INSTANTIATE_TEST_SUITE_P(name, MigrationContract, ::testing::Values(under_test))
