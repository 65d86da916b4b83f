#include <algorithm>

#include "app/commands/commands.h"
#include "app/commands/export_desk.h"
#include "app/commands/till_desk.h"
#include "app/locations.h"
#include "app/missing_file.h"
#include "app/settings.h"
#include "app/wiring.h"

namespace telar::app {
namespace {

/// What happened, by its day; then what is, whole.
const std::vector<Exportable>& Tables() {
  const auto by = [](std::string table, std::string day, bool usual) {
    return Exportable{{.table = std::move(table), .day = std::move(day), .partition = "fecha"},
                      usual};
  };
  const auto whole = [](std::string table, bool usual) {
    return Exportable{{.table = std::move(table)}, usual};
  };
  static const std::vector<Exportable> tables{by("ventas", "fecha", true),
                                              by("inventario_historico", "fecha_snapshot", true),
                                              by("ventas_diarias", "fecha", true),
                                              by("ventas_diarias_ubicacion", "fecha", true),
                                              by("quiebres_stock", "fecha", true),
                                              by("ventas_retiradas", "fecha", false),
                                              by("abc_cambios", "fecha_calculo", false),
                                              whole("ubicaciones", true),
                                              whole("almacenes", true),
                                              whole("productos", true),
                                              whole("inventario_actual", true),
                                              whole("productos_abc_cache", true),
                                              whole("productos_abc_tienda", true),
                                              whole("parametros_stock", true),
                                              whole("productos_precios", false),
                                              whole("productos_ajustes", false),
                                              whole("productos_analisis_cache", false),
                                              whole("ventas_vida", false),
                                              whole("ventas_apartadas", false),
                                              whole("pos_coverage", false)};
  return tables;
}

/// The day that it still is somewhere in the chain.
Date Today(const std::vector<pos::Location>& locations, Instant now) {
  Date today = pos::DateOf(pos::Zone().ToLocal(now));
  for (const pos::Location& location : locations) {
    const Date its = pos::DateOf(location.zone.ToLocal(now));
    if (std::chrono::sys_days(its) < std::chrono::sys_days(today)) today = its;
  }
  return today;
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto locations, LoadLocations(loaded, context));
  const config::DatabaseUrl& url = loaded.settings.pos.database;
  if (IsMissingFile(url)) {
    context.err.Write("nothing was read yet\n");
    return ExitCode::kNothingToDo;
  }
  auto database = OpenTillsForReading(loaded.settings, context.clock);
  if (!database.ok()) return OfTheSource(database.status());
  return RunExport(context, (*database)->reading(), Tables(),
                   Today(locations, context.clock.Now()));
}

}  // namespace

Command PosExportCommand() {
  return {.name = "export",
          .summary = "Write the tables of the tills as files for other programs",
          .description = ExportDescription(),
          .flags = ExportFlags(),
          .examples = {{"telar pos export --to export", "What is new up to yesterday, as Parquet"},
                       {"telar pos export --to csv --format csv.gz --tables ventas,productos "
                        "--from 2026-01-01 --until 2026-01-31",
                        "A month of two tables for a spreadsheet"}},
          .exits = ExportExits(),
          .run = Run};
}

}  // namespace telar::app
