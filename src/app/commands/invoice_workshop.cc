#include "app/commands/invoice_workshop.h"

#include <thread>

#include "app/build_info.h"
#include "app/wiring.h"

namespace telar::app {

int InvoiceWorkers(const config::Settings& settings) {
  if (settings.invoices.workers > 0) return settings.invoices.workers;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Result<std::unique_ptr<InvoiceWorkshop>> OpenInvoiceWorkshop(const config::Settings& settings,
                                                             InvoiceWorkshopOptions wanted,
                                                             Context& context) {
  auto shop = std::make_unique<InvoiceWorkshop>();
  TELAR_ASSIGN_OR_RETURN(shop->inbox, OpenInbox(settings, context.clock));
  TELAR_ASSIGN_OR_RETURN(shop->opened,
                         OpenLedgerForRun(settings.invoices.database, wanted.dry_run, context));
  if (!wanted.dry_run) {
    const int readers = settings.reader.readers > 0 ? settings.reader.readers : wanted.workers;
    TELAR_ASSIGN_OR_RETURN(shop->archive, OpenArchive(settings, context.clock));
    TELAR_ASSIGN_OR_RETURN(shop->reader,
                           OpenReader(settings, context.ReaderProgram(), readers, context.clock));
  }

  invoices::PipelineOptions options;
  options.database = shop->opened->database.get();
  options.inbox = shop->inbox.get();
  options.archive = shop->archive.get();
  options.reader = shop->reader.get();
  options.clock = &context.clock;
  options.read = ReadOptionsFor(settings);
  options.second_look = SecondLookFor(settings);
  options.duplicates = DuplicatesFor(settings);
  TELAR_ASSIGN_OR_RETURN(options.weights, WeightsFor(WeightsFile(context, settings)));
  options.templates = std::move(wanted.templates);
  options.read.layout_text = options.templates != nullptr;
  options.program = "telar " + std::string(TheBuild().version);
  options.dry_run = wanted.dry_run;
  if (wanted.class_by_hand) {
    options.class_by_hand = wanted.class_by_hand;
  } else {
    TELAR_ASSIGN_OR_RETURN(shop->classifier, ModelClassifier::Open(settings, context.clock,
                                                                   /*suggestions=*/true));
    options.classifier = shop->classifier.get();
  }
  options.class_threshold = settings.invoices.class_threshold;
  auto pipeline = invoices::InvoicesPipeline::Open(std::move(options));
  if (!pipeline.ok()) return std::move(pipeline).status().WithRole(Role::kDestination);
  shop->pipeline = *std::move(pipeline);
  return shop;
}

}  // namespace telar::app
