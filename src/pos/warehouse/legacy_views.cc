#include "pos/warehouse/legacy_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace telar::pos::warehouse {
namespace {

struct View {
  std::string name, drop, create;
};

bool IsNamePart(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// `sql` with the whole word `from` replaced.
std::string WithWord(std::string_view sql, std::string_view from, std::string_view to) {
  std::string out;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t found = sql.find(from, at);
    if (found == std::string_view::npos) return out.append(sql.substr(at));
    const std::size_t end = found + from.size();
    const bool whole =
        (found == 0 || !IsNamePart(sql[found - 1])) && (end == sql.size() || !IsNamePart(sql[end]));
    out.append(sql.substr(at, found - at)).append(whole ? to : from);
    at = end;
  }
  return out;
}

/// Every view over `old`, directly or through others, each after what it reads.
constexpr std::string_view kDependents = R"sql(
WITH RECURSIVE reads AS (
  SELECT DISTINCT r.ev_class AS reader, d.refobjid AS source
  FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
  WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
    AND d.refobjid <> r.ev_class),
above AS (
  SELECT reader, 1 AS depth FROM reads WHERE source = CAST(CAST(? AS text) AS regclass)
  UNION
  SELECT reads.reader, above.depth + 1 FROM reads JOIN above ON reads.source = above.reader)
SELECT CAST(CAST(c.oid AS regclass) AS text), CAST(c.relkind AS text), pg_get_viewdef(c.oid),
  COALESCE((SELECT string_agg(pg_get_indexdef(i.indexrelid), ';') FROM pg_index i
            WHERE i.indrelid = c.oid), '')
FROM (SELECT reader, MAX(depth) AS depth FROM above GROUP BY reader) o
  JOIN pg_class c ON c.oid = o.reader
ORDER BY o.depth, c.oid)sql";

Result<std::vector<View>> ServerViews(db::Connection& connection, const std::string& old,
                                      const std::string& table) {
  std::vector<View> views;
  TELAR_RETURN_IF_ERROR(connection.Query(kDependents, {old}, [&](const db::Row& row) -> Status {
    TELAR_ASSIGN_OR_RETURN(const std::string name, row.AsText(0));
    const std::string kind = row.TextOrEmpty(1) == "m" ? "MATERIALIZED VIEW" : "VIEW";
    std::string body = row.TextOrEmpty(2);
    if (body.ends_with(';')) body.pop_back();
    views.push_back({name, "DROP " + kind + " " + name,
                     fmt::format("CREATE {} {} AS {};{}", kind, name, WithWord(body, old, table),
                                 row.TextOrEmpty(3))});
    return Status::Ok();
  }));
  return views;
}

Result<std::vector<View>> FileViews(db::Connection& connection, const std::string& old,
                                    const std::string& table) {
  std::vector<View> views;
  TELAR_RETURN_IF_ERROR(
      connection.Query("SELECT name, sql FROM sqlite_master WHERE type = 'view'", {},
                       [&](const db::Row& row) -> Status {
                         TELAR_ASSIGN_OR_RETURN(const std::string name, row.AsText(0));
                         const std::string sql = row.TextOrEmpty(1);
                         std::string now = WithWord(sql, old, table);
                         if (now != sql) {
                           views.push_back({name, "DROP VIEW \"" + name + "\"", std::move(now)});
                         }
                         return Status::Ok();
                       }));
  return views;
}

}  // namespace

Status PointViewsAt(db::Connection& transaction, const db::Capabilities& capabilities,
                    const std::string& old, const std::string& table) {
  TELAR_ASSIGN_OR_RETURN(const auto views, capabilities.range_partitions
                                               ? ServerViews(transaction, old, table)
                                               : FileViews(transaction, old, table));
  for (auto view = views.rbegin(); view != views.rend(); ++view) {
    TELAR_RETURN_IF_ERROR(transaction.ExecuteScript(view->drop));
  }
  for (const auto& view : views) {
    if (Status made = transaction.ExecuteScript(view.create); !made.ok()) {
      return std::move(made).WithContext("make the view " + view.name + " again");
    }
  }
  return Status::Ok();
}

}  // namespace telar::pos::warehouse
