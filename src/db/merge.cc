#include "db/merge.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace telar::db {
namespace {

bool Contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The statements of one merge.
class Statements {
 public:
  Statements(const MergeDialect& dialect, const MergeSpec& spec)
      : dialect_(dialect),
        spec_(spec),
        table_(Quoted(spec.table)),
        staging_(Quoted(kMergeStaging)) {
    for (const auto& column : spec.columns) {
      if (Contains(spec.key, column) || Contains(spec.keep_on_update, column)) continue;
      written_.push_back(column);
      if (!Contains(spec.along, column)) compared_.push_back(column);
    }
  }

  bool has_update() const { return !compared_.empty(); }

  std::string Create() const {
    return fmt::format(fmt::runtime(dialect_.create_staging), fmt::arg("staging", staging_),
                       fmt::arg("table", table_),
                       fmt::arg("columns", List(spec_.columns, ", ", "{}")));
  }
  std::string Drop() const { return "DROP TABLE " + staging_; }
  std::string DoubledKeys() const {
    return fmt::format(
        "SELECT COUNT(*) FROM (SELECT 1 FROM {} GROUP BY {} HAVING COUNT(*) > 1) AS d", staging_,
        List(spec_.key, ", ", "{}"));
  }
  std::string Update() const {
    const std::string set =
        List(written_, ", ", dialect_.update_from ? "{0} = s.{0}" : "t.{0} = s.{0}");
    std::vector<std::string> differs;
    for (const auto& column : compared_) {
      differs.push_back(fmt::format(fmt::runtime(dialect_.distinct),
                                    fmt::arg("a", "t." + Quoted(column)),
                                    fmt::arg("b", "s." + Quoted(column))));
    }
    const std::string filter = "(" + Join(differs, " OR ") + ")";
    if (!dialect_.update_from) {
      return fmt::format("UPDATE {} AS t JOIN {} AS s ON {} SET {} WHERE {}", table_, staging_,
                         SameKey(), set, filter);
    }
    return fmt::format("UPDATE {} AS t SET {} FROM {} AS s WHERE {} AND {}", table_, set, staging_,
                       SameKey(), filter);
  }
  std::string Insert() const {
    return fmt::format("INSERT INTO {} ({}) SELECT {} FROM {} AS s WHERE {}{}", table_,
                       List(spec_.columns, ", ", "{}"), List(spec_.columns, ", ", "s.{}"), staging_,
                       fmt::format(fmt::runtime(dialect_.missing), fmt::arg("staging", staging_),
                                   fmt::arg("table", table_), fmt::arg("same", SameKey())),
                       fmt::format(fmt::runtime(dialect_.insert_end),
                                   fmt::arg("key", List(spec_.key, ", ", "{}"))));
  }
  std::string Load(std::size_t rows) const {
    const std::string one = "(" + List(spec_.columns, ", ", "?") + ")";
    return fmt::format("INSERT INTO {} ({}) VALUES {}", staging_, List(spec_.columns, ", ", "{}"),
                       Join(std::vector<std::string>(rows, one), ", "));
  }

 private:
  std::string Quoted(std::string_view name) const { return QuoteIdentifier(name, dialect_.quote); }
  std::string SameKey() const { return List(spec_.key, " AND ", "t.{0} = s.{0}"); }
  std::string List(const std::vector<std::string>& names, std::string_view between,
                   std::string_view form) const {
    std::vector<std::string> pieces;
    for (const auto& name : names) pieces.push_back(fmt::format(fmt::runtime(form), Quoted(name)));
    return Join(pieces, between);
  }

  const MergeDialect& dialect_;
  const MergeSpec& spec_;
  const std::string table_, staging_;
  std::vector<std::string> written_, compared_;
};

Status CheckSpec(const MergeSpec& spec) {
  const auto wrong = [&](std::string_view why) {
    return Status::Internal(fmt::format("merge into {}: {}", spec.table, why));
  };
  if (spec.table.empty() || spec.columns.empty() || spec.key.empty()) {
    return wrong("a table, columns and a key are needed");
  }
  for (std::size_t i = 0; i < spec.columns.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (spec.columns[i] == spec.columns[j])
        return wrong("column " + spec.columns[i] + " occurs twice");
    }
  }
  for (const auto* names : {&spec.key, &spec.keep_on_update, &spec.along}) {
    for (const auto& name : *names) {
      if (!Contains(spec.columns, name)) return wrong(name + " is not among the columns");
    }
  }
  return Status::Ok();
}

