#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/build_info.h"
#include "app/commands/commands.h"
#include "app/commands/json_line.h"
#include "app/model_classifier.h"
#include "app/progress.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "invoices/pipeline.h"
#include "ledger/worker.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
using ledger::State;

constexpr int kMostNamed = 100;

// A database for a dry run where none exists yet: what is planned has to be compared with
// something.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code error;
    std::string name =
        (std::filesystem::temp_directory_path(error) / "telar-dry-run-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Everything a run works with, in the order it is opened; a dry run has no archive and no reader.
struct Workshop {
  std::unique_ptr<ScratchFolder> scratch;
  std::unique_ptr<store::ObjectStore> inbox, archive;
  std::unique_ptr<db::Database> database;
  std::unique_ptr<ledger::Ledger> ledger;
  std::unique_ptr<documents::IsolatedReader> reader;
  std::unique_ptr<ModelClassifier> classifier;
  std::unique_ptr<invoices::InvoicesPipeline> pipeline;
};

int Workers(const config::Settings& settings) {
  if (settings.invoices.workers > 0) return settings.invoices.workers;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

Result<std::unique_ptr<Workshop>> OpenWorkshop(const config::Settings& settings, Context& context) {
  auto shop = std::make_unique<Workshop>();
  const bool dry_run = context.call.Has("dry-run");
  config::DatabaseUrl url = settings.invoices.database;
  std::error_code error;
  if (dry_run && url.kind == config::DatabaseUrl::Kind::kSqlite &&
      !std::filesystem::exists(url.file, error)) {
    shop->scratch = std::make_unique<ScratchFolder>();
    url.file = shop->scratch->path() / "telar.db";
  }
  TELAR_ASSIGN_OR_RETURN(shop->inbox, OpenInbox(settings, context.clock));
  TELAR_ASSIGN_OR_RETURN(shop->database, OpenDatabase(url));
  auto ledger = ledger::Ledger::Open(*shop->database, context.clock, context.random);
  if (!ledger.ok()) return std::move(ledger).status().WithRole(Role::kDestination);
  shop->ledger = *std::move(ledger);
  if (!dry_run) {
    const int readers = settings.reader.readers > 0 ? settings.reader.readers : Workers(settings);
    TELAR_ASSIGN_OR_RETURN(shop->archive, OpenArchive(settings, context.clock));
    TELAR_ASSIGN_OR_RETURN(shop->reader,
                           OpenReader(settings, context.ReaderProgram(), readers, context.clock));
  }

  invoices::PipelineOptions options;
  options.database = shop->database.get();
  options.inbox = shop->inbox.get();
  options.archive = shop->archive.get();
  options.reader = shop->reader.get();
  options.clock = &context.clock;
  options.read = ReadOptionsFor(settings);
  options.second_look = SecondLookFor(settings);
  options.duplicates = DuplicatesFor(settings);
  TELAR_ASSIGN_OR_RETURN(options.weights, WeightsFor(WeightsFile(context, settings)));
  TELAR_ASSIGN_OR_RETURN(options.templates, TemplatesFor(context, settings));
  options.read.layout_text = options.templates != nullptr;
  options.program = "telar " + std::string(TheBuild().version);
  options.dry_run = dry_run;
  if (context.call.Has("class")) {
    TELAR_ASSIGN_OR_RETURN(options.class_by_hand, invoices::ParseClass(context.call.Get("class")));
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

Result<ExitCode> DryRun(Context& context, Workshop& shop) {
  TELAR_ASSIGN_OR_RETURN(const auto items,
                         shop.pipeline->Plan({.run = RunId(), .stop = context.interrupts.drain()}));
  TELAR_ASSIGN_OR_RETURN(const auto wanted,
                         shop.ledger->backlog().Preview(shop.pipeline->name(), items));
  TELAR_ASSIGN_OR_RETURN(const std::int64_t waiting,
                         shop.ledger->claims().Pending(shop.pipeline->name(), ledger::Shard{}));
  const std::int64_t total = waiting + static_cast<std::int64_t>(wanted.size());
  if (context.json()) {
    Json json{
        {"dry_run", true}, {"new", wanted.size()}, {"waiting", waiting}, {"items", Json::array()}};
    for (const std::size_t i : wanted)
      json["items"].push_back({{"key", items[i].key}, {"label", items[i].label}});
    context.out.Write(JsonLine(json));
  } else {
    for (const std::size_t i : wanted) context.out.Write(Printable(items[i].label) + "\n");
    context.err.Write(std::to_string(wanted.size()) + " to do, " + std::to_string(waiting) +
                      " waiting from earlier runs; nothing was changed\n");
  }
  return total == 0 ? ExitCode::kNothingToDo : ExitCode::kDone;
}

// What a person has to look at after the run.
Result<std::vector<ledger::ItemRecord>> Trouble(const Workshop& shop, const RunId& run) {
  ledger::History::ItemFilter filter;
  filter.run = run;
  filter.states = {State::kReview, State::kRejected, State::kFailed};
  filter.limit = kMostNamed;
  return shop.ledger->history().Items(filter);
}

std::string Why(const ledger::ItemRecord& record) {
  return record.reason.empty() ? record.error.message : record.reason;
}

void PrintSummary(Context& context, const ledger::RunSummary& summary,
                  const std::vector<ledger::ItemRecord>& trouble) {
  const ledger::RunTotals& t = summary.totals;
  if (context.json()) {
    Json json{{"run", summary.run.value()},
              {"state", ledger::RunStateName(summary.state)},
              {"items", TotalsJson(t)},
              {"counts", summary.counts},
              {"seconds", std::chrono::duration<double>(summary.duration).count()},
              {"trouble", Json::array()}};
    for (const ledger::ItemRecord& record : trouble) {
      json["trouble"].push_back({{"item", record.item.id.value()},
                                 {"label", record.item.label},
                                 {"state", ledger::StateName(record.item.state)},
                                 {"reason", Why(record)}});
    }
    context.out.Write(JsonLine(json));
    return;
  }
  Table table(
      {{"item", Table::Align::kRight}, {"file"}, {"state"}, {"reason", Table::Align::kLeft, true}});
  for (const ledger::ItemRecord& record : trouble) {
    table.Add({std::to_string(record.item.id.value()), record.item.label,
               std::string(ledger::StateName(record.item.state)), Why(record)});
  }
  if (!table.empty()) context.out.Write(table.Render(context.TableWidth()));
  const std::int64_t named = static_cast<std::int64_t>(trouble.size());
  if (t.review + t.rejected + t.failed > named) {
    context.out.Write("… and more: telar runs " + summary.run.value() + " --limit 1000\n");
  }
  std::string line = std::to_string(t.done + t.empty) + " done";
  for (const auto& [count, word] : {std::pair{t.review, "to review"},
                                    {t.rejected, "rejected"},
                                    {t.failed, "failed"},
                                    {t.left, "left for the next run"}}) {
    if (count > 0) line += ", " + std::to_string(count) + " " + word;
  }
  for (const auto& [count, word] : {std::pair{"duplicates", "the same invoice as another"},
                                    {"replaced", "replaced by a newer one"},
                                    {"copies", "the same file again"}}) {
    const auto found = summary.counts.find(count);
    if (found == summary.counts.end() || found->second == 0) continue;
    line += "; " + std::to_string(found->second) + " " + word;
  }
  context.out.Write(line + "; run " + summary.run.value() + "\n");
}

ExitCode ExitOf(const ledger::RunSummary& summary, int signal) {
  const ledger::RunTotals& t = summary.totals;
  if (!summary.status.ok()) return ExitCodeFor(summary.status, signal);
  if (summary.drained) return ExitCodeFor(Status::Cancelled("drained"), signal);
  if (summary.nothing_to_do()) return ExitCode::kNothingToDo;
  // Nothing came through and one end is down: that end is the news, not the items.
  const bool nothing_ended_well = t.done + t.empty + t.review + t.rejected == 0;
  if (nothing_ended_well && summary.first_failure.retryable() &&
      summary.first_failure.role() != Role::kNone) {
    return ExitCodeFor(summary.first_failure);
  }
  return ExitCodeFor(ItemCounts{.total = t.finished() + t.left,
                                .failed = t.failed + t.rejected,
                                .people = t.review + t.left});
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(config::Loaded loaded, LoadSettings(context));
  config::Settings& settings = loaded.settings;
  settings.invoices.workers = static_cast<int>(
      std::clamp<std::int64_t>(context.call.Number("workers", settings.invoices.workers), 0, 256));
  ledger::WorkerOptions options;
  if (context.call.Has("shard")) {
    TELAR_ASSIGN_OR_RETURN(options.shard, ledger::Shard::Parse(context.call.Get("shard")));
  }
  TELAR_ASSIGN_OR_RETURN(const auto shop, OpenWorkshop(settings, context));
  if (context.call.Has("dry-run")) return DryRun(context, *shop);

  options.threads = Workers(settings);
  options.lease = settings.invoices.lease;
  options.max_attempts = settings.invoices.max_attempts;
  options.item_time = settings.invoices.item_timeout;
  options.run_time = settings.invoices.run_timeout;
  TELAR_ASSIGN_OR_RETURN(const auto worker, ledger::Worker::Open(*shop->ledger, context.clock,
                                                                 context.random, options));

  ProgressBar bar(context.err, context.clock,
                  {.what = "invoices",
                   .quiet = context.quiet(),
                   .utf8 = context.utf8,
                   .style = context.err_style});
  ledger::RunOrder order;
  order.started_by = context.environment.contains("AIRFLOW_CTX_DAG_ID") ? "airflow" : "person";
  order.command = "telar invoices run";
  for (const char* flag : {"class", "shard", "templates"}) {
    if (context.call.Has(flag))
      order.command += std::string(" --") + flag + " " + context.call.Get(flag);
  }
  order.version = TheBuild().version;
  order.drain = context.interrupts.drain();
  order.abort = context.interrupts.abort();
  order.on_progress = [&](const ledger::RunProgress& progress) {
    const ledger::RunTotals& t = progress.totals;
    if (progress.total == 0) return;
    bar.Update({.total = progress.total,
                .done = t.finished(),
                .failed = t.failed + t.rejected,
                .review = t.review});
  };
  const ledger::RunSummary summary = worker->Run(*shop->pipeline, order);
  bar.Finish();

  if (summary.nothing_to_do()) {
    if (context.json()) PrintSummary(context, summary, {});
    else if (!context.quiet())
      context.err.Write("nothing to do: " + shop->inbox->Describe() + " holds nothing new\n");
    return ExitCode::kNothingToDo;
  }
  TELAR_ASSIGN_OR_RETURN(const auto trouble, Trouble(*shop, summary.run));
  PrintSummary(context, summary, trouble);
  if (!summary.status.ok()) return summary.status;
  return ExitOf(summary, context.interrupts.signal());
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
          .flags = {{.name = "class",
                     .value = "CLASS",
                     .help = "The class of every document of this run",
                     .kind = ValueKind::kChoice,
                     .choices = {"preventiva", "correctiva"}},
                    {.name = "templates",
                     .value = "DIR",
                     .help = "Run the invoice2data templates of this folder (invoices.templates)",
                     .kind = ValueKind::kFolder},
                    {.name = "workers",
                     .value = "N",
                     .help = "Documents at a time; 0: one a core (invoices.workers)",
                     .kind = ValueKind::kNumber},
                    {.name = "shard",
                     .value = "I/N",
                     .help = "Only part I (from 0) of N, for several machines",
                     .kind = ValueKind::kText},
                    {.name = "dry-run", .help = "Say what would be done, and change nothing"}},
          .examples = {{"telar invoices run --class preventiva",
                        "Everything in the inbox is of one class"},
                       {"telar invoices run --dry-run", "What is waiting"}},
          .exits = {ExitCode::kSourceDown, ExitCode::kDestinationDown, ExitCode::kContractBroken,
                    ExitCode::kSomeNeedPeople, ExitCode::kAllFailed, ExitCode::kNothingToDo,
                    ExitCode::kInterrupted, ExitCode::kTerminated},
          .run = Run};
}

}  // namespace telar::app
