#include "pos/odbc/odbc_connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <mutex>

#include "core/text.h"
#include "pos/odbc/diagnostic.h"
#include "pos/odbc/result_internal.h"
#include "pos/odbc/utf16.h"
#include "pos/odbc/watchdog.h"

namespace telar::pos {
namespace {

// FreeTDS tells its socket, which no other driver does (its odbcss.h).
constexpr SQLUSMALLINT kFreeTdsSocket = 1301;
// Idle connections over the shops' VPN are forgotten by its routers.
constexpr int kKeepAliveIdle = 30, kKeepAliveInterval = 10, kKeepAliveProbes = 5;

SQLPOINTER Number(std::uint64_t number) {
  return reinterpret_cast<SQLPOINTER>(static_cast<std::uintptr_t>(number));
}

std::vector<Diagnostic> DiagnosticsOf(SQLSMALLINT kind, SQLHANDLE handle) {
  std::vector<Diagnostic> all;
  for (SQLSMALLINT i = 1; i <= 16; ++i) {
    std::array<SQLWCHAR, 6> state{};
    std::array<SQLWCHAR, 1024> message{};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    if (!SQL_SUCCEEDED(SQLGetDiagRecW(kind, handle, i, state.data(), &native, message.data(),
                                      static_cast<SQLSMALLINT>(message.size()), &length))) {
      break;
    }
    Diagnostic& one = all.emplace_back();
    one.native = native;
    AppendUtf8(one.state, std::span(state.data(), 5));
    const auto most = static_cast<SQLSMALLINT>(message.size() - 1);
    AppendUtf8(one.message,
               std::span(message.data(),
                         static_cast<std::size_t>(std::clamp<SQLSMALLINT>(length, 0, most))));
  }
  return all;
}

bool IsWarning(const Diagnostic& diagnostic) {
  return diagnostic.state.starts_with("01") &&
         diagnostic.message.find("Can't open lib") == std::string::npos;
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

int Seconds(Duration duration) {
  return static_cast<int>(std::clamp<std::int64_t>(
      std::chrono::ceil<std::chrono::seconds>(duration).count(), 1, 24 * 3600));
}

/// A parameter in the form it is bound in: plain text where that is enough, since the type of the
/// parameter then stays below that of the column it is compared with, whose index serves.
struct Parameter {
  std::string narrow;
  std::vector<std::uint16_t> wide;
  SQLLEN length = 0;

  explicit Parameter(const std::string& text) {
    if (IsAscii(text)) {
      narrow = text;
      length = static_cast<SQLLEN>(narrow.size());
    } else {
      wide = ToUtf16(text);
      length = static_cast<SQLLEN>(wide.size() * sizeof(SQLWCHAR));
    }
  }
  SQLRETURN Bind(SQLHSTMT statement, SQLUSMALLINT index) {
    const bool is_wide = !wide.empty();
    const std::size_t characters = std::max<std::size_t>(is_wide ? wide.size() : narrow.size(), 1);
    return SQLBindParameter(statement, index, SQL_PARAM_INPUT, is_wide ? SQL_C_WCHAR : SQL_C_CHAR,
                            is_wide ? SQL_WVARCHAR : SQL_VARCHAR, characters, 0,
                            is_wide ? static_cast<SQLPOINTER>(wide.data()) : narrow.data(), length,
                            &length);
  }
};

}  // namespace

struct OdbcConnection::Handles {
  OdbcOptions options;
  const Clock* clock = nullptr;
  std::string secret;
  SQLHENV environment = SQL_NULL_HENV;
  SQLHDBC connection = SQL_NULL_HDBC;
  bool connected = false, sql_server = false;
  int socket = -1;  // of the driver, which owns it

  ~Handles() {
    if (connected) SQLDisconnect(connection);
    if (connection != SQL_NULL_HDBC) SQLFreeHandle(SQL_HANDLE_DBC, connection);
    if (environment != SQL_NULL_HENV) SQLFreeHandle(SQL_HANDLE_ENV, environment);
  }

