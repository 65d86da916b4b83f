#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/export/columns.h"
#include "core/time.h"
#include "db/database.h"

namespace telar::analytics {

/// What the day of a partition without one is called, as Hive, Spark and DuckDB do.
inline constexpr std::string_view kNoDay = "__HIVE_DEFAULT_PARTITION__";

/// A table and how it is divided.
struct ExportSource {
  std::string table;
  /// What divides it into days: a column of `day_table` (or of the table itself) that is a date, a
  /// local time or an instant (days of UTC then). "" for a table that is one file.
  std::string day = {};
  /// What the days are called in the path. When it is `day` itself, a date of the table, the column
  /// is in the path and not in the files, as Hive has it.
  std::string partition = {};
  /// The table that `day` is of, and how its rows, called `d`, are found for the rows `t` of the
  /// table: "d.document_id = t.document_id". A row without one lies in kNoDay.
  std::string day_table = {}, join = {};
};

/// Only days from `from` on and before `before`. A table that is one file has no days and is always
/// meant as a whole.
struct ExportRange {
  std::optional<Date> from = std::nullopt, before = std::nullopt;
  bool without_day = true;  ///< Rows that have none, too.
};

/// A partition in the database, as counted.
struct ExportDay {
  std::string value;  ///< "2026-01-02", kNoDay, or "" for a table that is one file.
  std::int64_t rows = 0;
};

/// A row as an export keeps it; valid only inside the callback that receives it.
struct SourceRow {
  std::string_view day;  ///< See ExportDay::value.
  std::span<const db::Value> kept;
  std::span<const std::optional<std::string>> texts;
};

/// Reads the rows of a source in the form of an export.
class SourceRows {
 public:
  /// Looks at the live tables. kNotFound when there is none or it has no such column; kInternal for
  /// a day column that is no time.
  static Result<SourceRows> Of(db::Connection& connection, const db::Dialect& dialect,
                               ExportSource source);

  const ExportSource& source() const { return source_; }
  /// Those of the files.
  const std::vector<ExportColumn>& columns() const { return columns_; }

  /// The partitions with rows: days in order, kNoDay last. kContractBroken for a day that is none.
  Result<std::vector<ExportDay>> Days(db::Connection& connection, const ExportRange& range) const;
  /// Reads the rows of a range by one statement, with its days and the keys of the table in order
  /// unless `ordered` is false. Errors: those of KeptValue and of the database, what `row` returns.
  Status Read(db::Connection& connection, const ExportRange& range, bool ordered,
              const std::function<Status(const SourceRow&)>& row) const;

 private:
  SourceRows() = default;
  std::string Where(const ExportRange& range, std::vector<db::Value>& values) const;
  db::Value Bound(Date day) const;

  ExportSource source_;
  std::vector<ExportColumn> columns_;
  ExportColumn::Kind day_kind_ = ExportColumn::Kind::kDate;
  std::string day_, day_text_, select_, from_, order_;  // of the SQL; day_ is "" for one file
};

}  // namespace telar::analytics
