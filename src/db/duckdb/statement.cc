#include <fmt/format.h>

#include <algorithm>

#include "db/duckdb/numbers.h"
#include "db/duckdb/statement_internal.h"
#include "db/duckdb/vectors_internal.h"

namespace telar::db::duckdb {
namespace {

constexpr std::size_t kCachedStatements = 64;

struct Binder {
  duckdb_prepared_statement s;
  idx_t i;

  duckdb_state operator()(Null) const { return duckdb_bind_null(s, i); }
  duckdb_state operator()(bool v) const { return duckdb_bind_boolean(s, i, v); }
  duckdb_state operator()(std::int64_t v) const { return duckdb_bind_int64(s, i, v); }
  duckdb_state operator()(double v) const { return duckdb_bind_double(s, i, v); }
  duckdb_state operator()(const Decimal& v) const {
    const Int128 units = UnitsOf(v);
    const int width = std::max(DigitsOf(units), v.scale() + 1);
    return duckdb_bind_decimal(
        s, i,
        {static_cast<std::uint8_t>(width), static_cast<std::uint8_t>(v.scale()), ToHugeint(units)});
  }
  duckdb_state operator()(const std::string& v) const {
    return duckdb_bind_varchar_length(s, i, v.data(), v.size());
  }
  duckdb_state operator()(const Blob& v) const {
    return duckdb_bind_blob(s, i, v.bytes.data(), v.bytes.size());
  }
  duckdb_state operator()(Date v) const { return duckdb_bind_date(s, i, ToDays(v)); }
  duckdb_state operator()(Instant v) const {
    return duckdb_bind_timestamp_tz(s, i, {v.time_since_epoch().count()});
  }
};

}  // namespace

StatementHandle StatementCache::Take(std::string_view sql) {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (entry->first != sql) continue;
    StatementHandle statement = std::move(entry->second);
    entries_.erase(std::next(entry).base());
    return statement;
  }
  return nullptr;
}

void StatementCache::Put(std::string_view sql, StatementHandle statement, std::uint64_t age) {
  if (age != age_) return;
  duckdb_clear_bindings(statement.get());
  if (entries_.size() >= kCachedStatements) entries_.erase(entries_.begin());
  entries_.emplace_back(sql, std::move(statement));
}

void StatementCache::Forget() {
  entries_.clear();
  ++age_;
}

Status BindValues(duckdb_prepared_statement statement, std::span<const Value> values) {
  const idx_t wanted = duckdb_nparams(statement);
  if (values.size() != wanted) {
    return Status::Internal(fmt::format("bind {} values to {} parameters", values.size(), wanted));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    TELAR_RETURN_IF_ERROR(CheckStorable(values[i]));
    if (std::visit(Binder{statement, i + 1}, values[i]) != DuckDBSuccess) {
      return Status::Internal(fmt::format("bind value {}: refused", i + 1));
    }
  }
  return Status::Ok();
}

}  // namespace telar::db::duckdb
