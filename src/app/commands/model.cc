#include "app/commands/commands.h"

namespace telar::app {

Command ModelCommand() {
  return {.name = "model",
          .summary = "Train, judge and exchange the models that tell preventiva from correctiva",
          .description = {"Models live in models.registry with what they were made of and with the "
                          "history of who put which one into production, when and why. Running "
                          "programs follow a promotion within models.refresh."},
          .children = {ModelTrainCommand(), ModelEvaluateCommand(), ModelPromoteCommand(),
                       ModelRollbackCommand(), ModelListCommand(), ModelShowCommand(),
                       ModelImportCommand(), ModelExportCommand(), ModelPruneCommand()}};
}

}  // namespace telar::app