Status CheckRows(const MergeSpec& spec, std::span<const std::vector<Value>> rows) {
  std::vector<std::size_t> key;
  for (const auto& name : spec.key) {
    const auto at = std::find(spec.columns.begin(), spec.columns.end(), name);
    key.push_back(static_cast<std::size_t>(at - spec.columns.begin()));
  }
  for (const auto& row : rows) {
    if (row.size() != spec.columns.size()) {
      return Status::Internal(fmt::format("merge into {}: a row has {} values for {} columns",
                                          spec.table, row.size(), spec.columns.size()));
    }
    for (const std::size_t i : key) {
      if (std::holds_alternative<Null>(row[i])) {
        return Status::InvalidInput(
            fmt::format("merge into {}: the key column {} is NULL", spec.table, spec.columns[i]));
      }
    }
  }
  return Status::Ok();
}

Result<MergeCounts> FromStaging(Connection& connection, const Statements& sql,
                                const MergeSpec& spec, std::size_t rows, const LoadStaging& load) {
  TELAR_RETURN_IF_ERROR(load());
  std::int64_t doubled = 0;
  TELAR_RETURN_IF_ERROR(connection.Query(sql.DoubledKeys(), {}, [&](const Row& row) {
    TELAR_ASSIGN_OR_RETURN(doubled, row.AsInt(0));
    return Status::Ok();
  }));
  if (doubled > 0) {
    return Status::InvalidInput(
        fmt::format("merge into {}: {} keys ({}) occur more than once in the batch", spec.table,
                    doubled, Join(spec.key, ", ")));
  }
  MergeCounts counts;
  if (sql.has_update()) {
    TELAR_ASSIGN_OR_RETURN(counts.updated, connection.Execute(sql.Update()));
  }
  TELAR_ASSIGN_OR_RETURN(counts.inserted, connection.Execute(sql.Insert()));
  counts.unchanged = static_cast<std::int64_t>(rows) - counts.updated - counts.inserted;
  return counts;
}

}  // namespace

std::string QuoteIdentifier(std::string_view name, char quote) {
  std::string quoted(1, quote);
  for (const char c : name) {
    if (c == quote) quoted.push_back(quote);
    quoted.push_back(c);
  }
  quoted.push_back(quote);
  return quoted;
}

Result<MergeCounts> MergeThroughStaging(Connection& connection, const MergeDialect& dialect,
                                        const MergeSpec& spec,
                                        std::span<const std::vector<Value>> rows,
                                        const LoadStaging& load) {
  TELAR_RETURN_IF_ERROR(CheckSpec(spec));
  TELAR_RETURN_IF_ERROR(CheckRows(spec, rows));
  if (rows.empty()) return MergeCounts();
  const Statements sql(dialect, spec);
  if (auto created = connection.Execute(sql.Create()); !created.ok()) {
    return std::move(created).status().WithContext("merge into " + spec.table);
  }
  auto counts = FromStaging(connection, sql, spec, rows.size(), load);
  const auto dropped = connection.Execute(sql.Drop());
  if (!counts.ok()) return std::move(counts).status().WithContext("merge into " + spec.table);
  if (!dropped.ok()) return dropped.status();
  return counts;
}

Status InsertRows(Connection& connection, const MergeDialect& dialect, const MergeSpec& spec,
                  std::span<const std::vector<Value>> rows, std::size_t rows_per_statement) {
  const Statements sql(dialect, spec);
  std::string text;
  std::size_t rows_of_text = 0;
  std::vector<Value> values;
  while (!rows.empty()) {
    const std::size_t count = std::min(std::max<std::size_t>(rows_per_statement, 1), rows.size());
    if (count != rows_of_text) {
      text = sql.Load(count);
      rows_of_text = count;
    }
    std::span<const Value> bound = rows[0];
    if (count > 1) {
      values.clear();
      for (const auto& row : rows.first(count)) values.insert(values.end(), row.begin(), row.end());
      bound = values;
    }
    TELAR_RETURN_IF_ERROR([&] {
      auto inserted = connection.Execute(text, bound);
      return inserted.ok() ? Status::Ok() : std::move(inserted).status();
    }());
    rows = rows.subspan(count);
  }
  return Status::Ok();
}

}  // namespace telar::db
