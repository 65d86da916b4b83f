#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "db/database.h"

namespace telar::analytics {

/// A column as an export holds it, the same for a table of every database.
struct ExportColumn {
  enum class Kind {
    kBoolean,
    kWhole,    ///< Whole numbers of every width, as 64 bits.
    kReal,     ///< A 64-bit binary float.
    kDecimal,  ///< Exact; `precision` digits, `scale` of them after the point.
    kText,     ///< UTF-8; JSON too, and types that Telar does not use.
    kBlob,
    kDate,
    kLocalTime,  ///< Date and time without a zone, microseconds.
    kInstant,    ///< UTC, microseconds.
  };
  std::string name;
  Kind kind = Kind::kText;
  int precision = 0, scale = 0;

  /// "BIGINT", "DECIMAL(18,4)", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE" …: what the manifest and
  /// Parquet say (db/duckdb/parquet_file.h).
  std::string Type() const;
  friend bool operator==(const ExportColumn&, const ExportColumn&) = default;
};

/// Columns of a live table or view in their order. kNotFound when there is none.
Result<std::vector<ExportColumn>> ExportColumnsOf(db::Connection& connection,
                                                  const db::Dialect& dialect,
                                                  std::string_view table);
/// The column that a type of the dialect becomes. A decimal without precision is DECIMAL(38,18), of
/// which Decimal holds 36 digits.
ExportColumn ExportColumnOf(const db::ColumnInfo& column, const db::Dialect& dialect);

/// `value` as the column's kind keeps it: decimals with all their places, local times as
/// Dialect::datetime says. kContractBroken when it cannot be kept as it is (SQLite stores what a
/// column was not declared for): more digits than the column, text in a column of times. The
/// message names the column, never the value.
Result<db::Value> KeptValue(const ExportColumn& column, db::Value value);

/// A kept value as CSV files and row digests have it; nothing for NULL: true and false, whole
/// numbers, decimals with all their places, floats with 17 significant digits (%.17g), bytes in
/// lower-case hexadecimal, 2026-01-02, "2026-01-02 09:30:00" with six places when there is a
/// fraction, 2026-01-02T13:30:00.000000Z.
std::optional<std::string> ValueText(const db::Value& kept);

}  // namespace telar::analytics
