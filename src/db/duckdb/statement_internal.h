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
/// it runs, so that the same text may run inside its own callback.
///
/// DuckDB does not see that a temporary table was dropped and made again: the plan goes on with the
/// table that is gone, and rows vanish. So whoever changes tables, or rolls such a change back,
/// forgets every statement, and those that are out at that moment do not come back.
class StatementCache {
 public:
  /// Null when there is none.
  StatementHandle Take(std::string_view sql);
  /// Keeps a statement that was taken or prepared at that age().
  void Put(std::string_view sql, StatementHandle statement, std::uint64_t age);
  void Forget();
  std::uint64_t age() const { return age_; }

 private:
  std::vector<std::pair<std::string, StatementHandle>> entries_;  // oldest first
  std::uint64_t age_ = 0;  // how many times all were forgotten
};

/// Binds copies of values to `?` 1, 2, … kInvalidInput for a value that cannot be kept, kInternal
/// for a wrong number of values.
Status BindValues(duckdb_prepared_statement statement, std::span<const Value> values);

}  // namespace telar::db::duckdb
