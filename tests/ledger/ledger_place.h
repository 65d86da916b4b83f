#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "db/database.h"

namespace telar::ledger {

/// Where the ledger of one test lives: a file of SQLite in ledger_test, one of DuckDB in
/// ledger_duckdb_test, a schema of a PostgreSQL server in ledger_postgres_test; each is linked with
/// its own source. Gone with the object.
class LedgerPlace {
 public:
  virtual ~LedgerPlace() = default;
  /// Null where what it needs is not installed; SetUp skips the test then.
  static std::unique_ptr<LedgerPlace> Make();

  /// Empty at the first call; later calls open the same data as another process would.
  virtual Result<std::unique_ptr<db::Database>> Open() = 0;
  /// One that does not wait for the disk.
  virtual Result<std::unique_ptr<db::Database>> OpenFast() = 0;
  /// How ledger_victim is told of it.
  virtual std::vector<std::string> arguments() const = 0;
  /// How many random schedules fit a test run.
  virtual int schedules() const = 0;
};

inline constexpr const char* kNoPlace = "no PostgreSQL server is installed";

}  // namespace telar::ledger
