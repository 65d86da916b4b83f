#include "app/commands/report_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/commands/analysis_view.h"
#include "app/commands/json_line.h"
#include "app/table.h"
#include "core/text.h"

namespace telar::app {
namespace {

using analytics::Report;
using enum Table::Align;

constexpr int kCurveColumns = 40, kCurveRows = 5;
constexpr std::array<std::string_view, 9> kHeights{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::size_t kStripSigns = 15;
constexpr int kBar = 24;

double Share(double part, double whole) { return whole > 0 ? part / whole : 0; }

std::string Percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

std::string Amount(const std::optional<Decimal>& value) {
  return value ? value->Rounded(2).ToString() : "";
}

std::string Estimate(const std::optional<double>& value, int decimals) {
  return value ? fmt::format("{:.{}f}", *value, decimals) : "";
}

std::string Name(const std::string& id, const std::string& name) {
  return name.empty() ? id : name;
}

/// Share of the value of the first `products` of all, both shares.
double ValueAt(const Report& report, double products) {
  const auto after = std::find_if(report.curve.begin(), report.curve.end(), [&](const auto& point) {
    return point.products >= products - 1e-9;
  });
  if (after == report.curve.end()) return report.curve.empty() ? 0 : report.curve.back().value;
  if (after == report.curve.begin()) return after->value;
  const auto& before = *std::prev(after);
  const double part = Share(products - before.products, after->products - before.products);
  return before.value + part * (after->value - before.value);
}

/// The curve as columns of blocks; its last line says which class a column ends in.
std::vector<std::string> CurveLines(const Report& report, bool utf8) {
  std::vector<std::string> lines;
  for (int row = kCurveRows - 1; row >= 0; --row) {
    std::string line = fmt::format("{:>4} ", 100 * (row + 1) / kCurveRows);
    for (int i = 0; i < kCurveColumns; ++i) {
      const double filled = ValueAt(report, (i + 1.0) / kCurveColumns) * kCurveRows - row;
      const auto eighths = static_cast<std::size_t>(std::clamp(filled, 0.0, 1.0) * 8 + 0.5);
      line += utf8 ? kHeights[eighths] : eighths >= 4 ? "#" : " ";
    }
    lines.push_back(line);
  }
  std::string classes = "     ";
  for (int i = 0; i < kCurveColumns; ++i) {
    auto at = static_cast<double>(report.products) * (i + 0.5) / kCurveColumns;
    std::size_t abc = 0;
    while (abc + 1 < Report::kAbc.size() &&
           at >= static_cast<double>(report.ClassTotal(abc).products)) {
      at -= static_cast<double>(report.ClassTotal(abc++).products);
    }
    classes += Report::kAbc[abc];
  }
  lines.push_back(classes);
  return lines;
}

std::vector<std::string_view> MatrixLines(const Report& report, std::string& text) {
  const double all = report.value.ToDoubleForStatistics();
  Table table({{"products, value"},
               {"X steady", kRight},
               {"Y", kRight},
               {"Z unsteady", kRight},
               {"too new", kRight},
               {"all", kRight}});
  for (std::size_t i = 0; i < Report::kAbc.size(); ++i) {
    std::vector<std::string> cells{std::string(Report::kAbc[i])};
    const auto add = [&](const Report::Cell& cell) {
      cells.push_back(cell.products == 0 ? ""
                                         : fmt::format("{} {:>6}", cell.products,
                                                       Percent(Share(cell.value, all))));
    };
    for (const auto& cell : report.matrix[i]) add(cell);
    add(report.ClassTotal(i));
    table.Add(std::move(cells));
  }
  text = table.Render(0);
  auto lines = Split(text, '\n');
  lines.pop_back();
  return lines;
}

/// Curve and matrix beside each other where there is room.
std::string Overview(const Report& report, int width, bool utf8) {
  constexpr std::string_view kTitle = "% of value by products, class after class";
  std::string text;
  const auto matrix = MatrixLines(report, text);
  auto curve = CurveLines(report, utf8);
  curve.insert(curve.begin(), "     " + std::string(kTitle));
  constexpr int kLeft = kCurveColumns + 9;
  int widest = 0;
  for (const auto line : matrix) widest = std::max(widest, DisplayWidth(line));
  std::string out;
  if (width > 0 && kLeft + widest > width) {
    for (const auto& line : curve) out += line + "\n";
    return out + "\n" + text;
  }
  for (std::size_t i = 0; i < curve.size(); ++i) {
    std::string line = curve[i];
    if (i < matrix.size()) {
      line += std::string(static_cast<std::size_t>(kLeft - DisplayWidth(line)), ' ');
      line += matrix[i];
    }
    line.resize(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string Head(const Report& report, bool utf8) {
  std::int64_t shorts = 0, wanted = 0;
  for (const auto& location : report.locations) {
    shorts += location.products[0] + location.products[1];
    wanted += location.Wanted();
  }
  std::string out =
      report.store.empty() ? "the chain" : Printable(Name(report.store, report.store_name));
  if (report.from && report.to) {
    out += fmt::format(", {} to {}", FormatDate(*report.from), FormatDate(*report.to));
  }
  out += ", calculated " + (report.calculated.empty() ? "never" : Printable(report.calculated));
  if (!report.model.empty()) out += " by " + Printable(report.model);
  return out + fmt::format(
                   "\n{} USD of {} products  {}\n{} of {} stocks with demand to be "
                   "reordered ({})\n",
                   Amount(report.value), report.products, Sparkline(report.days, utf8), shorts,
                   wanted,
                   Percent(Share(static_cast<double>(shorts), static_cast<double>(wanted))));
}

/// Days without stock, some days a sign, the most often missing the highest.
std::string Strip(const std::vector<bool>& days, bool utf8) {
  const std::size_t each = (days.size() + kStripSigns - 1) / kStripSigns;
  std::vector<double> sums;
  for (std::size_t i = 0; each > 0 && i < days.size(); i += each) {
    const auto from = days.begin() + static_cast<std::ptrdiff_t>(i);
    const auto to = days.begin() + static_cast<std::ptrdiff_t>(std::min(i + each, days.size()));
    sums.push_back(static_cast<double>(std::count(from, to, true)));
  }
  return Sparkline(sums, utf8);
}

std::string Stockouts(const Report& report, int width, bool utf8) {
  if (report.stockout_pairs == 0) return "no store lacked a product of class A or B\n";
  Table table({{"out of stock"},
               {"name", kLeft, true},
               {"where", kLeft, true},
               {"class"},
               {"days", kRight},
               {"when"},
               {"a day", kRight},
               {"lost units", kRight},
               {"lost USD", kRight}});
  for (const auto& out : report.stockouts) {
    table.Add({out.product, out.name, Name(out.location, out.location_name), out.abc,
               std::to_string(out.days), Strip(out.without, utf8), Estimate(out.demand, 1),
               Estimate(out.lost_units, 0), Estimate(out.lost_value, 0)});
  }
  return table.Render(width) + fmt::format("{} in all on {} days, some {:.0f} USD\n",
                                           report.stockout_pairs, report.stockout_days,
                                           report.lost_value);
}

std::string Dead(const Report& report, int width) {
  if (report.dead_pairs == 0) return "no stock sleeps\n";
  Table table({{"sleeping stock"},
               {"name", kLeft, true},
               {"where", kLeft, true},
               {"last sale"},
               {"stock", kRight},
               {"USD", kRight},
               {""}});
  for (const auto& dead : report.dead) {
    table.Add({dead.product, dead.name, Name(dead.location, dead.location_name),
               dead.last_sale ? FormatDate(*dead.last_sale) : "never",
               dead.stock.Normalized().ToString(), Amount(dead.value),
               dead.at_price ? "at its price" : ""});
  }
  return table.Render(width) +
         fmt::format("{} in all: {} USD at cost, {} at its price where the cost is unknown\n",
                     report.dead_pairs, Amount(report.dead_at_cost), Amount(report.dead_at_price));
}

std::string Changes(const Report& report, int width) {
  if (report.changes.empty()) return "no product changed its class\n";
  Table table({{"changed"}, {"name", kLeft, true}, {"from"}, {"to"}, {"USD", kRight}});
  for (const auto& change : report.changes) {
    table.Add({change.product, change.name, change.before.empty() ? "-" : change.before,
               change.now.empty() ? "-" : change.now, Amount(change.value)});
  }
  return table.Render(width) + fmt::format("{} rose, {} fell, {} are new, {} sold no more\n",
                                           report.risen, report.fallen, report.appeared,
                                           report.vanished);
}

std::string States(const Report& report) {
  std::string out = "products";
  for (const auto& state : report.states) {
    out += fmt::format("  {} {}", Printable(state.name), state.products);
  }
  std::int64_t all = 0;
  for (const auto& cover : report.cover) all += cover.pairs;
  out += "\nlasts for";
  for (const auto& cover : report.cover) {
    const std::string band = cover.to < 0    ? fmt::format("{:.0f}+ days", cover.from)
                             : cover.to == 0 ? "none"
                                             : fmt::format("{:.0f}-{:.0f}", cover.from, cover.to);
    out += fmt::format("  {} {:.0f} %", band,
                       100 * Share(static_cast<double>(cover.pairs), static_cast<double>(all)));
  }
  return out + "\n";
}

/// The locations that lack most.
std::string Locations(const Report& report, int rows, int width, bool utf8) {
  Table table({{"location"},
               {"name", kLeft, true},
               {"critical", kRight},
               {"urgent", kRight},
               {"optimal", kRight},
               {"excess", kRight},
               {"no demand", kRight},
               {"critical and urgent"}});
  auto locations = report.locations;
  std::stable_sort(locations.begin(), locations.end(),
                   [](const auto& a, const auto& b) { return a.Short() > b.Short(); });
  if (locations.size() > static_cast<std::size_t>(rows)) {
    locations.resize(static_cast<std::size_t>(rows));
  }
  for (const auto& location : locations) {
    std::vector<std::string> cells{location.id, location.name};
    for (const std::int64_t products : location.products) cells.push_back(std::to_string(products));
    cells.push_back(Bar(location.Short(), kBar, utf8));
    table.Add(std::move(cells));
  }
  return table.empty() ? "" : table.Render(width);
}

using Json = nlohmann::ordered_json;

template <typename T>
Json OrNull(const std::optional<T>& value) {
  if (!value) return nullptr;
  if constexpr (std::is_same_v<T, Decimal>) return value->ToString();
  else if constexpr (std::is_same_v<T, Date>) return FormatDate(*value);
  else return *value;
}

Json WordOrNull(const std::string& word) { return word.empty() ? Json(nullptr) : Json(word); }

Json ClassesJson(const Report& report) {
  Json cells = Json::array();
  for (std::size_t i = 0; i < Report::kAbc.size(); ++i) {
    for (std::size_t j = 0; j < Report::kXyz.size(); ++j) {
      const auto& cell = report.matrix[i][j];
      if (cell.products == 0) continue;
      cells.push_back({{"abc", Report::kAbc[i]},
                       {"xyz", j == 3 ? Json(nullptr) : Json(Report::kXyz[j])},
                       {"products", cell.products},
                       {"value", cell.value}});
    }
  }
  return cells;
}

Json ListsJson(const Report& report) {
  Json stockouts = Json::array(), dead = Json::array(), changes = Json::array();
  for (const auto& out : report.stockouts) {
    Json days = Json::array();
    for (std::size_t i = 0; i < out.without.size(); ++i) {
      if (!out.without[i]) continue;
      days.push_back(
          FormatDate(Date(std::chrono::sys_days(*report.stockout_from) + std::chrono::days(i))));
    }
    stockouts.push_back({{"location", out.location},
                         {"product", out.product},
                         {"name", out.name},
                         {"class", out.abc},
                         {"days", std::move(days)},
                         {"still", out.still},
                         {"demand", OrNull(out.demand)},
                         {"lost_units", OrNull(out.lost_units)},
                         {"lost_value", OrNull(out.lost_value)}});
  }
  for (const auto& one : report.dead) {
    dead.push_back({{"location", one.location},
                    {"product", one.product},
                    {"name", one.name},
                    {"stock", one.stock.ToString()},
                    {"value", OrNull(one.value)},
                    {"at_price", one.at_price},
                    {"last_sale", OrNull(one.last_sale)}});
  }
  for (const auto& change : report.changes) {
    changes.push_back({{"product", change.product},
                       {"name", change.name},
                       {"from", WordOrNull(change.before)},
                       {"to", WordOrNull(change.now)},
                       {"value", OrNull(change.value)}});
  }
  return {{"stockouts", std::move(stockouts)},
          {"dead_stock", std::move(dead)},
          {"changes", std::move(changes)}};
}

}  // namespace

std::string ReportText(const Report& report, int rows, int width, bool utf8) {
  std::string out = Head(report, utf8);
  if (report.products > 0) out += "\n" + Overview(report, width, utf8);
  for (const std::string& part :
       {Stockouts(report, width, utf8), Dead(report, width), Changes(report, width),
        Locations(report, rows, width, utf8), States(report)}) {
    if (!part.empty()) out += "\n" + part;
  }
  return out;
}

std::string ReportJson(const Report& report) {
  Json json{{"store", WordOrNull(report.store)},
            {"calculated", WordOrNull(report.calculated)},
            {"previous", WordOrNull(report.previous)},
            {"model", WordOrNull(report.model)},
            {"from", OrNull(report.from)},
            {"to", OrNull(report.to)},
            {"products", report.products},
            {"value", report.value.ToString()},
            {"matrix", ClassesJson(report)},
            {"changes_of_class",
             {{"risen", report.risen},
              {"fallen", report.fallen},
              {"new", report.appeared},
              {"gone", report.vanished}}},
            {"stockout_total",
             {{"pairs", report.stockout_pairs},
              {"days", report.stockout_days},
              {"lost_value", report.lost_value}}},
            {"dead_total",
             {{"pairs", report.dead_pairs},
              {"at_cost", report.dead_at_cost.ToString()},
              {"at_price", report.dead_at_price.ToString()},
              {"without_value", report.dead_without_value}}}};
  json.update(ListsJson(report));
  for (const auto& state : report.states) json["states"][state.name] = state.products;
  json["locations"] = Json::array();
  for (const auto& location : report.locations) {
    Json one{{"location", location.id}, {"name", location.name}};
    for (std::size_t i = 0; i < location.products.size(); ++i) {
      one[std::string(Report::kStockStates[i])] = location.products[i];
    }
    json["locations"].push_back(std::move(one));
  }
  json["cover"] = Json::array();
  for (const auto& cover : report.cover) {
    json["cover"].push_back({{"from_days", cover.from},
                             {"to_days", cover.to < 0 ? Json(nullptr) : Json(cover.to)},
                             {"stocks", cover.pairs},
                             {"value", cover.value.ToString()}});
  }
  return JsonLine(json);
}

}  // namespace telar::app
