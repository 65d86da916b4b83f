#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/database.h"
#include "db/duckdb/handles_internal.h"
#include "db/duckdb/numbers.h"

namespace telar::db::duckdb {

// Values to and from DuckDB's column vectors; duckdb.h documents their layout.

duckdb_hugeint ToHugeint(Int128 value);
/// Days since 1970-01-01.
duckdb_date ToDays(Date date);

/// Name and type of a result's column.
struct ColumnType {
  std::string name;
  duckdb_type type = DUCKDB_TYPE_INVALID;
  duckdb_type decimal_storage = DUCKDB_TYPE_INVALID;  // of a DECIMAL
  int width = 0, scale = 0;                           // of a DECIMAL

  static ColumnType Of(std::string name, duckdb_logical_type type);
  /// False when no alternative of Value holds it.
  bool IsReadable() const;
};

/// One row of a chunk whose columns are `columns`.
class ChunkRow final : public Row {
 public:
  ChunkRow(const std::vector<ColumnType>& columns, duckdb_data_chunk chunk);
  void MoveTo(idx_t row) { row_ = row; }

  int size() const override { return static_cast<int>(columns_.size()); }
  std::string Name(int i) const override;
  bool IsNull(int i) const override;
  Value Get(int i) const override;

 private:
  const std::vector<ColumnType>& columns_;
  std::vector<const void*> data_;
  std::vector<std::uint64_t*> validity_;
  idx_t row_ = 0;
};

/// What came of a value for a column.
enum class Filled {
  kYes,
  kDoesNotFit,  ///< A number too large for the column.
  kNeedsACast,  ///< DuckDB's own casts know: text for a number, a type that Telar does not use.
};

/// Writes `value` into row `row` of a column's vector.
Filled FillVector(duckdb_vector vector, const ColumnType& column, idx_t row, const Value& value);

}  // namespace telar::db::duckdb
