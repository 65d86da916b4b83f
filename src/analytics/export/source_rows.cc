#include "analytics/export/source_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "db/merge.h"

namespace telar::analytics {
namespace {

using Kind = ExportColumn::Kind;

std::string Name(std::string_view name) { return db::QuoteIdentifier(name, '"'); }

/// The columns of the first unique index, which say in which order rows stand.
Result<std::vector<std::string>> KeyOf(db::Connection& connection, const std::string& table) {
  auto indexes = connection.Indexes(table);
  // A view has none.
  if (indexes.status().code() == Code::kNotFound) return std::vector<std::string>();
  if (!indexes.ok()) return std::move(indexes).status();
  for (const db::IndexInfo& index : *indexes) {
    const bool plain = std::ranges::find(index.columns, "") == index.columns.end();
    if (index.unique && plain) return index.columns;
  }
  return std::vector<std::string>();
}

}  // namespace

Result<SourceRows> SourceRows::Of(db::Connection& connection, const db::Dialect& dialect,
                                  ExportSource source) {
  SourceRows rows;
  rows.source_ = std::move(source);
  const ExportSource& its = rows.source_;
  TELAR_ASSIGN_OR_RETURN(rows.columns_, ExportColumnsOf(connection, dialect, its.table));
  TELAR_ASSIGN_OR_RETURN(const auto key, KeyOf(connection, its.table));
  rows.from_ = " FROM " + Name(its.table) + " AS t";
  std::vector<std::string> order;
  if (!its.day.empty()) {
    const bool other = !its.day_table.empty();
    auto day_columns = rows.columns_;
    if (other) {
      TELAR_ASSIGN_OR_RETURN(day_columns, ExportColumnsOf(connection, dialect, its.day_table));
      rows.from_ += " LEFT JOIN " + Name(its.day_table) + " AS d ON " + its.join;
    }
    const auto day = std::ranges::find(day_columns, its.day, &ExportColumn::name);
    if (day == day_columns.end()) {
      return Status::NotFound(
          fmt::format("table {} has no column {}", other ? its.day_table : its.table, its.day));
    }
    rows.day_kind_ = day->kind;
    if (day->kind != Kind::kDate && day->kind != Kind::kLocalTime && day->kind != Kind::kInstant) {
      return Status::Internal(fmt::format("column {} is no time", its.day));
    }
    rows.day_ = (other ? "d." : "t.") + Name(its.day);
    // All three databases write dates and times as ISO 8601, instants in UTC.
    rows.day_text_ = "SUBSTR(CAST(" + rows.day_ + " AS text), 1, 10)";
    if (!other && its.partition == its.day && day->kind == Kind::kDate) {
      std::erase_if(rows.columns_, [&](const auto& column) { return column.name == its.day; });
    }
    order.push_back(rows.day_);
  }
  std::vector<std::string> selected;
  for (const ExportColumn& column : rows.columns_) selected.push_back("t." + Name(column.name));
  selected.push_back(rows.day_.empty() ? "''" : rows.day_text_);
  rows.select_ = "SELECT " + Join(selected, ", ");
  for (const std::string& column : key) order.push_back("t." + Name(column));
  if (!order.empty()) rows.order_ = " ORDER BY " + Join(order, ", ");
  return rows;
}

db::Value SourceRows::Bound(Date day) const {
  switch (day_kind_) {
    case Kind::kLocalTime: return FormatDate(day) + " 00:00:00";
    case Kind::kInstant: return Instant(std::chrono::sys_days(day));
    default: return day;
  }
}

std::string SourceRows::Where(const ExportRange& range, std::vector<db::Value>& values) const {
  if (day_.empty()) return "";
  if (!range.from && !range.before) {
    return range.without_day ? "" : " WHERE " + day_ + " IS NOT NULL";
  }
  std::vector<std::string> conditions;
  if (range.from) {
    conditions.push_back(day_ + " >= ?");
    values.push_back(Bound(*range.from));
  }
  if (range.before) {
    conditions.push_back(day_ + " < ?");
    values.push_back(Bound(*range.before));
  }
  const std::string within = Join(conditions, " AND ");
  return " WHERE " + (range.without_day ? "(" + within + " OR " + day_ + " IS NULL)" : within);
}

Result<std::vector<ExportDay>> SourceRows::Days(db::Connection& connection,
                                                const ExportRange& range) const {
  std::vector<db::Value> values;
  const std::string day = day_.empty() ? "''" : day_text_;
  std::string sql = "SELECT " + day + ", COUNT(*)" + from_ + Where(range, values);
  if (!day_.empty()) sql += " GROUP BY " + day + " ORDER BY " + day;
  std::vector<ExportDay> days;
  std::optional<ExportDay> without;
  TELAR_RETURN_IF_ERROR(connection.Query(sql, values, [&](const db::Row& row) -> Status {
    TELAR_ASSIGN_OR_RETURN(const std::int64_t count, row.AsInt(1));
    if (row.IsNull(0)) {
      without = ExportDay{std::string(kNoDay), count};
      return Status::Ok();
    }
    std::string value = row.TextOrEmpty(0);
    if (!day_.empty() && !ParseDate(value).ok()) {
      return Status::ContractBroken(fmt::format("column {}: a value is no date", source_.day));
    }
    if (count > 0) days.push_back({std::move(value), count});
    return Status::Ok();
  }));
  if (without) days.push_back(*std::move(without));
  return days;
}

Status SourceRows::Read(db::Connection& connection, const ExportRange& range, bool ordered,
                        const std::function<Status(const SourceRow&)>& row) const {
  std::vector<db::Value> values;
  const std::string sql = select_ + from_ + Where(range, values) + (ordered ? order_ : "");
  std::vector<db::Value> kept(columns_.size());
  std::vector<std::optional<std::string>> texts(columns_.size());
  return connection.Query(sql, values, [&](const db::Row& at) -> Status {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      TELAR_ASSIGN_OR_RETURN(kept[i], KeptValue(columns_[i], at.Get(static_cast<int>(i))));
      texts[i] = ValueText(kept[i]);
    }
    const auto last = static_cast<int>(columns_.size());
    const std::string day = at.IsNull(last) ? std::string(kNoDay) : at.TextOrEmpty(last);
    return row({day, kept, texts});
  });
}

}  // namespace telar::analytics
