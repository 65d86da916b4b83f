#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "app/commands/analysis_view.h"
#include "app/commands/analytics_desk.h"
#include "app/commands/commands.h"
#include "app/table.h"

namespace telar::app {
namespace {

constexpr int kTop = 15;
constexpr int kBar = 20;  // columns

/// Products of the chain or of one store.
struct Scope {
  std::string store;  ///< "": the chain.
  std::string table() const {
    return store.empty() ? "productos_abc_cache" : "productos_abc_tienda";
  }
  std::string where() const { return store.empty() ? "1 = 1" : "c.ubicacion_id = ?"; }
  std::vector<db::Value> values() const {
    return store.empty() ? std::vector<db::Value>{} : std::vector<db::Value>{store};
  }
};

std::string Units(const db::Row& row, int i) {
  auto value = row.AsDouble(i);
  return value.ok() ? fmt::format("{:.2f}", *value) : "";
}

/// How many products, and how much of the value, lie in each cell of classes.
Status PrintMatrix(Context& context, db::Connection& connection, const Scope& scope) {
  struct Cell {
    std::int64_t products = 0;
    double value = 0;
  };
  std::map<std::string, std::map<std::string, Cell>> cells;
  double all = 0;
  TELAR_RETURN_IF_ERROR(connection.Query(
      fmt::format("SELECT c.clase_abc, COALESCE(c.clase_xyz, '-'), COUNT(*), SUM(c.venta_30d) FROM "
                  "{} AS c WHERE {} GROUP BY 1, 2",
                  scope.table(), scope.where()),
      scope.values(), [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(const std::int64_t products, row.AsInt(2));
        TELAR_ASSIGN_OR_RETURN(const double value, row.AsDouble(3));
        cells[row.TextOrEmpty(0)][row.TextOrEmpty(1)] = {products, value};
        all += value;
        return Status::Ok();
      }));
  Table table({{"class"},
               {"X steady", Table::Align::kRight},
               {"Y", Table::Align::kRight},
               {"Z unsteady", Table::Align::kRight},
               {"too new", Table::Align::kRight},
               {"value", Table::Align::kRight},
               {""}});
  for (const std::string abc : {"A", "B", "C", "D"}) {
    std::vector<std::string> line{abc};
    double value = 0;
    for (const std::string xyz : {"X", "Y", "Z", "-"}) {
      const Cell& cell = cells[abc][xyz];
      line.push_back(cell.products == 0 ? "" : std::to_string(cell.products));
      value += cell.value;
    }
    const double share = all > 0 ? value / all : 0;
    line.push_back(fmt::format("{:.1f} %", 100 * share));
    line.push_back(app::Bar(share, kBar, context.utf8));
    table.Add(std::move(line));
  }
  context.out.Write(table.Render(context.TableWidth()));
  return Status::Ok();
}

/// Daily quantities of a product over its window, oldest first.
Result<std::vector<double>> DaysOf(db::Connection& connection, const Scope& scope,
                                   const std::string& product, Date from, Date to) {
  std::vector<double> days(
      static_cast<std::size_t>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count()) +
      1);
  std::vector<db::Value> values{from, to, product};
  if (!scope.store.empty()) values.emplace_back(scope.store);
  TELAR_RETURN_IF_ERROR(connection.Query(
      std::string("SELECT c.fecha, SUM(c.cantidad_e4) FROM ventas_diarias AS c WHERE c.fecha >= ? "
                  "AND c.fecha <= ? AND c.producto_id = ?") +
          (scope.store.empty() ? "" : " AND c.ubicacion_id = ?") + " GROUP BY c.fecha",
      values, [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(const Date date, row.AsDate(0));
        TELAR_ASSIGN_OR_RETURN(const double quantity, row.AsDouble(1));
        const auto at = (std::chrono::sys_days(date) - std::chrono::sys_days(from)).count();
        days[static_cast<std::size_t>(at)] = quantity;
        return Status::Ok();
      }));
  return days;
}

Status PrintTop(Context& context, db::Connection& connection, const Scope& scope, int top) {
  struct Line {
    std::vector<std::string> cells;
    std::string product;
    Date from, to;
    double share;
  };
  std::vector<Line> lines;
  TELAR_RETURN_IF_ERROR(connection.Query(
      fmt::format("SELECT c.producto_id, p.nombre, c.matriz, c.clase_abc, c.cantidad_30d, "
                  "c.venta_30d, c.porcentaje_venta, c.porcentaje_acumulado, c.periodo_inicio, "
                  "c.periodo_fin FROM {} AS c LEFT JOIN productos AS p ON p.codigo = c.producto_id "
                  "WHERE {} ORDER BY c.rank_valor LIMIT {}",
                  scope.table(), scope.where(), top),
      scope.values(), [&](const db::Row& row) -> Status {
        TELAR_ASSIGN_OR_RETURN(const Date from, row.AsDate(8));
        TELAR_ASSIGN_OR_RETURN(const Date to, row.AsDate(9));
        TELAR_ASSIGN_OR_RETURN(const double share, row.AsDouble(6));
        lines.push_back({{row.TextOrEmpty(0), row.TextOrEmpty(1),
                          row.IsNull(2) ? row.TextOrEmpty(3) : row.TextOrEmpty(2), Units(row, 4),
                          Units(row, 5), Units(row, 6), Units(row, 7)},
                         row.TextOrEmpty(0),
                         from,
                         to,
                         share});
        return Status::Ok();
      }));
  if (lines.empty()) return Status::Ok();
  const double highest = lines.front().share;
  Table table({{"product"},
               {"name", Table::Align::kLeft, true},
               {"class"},
               {"quantity", Table::Align::kRight},
               {"USD", Table::Align::kRight},
               {"%", Table::Align::kRight},
               {"sum %", Table::Align::kRight},
               {""},
               {"day by day"}});
  for (Line& line : lines) {
    TELAR_ASSIGN_OR_RETURN(const auto days,
                           DaysOf(connection, scope, line.product, line.from, line.to));
    line.cells.push_back(app::Bar(highest > 0 ? line.share / highest : 0, kBar / 2, context.utf8));
    line.cells.push_back(Sparkline(days, context.utf8));
    table.Add(std::move(line.cells));
  }
  context.out.Write("\n" + table.Render(context.TableWidth()));
  return Status::Ok();
}

Status PrintChanges(Context& context, db::Connection& connection, const Scope& scope) {
  Table table({{"changed"},
               {"name", Table::Align::kLeft, true},
               {"from"},
               {"to"},
               {"USD", Table::Align::kRight}});
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT c.producto_id, p.nombre, c.clase_antes, c.clase_ahora, c.venta_30d FROM abc_cambios "
      "AS c LEFT JOIN productos AS p ON p.codigo = c.producto_id WHERE c.ubicacion_id = ? AND "
      "c.fecha_calculo = (SELECT MAX(fecha_calculo) FROM " +
          scope.table() +
          ") AND "
          "c.clase_antes IS DISTINCT FROM c.clase_ahora ORDER BY COALESCE(c.venta_30d, 0) DESC, "
          "c.producto_id LIMIT 10",
      {scope.store}, [&](const db::Row& row) {
        const auto word = [&](int i) { return row.IsNull(i) ? "-" : row.TextOrEmpty(i); };
        table.Add({row.TextOrEmpty(0), row.TextOrEmpty(1), word(2), word(3), Units(row, 4)});
        return Status::Ok();
      }));
  if (!table.empty()) context.out.Write("\n" + table.Render(context.TableWidth()));
  return Status::Ok();
}

