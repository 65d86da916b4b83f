#include "app/commands/commands.h"

namespace telar::app {

Command PosCommand() {
  return {
      .name = "pos",
      .summary = "Bring stock and sales of the tills into the database",
      .children = {PosStockCommand(), PosSalesCommand(), PosRecoverCommand(), PosBackfillCommand(),
                   PosReconcileCommand(), PosCoverageCommand(), PosExportCommand(),
                   PosRetainCommand(), PosLocationsCommand(), PosDemoCommand()}};
}

}  // namespace telar::app
