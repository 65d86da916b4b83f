#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/result.h"
#include "db/postgres/postgres_database.h"

struct pg_conn;
struct pg_result;

namespace telar::db::postgres {

struct ResultCloser {
  void operator()(pg_result* result) const;
};
using ResultHandle = std::unique_ptr<pg_result, ResultCloser>;

struct SessionCloser {
  void operator()(pg_conn* connection) const;
};

/// One connection of libpq, set up as Open of postgres_database.h says.
class Session {
 public:
  using Handle = std::unique_ptr<pg_conn, SessionCloser>;
  explicit Session(Handle handle) : handle_(std::move(handle)) {}
  /// Errors: those of opening.
  static Result<Session> Open(const Options& options);

  pg_conn* raw() const { return handle_.get(); }
  /// True once the connection was lost.
  bool broken() const;
  /// False for an idle connection that the server has closed.
  bool StillThere() const;
  /// True outside a transaction.
  bool idle() const;
  /// Runs SQL without parameters, several statements too; a result that is a failure is returned as
  /// its status.
  Result<ResultHandle> Run(const std::string& sql, std::string_view operation) const;
  /// The status of a result; null is a lost connection.
  Status StatusOf(const pg_result* result, std::string_view operation) const;

 private:
  Handle handle_;
};

/// kInvalidConfig for a parameter that libpq does not know or that has a field in Options.
Status CheckParameters(const Options& options);

}  // namespace telar::db::postgres
