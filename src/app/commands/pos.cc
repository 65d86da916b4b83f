#include "app/commands/commands.h"

namespace telar::app {

Command PosCommand() {
  return {
      .name = "pos",
      .summary = "Bring stock and sales of the tills into the database, and decide by them",
      .children = {PosStockCommand(), PosSalesCommand(), PosRecoverCommand(), PosBackfillCommand(),
                   PosReconcileCommand(), PosCoverageCommand(), PosLocationsCommand(),
                   PosAbcCommand(), PosStockParametersCommand(), PosSuggestCommand(),
                   PosReportCommand(), PosExportCommand(), PosRetainCommand(), PosDemoCommand()}};
}

}  // namespace telar::app
