#include <fmt/format.h>

#include <limits>
#include <utility>

#include "db/duckdb/vectors_internal.h"

namespace telar::db::duckdb {
namespace {

Int128 FromHugeint(duckdb_hugeint value) {
  return static_cast<Int128>(
      (static_cast<unsigned __int128>(static_cast<std::uint64_t>(value.upper)) << 64) |
      value.lower);
}

template <typename T>
const T& At(const void* data, idx_t row) {
  return static_cast<const T*>(data)[row];
}

template <typename T>
void Set(duckdb_vector vector, idx_t row, T value) {
  static_cast<T*>(duckdb_vector_get_data(vector))[row] = value;
}

std::string TextAt(const void* data, idx_t row) {
  duckdb_string_t text = At<duckdb_string_t>(data, row);
  return {duckdb_string_t_data(&text), duckdb_string_t_length(text)};
}

Int128 DecimalAt(const void* data, idx_t row, duckdb_type storage) {
  switch (storage) {
    case DUCKDB_TYPE_SMALLINT: return At<std::int16_t>(data, row);
    case DUCKDB_TYPE_INTEGER: return At<std::int32_t>(data, row);
    case DUCKDB_TYPE_BIGINT: return At<std::int64_t>(data, row);
    default: return FromHugeint(At<duckdb_hugeint>(data, row));
  }
}

Value DateOf(std::int32_t days) {
  constexpr std::int32_t kInfinity = std::numeric_limits<std::int32_t>::max();
  if (days == kInfinity || days == -kInfinity)
    return std::string(days > 0 ? "infinity" : "-infinity");
  return Date(std::chrono::sys_days(std::chrono::days(days)));
}

bool IsInfinite(std::int64_t micros) {
  constexpr std::int64_t kInfinity = std::numeric_limits<std::int64_t>::max();
  return micros == kInfinity || micros == -kInfinity;
}

Value InstantOf(std::int64_t micros) {
  if (IsInfinite(micros)) return std::string(micros > 0 ? "infinity" : "-infinity");
  return Instant(Duration(micros));
}

/// As Dialect::datetime says.
Value LocalTimeOf(std::int64_t micros) {
  if (IsInfinite(micros)) return InstantOf(micros);
  const Instant at{Duration(micros)};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::int64_t rest = (at - day).count(), second = rest / 1'000'000;
  std::string text = fmt::format("{} {:02}:{:02}:{:02}", FormatDate(Date(day)), second / 3600,
                                 second / 60 % 60, second % 60);
  if (rest % 1'000'000 != 0) text += fmt::format(".{:06}", rest % 1'000'000);
  return text;
}

/// "2026-01-02 09:30:00" and up to six places; nothing for another form.
std::optional<std::int64_t> MicrosOfLocalTime(const std::string& text) {
  if (text.size() < 19 || text[10] != ' ') return std::nullopt;
  std::string utc = text;
  utc[10] = 'T';
  const auto instant = ParseInstant(utc + "Z");
  if (!instant.ok()) return std::nullopt;
  return instant->time_since_epoch().count();
}

template <typename T>
Filled FillInteger(duckdb_vector vector, idx_t row, const Value& value) {
  std::int64_t number = 0;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) number = *whole;
  else if (const auto* flag = std::get_if<bool>(&value)) number = *flag ? 1 : 0;
  else return Filled::kNeedsACast;
  if (!std::in_range<T>(number)) return Filled::kDoesNotFit;
  Set<T>(vector, row, static_cast<T>(number));
  return Filled::kYes;
}

Filled FillDecimal(duckdb_vector vector, const ColumnType& column, idx_t row, const Value& value) {
  Int128 units = 0;
  int scale = 0;
  if (const auto* decimal = std::get_if<Decimal>(&value)) {
    units = UnitsOf(*decimal);
    scale = decimal->scale();
  } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    units = *whole;
  } else {
    return Filled::kNeedsACast;
  }
  const auto scaled = Rescaled(units, scale, column.scale, column.width);
  if (!scaled) return Filled::kDoesNotFit;
  switch (column.decimal_storage) {
    case DUCKDB_TYPE_SMALLINT: Set(vector, row, static_cast<std::int16_t>(*scaled)); break;
    case DUCKDB_TYPE_INTEGER: Set(vector, row, static_cast<std::int32_t>(*scaled)); break;
    case DUCKDB_TYPE_BIGINT: Set(vector, row, static_cast<std::int64_t>(*scaled)); break;
    default: Set(vector, row, ToHugeint(*scaled)); break;
  }
  return Filled::kYes;
}

