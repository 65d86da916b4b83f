#include "analytics/script.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "db/migrations.h"

namespace telar::analytics {
namespace {

/// PostgreSQL compares text by the rules of a language and knows nothing of a new table.
bool IsPostgres(const db::Database& database) { return database.capabilities().range_partitions; }
/// SQLite joins by indexes or not at all.
bool IsSqlite(const db::Database& database) {
  return !IsPostgres(database) && database.dialect().text == "TEXT";
}

bool IsDuckdb(const db::Database& database) { return !IsPostgres(database) && !IsSqlite(database); }

/// Decimals of 18 digits are machine words to DuckDB; wider ones cost it twenty times as much.
std::string TenThousandths(const db::Database& database, std::string_view value) {
  // The nearest whole number, so that a database without decimals is exact too.
  if (IsSqlite(database))
    return fmt::format("CAST(ROUND(COALESCE({}, 0) * 10000) AS INTEGER)", value);
  return fmt::format("CAST(CAST(COALESCE({}, 0) AS DECIMAL(18,4)) * 10000 AS BIGINT)", value);
}

std::string Units(const db::Database& database, std::string_view value) {
  if (IsSqlite(database)) return fmt::format("ROUND(({}) * 0.0001, 4)", value);
  return fmt::format("(CAST({} AS DECIMAL(18,0)) * 0.0001)", value);
}

/// End of the braces that open at `at`, which may nest.
std::size_t Close(std::string_view sql, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < sql.size(); ++i) {
    if (sql[i] == '{') ++depth;
    if (sql[i] == '}' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

/// "a, b" at its comma outside parentheses.
std::pair<std::string_view, std::string_view> Halves(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')') --depth;
    if (text[i] == ',' && depth == 0) return {Trim(text.substr(0, i)), Trim(text.substr(i + 1))};
  }
  return {text, ""};
}

}  // namespace

Result<std::string> Script::Expand(std::string_view sql, const Values& values) const {
  std::string out;
  for (std::size_t at = 0; at < sql.size();) {
    if (sql[at] != '{') {
      out += sql[at++];
      continue;
    }
    const std::size_t end = Close(sql, at);
    if (end == std::string_view::npos) return Status::Internal("expand SQL: a brace is not closed");
    const std::string_view word = sql.substr(at + 1, end - at - 1);
    at = end + 1;
    const std::size_t open = word.find('(');
    const std::string_view name = word.substr(0, open);
    const auto value =
        std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == word; });
    if (value != values.end()) {
      out += value->second;
      continue;
    }
    const bool function = open != std::string_view::npos && word.back() == ')';
    std::string inner;
    if (function && (name == "bytes" || name == "e4" || name == "sum_e4" || name == "units" ||
                     name == "percent")) {
      TELAR_ASSIGN_OR_RETURN(inner, Expand(word.substr(open + 1, word.size() - open - 2), values));
    }
    if (inner.empty()) {
      TELAR_ASSIGN_OR_RETURN(const std::string type,
                             db::ExpandTypes("{" + std::string(word) + "}", database_->dialect()));
      out += type;
    } else if (name == "bytes") {
      out += IsPostgres(*database_) ? inner + " COLLATE \"C\"" : inner;
    } else if (name == "e4") {
      out += TenThousandths(*database_, inner);
    } else if (name == "sum_e4") {
      // Where decimals are exact, one conversion a group; elsewhere one a row, as sums of the
      // nearest binary numbers are not sums of decimals.
      out += IsSqlite(*database_)
                 ? fmt::format("COALESCE(SUM({}), 0)", TenThousandths(*database_, inner))
                 : TenThousandths(*database_, fmt::format("SUM({})", inner));
    } else if (name == "units") {
      out += Units(*database_, inner);
    } else {
      const auto [part, whole] = Halves(inner);
      // Whole numbers throughout: some databases divide them to a whole number and some do not, so
      // the remainder is taken off first.
      const std::string a = fmt::format("(({}) * 2000000 + ({}))", part, whole);
      const std::string b = fmt::format("(2 * ({}))", whole);
      out += fmt::format("CASE WHEN ({}) > 0 AND ({}) > 0 THEN {} ELSE 0 END", part, whole,
                         Units(*database_, fmt::format("({0} - {0} % {1}) / {1}", a, b)));
    }
  }
  return out;
}

bool Script::KeepsIndexes() const { return !IsDuckdb(*database_); }

Result<std::int64_t> Script::Run(db::Connection& transaction, std::string_view sql,
                                 const Values& values) const {
  TELAR_ASSIGN_OR_RETURN(const std::string text, Expand(sql, values));
  std::int64_t rows = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string_view statement = Trim(std::string_view(text).substr(at, end - at));
    at = end + 1;
    if (statement.empty()) continue;
    if (statement.starts_with("ANALYZE") && !IsPostgres(*database_)) continue;
    if (statement.starts_with("CREATE INDEX") && !IsSqlite(*database_)) continue;
    TELAR_ASSIGN_OR_RETURN(rows, transaction.Execute(statement));
  }
  return rows;
}

}  // namespace telar::analytics
