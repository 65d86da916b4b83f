#include "db/postgres/catalog.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace telar::db::postgres {
namespace {

/// The dialect's word for a type as format_type names it; what follows it stays.
std::string TypeWord(std::string type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kWords{{
      {"timestamp without time zone", "TIMESTAMP"},
      {"timestamp with time zone", "TIMESTAMPTZ"},
      {"character varying", "VARCHAR"},
  }};
  for (const auto& [name, word] : kWords) {
    if (type.starts_with(name)) return std::string(word) + type.substr(name.size());
  }
  return type;
}

Status NoTable(std::string_view what, std::string_view table) {
  return Status::NotFound(fmt::format("{} of {}: no such table", what, table));
}

}  // namespace

Result<std::vector<std::string>> ListTables(Connection& connection) {
  std::vector<std::string> tables;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE "
      "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND c.relpersistence <> 't' "
      "AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' AND "
      "pg_table_is_visible(c.oid) AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.classid = "
      "'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname COLLATE "
      "\"C\"",
      {}, [&](const Row& row) {
        tables.push_back(row.TextOrEmpty(0));
        return Status::Ok();
      }));
  return tables;
}

Result<std::vector<ColumnInfo>> ListColumns(Connection& connection, std::string_view table) {
  std::vector<ColumnInfo> columns;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute WHERE "
      "attrelid = to_regclass(quote_ident(?)) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
      {std::string(table)}, [&](const Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(const bool required, row.AsBool(2));
        columns.push_back({row.TextOrEmpty(0), TypeWord(row.TextOrEmpty(1)), !required});
        return Status::Ok();
      }));
  if (columns.empty()) return NoTable("columns", table);
  return columns;
}

Result<std::vector<IndexInfo>> ListIndexes(Connection& connection, std::string_view table) {
  TELAR_RETURN_IF_ERROR(ListColumns(connection, table).status());
  std::vector<IndexInfo> indexes;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT k.place, i.indisunique, a.attname FROM pg_index AS i CROSS JOIN LATERAL "
      "unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (attnum, place) LEFT JOIN pg_attribute AS "
      "a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum > 0 WHERE i.indrelid = "
      "to_regclass(quote_ident(?)) AND k.place <= i.indnkeyatts AND i.indisvalid AND i.indpred IS "
      "NULL ORDER BY i.indisprimary DESC, i.indexrelid, k.place",
      {std::string(table)}, [&](const Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(const bool unique, row.AsBool(1));
        if (row.IntOr(0, 1) == 1) indexes.push_back({{}, unique});
        indexes.back().columns.push_back(row.TextOrEmpty(2));
        return Status::Ok();
      }));
  return indexes;
}

}  // namespace telar::db::postgres
