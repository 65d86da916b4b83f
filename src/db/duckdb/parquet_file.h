#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "db/database.h"

namespace telar::db::duckdb {

/// A column of a Parquet file (parquet.apache.org) in the words of DuckDB's dialect: BOOLEAN,
/// BIGINT, DOUBLE, DECIMAL(p,s) up to 38 digits, VARCHAR, BLOB, DATE, TIMESTAMP (local, without a
/// zone), TIMESTAMP WITH TIME ZONE (UTC). Parquet has the same types; times are microseconds.
struct ParquetColumn {
  std::string name;
  std::string type;
  friend bool operator==(const ParquetColumn&, const ParquetColumn&) = default;
};

/// Writes one Parquet file (Zstandard, row groups of 122 880 rows) by DuckDB's own writer. Rows
/// wait in `scratch` beyond `memory_mb`. The same rows in the same order make the same bytes with
/// the same DuckDB. One thread at a time.
class ParquetWriter {
 public:
  struct Options {
    std::filesystem::path file;     ///< Made, or replaced, by Finish.
    std::filesystem::path scratch;  ///< A folder for what does not fit into the memory.
    int memory_mb = 512;            ///< At least 256.
  };
  /// kInvalidConfig in a build without DuckDB, kInternal for a type that is none.
  static Result<std::unique_ptr<ParquetWriter>> Create(Options options,
                                                       std::span<const ParquetColumn> columns);
  virtual ~ParquetWriter() = default;

  /// One value a column: of the column's type, a whole number also for a decimal, a local time as
  /// text (Dialect::datetime); NULL everywhere. kInvalidInput for another and for a decimal that
  /// has more digits before its point than the column.
  virtual Status Add(std::span<const Value> row) = 0;
  /// The whole file on the disk; nothing may be added afterwards. kUnavailable (disk full).
  virtual Status Finish() = 0;
};

/// Calls `row` for every row of a Parquet file, in its order. kContractBroken when it is no
/// Parquet, is damaged, or has other columns or types than `columns`; kNotFound; kInvalidConfig in
/// a build without DuckDB; else what `row` returns.
Status ReadParquet(const std::filesystem::path& file, std::span<const ParquetColumn> columns,
                   const RowFn& row);

}  // namespace telar::db::duckdb
