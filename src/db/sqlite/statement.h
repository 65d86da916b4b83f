#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace telar::db::sqlite {

struct StatementCloser {
  void operator()(sqlite3_stmt* statement) const;
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, StatementCloser>;

struct DatabaseCloser {
  void operator()(sqlite3* database) const;
};
using DatabaseHandle = std::unique_ptr<sqlite3, DatabaseCloser>;

/// Prepared statements by text, the least recently used thrown away. A statement is taken out while
/// it runs, so that the same text may run inside its own callback.
class StatementCache {
 public:
  /// Null when there is none.
  StatementHandle Take(std::string_view sql);
  /// Resets it and drops its values.
  void Put(std::string_view sql, StatementHandle statement);
  void Clear() { entries_.clear(); }

 private:
  std::vector<std::pair<std::string, StatementHandle>> entries_;  // oldest first
};

/// Binds values to `?` 1, 2, … `values` must outlive the run. kInvalidInput for a value that cannot
/// be kept, kInternal for a wrong number of values.
Status BindValues(sqlite3_stmt* statement, std::span<const Value> values);

/// The row a statement stands on.
class StatementRow final : public Row {
 public:
  explicit StatementRow(sqlite3_stmt* statement) : statement_(statement) {}
  int size() const override;
  std::string Name(int i) const override;
  bool IsNull(int i) const override;
  Value Get(int i) const override;

 private:
  sqlite3_stmt* statement_;
};

}  // namespace telar::db::sqlite
