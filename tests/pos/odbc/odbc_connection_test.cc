#include "pos/odbc/odbc_connection.h"

#include <gtest/gtest.h>
#include <malloc.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "samples/tds/tds_server.h"
#include "tests/support/status_matchers.h"

namespace telar::pos {
namespace {

using samples::tds::Answer;
using samples::tds::Cell;
using samples::tds::Column;
using samples::tds::Request;
using samples::tds::Server;
using samples::tds::Type;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::StatusIs;
using namespace std::chrono_literals;

using Texts = std::vector<std::optional<std::string>>;

Answer Rows(std::vector<Column> columns, std::vector<std::vector<Cell>> rows) {
  Answer answer;
  answer.columns = std::move(columns);
  answer.next = [rows = std::move(rows), at = 0u](std::vector<Cell>& row) mutable {
    if (at == rows.size()) return false;
    row = rows[at++];
    return true;
  };
  return answer;
}

Answer Numbers(int count) {
  Answer answer;
  answer.columns = {{.name = "n", .type = Type::kInt},
                    {.name = "t", .type = Type::kNVarChar, .size = 40}};
  answer.next = [count, at = 0](std::vector<Cell>& row) mutable {
    row = {std::to_string(at), "row " + std::to_string(at)};
    return at++ < count;
  };
  return answer;
}

class OdbcConnectionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (DriverFile("FreeTDS", DriverFolders()) == "FreeTDS")
      GTEST_SKIP() << "package tdsodbc is not installed";
  }

  void Serve(Server::Handler handler) {
    Server::Options options;
    options.handler = std::move(handler);
    options.user = "reader";
    options.password = "invented;{}'=1";
    Serve(std::move(options));
  }
  void Serve(Server::Options options) {
    auto server = Server::Start(std::move(options));
    ASSERT_OK(server);
    server_ = *std::move(server);
  }

  OdbcOptions Options() const {
    OdbcOptions options;
    options.label = "the test server";
    options.to.Set("Driver", "FreeTDS");
    options.to.Set("Server", "127.0.0.1");
    options.to.Set("Port", std::to_string(server_->port()));
    options.to.Set("TDS_Version", "7.3");
    options.to.Set("ClientCharset", "UTF-8");
    options.to.Set("UID", "reader");
    options.to.Set("PWD", "invented;{}'=1");
    return options;
  }

  Status Query(const std::string& sql, std::vector<std::string> parameters = {},
               Patience patience = {}) {
    columns_.clear();
    rows_.clear();
    auto connection = OdbcConnection::Open(Options(), clock_, patience);
    if (!connection.ok()) return connection.status();
    return (*connection)->Query(sql, parameters, patience, Keep());
  }
  OdbcReceiver Keep() {
    return {[this](const std::vector<std::string>& names) {
              columns_ = names;
              return Status::Ok();
            },
            [this](OdbcRow row) {
              Texts& texts = rows_.emplace_back();
              for (const auto& cell : row)
                texts.push_back(cell ? std::optional(std::string(*cell)) : std::nullopt);
              return Status::Ok();
            }};
  }
  Patience Within(Duration time) { return {Deadline::After(clock_, time), {}}; }

  const SystemClock clock_;
  std::unique_ptr<Server> server_;
  std::vector<std::string> columns_;
  std::vector<Texts> rows_;
};

TEST_F(OdbcConnectionTest, PrintsEveryTypeExactly) {
  const std::vector<Column> columns{
      {.name = "entero", .type = Type::kInt},
      {.name = "grande", .type = Type::kBigInt},
      {.name = "si", .type = Type::kBit},
      {.name = "cantidad", .type = Type::kDecimal, .precision = 38, .scale = 10},
      {.name = "dinero", .type = Type::kMoney},
      {.name = "real", .type = Type::kReal},
      {.name = "doble", .type = Type::kFloat},
      {.name = "fecha", .type = Type::kDate},
      {.name = "hora", .type = Type::kTime, .scale = 7},
      {.name = "antes", .type = Type::kDateTime},
      {.name = "momento", .type = Type::kDateTime2, .scale = 7},
      {.name = "zona", .type = Type::kDateTimeOffset, .scale = 7},
      {.name = "texto", .type = Type::kNVarChar, .size = 40},
      {.name = "bytes", .type = Type::kVarBinary, .size = 8},
      {.name = "guid", .type = Type::kUniqueIdentifier}};
  Serve([&](const Request&) {
    return Rows(columns,
                {{"-2147483648", "9223372036854775807", "1",
                  "-1234567890123456789012345678.0123456789", "-922337203685477.5808", "0.1", "0.1",
                  "0001-01-01", "23:59:59.9999999", "2026-01-02 03:04:05.007",
                  "9999-12-31 23:59:59.9999999", "2026-01-02 23:30:00.0000001 -04:00",
                  "Ñandú 🛒 'x'", "00ff7f", "0E984725-C51C-4BF4-9960-E1C80E27ABA0"}});
  });
  ASSERT_OK(Query("SELECT todo"));
  ASSERT_EQ(rows_.size(), 1u);
  EXPECT_THAT(rows_[0],
              ElementsAre("-2147483648", "9223372036854775807", "true",
                          "-1234567890123456789012345678.0123456789", "-922337203685477.5808",
                          "0.1", "0.1", "0001-01-01", "23:59:59.9999999", "2026-01-02 03:04:05.007",
                          "9999-12-31 23:59:59.9999999", "2026-01-02 23:30:00.0000001 -04:00",
                          "Ñandú 🛒 'x'", "00ff7f", "0E984725-C51C-4BF4-9960-E1C80E27ABA0"));
  EXPECT_EQ(columns_[3], "cantidad");
}

