#include "app/commands/commands.h"

namespace telar::app {

Command PosCommand() {
  return {.name = "pos",
          .summary = "Bring stock and sales of the tills into the database",
          .children = {PosStockCommand(), PosSalesCommand(), PosRecoverCommand(),
                       PosBackfillCommand(), PosReconcileCommand(), PosCoverageCommand(),
                       PosLocationsCommand(), PosAbcCommand(), PosStockParametersCommand(),
                       PosReportCommand(), PosDemoCommand()}};
}

}  // namespace telar::app
