#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "samples/tds/tds_types.h"

namespace telar::samples::tds {

/// An error of the server, as SQL Server numbers them: 208 no such table, 1205 deadlock, 18456
/// login failed.
struct Error {
  std::int32_t number = 50000;
  std::uint8_t severity = 16;
  std::string message;
};

/// Who wants in.
struct Login {
  std::string user, password, database, application, host;
};

/// One statement: a batch, or sp_executesql, sp_prepexec, sp_execute with their parameters.
struct Request {
  std::string sql;
  std::vector<Parameter> parameters;  ///< In their order: @P1, @P2 …
  std::string database;               ///< The connection's present one.
  std::string user;
};

/// What a statement gives. Plain good manners by default; each member after `error` is a fault to
/// play.
struct Answer {
  std::vector<Column> columns;  ///< None: a statement without a result.
  /// Puts the next row into `row` (cleared before), one cell a column; false after the last. Called
  /// as rows are sent, so that any number of them streams. None: no rows.
  std::function<bool(std::vector<Cell>& row)> next;
  /// After the columns and rows, or alone when there are no columns.
  std::optional<Error> error;

  std::chrono::milliseconds delay{0};  ///< Before anything is sent.
  bool hang = false;                   ///< After the rows nothing more is said.
  /// With `hang`, also an attention (a cancel) is not answered.
  bool deaf = false;
  /// After so many rows, half of the next one is sent and the connection ends.
  std::optional<std::int64_t> cut_after = {};
  bool reset = false;  ///< The connection ends by RST instead, at `cut_after` or without an answer.
};

/// A server of the Tabular Data Stream protocol, versions 7.1 to 7.4, on 127.0.0.1: enough of SQL
/// Server for FreeTDS and its ODBC driver, as the till simulator and the tests need it. It knows no
/// SQL: a handler is given each statement and says what comes back.
///
///   Server::Options options;
///   options.user = "reader";
///   options.password = "invented";
///   options.handler = [](const Request& request) {
///     Answer answer;
///     answer.columns = {{.name = "n", .type = Type::kInt}};
///     answer.next = [n = 0](std::vector<Cell>& row) mutable {
///       row.push_back(std::to_string(++n));
///       return n <= 3;
///     };
///     return answer;
///   };
///   TELAR_ASSIGN_OR_RETURN(auto server, Server::Start(std::move(options)));
///   // connect to 127.0.0.1, server->port()
///
/// It answers PRELOGIN (no encryption), LOGIN7 with user and password, batches, calls of
/// sp_executesql, sp_prepare, sp_prepexec, sp_execute and sp_unprepare by name or number, and
/// attentions. SET and USE are answered without the handler. Not there: TLS, MARS, integrated
/// login, bulk load, cursors, transactions, output parameters but a prepared statement's handle.
/// Protocol: [MS-TDS], Microsoft's open specification.
///
/// Every connection has a thread of its own, so the handler is called from several at once.
class Server {
 public:
  using Handler = std::function<Answer(const Request& request)>;

  struct Options {
    int port = 0;  ///< 0: a free one.
    Handler handler;
    std::string user, password;  ///< Others are refused with 18456; user "": everybody may.
    /// Databases that there are; none: any name. Others are refused with 4060.
    std::vector<std::string> databases;
    bool hang_at_login = false;  ///< Takes connections and says nothing.
  };

  /// kUnavailable when the port cannot be had, kInvalidInput without a handler.
  static Result<std::unique_ptr<Server>> Start(Options options);
  /// Ends every connection and waits for its thread. `next` and the handler must return.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const;
  /// Logins so far, those that failed included.
  std::vector<Login> logins() const;
  /// Statements that reached the handler, in the order of their arrival.
  std::vector<Request> requests() const;
  /// Attentions that arrived.
  int attentions() const;
  /// Rows sent so far.
  std::int64_t rows_sent() const;

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace telar::samples::tds