TEST_F(OdbcConnectionTest, TellsNullFromEmpty) {
  Serve([](const Request&) {
    return Rows({{.name = "a", .type = Type::kNVarChar, .size = 5},
                 {.name = "b", .type = Type::kVarBinary, .size = 5},
                 {.name = "c", .type = Type::kDecimal}},
                {{"", "", "0"}, {std::nullopt, std::nullopt, std::nullopt}});
  });
  ASSERT_OK(Query("SELECT nada"));
  EXPECT_THAT(rows_,
              ElementsAre(Texts{"", "", "0"}, Texts{std::nullopt, std::nullopt, std::nullopt}));
}

TEST_F(OdbcConnectionTest, ReadsLongColumnsWhole) {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += i % 7 == 0 ? "é" : "x";
  std::string hex(300'000, 'a');
  Serve([&](const Request&) {
    return Rows({{.name = "n", .type = Type::kInt},
                 {.name = "largo", .type = Type::kNVarChar},
                 {.name = "bytes", .type = Type::kVarBinary}},
                {{"1", text, hex}, {"2", "", ""}, {"3", std::nullopt, std::nullopt}});
  });
  ASSERT_OK(Query("SELECT largo"));
  EXPECT_THAT(rows_, ElementsAre(Texts{"1", text, hex}, Texts{"2", "", ""},
                                 Texts{"3", std::nullopt, std::nullopt}));
}

TEST_F(OdbcConnectionTest, SendsParametersApartFromTheStatement) {
  Serve([](const Request&) { return Numbers(1); });
  ASSERT_OK(Query("SELECT n FROM t WHERE a = ? AND b = ? AND c = ?", {"1413' OR '1'='1", "Ñ", ""}));
  ASSERT_EQ(server_->requests().size(), 1u);
  const Request request = server_->requests()[0];
  EXPECT_THAT(request.sql, Not(HasSubstr("1413")));
  ASSERT_EQ(request.parameters.size(), 3u);
  EXPECT_EQ(request.parameters[0].value, "1413' OR '1'='1");
  EXPECT_EQ(request.parameters[0].type, "varchar");
  EXPECT_EQ(request.parameters[1].value, "Ñ");
  EXPECT_EQ(request.parameters[2].value, "");
}

TEST_F(OdbcConnectionTest, StreamsManyRowsInBoundedMemory) {
  constexpr int kRows = 200'000;
  Serve([](const Request&) { return Numbers(kRows); });
  ASSERT_OK_AND_ASSIGN(const auto connection, OdbcConnection::Open(Options(), clock_, {}));
  int rows = 0;
  std::size_t most = 0;
  const std::size_t before = mallinfo2().uordblks;
  ASSERT_OK(connection->Query("SELECT n", {}, {},
                              {[](const auto&) { return Status::Ok(); },
                               [&](OdbcRow row) {
                                 EXPECT_EQ(*row[0], std::to_string(rows));
                                 if (rows++ % 10'000 == 0)
                                   most = std::max(most, mallinfo2().uordblks);
                                 return Status::Ok();
                               }}));
  EXPECT_EQ(rows, kRows);
  EXPECT_LT(most, before + (16u << 20));
}

TEST_F(OdbcConnectionTest, CallsNoCutAnswerASuccess) {
  for (const bool reset : {false, true}) {
    for (const int at : {0, 1, 499, 500, 501, 1999}) {
      Serve([&](const Request&) {
        Answer answer = Numbers(2000);
        answer.cut_after = at;
        answer.reset = reset;
        return answer;
      });
      EXPECT_THAT(Query("SELECT n"), StatusIs(Code::kUnavailable)) << at << " " << reset;
    }
  }
}

TEST_F(OdbcConnectionTest, ReportsAnErrorThatFollowsTheRows) {
  for (const int rows : {0, 3, 500}) {
    Serve([&](const Request&) {
      Answer answer = Numbers(rows);
      answer.error = {1205, 13, "Transaction was deadlocked."};
      return answer;
    });
    EXPECT_THAT(Query("SELECT n"), StatusIs(Code::kUnavailable, HasSubstr("deadlocked"))) << rows;
  }
}

TEST_F(OdbcConnectionTest, ReportsWhatTheServerSays) {
  Serve([](const Request&) {
    Answer answer;
    answer.error = {208, 16, "Invalid object name 'dbo.MA_PRODUCTOS'."};
    return answer;
  });
  EXPECT_THAT(Query("SELECT n"),
              StatusIs(Code::kInvalidInput, HasSubstr("Invalid object name 'dbo.MA_PRODUCTOS'")));
}

TEST_F(OdbcConnectionTest, SaysThatALoginIsRefusedWithoutThePassword) {
  Server::Options options;
  options.user = "somebody";
  options.password = "else";
  options.handler = [](const Request&) { return Numbers(1); };
  Serve(std::move(options));
  const Status status = Query("SELECT n");
  EXPECT_THAT(status, StatusIs(Code::kPermissionDenied, HasSubstr("the test server")));
  EXPECT_THAT(status.ToString(), Not(HasSubstr("invented")));
}

TEST_F(OdbcConnectionTest, GivesUpAServerThatIsSilentAtLogin) {
  Server::Options options;
  options.hang_at_login = true;
  options.handler = [](const Request&) { return Numbers(1); };
  Serve(std::move(options));
  const auto begin = clock_.Steady();
  EXPECT_THAT(Query("SELECT n", {}, Within(1s)), StatusIs(Code::kDeadlineExceeded));
  EXPECT_LT(clock_.Steady() - begin, 5s);
}

TEST_F(OdbcConnectionTest, EndsAHangByItsTimeLimit) {
  for (const bool deaf : {false, true}) {
    Serve([&](const Request&) {
      Answer answer = Numbers(10);
      answer.hang = true;
      answer.deaf = deaf;
      return answer;
    });
    const auto begin = clock_.Steady();
    EXPECT_THAT(Query("SELECT n", {}, Within(500ms)), StatusIs(Code::kDeadlineExceeded));
    EXPECT_LT(clock_.Steady() - begin, 5s) << deaf;
    EXPECT_EQ(server_->attentions(), deaf ? 0 : 1);
  }
}

TEST_F(OdbcConnectionTest, EndsAHangWhenAskedToStop) {
  for (const bool deaf : {false, true}) {
    Serve([&](const Request&) {
      Answer answer;
      answer.hang = true;
      answer.deaf = deaf;
      return answer;
    });
    std::stop_source stop;
    std::jthread later([&] {
      std::this_thread::sleep_for(300ms);
      stop.request_stop();
    });
    const auto begin = clock_.Steady();
    EXPECT_THAT(Query("SELECT n", {}, {{}, stop.get_token()}), StatusIs(Code::kCancelled));
    EXPECT_LT(clock_.Steady() - begin, 4s) << deaf;
  }
}

TEST_F(OdbcConnectionTest, StopsTheServerWhenTheReceiverFails) {
  Serve([](const Request&) { return Numbers(10'000'000); });
  ASSERT_OK_AND_ASSIGN(const auto connection, OdbcConnection::Open(Options(), clock_, {}));
  EXPECT_THAT(connection->Query("SELECT n", {}, {},
                                {[](const auto&) { return Status::Ok(); },
                                 [](OdbcRow) { return Status::LimitExceeded("enough"); }}),
              StatusIs(Code::kLimitExceeded));
  EXPECT_LT(server_->rows_sent(), 1'000'000);
}

TEST_F(OdbcConnectionTest, RunsSeveralConnectionsAtOnce) {
  Serve([](const Request&) {
    Answer answer = Numbers(1000);
    answer.delay = 700ms;
    return answer;
  });
  const auto begin = clock_.Steady();
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this] {
      const auto connection = OdbcConnection::Open(Options(), clock_, {});
      ASSERT_OK(connection);
      int rows = 0;
      EXPECT_OK((*connection)
                    ->Query("SELECT n", {}, {},
                            {[](const auto&) { return Status::Ok(); },
                             [&](OdbcRow) {
                               ++rows;
                               return Status::Ok();
                             }}));
      EXPECT_EQ(rows, 1000);
    });
  }
  threads.clear();
  EXPECT_LT(clock_.Steady() - begin, 2s);
}

TEST_F(OdbcConnectionTest, NamesADriverThatIsNotThere) {
  OdbcOptions options;
  options.label = "nowhere";
  options.to.Set("Driver", "/nowhere/libnone.so");
  EXPECT_THAT(OdbcConnection::Open(options, clock_, {}),
              StatusIs(Code::kInvalidConfig, HasSubstr("/nowhere/libnone.so")));
}

}  // namespace
}  // namespace telar::pos
