#pragma once

#include <memory>
#include <optional>

#include "app/commands/open_ledger.h"
#include "app/context.h"
#include "app/model_classifier.h"
#include "config/settings.h"
#include "documents/isolation/reader_pool.h"
#include "invoices/pipeline.h"
#include "store/object_store.h"

namespace telar::app {

/// Everything that bringing invoices in works with, in the order it is opened.
struct InvoiceWorkshop {
  std::unique_ptr<store::ObjectStore> inbox, archive;
  std::unique_ptr<OpenedLedger> opened;
  std::unique_ptr<documents::IsolatedReader> reader;
  std::unique_ptr<ModelClassifier> classifier;
  std::unique_ptr<invoices::InvoicesPipeline> pipeline;
};

struct InvoiceWorkshopOptions {
  bool dry_run = false;  ///< Only to plan: without archive and reader.
  int workers = 1;       ///< Documents at a time.
  /// Of every document; the model decides without it.
  std::optional<invoices::InvoiceClass> class_by_hand;
  std::shared_ptr<const invoices::templates::Library> templates;
};

/// invoices.workers, with 0 as one a core.
int InvoiceWorkers(const config::Settings& settings);

/// Errors: those of OpenInbox, OpenDatabase, OpenArchive, OpenReader (app/wiring.h), of the model
/// and of the pipeline, with the role of the end that failed.
Result<std::unique_ptr<InvoiceWorkshop>> OpenInvoiceWorkshop(const config::Settings& settings,
                                                             InvoiceWorkshopOptions options,
                                                             Context& context);

}  // namespace telar::app
