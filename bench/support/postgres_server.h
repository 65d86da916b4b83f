#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "bench/support/temp_folder.h"
#include "core/result.h"
#include "db/database.h"

namespace telar::bench {

/// A PostgreSQL server of the measurement's own: the newest on this machine, a free port of
/// 127.0.0.1, a private folder, default settings but shared_buffers = 256MB and
/// pg_stat_statements; it waits for the disk as any other (fsync is on). Gone with the object.
class PostgresServer {
 public:
  /// Makes and starts it. kInvalidConfig when there is none on this machine.
  static Result<std::unique_ptr<PostgresServer>> Start();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// Makes a database, empty or a copy of another that nobody is connected to.
  Status Create(const std::string& database, const std::string& copy_of = "template1");
  /// Connected to one of its databases, with up to `connections` sessions.
  Result<std::unique_ptr<db::Database>> Open(const std::string& database, int connections) const;
  /// "postgresql://…", with the password: for peers.
  std::string Url(const std::string& database) const;
  /// "host=… port=…", with the password: for libpq.
  std::string Parameters(const std::string& database) const;
  /// "Server=…;Port=…", with the password: for an ODBC driver.
  std::string OdbcParameters(const std::string& database) const;

  /// Processor seconds of the server and all its processes, ended ones included.
  double CpuSeconds() const;
  /// "PostgreSQL 15.18".
  std::string Version() const;

 private:
  PostgresServer() = default;
  Status Make();

  const TempFolder folder_;
  std::string programs_;
  int port_ = 0;
  pid_t pid_ = 0;
};

}  // namespace telar::bench
