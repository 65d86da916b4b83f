#include "app/commands/commands.h"

namespace telar::app {

Command DriftCommand() {
  return {.name = "drift",
          .summary = "Watch whether documents change from what the model knows",
          .description = {"Every document that is classified leaves its figures in "
                          "invoices.database. A check compares those of recent days with the "
                          "documents the champion was measured on before it was promoted."},
          .children = {DriftCheckCommand(), DriftShowCommand()}};
}

}  // namespace telar::app
