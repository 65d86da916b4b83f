#include "app/commands/analysis_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "analytics/export/part_file.h"
#include "app/commands/json_line.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 8> kEighths{"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
constexpr std::array<std::string_view, 8> kHeights{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::string_view kAsciiHeights = "_.-=+*%#";

Json CellJson(const db::Row& row, int i) {
  const db::Value value = row.Get(i);
  if (std::holds_alternative<db::Null>(value)) return nullptr;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return row.TextOrEmpty(i);
}

}  // namespace

std::string Bar(double share, int width, bool utf8) {
  const double filled = std::clamp(share, 0.0, 1.0) * width;
  if (!utf8) return std::string(static_cast<std::size_t>(std::lround(filled)), '#');
  const auto eighths = static_cast<std::size_t>(std::lround(filled * 8));
  std::string bar;
  for (std::size_t i = 0; i < eighths / 8; ++i) bar += kEighths.back();
  if (eighths % 8 > 0) bar += kEighths[eighths % 8 - 1];
  return bar;
}

std::string Sparkline(std::span<const double> values, bool utf8) {
  double highest = 0;
  for (const double value : values) highest = std::max(highest, value);
  std::string line;
  for (const double value : values) {
    const double share = highest > 0 ? std::max(value, 0.0) / highest : 0;
    const auto height = static_cast<std::size_t>(std::lround(share * 7));
    if (utf8) line += kHeights[height];
    else line += kAsciiHeights[height];
  }
  return line;
}

std::string CsvRecord(std::span<const std::string> cells) {
  std::string record;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) record += ',';
    if (!cells[i].empty()) record += analytics::CsvField(cells[i]);
  }
  return record + "\n";
}

Result<bool> PrintForPrograms(Context& context, db::Connection& connection, std::string_view sql,
                              std::span<const db::Value> values) {
  const bool csv = context.call.Has("csv");
  if (!csv && !context.json()) return false;
  bool first = true;
  TELAR_RETURN_IF_ERROR(connection.Query(sql, values, [&](const db::Row& row) {
    if (csv) {
      std::vector<std::string> names, cells;
      for (int i = 0; i < row.size(); ++i) {
        names.push_back(row.Name(i));
        cells.push_back(row.TextOrEmpty(i));
      }
      if (std::exchange(first, false)) context.out.Write(CsvRecord(names));
      context.out.Write(CsvRecord(cells));
      return Status::Ok();
    }
    Json json;
    for (int i = 0; i < row.size(); ++i) json[row.Name(i)] = CellJson(row, i);
    context.out.Write(JsonLine(json));
    return Status::Ok();
  }));
  return true;
}

Flag CsvFlag() {
  return {.name = "csv", .help = "Print comma-separated values with a line of names"};
}

}  // namespace telar::app
