#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "db/value.h"

namespace telar::db::postgres {

/// Rows as COPY … (FORMAT binary) reads them (PostgreSQL manual, COPY, "Binary Format"; the forms
/// of the types are those of their *_recv functions): a header, for every row the number of its
/// values and each with its length, a trailer; whole numbers in network order, numerics in digits
/// of base 10,000, times in microseconds since 2000.
class CopyBinary {
 public:
  /// True when there is a form for every one of these types.
  static bool Takes(std::span<const std::uint32_t> types);

  /// `columns` names them for messages; it must outlive the object.
  CopyBinary(std::span<const std::string> columns, std::vector<std::uint32_t> types);

  /// kInvalidInput when a value cannot be kept or does not fit its column's type; the message names
  /// the column. The bytes are of no use then.
  Status Add(std::span<const Value> row);
  void End();

  /// What was written since the last Clear.
  std::string_view bytes() const { return bytes_; }
  void Clear() { bytes_.clear(); }

 private:
  /// False when the value does not fit.
  bool AddValue(const Value& value, std::uint32_t type);

  const std::span<const std::string> columns_;
  const std::vector<std::uint32_t> types_;
  std::string bytes_;
};

}  // namespace telar::db::postgres
