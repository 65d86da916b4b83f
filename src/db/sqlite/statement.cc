#include "db/sqlite/statement.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <charconv>

namespace telar::db::sqlite {
namespace {

constexpr std::size_t kCachedStatements = 64;
constexpr int kExactDigits = 15;  // DBL_DIG

int SignificantDigits(std::string_view number) {
  std::string digits;
  for (const char c : number) {
    if (c >= '0' && c <= '9' && (c != '0' || !digits.empty())) digits.push_back(c);
  }
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
  return static_cast<int>(digits.size());
}

/// Binds a number, not its text: a column without DECIMAL affinity such as SUM(x) compares any text
/// as larger than any number.
Result<int> BindDecimal(sqlite3_stmt* statement, int i, const Decimal& decimal) {
  const Decimal normal = decimal.Normalized();
  const std::string text = normal.ToString();
  if (SignificantDigits(text) > kExactDigits) {
    return Status::InvalidInput("bind a decimal: more than 15 significant digits")
        .WithHint("SQLite would round it; use PostgreSQL or MySQL for such amounts.");
  }
  if (const auto units = normal.Units(); normal.scale() == 0 && units.ok()) {
    return sqlite3_bind_int64(statement, i, *units);
  }
  double nearest = 0;
  std::from_chars(text.data(), text.data() + text.size(), nearest);
  return sqlite3_bind_double(statement, i, nearest);
}

int BindText(sqlite3_stmt* statement, int i, std::string_view text, sqlite3_destructor_type keep) {
  // A null pointer would bind NULL.
  return sqlite3_bind_text64(statement, i, text.empty() ? "" : text.data(), text.size(), keep,
                             SQLITE_UTF8);
}

Result<int> BindOne(sqlite3_stmt* statement, int i, const Value& value) {
  struct Binder {
    sqlite3_stmt* s;
    int i;
    Result<int> operator()(Null) const { return sqlite3_bind_null(s, i); }
    Result<int> operator()(bool v) const { return sqlite3_bind_int(s, i, v ? 1 : 0); }
    Result<int> operator()(std::int64_t v) const { return sqlite3_bind_int64(s, i, v); }
    Result<int> operator()(double v) const { return sqlite3_bind_double(s, i, v); }
    Result<int> operator()(const Decimal& v) const { return BindDecimal(s, i, v); }
    Result<int> operator()(const std::string& v) const { return BindText(s, i, v, SQLITE_STATIC); }
    Result<int> operator()(const Blob& v) const {
      return sqlite3_bind_blob64(s, i, v.bytes.empty() ? "" : v.bytes.data(), v.bytes.size(),
                                 SQLITE_STATIC);
    }
    Result<int> operator()(Date v) const { return BindText(s, i, FormatDate(v), SQLITE_TRANSIENT); }
    Result<int> operator()(Instant v) const {
      return BindText(s, i, FormatInstant(v), SQLITE_TRANSIENT);
    }
  };
  return std::visit(Binder{statement, i}, value);
}

std::string Bytes(const void* data, int size) {
  return data == nullptr
             ? ""
             : std::string(static_cast<const char*>(data), static_cast<std::size_t>(size));
}

bool IsType(const char* declared, std::string_view type) {
  return sqlite3_strnicmp(declared, type.data(), static_cast<int>(type.size())) == 0 &&
         (declared[type.size()] == '\0' || declared[type.size()] == '(');
}

/// `stored` as the declared type of its column asks; as it is when it does not have that form.
Value Typed(Value stored, const char* declared) {
  const auto* whole = std::get_if<std::int64_t>(&stored);
  const auto* real = std::get_if<double>(&stored);
  const auto* text = std::get_if<std::string>(&stored);
  if (whole != nullptr && IsType(declared, "DECIMAL")) return Decimal(*whole);
  if (whole != nullptr && (*whole == 0 || *whole == 1) && IsType(declared, "BOOLEAN")) {
    return *whole == 1;
  }
  if (real != nullptr && IsType(declared, "DECIMAL")) {
    if (auto decimal = DecimalOfDouble(*real); decimal.ok()) return *decimal;
  }
  if (text != nullptr && IsType(declared, "DATE")) {
    if (auto date = ParseDate(*text); date.ok()) return *date;
  }
  if (text != nullptr && IsType(declared, "TIMESTAMP")) {
    if (auto instant = ParseInstant(*text); instant.ok()) return *instant;
  }
  return stored;
}

}  // namespace

void StatementCloser::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void DatabaseCloser::operator()(sqlite3* database) const { sqlite3_close(database); }

StatementHandle StatementCache::Take(std::string_view sql) {
  for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
    if (entry->first != sql) continue;
    StatementHandle statement = std::move(entry->second);
    entries_.erase(std::next(entry).base());
    return statement;
  }
  return nullptr;
}

void StatementCache::Put(std::string_view sql, StatementHandle statement) {
  sqlite3_reset(statement.get());
  sqlite3_clear_bindings(statement.get());
  if (entries_.size() >= kCachedStatements) entries_.erase(entries_.begin());
  entries_.emplace_back(sql, std::move(statement));
}

Status BindValues(sqlite3_stmt* statement, std::span<const Value> values) {
  const int wanted = sqlite3_bind_parameter_count(statement);
  if (values.size() != static_cast<std::size_t>(wanted)) {
    return Status::Internal(fmt::format("bind {} values to {} parameters", values.size(), wanted));
  }
  for (int i = 1; i <= wanted; ++i) {
    const Value& value = values[static_cast<std::size_t>(i - 1)];
    TELAR_RETURN_IF_ERROR(CheckStorable(value));
    TELAR_ASSIGN_OR_RETURN(const int code, BindOne(statement, i, value));
    if (code == SQLITE_TOOBIG)
      return Status::LimitExceeded("bind a value: larger than SQLite takes");
    if (code != SQLITE_OK) return Status::Internal(fmt::format("bind a value: code {}", code));
  }
  return Status::Ok();
}

int StatementRow::size() const { return sqlite3_column_count(statement_); }

bool StatementRow::IsNull(int i) const { return sqlite3_column_type(statement_, i) == SQLITE_NULL; }

std::string StatementRow::Name(int i) const {
  const char* name = sqlite3_column_name(statement_, i);
  return name == nullptr ? "" : name;
}

Value StatementRow::Get(int i) const {
  const auto stored = [&]() -> Value {
    switch (sqlite3_column_type(statement_, i)) {
      case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement_, i)};
      case SQLITE_FLOAT: return sqlite3_column_double(statement_, i);
      case SQLITE_TEXT: {
        const void* text = sqlite3_column_text(statement_, i);
        return Bytes(text, sqlite3_column_bytes(statement_, i));
      }
      case SQLITE_BLOB: {
        const void* bytes = sqlite3_column_blob(statement_, i);
        return Blob{Bytes(bytes, sqlite3_column_bytes(statement_, i))};
      }
      default: return Null();
    }
  };
  const char* declared = sqlite3_column_decltype(statement_, i);
  return declared == nullptr ? stored() : Typed(stored(), declared);
}

}  // namespace telar::db::sqlite
