#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "core/secret.h"
#include "db/database.h"

namespace telar::db::postgres {

struct Options {
  std::string host;  ///< A name, an address, or the folder of a Unix socket.
  int port = 5432;
  std::string user;  ///< "": the user of this process.
  Secret password;
  std::string database;
  /// Connection parameters of libpq by name (PostgreSQL manual, 34.1.2): sslmode, sslrootcert,
  /// target_session_attrs, options … Host, port, user, password and database have fields above.
  std::map<std::string, std::string> parameters;
  /// Connections at a time.
  int max_connections = 8;
  /// How long Acquire waits for a connection of the pool.
  std::chrono::milliseconds acquire_timeout{30'000};
  /// How long the making of one connection may take; the parameter connect_timeout, in seconds,
  /// counts in its place.
  std::chrono::milliseconds connect_timeout{10'000};
  std::string application_name = "telar";
  /// The server ends a statement after that (kDeadlineExceeded); zero: never.
  std::chrono::milliseconds statement_timeout{0};
  /// How long a statement waits for another session's lock (kUnavailable); zero: for ever.
  std::chrono::milliseconds lock_timeout{60'000};
  /// The server ends a session that leaves a transaction idle for that long; zero: never.
  std::chrono::milliseconds idle_in_transaction_timeout{600'000};
};

/// Opens a database of a PostgreSQL server, 15 or newer (older ones that know the same SQL work
/// too). TLS is as sslmode says; without it libpq encrypts when the server can and checks nothing:
/// use verify-full with sslrootcert across a network.
///
/// How values are kept: exactly, up to what the column's type holds; a numeric with more decimals
/// than its column is rounded by the server. Columns read back by their type; what Telar has no
/// type for (uuid, interval, arrays) as the server's text. A session's time zone is UTC.
///
/// SQL: `?` inside quotes and comments is text, `??` is the operator `?`. A parameter takes its
/// type from its place; where there is none, as in `? IS NULL`, write CAST(? AS type). Transactions
/// are REPEATABLE READ: a row that another transaction changed meanwhile is kConflict, and so is a
/// key that another one merges at the same moment.
///
/// Queries stream: a result of any size passes in little memory. Only when `row` uses the
/// connection are the rows that are left kept in memory first. A query that `row` stops early is
/// read to its end or, when much is left, cancelled; inside a transaction roll back then.
///
/// A connection that broke is unavailable until it is given back; it is thrown away then, as are
/// idle ones that the server closed. Messages hold the server's first line, never its DETAIL and
/// never a value or a password.
///
/// Errors of opening: kInvalidConfig (an unknown parameter, no such database, TLS that the server
/// or its certificate does not allow), kPermissionDenied (user or password refused), kUnavailable
/// (no answer, too many connections, starting up).
Result<std::unique_ptr<Database>> Open(Options options);

}  // namespace telar::db::postgres