Status Print(Context& context, db::Connection& connection, const Scope& scope) {
  TELAR_ASSIGN_OR_RETURN(
      const bool printed,
      PrintForPrograms(context, connection,
                       fmt::format("SELECT c.* FROM {} AS c WHERE {} ORDER BY c.rank_valor",
                                   scope.table(), scope.where()),
                       scope.values()));
  if (printed) return Status::Ok();
  std::string title = "nothing was sold\n";
  TELAR_RETURN_IF_ERROR(connection.Query(
      fmt::format(
          "SELECT MIN(c.periodo_inicio), MAX(c.periodo_fin), COUNT(*) FROM {} AS c WHERE {}",
          scope.table(), scope.where()),
      scope.values(), [&](const db::Row& row) {
        if (row.IsNull(0)) return Status::Ok();
        title = fmt::format("{} to {}, {}, {} products\n", row.TextOrEmpty(0), row.TextOrEmpty(1),
                            scope.store.empty() ? "the chain" : scope.store, row.TextOrEmpty(2));
        return Status::Ok();
      }));
  context.out.Write(title + "\n");
  if (title.starts_with("nothing")) return Status::Ok();
  TELAR_RETURN_IF_ERROR(PrintMatrix(context, connection, scope));
  const auto top =
      static_cast<int>(std::clamp<std::int64_t>(context.call.Number("top", kTop), 0, 10'000));
  if (top > 0) TELAR_RETURN_IF_ERROR(PrintTop(context, connection, scope, top));
  TELAR_RETURN_IF_ERROR(PrintChanges(context, connection, scope));
  return Status::Ok();
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenAnalyticsDesk(context));
  if (context.call.Has("dry-run")) return SayWhatWouldBeCalculated(context, *desk);
  const Scope scope{context.call.Get("store")};
  if (!scope.store.empty()) {
    const bool known = std::any_of(desk->locations.begin(), desk->locations.end(),
                                   [&](const auto& one) { return one.id == scope.store; });
    if (!known) {
      return Status::InvalidInput("--store: no location is called " + scope.store)
          .WithHint("telar pos locations shows what they are called.");
    }
  }
  if (!context.call.Has("show")) {
    TELAR_ASSIGN_OR_RETURN(const auto done,
                           CalculateAnew(context, *desk, context.call.Has("full")));
    if (!context.quiet()) {
      context.err.Write(
          fmt::format("{} days of sales summed up; {} products, {} in stores; {} "
                      "changes of class\n",
                      done.daily.days, done.abc.products, done.abc.in_stores, done.abc.changes));
    }
  }
  TELAR_ASSIGN_OR_RETURN(db::Database* const database, OpenResults(context, *desk));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  TELAR_RETURN_IF_ERROR(Print(context, *connection, scope));
  return ExitCode::kDone;
}

}  // namespace

