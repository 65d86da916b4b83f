#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/decimal.h"
#include "db/value.h"
#include "pos/record.h"
#include "pos/transform.h"

namespace telar::pos {

// What the two transforms share; not for other rooms.

/// Reads the fields of one record, and remembers the first that is bad. One thread at a time.
template <typename Field>
class FieldReader {
 public:
  explicit FieldReader(const Record<Field>& record) : record_(record) {}

  /// Trimmed text; nothing when it is absent or blank. Text beyond `most` bytes is cut at a code
  /// point when `cut`, else the record is bad.
  std::optional<std::string> Text(Field field, std::string_view name, std::size_t most, bool cut);
  /// The same, and the record is bad without it.
  std::string Needed(Field field, std::string_view name, std::size_t most);
  /// A number rounded to `scale` with at most `digits` before the point.
  std::optional<Decimal> Number(Field field, std::string_view name, int scale, int digits = 14);
  Decimal NeededNumber(Field field, std::string_view name, int scale, int digits = 14);
  std::optional<bool> Flag(Field field, std::string_view name);

  void Bad(std::string_view field, std::string_view reason, std::string_view raw) {
    if (!bad_) bad_ = BadRecord{std::string(field), std::string(reason), std::string(raw)};
  }
  const std::optional<BadRecord>& bad() const { return bad_; }

 private:
  const Record<Field>& record_;
  std::optional<BadRecord> bad_;
};

/// `number` rounded to `scale`, or nothing when more than `digits` stand before its point.
std::optional<Decimal> Fitted(const Decimal& number, int scale, int digits);

template <typename T>
db::Value ValueOf(std::optional<T> value) {
  return value ? db::Value(*std::move(value)) : db::Value(db::Null());
}

/// A row of these values. They are made in no certain order: none may be moved from that another
/// uses.
template <typename... T>
std::vector<db::Value> RowOf(T&&... values) {
  std::vector<db::Value> row;
  row.reserve(sizeof...(values));
  (row.emplace_back(std::forward<T>(values)), ...);
  return row;
}

}  // namespace telar::pos