  /// What went wrong on a handle: its first diagnostic that is no warning.
  Status FailureOf(SQLSMALLINT kind, SQLHANDLE handle, std::string_view what) const {
    const std::string doing = std::string(what) + " " + options.label + ": ";
    const std::vector<Diagnostic> all = DiagnosticsOf(kind, handle);
    for (const bool warnings : {false, true}) {
      for (const Diagnostic& one : all) {
        // Drivers put "connection failed" before the server's own word on why.
        if (!warnings && IsWarning(one)) continue;
        const Diagnostic* told = &one;
        for (const Diagnostic& other : all)
          if (CodeOf(other, sql_server) == Code::kPermissionDenied) told = &other;
        Status status(CodeOf(*told, sql_server), doing + Describe(*told, secret));
        if (status.code() == Code::kInvalidConfig)
          return std::move(status).WithHint("Install the ODBC driver, or name it by its file.");
        return status;
      }
    }
    return Status::Unavailable(doing + "the driver gives no reason");
  }

  Status Connect(const Patience& patience);
  void KeepAlive() const;
};

OdbcConnection::OdbcConnection(std::unique_ptr<Handles> handles) : handles_(std::move(handles)) {}
OdbcConnection::~OdbcConnection() = default;

void OdbcConnection::Handles::KeepAlive() const {
  const auto set = [&](int level, int name, int value) {
    setsockopt(socket, level, name, &value, sizeof value);
  };
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
  set(IPPROTO_TCP, TCP_KEEPIDLE, kKeepAliveIdle);
  set(IPPROTO_TCP, TCP_KEEPINTVL, kKeepAliveInterval);
  set(IPPROTO_TCP, TCP_KEEPCNT, kKeepAliveProbes);
}

Status OdbcConnection::Handles::Connect(const Patience& patience) {
  if (patience.stop.stop_requested()) return Status::Cancelled("connect to " + options.label);
  if (patience.deadline.Expired(*clock))
    return Status::DeadlineExceeded("connect to " + options.label);
  if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment)) ||
      !SQL_SUCCEEDED(SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, Number(SQL_OV_ODBC3), 0)) ||
      !SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection))) {
    return Status::LimitExceeded("connect to " + options.label +
                                 ": the ODBC manager does not start");
  }
  const Duration wait = std::min(options.login_timeout, patience.deadline.Left(*clock));
  SQLSetConnectAttrW(connection, SQL_ATTR_LOGIN_TIMEOUT,
                     Number(static_cast<std::uint64_t>(Seconds(wait))), SQL_IS_UINTEGER);
  ConnectionString to = options.to;
  const std::string driver =
      to.Get("Driver") ? DriverFile(*to.Get("Driver"), DriverFolders()) : std::string();
  if (!driver.empty()) to.Set("Driver", driver);
  if (driver.find("psqlodbc") != std::string::npos) {
    to.Set("CommLog", "0");
    to.Set("Debug", "0");
    to.SetDefault("UseDeclareFetch", "1");  // without it the driver holds the whole result
    to.SetDefault("Fetch", std::to_string(options.rows_a_block));
  }
  const bool free_tds = driver.find("tdsodbc") != std::string::npos;
  sql_server = free_tds;
  std::vector<std::uint16_t> text;
  if (free_tds) {
    TELAR_ASSIGN_OR_RETURN(const std::string plain, to.TextForFreeTds());
    text = ToUtf16(plain);
  } else {
    text = ToUtf16(to.Text());
  }
  SQLSMALLINT length = 0;
  const SQLRETURN code =
      SQLDriverConnectW(connection, nullptr, text.data(), static_cast<SQLSMALLINT>(text.size()),
                        nullptr, 0, &length, SQL_DRIVER_NOPROMPT);
  std::fill(text.begin(), text.end(), std::uint16_t{0});
  if (!SQL_SUCCEEDED(code)) {
    Status failure = FailureOf(SQL_HANDLE_DBC, connection, "connect to");
    if (patience.stop.stop_requested()) return Status::Cancelled(failure.message());
    if (patience.deadline.Expired(*clock)) return Status::DeadlineExceeded(failure.message());
    return failure;
  }
  connected = true;
  std::array<SQLWCHAR, 128> name{};
  if (SQL_SUCCEEDED(SQLGetInfoW(connection, SQL_DBMS_NAME, name.data(),
                                static_cast<SQLSMALLINT>(sizeof name), &length))) {
    std::string dbms;
    AppendUtf8(dbms,
               std::span(name.data(),
                         std::min<std::size_t>(name.size(), static_cast<std::size_t>(length) / 2)));
    sql_server = sql_server || AsciiLower(dbms).find("sql server") != std::string::npos;
  }
  if (free_tds) {
    if (!SQL_SUCCEEDED(SQLGetInfoW(connection, kFreeTdsSocket, &socket, sizeof socket, &length)))
      socket = -1;
    if (socket >= 0) KeepAlive();
  }
  return Status::Ok();
}