Command PosAbcCommand() {
  return {
      .name = "abc",
      .summary = "Classify products by what they sell and how steadily",
      .description =
          {"Sums up the days of sales that changed since the last time and calculates classes ABC "
           "and XYZ, stock parameters and states of products anew, of the chain and of every "
           "store (docs/formats/analytics.md). Who reads the tables meanwhile sees the old result "
           "until the new one is whole.",
           "Shows how many products are in each cell of the matrix, the first products by value "
           "with their days, and what changed its class. With --json or --csv all products with "
           "all figures.",
           "A result with far fewer rows than the last is refused: analytics.shrink_guard."},
      .flags = AnalysisFlags({{.name = "store",
                               .value = "ID",
                               .help = "Show the classes of one store; the chain's without it",
                               .kind = ValueKind::kText},
                              {.name = "top",
                               .value = "N",
                               .help = "Show the first N products, 15 unless told",
                               .kind = ValueKind::kNumber}}),
      .examples = {{"telar pos abc", "Every night, after the sales"},
                   {"telar pos abc --show --store tienda_01", "What a store lives on"},
                   {"telar pos abc --show --csv > abc.csv", "For a spreadsheet"}},
      .exits = {ExitCode::kDestinationDown, ExitCode::kContractBroken},
      .run = Run};
}

}  // namespace telar::app
