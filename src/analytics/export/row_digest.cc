#include "analytics/export/row_digest.h"

#include "core/digest.h"

namespace telar::analytics {
namespace {

constexpr int kMostSummedDigits = 27;  // 10^9 rows of them fit a Decimal

std::uint64_t HashOf(const std::string& bytes) {
  const std::string hex = Sha256Hex(bytes);
  std::uint64_t hash = 0;
  for (const char c : std::string_view(hex).substr(0, 16)) {
    hash = hash << 4 | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return hash;
}

}  // namespace

RowDigester::RowDigester(std::span<const ExportColumn> columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ExportColumn& column = columns[i];
    if (column.kind != ExportColumn::Kind::kDecimal || column.precision > kMostSummedDigits) {
      continue;
    }
    Decimal& sum = digest_.sums[column.name];
    sum = Decimal().Rounded(column.scale);
    summed_.emplace_back(i, &sum);
  }
}

void RowDigester::Add(std::span<const db::Value> kept,
                      std::span<const std::optional<std::string>> texts) {
  ++digest_.rows;
  for (const auto& [column, sum] : summed_) {
    if (const auto* decimal = std::get_if<Decimal>(&kept[column])) *sum = *sum + *decimal;
  }
  bytes_.clear();
  for (const auto& text : texts) {
    bytes_ += text ? '=' : '-';
    if (text) bytes_ += *text;
    bytes_ += '\0';
  }
  digest_.hash += HashOf(bytes_);
}

}  // namespace telar::analytics
