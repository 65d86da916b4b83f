#include "db/postgres/key_bounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "db/postgres/text_values.h"

namespace telar::db::postgres {
namespace {

using Rows = std::span<const std::vector<Value>>;
using Extent = std::optional<std::pair<Value, Value>>;

/// Nothing when a row holds something else than a T.
template <typename T>
Extent ExtentOf(Rows rows, std::size_t at) {
  const T* least = std::get_if<T>(&rows[0][at]);
  const T* greatest = least;
  for (const auto& row : rows) {
    const T* value = std::get_if<T>(&row[at]);
    if (value == nullptr) return std::nullopt;
    if (*value < *least) least = value;
    if (*greatest < *value) greatest = value;
  }
  return std::pair<Value, Value>(*least, *greatest);
}

/// Of a column whose type has the order of the values.
Extent OrderedExtent(Rows rows, std::size_t at, std::uint32_t type) {
  switch (type) {
    case kDate: return ExtentOf<Date>(rows, at);
    case kTimestamptz: return ExtentOf<Instant>(rows, at);
    case kInt2:
    case kInt4:
    case kInt8: return ExtentOf<std::int64_t>(rows, at);
    default: return std::nullopt;
  }
}

/// False where values that are equal here may be two for the server.
bool EqualThere(const Value& value, std::uint32_t type) {
  if (std::holds_alternative<Decimal>(value)) return type == kNumeric;
  return !std::holds_alternative<double>(value);
}

bool OneValue(Rows rows, std::size_t at) {
  return std::all_of(rows.begin(), rows.end(),
                     [&](const auto& row) { return row[at] == rows[0][at]; });
}

}  // namespace

KeyBounds BoundsOfKeys(const MergeSpec& spec, std::span<const std::uint32_t> types, Rows rows) {
  KeyBounds bounds;
  const auto add = [&](const std::string& name, std::string_view comparison, const Value& value) {
    bounds.sql += fmt::format(" AND t.{} {} ?", QuoteIdentifier(name, '"'), comparison);
    bounds.values.push_back(value);
  };
  for (const auto& name : spec.key) {
    const auto at = static_cast<std::size_t>(
        std::find(spec.columns.begin(), spec.columns.end(), name) - spec.columns.begin());
    if (EqualThere(rows[0][at], types[at]) && OneValue(rows, at)) {
      add(name, "=", rows[0][at]);
    } else if (const Extent extent = OrderedExtent(rows, at, types[at])) {
      add(name, ">=", extent->first);
      add(name, "<=", extent->second);
    }
  }
  return bounds;
}

}  // namespace telar::db::postgres
