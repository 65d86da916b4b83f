#include "pos/warehouse/partitions.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "pos/warehouse/tables.h"

namespace telar::pos::warehouse {
namespace {

using std::chrono::year_month;

struct Partitioned {
  const TableText* table;
  std::string_view by;
};

std::vector<Partitioned> PartitionedTables() {
  return {{&Ventas(), "fecha"}, {&InventarioHistorico(), "fecha_snapshot"}};
}

year_month MonthOf(Date date) { return {date.year(), date.month()}; }
std::string FirstDay(year_month month) { return FormatDate(month / 1); }

std::string NameOf(std::string_view table, year_month month) {
  return fmt::format("{}_{:04}_{:02}", table, static_cast<int>(month.year()),
                     static_cast<unsigned>(month.month()));
}

/// "ventas_2026_01" is January 2026; nothing for other names.
std::optional<year_month> MonthOfName(std::string_view table, std::string_view name) {
  if (name.size() != table.size() + 8 || !name.starts_with(table)) return std::nullopt;
  std::string text(name.substr(table.size() + 1));
  text[4] = '-';
  auto date = ParseDate(text + "-01");
  return date.ok() ? std::optional(MonthOf(*date)) : std::nullopt;
}

Result<std::vector<std::string>> Partitions(db::Connection& connection, std::string_view table) {
  std::vector<std::string> names;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT CAST(c.relname AS text) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
      "WHERE i.inhparent = CAST(CAST(? AS text) AS regclass) ORDER BY 1",
      {std::string(table)}, [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(names.emplace_back(), row.AsText(0));
        return Status::Ok();
      }));
  return names;
}

/// The months from `from` to `to` that have no partition yet.
Result<std::vector<year_month>> Missing(db::Connection& connection, std::string_view table,
                                        Date from, Date to) {
  TELAR_ASSIGN_OR_RETURN(const auto names, Partitions(connection, table));
  std::vector<year_month> missing;
  for (year_month month = MonthOf(from); month <= MonthOf(to); month += std::chrono::months(1)) {
    if (std::ranges::find(names, NameOf(table, month)) == names.end()) missing.push_back(month);
  }
  return missing;
}

Status MakeMonth(db::Connection& transaction, const Partitioned& what, year_month month) {
  const std::string& table = what.table->name;
  const std::string name = NameOf(table, month);
  const std::string from = FirstDay(month), to = FirstDay(month + std::chrono::months(1));
  return transaction.ExecuteScript(fmt::format(
      "CREATE TABLE {0} (LIKE {1} INCLUDING DEFAULTS);\n"
      "WITH moved AS (DELETE FROM {1}_resto WHERE {2} >= '{3}' AND {2} < '{4}' RETURNING *) "
      "INSERT INTO {0} SELECT * FROM moved;\n"
      "ALTER TABLE {1} ATTACH PARTITION {0} FOR VALUES FROM ('{3}') TO ('{4}');",
      name, table, what.by, from, to));
}

Status EnsureMonthsOf(db::Connection& connection, const Partitioned& what, Date from, Date to) {
  TELAR_ASSIGN_OR_RETURN(auto missing, Missing(connection, what.table->name, from, to));
  if (missing.empty()) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(connection));
  // One maker at a time, and no rows come in while those of the month move.
  TELAR_RETURN_IF_ERROR(connection.ExecuteScript(
      fmt::format("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", what.table->name)));
  TELAR_ASSIGN_OR_RETURN(missing, Missing(connection, what.table->name, from, to));
  for (const year_month month : missing) {
    TELAR_RETURN_IF_ERROR(MakeMonth(connection, what, month));
  }
  return transaction.Commit();
}

Result<std::int64_t> DropMonths(db::Connection& transaction, std::string_view table,
                                year_month before) {
  std::int64_t rows = 0;
  TELAR_ASSIGN_OR_RETURN(const auto names, Partitions(transaction, table));
  for (const auto& name : names) {
    const auto month = MonthOfName(table, name);
    if (!month || *month >= before) continue;
    TELAR_RETURN_IF_ERROR(
        transaction.Query("SELECT COUNT(*) FROM " + name, {}, [&](const db::Row& row) -> Status {
          TELAR_ASSIGN_OR_RETURN(const auto n, row.AsInt(0));
          rows += n;
          return Status::Ok();
        }));
    TELAR_RETURN_IF_ERROR(transaction.ExecuteScript("DROP TABLE " + name));
  }
  return rows;
}

}  // namespace

Status EnsureMonths(db::Connection& connection, const db::Database& database, Date from, Date to) {
  if (!database.capabilities().range_partitions) return Status::Ok();
  for (const auto& what : PartitionedTables()) {
    if (Status done = EnsureMonthsOf(connection, what, from, to); !done.ok()) {
      return std::move(done).WithContext("make partitions of " + what.table->name);
    }
  }
  return Status::Ok();
}

Result<std::int64_t> DropBefore(db::Connection& connection, const db::Database& database,
                                std::string_view table, Date before,
                                const std::function<Status()>& look) {
  std::string_view by;
  for (const auto& what : PartitionedTables()) {
    if (what.table->name == table) by = what.by;
  }
  if (by.empty()) {
    return Status::Internal(fmt::format("drop old rows: {} is not a table by months", table));
  }
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(connection));
  if (look) {
    // Elsewhere a transaction is the only one that writes from its beginning on.
    if (database.capabilities().concurrent_writers) {
      TELAR_RETURN_IF_ERROR(connection.ExecuteScript(
          fmt::format("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE", table)));
    }
    TELAR_RETURN_IF_ERROR(look());
  }
  std::int64_t rows = 0;
  const year_month month = MonthOf(before);
  if (database.capabilities().range_partitions) {
    TELAR_ASSIGN_OR_RETURN(rows, DropMonths(connection, table, month));
  }
  const db::Value first =
      by == "fecha" ? db::Value(Date(month / 1)) : db::Value(FirstDay(month) + " 00:00:00");
  TELAR_ASSIGN_OR_RETURN(
      const std::int64_t deleted,
      connection.Execute(fmt::format("DELETE FROM {} WHERE {} < ?", table, by), {first}));
  TELAR_RETURN_IF_ERROR(transaction.Commit());
  return rows + deleted;
}

}  // namespace telar::pos::warehouse
