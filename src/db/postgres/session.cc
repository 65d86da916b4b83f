#include "db/postgres/session.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <vector>

#include "core/text.h"
#include "db/postgres/errors.h"

namespace telar::db::postgres {
namespace {

using std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;

/// Names and values as libpq takes them; the texts must outlive the call.
struct Keywords {
  std::vector<const char*> names, values;
  void Add(const char* name, const std::string& value) {
    names.push_back(name);
    values.push_back(value.c_str());
  }
};

milliseconds ConnectTimeout(const Options& options) {
  const auto given = options.parameters.find("connect_timeout");
  int seconds = 0;
  if (given != options.parameters.end()) {
    const std::string& text = given->second;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
  }
  return seconds > 0 ? milliseconds(std::chrono::seconds(seconds)) : options.connect_timeout;
}

bool WaitForSocket(int socket, bool to_read, SteadyTime deadline) {
  const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
  if (left.count() <= 0) return false;
  pollfd waiting{socket, static_cast<short>(to_read ? POLLIN : POLLOUT), 0};
  return poll(&waiting, 1, static_cast<int>(left.count())) != 0;
}

Status Finish(PGconn* connection, milliseconds timeout) {
  const SteadyTime deadline = std::chrono::steady_clock::now() + timeout;
  PostgresPollingStatusType state = PGRES_POLLING_WRITING;
  while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
    if (!WaitForSocket(PQsocket(connection), state == PGRES_POLLING_READING, deadline)) {
      return Status::Unavailable(
                 fmt::format("connect: no answer within {}", FormatDuration(timeout)))
          .WithHint("Is the server running, and does a firewall let this host through?");
    }
    state = PQconnectPoll(connection);
  }
  if (state == PGRES_POLLING_OK) return Status::Ok();
  return StatusOfConnectError(PQerrorMessage(connection));
}

Result<Session::Handle> Connect(const Options& options) {
  static const std::array<std::pair<const char*, std::string>, 5> kFixed{{
      {"client_encoding", "UTF8"},
      {"keepalives", "1"},
      {"keepalives_idle", "60"},
      {"keepalives_interval", "10"},
      {"keepalives_count", "6"},
  }};
  const std::string port = std::to_string(options.port);
  Keywords keywords;
  keywords.Add("host", options.host);
  keywords.Add("port", port);
  keywords.Add("dbname", options.database);
  if (!options.user.empty()) keywords.Add("user", options.user);
  if (!options.password.empty()) keywords.Add("password", options.password.Reveal());
  keywords.Add("application_name", options.application_name);
  for (const auto& [name, value] : kFixed) keywords.Add(name, value);
  // Of a name that occurs twice the last counts.
  for (const auto& [name, value] : options.parameters) keywords.Add(name.c_str(), value);
  keywords.names.push_back(nullptr);
  keywords.values.push_back(nullptr);
  Session::Handle handle(PQconnectStartParams(keywords.names.data(), keywords.values.data(), 0));
  if (handle == nullptr) return Status::LimitExceeded("connect: out of memory");
  PQsetErrorVerbosity(handle.get(), PQERRORS_VERBOSE);
  PQsetNoticeReceiver(
      handle.get(), [](void*, const PGresult*) {}, nullptr);
  if (PQstatus(handle.get()) == CONNECTION_BAD) {
    return StatusOfConnectError(PQerrorMessage(handle.get()));
  }
  TELAR_RETURN_IF_ERROR(Finish(handle.get(), ConnectTimeout(options)));
  return handle;
}

std::string Settings(const Options& options) {
  std::string sql =
      "SET TIME ZONE 'UTC'; SET standard_conforming_strings = on; SET DateStyle = 'ISO, YMD'; "
      "SET bytea_output = hex; SET extra_float_digits = 1";
  const auto limit = [&](std::string_view name, milliseconds time) {
    if (time.count() > 0) sql += fmt::format("; SET {} = {}", name, time.count());
  };
  limit("statement_timeout", options.statement_timeout);
  limit("lock_timeout", options.lock_timeout);
  limit("idle_in_transaction_session_timeout", options.idle_in_transaction_timeout);
  return sql;
}

}  // namespace

void ResultCloser::operator()(pg_result* result) const { PQclear(result); }

void SessionCloser::operator()(pg_conn* connection) const { PQfinish(connection); }

Status CheckParameters(const Options& options) {
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> known(PQconndefaults(),
                                                                             PQconninfoFree);
  std::vector<std::string> names;
  for (const PQconninfoOption* o = known.get(); o != nullptr && o->keyword != nullptr; ++o) {
    names.emplace_back(o->keyword);
  }
  for (const auto& [name, value] : options.parameters) {
    if (name == "host" || name == "port" || name == "user" || name == "password" ||
        name == "dbname" || name == "client_encoding") {
      return Status::InvalidConfig(fmt::format("parameter '{}' is not taken here", name))
          .WithHint("Host, port, user, password and database stand before the '?' of the URL.");
    }
    if (!names.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
      const std::string near = ClosestMatch(name, names);
      return Status::InvalidConfig(fmt::format("libpq knows no parameter '{}'", name))
          .WithHint(near.empty() ? "" : fmt::format("Did you mean '{}'?", near));
    }
  }
  return Status::Ok();
}

Result<Session> Session::Open(const Options& options) {
  TELAR_ASSIGN_OR_RETURN(Handle handle, Connect(options));
  Session session(std::move(handle));
  TELAR_ASSIGN_OR_RETURN([[maybe_unused]] const auto set,
                         session.Run(Settings(options), "set up the session"));
  return session;
}

bool Session::broken() const { return PQstatus(raw()) != CONNECTION_OK; }

bool Session::StillThere() const {
  // An idle server says nothing but its farewell.
  pollfd waiting{PQsocket(raw()), POLLIN, 0};
  return !broken() && poll(&waiting, 1, 0) == 0;
}

bool Session::idle() const { return PQtransactionStatus(raw()) == PQTRANS_IDLE; }

Result<ResultHandle> Session::Run(const std::string& sql, std::string_view operation) const {
  ResultHandle result(PQexec(raw(), sql.c_str()));
  TELAR_RETURN_IF_ERROR(StatusOf(result.get(), operation));
  return result;
}

Status Session::StatusOf(const pg_result* result, std::string_view operation) const {
  switch (result == nullptr ? PGRES_FATAL_ERROR : PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_COPY_IN: return Status::Ok();
    case PGRES_EMPTY_QUERY: return Status::Internal(std::string(operation) + ": no statement");
    default: break;
  }
  const auto field = [&](int code) -> std::string_view {
    const char* text = result == nullptr ? nullptr : PQresultErrorField(result, code);
    return text == nullptr ? "" : text;
  };
  const std::string_view sqlstate = field(PG_DIAG_SQLSTATE);
  if (!sqlstate.empty()) {
    return StatusOfSqlstate(sqlstate, operation, field(PG_DIAG_MESSAGE_PRIMARY));
  }
  if (broken()) return StatusOfSqlstate("", operation, "the connection to the server was lost");
  return Status::Internal(fmt::format("{}: {}", operation, Trim(PQerrorMessage(raw()))));
}

}  // namespace telar::db::postgres
