#include "analytics/export/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/digest.h"

namespace telar::analytics {
namespace {

using db::Value;
using Kind = ExportColumn::Kind;

constexpr int kMostDigits = 38;  // of a DECIMAL of DuckDB, Spark, Athena and Trino

/// Upper case without spaces.
std::string Plain(std::string_view type) {
  std::string plain;
  for (const char c : type) {
    if (c != ' ') plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return plain;
}

/// "DECIMAL(18,4)": 18 and 4.
std::pair<int, int> DigitsOf(std::string_view plain) {
  const auto open = plain.find('(');
  if (open == std::string_view::npos) return {kMostDigits, Decimal::kMaxScale};
  int precision = 0, scale = 0;
  const char* end = plain.data() + plain.size();
  const auto first = std::from_chars(plain.data() + open + 1, end, precision);
  if (first.ptr != end && *first.ptr == ',') std::from_chars(first.ptr + 1, end, scale);
  scale = std::clamp(scale, 0, Decimal::kMaxScale);
  return {std::clamp(precision, std::max(1, scale), kMostDigits), scale};
}

Kind KindOf(const std::string& plain, const db::Dialect& dialect) {
  const auto is = [&](std::string_view word) { return plain == Plain(word); };
  // The dialect first: its words differ where they look alike.
  if (is(dialect.instant)) return Kind::kInstant;
  if (is(dialect.datetime)) return Kind::kLocalTime;
  const std::string word = plain.substr(0, plain.find('('));
  static constexpr std::array<std::pair<std::string_view, Kind>, 21> kWords{
      {{"BOOLEAN", Kind::kBoolean},
       {"SMALLINT", Kind::kWhole},
       {"INTEGER", Kind::kWhole},
       {"INT", Kind::kWhole},
       {"BIGINT", Kind::kWhole},
       {"TINYINT", Kind::kWhole},
       {"REAL", Kind::kReal},
       {"FLOAT", Kind::kReal},
       {"DOUBLE", Kind::kReal},
       {"DOUBLEPRECISION", Kind::kReal},
       {"DECIMAL", Kind::kDecimal},
       {"NUMERIC", Kind::kDecimal},
       {"DATE", Kind::kDate},
       {"DATETIME", Kind::kLocalTime},
       {"TIMESTAMP", Kind::kLocalTime},
       {"TIMESTAMPWITHOUTTIMEZONE", Kind::kLocalTime},
       {"TIMESTAMPTZ", Kind::kInstant},
       {"TIMESTAMPWITHTIMEZONE", Kind::kInstant},
       {"BLOB", Kind::kBlob},
       {"BYTEA", Kind::kBlob},
       {"TEXT", Kind::kText}}};
  const auto* found = std::ranges::find(kWords, word, &std::pair<std::string_view, Kind>::first);
  return found == kWords.end() ? Kind::kText : found->second;
}

Status Unkept(const ExportColumn& column, std::string_view why) {
  return Status::ContractBroken(fmt::format("column {}: {}", column.name, why));
}

int DigitsIn(std::int64_t units) {
  int digits = 0;
  for (; units != 0; units /= 10) ++digits;
  return digits;
}

Result<Value> KeptDecimal(const ExportColumn& column, const Decimal& decimal) {
  const int more = column.scale - decimal.scale();
  if (const auto units = decimal.Units(); units.ok() && more >= 0) {
    const int digits = DigitsIn(*units) + more;
    if (digits <= std::min(column.precision, Decimal::kMaxDigits)) {
      return Value(decimal.Rounded(column.scale));
    }
  }
  const Decimal exact = decimal.Normalized();
  if (exact.scale() > column.scale) {
    return Unkept(column, fmt::format("a value has more places than {}", column.Type()));
  }
  // Decimal has room for 36 digits; trailing zeros must not take more.
  const std::string text = exact.Abs().ToString();
  const int whole =
      text.starts_with('0') ? 0 : static_cast<int>(std::min(text.find('.'), text.size()));
  if (whole > column.precision - column.scale || whole + column.scale > Decimal::kMaxDigits) {
    return Unkept(column, fmt::format("a value has more digits than {}", column.Type()));
  }
  return Value(exact.Rounded(column.scale));
}

Result<Value> KeptLocalTime(const ExportColumn& column, const std::string& text) {
  std::string utc = text;
  if (utc.size() >= 11) utc[10] = 'T';
  const auto at = ParseInstant(utc + "Z");
  if (!at.ok()) return Unkept(column, "a value is no date with a time");
  std::string iso = FormatInstant(*at);  // 2026-01-02T09:30:00.000000Z
  iso[10] = ' ';
  iso.resize(iso.ends_with(".000000Z") ? 19 : 26);
  return Value(std::move(iso));
}

Result<Value> KeptText(const ExportColumn& column, Value value) {
  if (std::holds_alternative<std::string>(value)) return value;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return Value(std::to_string(*whole));
  if (const auto* flag = std::get_if<bool>(&value)) return Value(std::string(*flag ? "1" : "0"));
  if (const auto* real = std::get_if<double>(&value)) return Value(fmt::format("{:.17g}", *real));
  if (const auto* decimal = std::get_if<Decimal>(&value)) return Value(decimal->ToString());
  if (const auto* date = std::get_if<Date>(&value)) return Value(FormatDate(*date));
  if (const auto* at = std::get_if<Instant>(&value)) return Value(FormatInstant(*at));
  return Unkept(column, "bytes in a column of text");
}

}  // namespace

std::string ExportColumn::Type() const {
  switch (kind) {
    case Kind::kBoolean: return "BOOLEAN";
    case Kind::kWhole: return "BIGINT";
    case Kind::kReal: return "DOUBLE";
    case Kind::kDecimal: return fmt::format("DECIMAL({},{})", precision, scale);
    case Kind::kText: return "VARCHAR";
    case Kind::kBlob: return "BLOB";
    case Kind::kDate: return "DATE";
    case Kind::kLocalTime: return "TIMESTAMP";
    case Kind::kInstant: return "TIMESTAMP WITH TIME ZONE";
  }
  return "VARCHAR";
}

ExportColumn ExportColumnOf(const db::ColumnInfo& info, const db::Dialect& dialect) {
  const std::string plain = Plain(info.type);
  ExportColumn column{.name = info.name, .kind = KindOf(plain, dialect)};
  if (column.kind == Kind::kDecimal) {
    std::tie(column.precision, column.scale) = DigitsOf(plain);
  }
  return column;
}

Result<std::vector<ExportColumn>> ExportColumnsOf(db::Connection& connection,
                                                  const db::Dialect& dialect,
                                                  std::string_view table) {
  TELAR_ASSIGN_OR_RETURN(const auto infos, connection.Columns(table));
  std::vector<ExportColumn> columns;
  for (const auto& info : infos) columns.push_back(ExportColumnOf(info, dialect));
  return columns;
}

Result<Value> KeptValue(const ExportColumn& column, Value value) {
  if (std::holds_alternative<db::Null>(value)) return value;
  const auto* whole = std::get_if<std::int64_t>(&value);
  const auto* flag = std::get_if<bool>(&value);
  switch (column.kind) {
    case Kind::kBoolean:
      if (flag != nullptr) return value;
      return Unkept(column, "a value is neither true nor false");
    case Kind::kWhole:
      if (whole != nullptr) return value;
      if (flag != nullptr) return Value(std::int64_t{*flag ? 1 : 0});
      return Unkept(column, "a value is no whole number of 64 bits");
    case Kind::kReal:
      if (std::holds_alternative<double>(value)) return value;
      if (whole != nullptr) return Value(static_cast<double>(*whole));
      return Unkept(column, "a value is no number");
    case Kind::kDecimal:
      if (const auto* decimal = std::get_if<Decimal>(&value)) return KeptDecimal(column, *decimal);
      if (whole != nullptr) return KeptDecimal(column, Decimal(*whole));
      return Unkept(column, "a value is no decimal number");
    case Kind::kText: return KeptText(column, std::move(value));
    case Kind::kBlob:
      if (std::holds_alternative<db::Blob>(value)) return value;
      return Unkept(column, "a value is no bytes");
    case Kind::kDate:
      if (std::holds_alternative<Date>(value)) return value;
      return Unkept(column, "a value is no date");
    case Kind::kLocalTime:
      if (const auto* text = std::get_if<std::string>(&value)) return KeptLocalTime(column, *text);
      return Unkept(column, "a value is no date with a time");
    case Kind::kInstant:
      if (std::holds_alternative<Instant>(value)) return value;
      return Unkept(column, "a value is no instant");
  }
  return Status::Internal("unknown kind of column");
}

std::optional<std::string> ValueText(const Value& kept) {
  struct Text {
    std::optional<std::string> operator()(db::Null) const { return std::nullopt; }
    std::optional<std::string> operator()(bool v) const { return v ? "true" : "false"; }
    std::optional<std::string> operator()(std::int64_t v) const { return std::to_string(v); }
    std::optional<std::string> operator()(double v) const { return fmt::format("{:.17g}", v); }
    std::optional<std::string> operator()(const Decimal& v) const { return v.ToString(); }
    std::optional<std::string> operator()(const std::string& v) const { return v; }
    std::optional<std::string> operator()(const db::Blob& v) const { return HexOf(v.bytes); }
    std::optional<std::string> operator()(Date v) const { return FormatDate(v); }
    std::optional<std::string> operator()(Instant v) const { return FormatInstant(v); }
  };
  return std::visit(Text{}, kept);
}

}  // namespace telar::analytics
