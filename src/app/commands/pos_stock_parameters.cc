#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/commands/analysis_view.h"
#include "app/commands/analytics_desk.h"
#include "app/commands/commands.h"
#include "app/locations.h"
#include "app/table.h"
#include "core/text.h"

namespace telar::app {
namespace {

constexpr int kTop = 20;
const std::vector<std::string> kStates{"CRITICO", "URGENTE", "OPTIMO", "EXCESO", "SIN_DEMANDA"};

/// Which rows are shown.
struct Filter {
  std::string where = "1 = 1";
  std::vector<db::Value> values;
};

Filter FilterFor(const Context& context, const std::vector<std::string>& locations) {
  Filter filter;
  if (!locations.empty()) {
    std::vector<std::string> marks(locations.size(), "?");
    filter.where += " AND s.ubicacion_id IN (" + Join(marks, ", ") + ")";
    filter.values.insert(filter.values.end(), locations.begin(), locations.end());
  }
  if (context.call.Has("state")) {
    filter.where += " AND s.estado = ?";
    filter.values.emplace_back(context.call.Get("state"));
  }
  return filter;
}

/// A line a location: how many products are in which state.
Status PrintStates(Context& context, db::Connection& connection, const Filter& filter) {
  std::map<std::string, std::map<std::string, std::int64_t>> counts;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT s.ubicacion_id, s.estado, COUNT(*) FROM parametros_stock AS s WHERE " + filter.where +
          " GROUP BY 1, 2",
      filter.values, [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(counts[row.TextOrEmpty(0)][row.TextOrEmpty(1)], row.AsInt(2));
        return Status::Ok();
      }));
  std::vector<Table::Column> columns{{"location"}};
  for (const auto& state : kStates) {
    std::string word = AsciiLower(state);
    std::replace(word.begin(), word.end(), '_', ' ');
    columns.push_back({word, Table::Align::kRight});
  }
  columns.push_back({"critical and urgent"});
  Table table(std::move(columns));
  for (auto& [location, states] : counts) {
    std::vector<std::string> line{location};
    std::int64_t wanted = 0;
    for (const auto& state : kStates) {
      line.push_back(std::to_string(states[state]));
      if (state != "SIN_DEMANDA") wanted += states[state];
    }
    const auto short_of = static_cast<double>(states["CRITICO"] + states["URGENTE"]);
    const double share = wanted > 0 ? short_of / static_cast<double>(wanted) : 0;
    line.push_back(Bar(share, 20, context.utf8));
    table.Add(std::move(line));
  }
  if (table.empty()) context.out.Write("no product to show\n");
  else context.out.Write(table.Render(context.TableWidth()));
  return Status::Ok();
}

/// The products that run out first, by what they sell.
Status PrintShort(Context& context, db::Connection& connection, const Filter& filter, int top) {
  Table table({{"location"},
               {"product"},
               {"name", Table::Align::kLeft, true},
               {"class"},
               {"state"},
               {"stock", Table::Align::kRight},
               {"a day", Table::Align::kRight},
               {"days left", Table::Align::kRight},
               {"safety", Table::Align::kRight},
               {"reorder", Table::Align::kRight},
               {"maximum", Table::Align::kRight},
               {"days without", Table::Align::kRight}});
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT s.ubicacion_id, s.producto_id, p.nombre, s.clase_abc, s.estado, s.stock, "
      "s.demanda_p75, s.dias_cobertura, s.stock_seguridad, s.punto_reorden, s.stock_maximo, "
      "s.dias_sin_stock FROM parametros_stock AS s LEFT JOIN productos AS p ON p.codigo = "
      "s.producto_id WHERE " +
          filter.where +
          " AND s.demanda_p75 > 0 ORDER BY s.dias_cobertura, s.demanda_p75 DESC, "
          "s.ubicacion_id, s.producto_id LIMIT " +
          std::to_string(top),
      filter.values, [&](const db::Row& row) {
        std::vector<std::string> line;
        for (int i = 0; i < 5; ++i) line.push_back(row.TextOrEmpty(i));
        for (int i = 5; i < 11; ++i) {
          const auto number = row.AsDouble(i);
          line.push_back(number.ok() ? fmt::format("{:.1f}", *number) : "");
        }
        line.push_back(row.TextOrEmpty(11));
        table.Add(std::move(line));
        return Status::Ok();
      }));
  if (!table.empty()) context.out.Write("\n" + table.Render(context.TableWidth()));
  return Status::Ok();
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenAnalyticsDesk(context));
  TELAR_ASSIGN_OR_RETURN(const auto chosen, ChosenLocations(context, desk->locations, false));
  if (context.call.Has("dry-run")) return SayWhatWouldBeCalculated(context, *desk);
  if (!context.call.Has("show")) {
    TELAR_ASSIGN_OR_RETURN(const auto done,
                           CalculateAnew(context, *desk, context.call.Has("full")));
    if (!context.quiet()) {
      context.err.Write(fmt::format("{} products of locations, {} days of products without stock\n",
                                    done.stock.parameters, done.stock.stockout_days));
    }
  }
  TELAR_ASSIGN_OR_RETURN(db::Database* const database, OpenResults(context, *desk));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  const Filter filter = FilterFor(context, chosen);
  TELAR_ASSIGN_OR_RETURN(
      const bool printed,
      PrintForPrograms(context, *connection,
                       "SELECT s.* FROM parametros_stock AS s WHERE " + filter.where +
                           " ORDER BY s.ubicacion_id, s.producto_id",
                       filter.values));
  if (printed) return ExitCode::kDone;
  TELAR_RETURN_IF_ERROR(PrintStates(context, *connection, filter));
  const auto top =
      static_cast<int>(std::clamp<std::int64_t>(context.call.Number("top", kTop), 0, 10'000));
  if (top > 0) TELAR_RETURN_IF_ERROR(PrintShort(context, *connection, filter, top));
  return ExitCode::kDone;
}

}  // namespace

Command PosStockParametersCommand() {
  std::vector<Flag> own{{.name = "state",
                         .value = "STATE",
                         .help = "Only products in that state",
                         .kind = ValueKind::kChoice,
                         .choices = kStates},
                        {.name = "top",
                         .value = "N",
                         .help = "Show the N products that run out first, 20 unless told",
                         .kind = ValueKind::kNumber}};
  for (Flag& flag : LocationFlags()) own.push_back(std::move(flag));
  return {.name = "stock-parameters",
          .summary = "Calculate demand, safety stock, reorder point and maximum",
          .description =
              {"For every product in every location: demand a day (75th percentile of the last "
               "days, days without sales included and days without stock left out), its standard "
               "deviation, safety stock, reorder point, maximum, days of cover and state, by one "
               "definition for screens and orders (docs/formats/analytics.md). Calculates "
               "everything that telar pos abc does.",
               "Shows how many products of each location are in which state, and which run out "
               "first. With --json or --csv all products with all figures."},
          .arguments = {LocationArgument()},
          .flags = AnalysisFlags(std::move(own)),
          .examples = {{"telar pos stock-parameters", "Every night, after stock and sales"},
                       {"telar pos stock-parameters --show --state CRITICO tienda_01",
                        "What a store lacks now"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kContractBroken},
          .run = Run};
}

}  // namespace telar::app
