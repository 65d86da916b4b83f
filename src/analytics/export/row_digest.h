#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analytics/export/columns.h"
#include "core/decimal.h"

namespace telar::analytics {

/// What a set of rows comes down to, whatever their order: two sets with equal digests are equal
/// but for an accident of 2^-64. docs/formats/export.md shows how to compute it elsewhere.
struct RowDigest {
  std::int64_t rows = 0;
  /// Of each decimal column of at most 27 digits, by name, NULL as 0.
  std::map<std::string, Decimal> sums;
  /// The sum modulo 2^64 of every row's hash: the first 8 bytes, big-endian, of the SHA-256 of its
  /// values in the order of the columns, each '=' and its ValueText, or '-' for NULL, and a zero
  /// byte.
  std::uint64_t hash = 0;

  friend bool operator==(const RowDigest&, const RowDigest&) = default;
};

/// Adds rows up.
class RowDigester {
 public:
  explicit RowDigester(std::span<const ExportColumn> columns);
  RowDigester(const RowDigester&) = delete;
  RowDigester& operator=(const RowDigester&) = delete;
  /// Kept values and their texts, one a column.
  void Add(std::span<const db::Value> kept, std::span<const std::optional<std::string>> texts);
  const RowDigest& digest() const { return digest_; }

 private:
  RowDigest digest_;
  std::vector<std::pair<std::size_t, Decimal*>> summed_;  // column, its sum in digest_
  std::string bytes_;
};

}  // namespace telar::analytics
