#include "app/commands/commands.h"
#include "app/commands/location_view.h"
#include "app/commands/till_desk.h"
#include "pos/stock_pipeline.h"

namespace telar::app {
namespace {

Result<ExitCode> Run(Context& context) {
  if (context.call.Has("listar")) return ListLocations(context);
  TELAR_ASSIGN_OR_RETURN(const auto desk,
                         OpenTillDesk(context, {.dry_run = context.call.Has("dry-run")}));
  TillRun run{.command = "telar pos stock", .flags = {"shard"}, .etl_name = "inventario"};
  run.things = "warehouses";
  run.notes = {{"rows", "rows"},
               {"inserted", "new"},
               {"changed", "changed"},
               {"removed", "taken out"},
               {"rejected", "rows rejected"}};
  return RunTills(context, *desk, run,
                  [&](const pos::Tills& tills) -> Result<std::unique_ptr<ledger::Pipeline>> {
                    return std::make_unique<pos::StockPipeline>(tills, desk->chosen);
                  });
}

}  // namespace

Command PosStockCommand() {
  return {.name = "stock",
          .summary = "Read the present stock of every location",
          .description =
              {"Asks the till system of each active location for what its warehouses hold, keeps "
               "the answer in pos.archive as it came, and merges it into inventario_actual; what "
               "changed goes to inventario_historico. An answer that lacks too many of the known "
               "products (pos.stock_guard) is not believed: the old rows stay.",
               "A location that fails is named, the others go on. Stopped at any instant, the next "
               "run goes on where this one was."},
          .arguments = {LocationArgument()},
          .flags = TillFlags({{.name = "listar", .help = "The same as telar pos locations"}}),
          .examples = {{"telar pos stock", "Every active location"},
                       {"telar pos stock tienda_01 cedi_seco", "Two of them"}},
          .exits = RunExits(),
          .run = Run};
}

}  // namespace telar::app
