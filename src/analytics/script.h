#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "db/database.h"

namespace telar::analytics {

/// SQL text with words in braces, the same for every database: the one place where their
/// differences are known.
///
///   {bigint} {real} {decimal(18,4)} …   types, see db::ExpandTypes
///   {bytes(x)}   text in the order of its bytes, whatever the database's collation
///   {e4(x)}      a decimal as a whole number of ten-thousandths; NULL is 0
///   {sum_e4(x)}  SUM of a decimal column as a whole number of ten-thousandths; 0 where all are
///                NULL or nothing is grouped
///   {units(x)}   the inverse
///   {percent(a, b)}  a of b in percent with four places, rounded half up; 0 unless both are
///                positive. Whole numbers, of which a × 2 000 000 must fit 18 digits.
///   {name}       the value given for it, put in as it is: numbers, dates, names of columns
class Script {
 public:
  using Values = std::vector<std::pair<std::string, std::string>>;

  explicit Script(const db::Database& database) : database_(&database) {}

  /// kInternal for a word that is none of these and not in `values`.
  Result<std::string> Expand(std::string_view sql, const Values& values) const;

  /// Runs statements separated by ';', in the caller's transaction; returns the rows that the last
  /// one changed. ANALYZE runs only where a planner depends on it, CREATE INDEX only where joins
  /// of temporary tables do (SQLite).
  Result<std::int64_t> Run(db::Connection& transaction, std::string_view sql,
                           const Values& values = {}) const;

  /// Whether tables that stay have indexes: everywhere but in DuckDB.
  bool KeepsIndexes() const;

 private:
  const db::Database* database_;
};

}  // namespace telar::analytics
