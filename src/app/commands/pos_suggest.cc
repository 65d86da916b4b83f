#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

#include "analytics/suggest.h"
#include "app/commands/analysis_view.h"
#include "app/commands/analytics_desk.h"
#include "app/commands/commands.h"
#include "app/commands/json_line.h"
#include "app/locations.h"
#include "app/missing_file.h"
#include "app/table.h"

namespace telar::app {
namespace {

using analytics::OrderMethod;
using analytics::OrderReason;
using analytics::Suggestion;
using Json = nlohmann::ordered_json;

constexpr int kTop = 20;

std::string_view Words(OrderReason reason) {
  switch (reason) {
    case OrderReason::kNone: return "";
    case OrderReason::kReorder: return "below the reorder point";
    case OrderReason::kExhibition: return "too few to show";
    case OrderReason::kTrial: return "trial";
    case OrderReason::kFirstFill: return "first stock of the centre";
    case OrderReason::kOverstock: return "more than the maximum";
    case OrderReason::kCapacity: return "no room for more";
    case OrderReason::kNoRoom: return "no room for a case";
    case OrderReason::kScarce: return "the origin has too little";
    case OrderReason::kOriginEmpty: return "the origin has none";
    case OrderReason::kNoOrigin: return "no centre serves it";
    case OrderReason::kExcluded: return "excluded there";
    case OrderReason::kInactive: return "no longer carried";
  }
  return "";
}

std::string Text(const Decimal& decimal) { return decimal.Normalized().ToString(); }

/// Days that the stock lasts; none without demand.
std::optional<double> Days(const Suggestion& row) {
  if (!(row.order.demand > 0)) return std::nullopt;
  return std::max(row.stock.ToDoubleForStatistics(), 0.0) / row.order.demand;
}

bool Ordered(const Suggestion& row) { return row.order.quantity > Decimal(); }
bool HeldBack(const Suggestion& row) { return row.order.needed > Decimal() && !Ordered(row); }

/// The columns of `sugerencias_pedido`, the product's name, and how long its stock lasts.
Json RowJson(const Suggestion& row, const std::string& calculated) {
  const auto word = [](std::string_view text) {
    return text.empty() ? Json(nullptr) : Json(std::string(text));
  };
  const analytics::Order& order = row.order;
  const auto days = Days(row);
  return {{"ubicacion_id", row.location},
          {"producto_id", row.product},
          {"origen_id", word(row.origin)},
          {"clase_abc", word(order.abc)},
          {"metodo", word(OrderMethodName(order.method))},
          {"stock", Text(row.stock)},
          {"demanda", order.demand},
          {"punto_reorden", order.reorder_point.ToDoubleForStatistics()},
          {"stock_maximo", order.maximum.ToDoubleForStatistics()},
          {"unidades_por_bulto", Text(row.units_per_case)},
          {"necesidad", Text(order.needed)},
          {"sugerido", Text(order.wanted)},
          {"bultos", order.cases},
          {"asignado", Text(order.quantity)},
          {"sobrestock", Text(order.overstock)},
          {"motivo", word(OrderReasonName(order.reason))},
          {"fecha_calculo", calculated},
          {"nombre", word(row.name)},
          {"dias_cobertura", days ? Json(std::round(*days * 1e4) / 1e4) : Json(nullptr)}};
}

void PrintCsv(Context& context, const std::vector<const Suggestion*>& rows,
              const std::string& calculated) {
  std::vector<std::string> names;
  const Json columns = RowJson(Suggestion(), "");
  for (const auto& [name, value] : columns.items()) names.push_back(name);
  context.out.Write(CsvRecord(names));
  for (const Suggestion* row : rows) {
    std::vector<std::string> cells;
    const Json json = RowJson(*row, calculated);
    for (const auto& [name, value] : json.items()) {
      cells.push_back(value.is_null()     ? ""
                      : value.is_string() ? value.get<std::string>()
                                          : value.dump());
    }
    context.out.Write(CsvRecord(cells));
  }
}

/// A line a location: what it gets, and what is wrong.
void PrintLocations(Context& context, const std::vector<const Suggestion*>& rows) {
  struct Sum {
    std::int64_t products = 0, cases = 0, scarce = 0, held_back = 0, too_much = 0;
    Decimal units;
  };
  std::map<std::string, Sum> sums;
  for (const Suggestion* row : rows) {
    Sum& sum = sums[row->location];
    sum.products += Ordered(*row) ? 1 : 0;
    sum.cases += row->order.cases;
    sum.units = sum.units + row->order.quantity;
    sum.scarce += row->scarce() ? 1 : 0;
    sum.held_back += HeldBack(*row) ? 1 : 0;
    sum.too_much += row->order.overstock > Decimal() ? 1 : 0;
  }
  using Align = Table::Align;
  Table table({{"location"},
               {"products", Align::kRight},
               {"cases", Align::kRight},
               {"units", Align::kRight},
               {"scarce", Align::kRight},
               {"held back", Align::kRight},
               {"too much", Align::kRight}});
  for (const auto& [location, sum] : sums) {
    table.Add({location, std::to_string(sum.products), std::to_string(sum.cases), Text(sum.units),
               std::to_string(sum.scarce), std::to_string(sum.held_back),
               std::to_string(sum.too_much)});
  }
  context.out.Write(table.Render(context.TableWidth()));
}

/// What runs out first comes first; shipments of a product that is new there come last.
std::vector<const Suggestion*> MostUrgent(std::vector<const Suggestion*> rows, std::size_t top) {
  std::erase_if(rows, [](const Suggestion* row) { return row->order.needed <= Decimal(); });
  const auto rank = [](const Suggestion* row) {
    const bool fresh =
        row->order.method == OrderMethod::kTrial || row->order.method == OrderMethod::kFirstFill;
    return std::tuple(fresh, Days(*row).value_or(1e9), -row->order.demand);
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Suggestion* a, const Suggestion* b) { return rank(a) < rank(b); });
  if (rows.size() > top) rows.resize(top);
  return rows;
}

void PrintLines(Context& context, const std::vector<const Suggestion*>& rows) {
  using Align = Table::Align;
  Table table({{"location"},
               {"product"},
               {"name", Align::kLeft, true},
               {"class"},
               {"stock", Align::kRight},
               {"days left", Align::kRight},
               {"wanted", Align::kRight},
               {"units", Align::kRight},
               {"cases", Align::kRight},
               {"from"},
               {"reason"}});
  for (const Suggestion* row : rows) {
    const auto days = Days(*row);
    table.Add({row->location, row->product, row->name, row->order.abc, Text(row->stock),
               days ? fmt::format("{:.1f}", *days) : "", Text(row->order.wanted),
               Text(row->order.quantity), std::to_string(row->order.cases), row->origin,
               std::string(Words(row->order.reason))});
  }
  if (!table.empty()) context.out.Write("\n" + table.Render(context.TableWidth()));
}

Result<analytics::Suggestions> SuggestIn(const config::DatabaseUrl& url,
                                         const analytics::SuggestionRequest& request) {
  if (IsMissingFile(url)) {
    return Status::NotFound("suggest orders: nothing was read yet")
        .WithHint("run telar pos stock, telar pos sales and telar pos stock-parameters first");
  }
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenDatabase(url));
  auto suggestions = analytics::Suggest(*database, request);
  // What was not calculated is no failure of the database.
  if (suggestions.ok() || suggestions.status().code() == Code::kNotFound) return suggestions;
  return std::move(suggestions).status().WithRole(Role::kDestination);
}