Filled FillDouble(duckdb_vector vector, idx_t row, const Value& value) {
  const auto* real = std::get_if<double>(&value);
  if (real == nullptr) return Filled::kNeedsACast;
  Set(vector, row, *real);
  return Filled::kYes;
}

Filled FillBytes(duckdb_vector vector, idx_t row, const std::string* bytes) {
  if (bytes == nullptr) return Filled::kNeedsACast;
  duckdb_vector_assign_string_element_len(vector, row, bytes->data(), bytes->size());
  return Filled::kYes;
}

Filled FillDate(duckdb_vector vector, idx_t row, const Value& value) {
  const auto* date = std::get_if<Date>(&value);
  if (date == nullptr) return Filled::kNeedsACast;
  Set(vector, row, ToDays(*date));
  return Filled::kYes;
}

Filled FillInstant(duckdb_vector vector, idx_t row, const Value& value) {
  const auto* instant = std::get_if<Instant>(&value);
  if (instant == nullptr) return Filled::kNeedsACast;
  Set<std::int64_t>(vector, row, instant->time_since_epoch().count());
  return Filled::kYes;
}

Filled FillLocalTime(duckdb_vector vector, idx_t row, const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  const auto micros = text == nullptr ? std::nullopt : MicrosOfLocalTime(*text);
  if (!micros) return Filled::kNeedsACast;
  Set<std::int64_t>(vector, row, *micros);
  return Filled::kYes;
}

Filled FillBoolean(duckdb_vector vector, idx_t row, const Value& value) {
  const auto* flag = std::get_if<bool>(&value);
  if (flag == nullptr) return Filled::kNeedsACast;
  Set(vector, row, *flag);
  return Filled::kYes;
}

}  // namespace

duckdb_hugeint ToHugeint(Int128 value) {
  return {static_cast<std::uint64_t>(value), static_cast<std::int64_t>(value >> 64)};
}

duckdb_date ToDays(Date date) {
  return {static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

ColumnType ColumnType::Of(std::string name, duckdb_logical_type type) {
  ColumnType column{std::move(name), duckdb_get_type_id(type)};
  if (column.type == DUCKDB_TYPE_DECIMAL) {
    column.decimal_storage = duckdb_decimal_internal_type(type);
    column.width = duckdb_decimal_width(type);
    column.scale = duckdb_decimal_scale(type);
  }
  return column;
}

bool ColumnType::IsReadable() const {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
    case DUCKDB_TYPE_DECIMAL:
    case DUCKDB_TYPE_VARCHAR:
    case DUCKDB_TYPE_BLOB:
    case DUCKDB_TYPE_DATE:
    case DUCKDB_TYPE_TIMESTAMP:
    case DUCKDB_TYPE_TIMESTAMP_TZ:
    case DUCKDB_TYPE_SQLNULL: return true;
    default: return false;
  }
}

ChunkRow::ChunkRow(const std::vector<ColumnType>& columns, duckdb_data_chunk chunk)
    : columns_(columns) {
  for (idx_t i = 0; i < columns.size(); ++i) {
    const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, i);
    data_.push_back(duckdb_vector_get_data(vector));
    validity_.push_back(duckdb_vector_get_validity(vector));
  }
}

std::string ChunkRow::Name(int i) const { return columns_[static_cast<std::size_t>(i)].name; }

