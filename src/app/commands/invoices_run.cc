#include <algorithm>

#include "app/commands/commands.h"
#include "app/commands/invoice_workshop.h"
#include "app/run_pipeline.h"
#include "app/settings.h"
#include "app/wiring.h"

namespace telar::app {
namespace {

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(config::Loaded loaded, LoadSettings(context));
  config::Settings& settings = loaded.settings;
  settings.invoices.workers = static_cast<int>(
      std::clamp<std::int64_t>(context.call.Number("workers", settings.invoices.workers), 0, 256));
  PipelineRun run;
  TELAR_ASSIGN_OR_RETURN(run.worker.shard, ShardOf(context));
  InvoiceWorkshopOptions options;
  options.dry_run = context.call.Has("dry-run");
  options.workers = InvoiceWorkers(settings);
  if (context.call.Has("class")) {
    TELAR_ASSIGN_OR_RETURN(options.class_by_hand, invoices::ParseClass(context.call.Get("class")));
  }
  TELAR_ASSIGN_OR_RETURN(options.templates, TemplatesFor(context, settings));
  TELAR_ASSIGN_OR_RETURN(const auto shop,
                         OpenInvoiceWorkshop(settings, std::move(options), context));
  ledger::Ledger& ledger = *shop->opened->ledger;
  if (context.call.Has("dry-run")) return DryRun(context, ledger, *shop->pipeline);

  run.command = "telar invoices run";
  run.flags = {"class", "shard", "templates"};
  run.things = "invoices";
  run.thing = "file";
  run.nothing = shop->inbox->Describe() + " holds nothing new";
  run.notes = {{"duplicates", "the same invoice as another"},
               {"replaced", "replaced by a newer one"},
               {"copies", "the same file again"}};
  run.worker.threads = InvoiceWorkers(settings);
  run.worker.lease = settings.invoices.lease;
  run.worker.max_attempts = settings.invoices.max_attempts;
  run.worker.item_time = settings.invoices.item_timeout;
  run.worker.run_time = settings.invoices.run_timeout;
  return RunPipeline(context, ledger, *shop->pipeline, run);
}

}  // namespace

Command InvoicesRunCommand() {
  return {.name = "run",
          .summary = "Bring the invoices of the inbox into the database and the archive",
          .description = {"Reads every new document of invoices.inbox, writes the rows of those "
                          "that are beyond doubt to "
                          "invoices.database, keeps their files in invoices.archive and only then "
                          "takes them out of the inbox. "
                          "Documents that are doubtful, have no class or cannot be read stay in "
                          "the inbox and are named.",
                          "Stopped at any instant, the next run goes on where this one was. The "
                          "first SIGINT or SIGTERM finishes "
                          "what is in hand, the second leaves it for the next run."},
          .flags = RunFlags(
              {{.name = "class",
                .value = "CLASS",
                .help = "The class of every document of this run",
                .kind = ValueKind::kChoice,
                .choices = {"preventiva", "correctiva"}},
               {.name = "templates",
                .value = "DIR",
                .help = "Run the invoice2data templates of this folder (invoices.templates)",
                .kind = ValueKind::kFolder}},
              "Documents at a time; 0: one a core (invoices.workers)"),
          .examples = {{"telar invoices run --class preventiva",
                        "Everything in the inbox is of one class"},
                       {"telar invoices run --dry-run", "What is waiting"}},
          .exits = RunExits(),
          .run = Run};
}

}  // namespace telar::app