Result<std::unique_ptr<OdbcConnection>> OdbcConnection::Open(const OdbcOptions& options,
                                                             const Clock& clock,
                                                             const Patience& patience) {
  auto handles = std::make_unique<Handles>();
  handles->options = options;
  handles->clock = &clock;
  for (const std::string_view name : {"PWD", "Password"})
    if (const auto secret = options.to.Get(name)) handles->secret = *secret;
  TELAR_RETURN_IF_ERROR(handles->Connect(patience));
  return std::unique_ptr<OdbcConnection>(new OdbcConnection(std::move(handles)));
}

namespace {

/// A statement of one query, and everything that its driver writes into.
class Statement {
 public:
  Statement(SQLHDBC connection, OdbcFailure failure) : failure_(std::move(failure)) {
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, connection, &handle_)))
      handle_ = SQL_NULL_HSTMT;
  }
  ~Statement() {
    if (handle_ != SQL_NULL_HSTMT) SQLFreeHandle(SQL_HANDLE_STMT, handle_);
  }
  SQLHSTMT handle() const { return handle_; }

  Status Run(std::string_view sql, std::span<const std::string> parameters,
             const OdbcOptions& limits, const OdbcReceiver& receiver);

 private:
  Status Execute(std::string_view sql, std::span<const std::string> parameters);
  /// Goes to the first result with columns; the number of them.
  Result<SQLSMALLINT> FindRows();
  Status Fetch(OdbcResult& result, const OdbcReceiver& receiver);
  /// What follows the rows: an error that the server reports at the end is told only here.
  Status Drain();

  OdbcFailure failure_;
  SQLHSTMT handle_ = SQL_NULL_HSTMT;
  std::vector<Parameter> parameters_;
  SQLULEN fetched_ = 0;
  std::vector<SQLUSMALLINT> states_;
};

/// Success, or success with nothing but warnings.
bool Fine(SQLRETURN code, SQLHSTMT handle) {
  if (code == SQL_SUCCESS) return true;
  if (code != SQL_SUCCESS_WITH_INFO) return false;
  const auto all = DiagnosticsOf(SQL_HANDLE_STMT, handle);
  return std::all_of(all.begin(), all.end(), IsWarning);
}

Status Statement::Execute(std::string_view sql, std::span<const std::string> parameters) {
  // They stay where they are once bound.
  parameters_.reserve(parameters.size());
  for (const std::string& text : parameters) parameters_.emplace_back(text);
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (!SQL_SUCCEEDED(parameters_[i].Bind(handle_, static_cast<SQLUSMALLINT>(i + 1))))
      return failure_("bind a parameter for");
  }
  std::vector<std::uint16_t> text = ToUtf16(sql);
  const SQLRETURN code = SQLExecDirectW(handle_, text.data(), static_cast<SQLINTEGER>(text.size()));
  if (code != SQL_NO_DATA && !Fine(code, handle_)) return failure_("query");
  return Status::Ok();
}

Result<SQLSMALLINT> Statement::FindRows() {
  while (true) {
    SQLSMALLINT columns = 0;
    if (!SQL_SUCCEEDED(SQLNumResultCols(handle_, &columns))) return failure_("query");
    if (columns > 0) return columns;
    const SQLRETURN code = SQLMoreResults(handle_);
    if (code == SQL_NO_DATA)
      return Status::InvalidInput("run a query: it gives no rows")
          .WithHint("The statement must be one SELECT.");
    if (!Fine(code, handle_)) return failure_("query");
  }
}