Result<ExitCode> Run(Context& context) {
  if (context.json() && context.call.Has("csv")) {
    return Status::InvalidInput("--json and --csv cannot both be printed");
  }
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenAnalyticsDesk(context));
  TELAR_ASSIGN_OR_RETURN(const auto chosen, ChosenLocations(context, desk->locations, false));
  const bool dry = context.call.Has("dry-run");
  TELAR_ASSIGN_OR_RETURN(const auto suggestions,
                         SuggestIn(desk->settings().pos.database,
                                   {.rules = desk->rules, .local = desk->local, .write = !dry}));
  std::vector<const Suggestion*> rows;
  for (const Suggestion& row : suggestions.rows) {
    const bool meant =
        chosen.empty() || std::find(chosen.begin(), chosen.end(), row.location) != chosen.end();
    if (meant && (!context.call.Has("only-scarce") || row.scarce())) rows.push_back(&row);
  }
  if (context.json()) {
    for (const Suggestion* row : rows) context.out.Write(JsonLine(RowJson(*row, desk->local)));
  } else if (context.call.Has("csv")) {
    PrintCsv(context, rows, desk->local);
  } else if (rows.empty()) {
    context.out.Write("nothing to order\n");
  } else {
    PrintLocations(context, rows);
    const std::int64_t top = std::clamp<std::int64_t>(context.call.Number("top", kTop), 0, 10'000);
    PrintLines(context, MostUrgent(rows, static_cast<std::size_t>(top)));
  }
  if (!context.quiet()) {
    context.err.Write(fmt::format("by the stock parameters of {}{}\n", suggestions.parameters_of,
                                  dry ? "; a dry run, nothing was written" : ""));
  }
  return ExitCode::kDone;
}

}  // namespace

Command PosSuggestCommand() {
  std::vector<Flag> flags{
      {.name = "only-scarce", .help = "Only where the origin has less than is wanted"},
      {.name = "top",
       .value = "N",
       .help = "Show the N orders that are most urgent, 20 unless told",
       .kind = ValueKind::kNumber},
      CsvFlag(),
      {.name = "dry-run", .help = "Print the orders and leave sugerencias_pedido as it is"}};
  for (Flag& flag : LocationFlags()) flags.push_back(std::move(flag));
  return {
      .name = "suggest",
      .summary = "Suggest what each store should get from its distribution centre",
      .description =
          {"Reckons from the last stock parameters what every store, and every centre of a "
           "region, should get of every product, in whole cases: up to the maximum where stock "
           "is at or below the reorder point, within the room of the store. Where a centre has "
           "too little for all, it is shared by demand and urgency and never beyond a need. "
           "Always calculates for the whole chain and replaces sugerencias_pedido; locations "
           "only say what is printed (docs/formats/orders.md).",
           "Shows a line a location and the orders that are most urgent. With --json or --csv "
           "all rows with all figures, too much stock included."},
      .arguments = {LocationArgument()},
      .flags = std::move(flags),
      .examples = {{"telar pos suggest", "Every morning, after telar pos stock-parameters"},
                   {"telar pos suggest tienda_01 --csv", "One store's orders for a spreadsheet"},
                   {"telar pos suggest --only-scarce --dry-run",
                    "Where the centres have too little"}},
      .exits = {ExitCode::kDestinationDown, ExitCode::kContractBroken},
      .run = Run};
}

}  // namespace telar::app
