#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/database.h"
#include "db/duckdb/handles_internal.h"

namespace telar::db::duckdb {

/// Prepared statements by text, the least recently used thrown away. A statement is taken out while
/// it runs, so that the same text may run inside its own callback. DuckDB plans one anew when the
/// tables that it reads have changed, but not for a temporary table that it inserts into: where a
/// table goes, so must the statements.
class StatementCache {
 public:
  /// Null when there is none.
  StatementHandle Take(std::string_view sql);
  void Put(std::string_view sql, StatementHandle statement);
  void Clear() { entries_.clear(); }

 private:
  std::vector<std::pair<std::string, StatementHandle>> entries_;  // oldest first
};

/// Binds copies of values to `?` 1, 2, … kInvalidInput for a value that cannot be kept, kInternal
/// for a wrong number of values.
Status BindValues(duckdb_prepared_statement statement, std::span<const Value> values);

}  // namespace telar::db::duckdb