Status Statement::Fetch(OdbcResult& result, const OdbcReceiver& receiver) {
  while (true) {
    fetched_ = 0;
    std::fill(states_.begin(), states_.end(), SQL_ROW_NOROW);
    const SQLRETURN code = SQLFetch(handle_);
    if (code == SQL_NO_DATA) return Status::Ok();
    if (!Fine(code, handle_)) return failure_("fetch from");
    for (std::size_t row = 0; row < fetched_; ++row) {
      if (states_[row] == SQL_ROW_ERROR) return failure_("fetch from");
      TELAR_ASSIGN_OR_RETURN(auto* texts, result.Read(row));
      TELAR_RETURN_IF_ERROR(receiver.row(*texts));
    }
  }
}

Status Statement::Drain() {
  while (true) {
    const SQLRETURN code = SQLMoreResults(handle_);
    if (code == SQL_NO_DATA) return Status::Ok();
    if (!Fine(code, handle_)) return failure_("fetch from");
  }
}

Status Statement::Run(std::string_view sql, std::span<const std::string> parameters,
                      const OdbcOptions& limits, const OdbcReceiver& receiver) {
  TELAR_RETURN_IF_ERROR(Execute(sql, parameters));
  TELAR_ASSIGN_OR_RETURN(const SQLSMALLINT columns, FindRows());
  TELAR_ASSIGN_OR_RETURN(const auto result, OdbcResult::Bind(handle_, columns, limits.block_bytes,
                                                             limits.rows_a_block, failure_));
  states_.resize(result->block());
  SQLSetStmtAttrW(handle_, SQL_ATTR_ROW_ARRAY_SIZE, Number(result->block()), 0);
  SQLSetStmtAttrW(handle_, SQL_ATTR_ROW_STATUS_PTR, states_.data(), 0);
  SQLSetStmtAttrW(handle_, SQL_ATTR_ROWS_FETCHED_PTR, &fetched_, 0);
  TELAR_RETURN_IF_ERROR(receiver.columns(result->names()));
  TELAR_RETURN_IF_ERROR(Fetch(*result, receiver));
  return Drain();
}

}  // namespace

Status OdbcConnection::Query(std::string_view sql, std::span<const std::string> parameters,
                             const Patience& patience, const OdbcReceiver& receiver) {
  Handles& own = *handles_;
  if (patience.stop.stop_requested()) return Status::Cancelled("query " + own.options.label);
  SQLHSTMT handle = SQL_NULL_HSTMT;
  Statement statement(own.connection, [&own, &handle](std::string_view what) {
    return own.FailureOf(SQL_HANDLE_STMT, handle, what);
  });
  handle = statement.handle();
  if (handle == SQL_NULL_HSTMT) return own.FailureOf(SQL_HANDLE_DBC, own.connection, "query");
  if (!patience.deadline.never()) {
    // A second later than ours, for drivers that can do no more than this.
    const int seconds = Seconds(patience.deadline.Left(*own.clock)) + 1;
    SQLSetStmtAttrW(handle, SQL_ATTR_QUERY_TIMEOUT, Number(static_cast<std::uint64_t>(seconds)), 0);
  }
  Code fired = Code::kOk;
  Status status;
  {
    const auto sever = [&own] {
      if (own.socket >= 0) shutdown(own.socket, SHUT_RDWR);
    };
    Watchdog watchdog(
        *own.clock, patience.deadline, patience.stop, [handle] { SQLCancel(handle); }, sever);
    status = statement.Run(sql, parameters, own.options, receiver);
    // Closing reads the rest of the result, for which nobody waits after a failure.
    if (!status.ok()) sever();
    SQLFreeStmt(handle, SQL_CLOSE);
    fired = watchdog.fired();
  }
  if (status.ok()) return status;
  if (fired == Code::kCancelled) return Status::Cancelled("query " + own.options.label);
  if (fired == Code::kDeadlineExceeded)
    return Status::DeadlineExceeded("query " + own.options.label +
                                    ": no end within the time limit");
  return status;
}

}  // namespace telar::pos
