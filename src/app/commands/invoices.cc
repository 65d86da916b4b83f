#include "app/commands/commands.h"

namespace telar::app {

Command InvoicesCommand() {
  return {
      .name = "invoices",
      .summary = "Read supplier invoices and put their rows into the database",
      .children = {InvoicesRunCommand(), InvoicesReadCommand(), InvoicesCheckCommand(),
                   InvoicesListCommand(), InvoicesReviewCommand(), InvoicesLearnCommand(),
                   InvoicesLessonsCommand(), InvoicesTemplateCommand(), InvoicesExportCommand()}};
}

}  // namespace telar::app
