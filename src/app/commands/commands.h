#pragma once

#include "app/command.h"

namespace telar::app {

/// The definition of each top-level command, in the file of its name; command_tree.cc lists them.
Command CompletionsCommand();
Command ConfigCommand();
Command DoctorCommand();
Command DriftCommand();
Command InvoicesCommand();
Command ManCommand();
Command ModelCommand();
Command PlanCommand();
Command PosCommand();
Command RunsCommand();
Command VersionCommand();

/// Commands below those.
Command DriftCheckCommand();
Command DriftShowCommand();
Command InvoicesCheckCommand();
Command InvoicesExportCommand();
Command InvoicesLearnCommand();
Command InvoicesLessonsCommand();
Command InvoicesListCommand();
Command InvoicesReadCommand();
Command InvoicesReviewCommand();
Command InvoicesRunCommand();
Command InvoicesTemplateCommand();
Command ModelEvaluateCommand();
Command ModelExportCommand();
Command ModelImportCommand();
Command ModelListCommand();
Command ModelPromoteCommand();
Command ModelPruneCommand();
Command ModelRollbackCommand();
Command ModelShowCommand();
Command ModelTrainCommand();
Command PosBackfillCommand();
Command PosCoverageCommand();
Command PosAbcCommand();
Command PosReportCommand();
Command PosStockParametersCommand();
Command PosDemoCommand();
Command PosExportCommand();
Command PosLocationsCommand();
Command PosReconcileCommand();
Command PosRecoverCommand();
Command PosRetainCommand();
Command PosSalesCommand();
Command PosStockCommand();
Command PosSuggestCommand();
Command RunsRetryCommand();

/// Commands of `telar invoices review` that change a document.
Command ReviewAcceptCommand();
Command ReviewDuplicateCommand();
Command ReviewLineCommand();
Command ReviewReclassifyCommand();
Command ReviewRejectCommand();
Command ReviewReopenCommand();
Command ReviewSetCommand();

}  // namespace telar::app