bool ChunkRow::IsNull(int i) const {
  const auto at = static_cast<std::size_t>(i);
  return columns_[at].type == DUCKDB_TYPE_SQLNULL ||
         (validity_[at] != nullptr && !duckdb_validity_row_is_valid(validity_[at], row_));
}

Value ChunkRow::Get(int i) const {
  if (IsNull(i)) return Null();
  const ColumnType& column = columns_[static_cast<std::size_t>(i)];
  const void* data = data_[static_cast<std::size_t>(i)];
  switch (column.type) {
    case DUCKDB_TYPE_BOOLEAN: return At<bool>(data, row_);
    case DUCKDB_TYPE_TINYINT: return std::int64_t{At<std::int8_t>(data, row_)};
    case DUCKDB_TYPE_SMALLINT: return std::int64_t{At<std::int16_t>(data, row_)};
    case DUCKDB_TYPE_INTEGER: return std::int64_t{At<std::int32_t>(data, row_)};
    case DUCKDB_TYPE_BIGINT: return At<std::int64_t>(data, row_);
    case DUCKDB_TYPE_UTINYINT: return std::int64_t{At<std::uint8_t>(data, row_)};
    case DUCKDB_TYPE_USMALLINT: return std::int64_t{At<std::uint16_t>(data, row_)};
    case DUCKDB_TYPE_UINTEGER: return std::int64_t{At<std::uint32_t>(data, row_)};
    case DUCKDB_TYPE_UBIGINT: return IntegerValue(At<std::uint64_t>(data, row_));
    case DUCKDB_TYPE_HUGEINT: return IntegerValue(FromHugeint(At<duckdb_hugeint>(data, row_)));
    case DUCKDB_TYPE_FLOAT: return double{At<float>(data, row_)};
    case DUCKDB_TYPE_DOUBLE: return At<double>(data, row_);
    case DUCKDB_TYPE_DECIMAL:
      return DecimalValue(DecimalAt(data, row_, column.decimal_storage), column.scale);
    case DUCKDB_TYPE_VARCHAR: return TextAt(data, row_);
    case DUCKDB_TYPE_BLOB: return Blob{TextAt(data, row_)};
    case DUCKDB_TYPE_DATE: return DateOf(At<std::int32_t>(data, row_));
    case DUCKDB_TYPE_TIMESTAMP: return LocalTimeOf(At<std::int64_t>(data, row_));
    case DUCKDB_TYPE_TIMESTAMP_TZ: return InstantOf(At<std::int64_t>(data, row_));
    default: return Null();
  }
}

Filled FillVector(duckdb_vector vector, const ColumnType& column, idx_t row, const Value& value) {
  if (std::holds_alternative<Null>(value)) {
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), row);
    return Filled::kYes;
  }
  switch (column.type) {
    case DUCKDB_TYPE_BOOLEAN: return FillBoolean(vector, row, value);
    case DUCKDB_TYPE_SMALLINT: return FillInteger<std::int16_t>(vector, row, value);
    case DUCKDB_TYPE_INTEGER: return FillInteger<std::int32_t>(vector, row, value);
    case DUCKDB_TYPE_BIGINT: return FillInteger<std::int64_t>(vector, row, value);
    case DUCKDB_TYPE_DOUBLE: return FillDouble(vector, row, value);
    case DUCKDB_TYPE_DECIMAL: return FillDecimal(vector, column, row, value);
    case DUCKDB_TYPE_VARCHAR: return FillBytes(vector, row, std::get_if<std::string>(&value));
    case DUCKDB_TYPE_BLOB: {
      const auto* blob = std::get_if<Blob>(&value);
      return FillBytes(vector, row, blob == nullptr ? nullptr : &blob->bytes);
    }
    case DUCKDB_TYPE_DATE: return FillDate(vector, row, value);
    case DUCKDB_TYPE_TIMESTAMP: return FillLocalTime(vector, row, value);
    case DUCKDB_TYPE_TIMESTAMP_TZ: return FillInstant(vector, row, value);
    default: return Filled::kNeedsACast;
  }
}

}  // namespace telar::db::duckdb
