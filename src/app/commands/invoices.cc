#include "app/commands/commands.h"

namespace telar::app {

Command InvoicesCommand() {
  return {.name = "invoices",
          .summary = "Read supplier invoices",
          .children = {InvoicesReadCommand()}};
}

}  // namespace telar::app
