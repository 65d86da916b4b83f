#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"

namespace telar::db {

/// What an adapter says about its SQL so that a merge can be written once. In the templates
/// {staging}, {table} and {columns} stand for quoted names, {a} and {b} for two columns, {same} for
/// "a row t of the table and a row s of the staging table have the same key".
struct MergeDialect {
  char quote = '"';
  /// Makes an empty temporary table with the columns and types of the batch.
  std::string_view create_staging;
  /// True when two values differ; NULL equals NULL.
  std::string_view distinct;
  /// UPDATE … SET … FROM staging (PostgreSQL, SQLite, DuckDB), or UPDATE … JOIN staging … SET
  /// (MySQL).
  bool update_from = true;
  /// True for a row s of the staging table that the table has not.
  std::string_view missing = "NOT EXISTS (SELECT 1 FROM {table} AS t WHERE {same})";
  /// Ends the INSERT of what is missing: in which order, what about conflicts; {key} stands for the
  /// key's columns.
  std::string_view insert_end = "";
};

/// Name of the temporary table; one merge at a time uses it in a session.
inline constexpr std::string_view kMergeStaging = "telar_staging";

/// `name` in quotes, quotes in it doubled.
std::string QuoteIdentifier(std::string_view name, char quote);

/// Fills the staging table with the batch: COPY, an appender, LOAD DATA or InsertRows.
using LoadStaging = std::function<Status()>;

/// Merges through a staging table with three set-based statements: refuse doubled keys, update what
/// differs, insert what is missing. Connection::Merge of every adapter calls it inside a
/// transaction; errors are those of Connection::Merge, kInternal for a spec or rows that do not fit
/// together. The staging table is gone afterwards.
Result<MergeCounts> MergeThroughStaging(Connection& connection, const MergeDialect& dialect,
                                        const MergeSpec& spec,
                                        std::span<const std::vector<Value>> rows,
                                        const LoadStaging& load);

/// Loads the staging table with INSERT statements of `rows_per_statement` rows each, at least 1.
Status InsertRows(Connection& connection, const MergeDialect& dialect, const MergeSpec& spec,
                  std::span<const std::vector<Value>> rows, std::size_t rows_per_statement);

}  // namespace telar::db
