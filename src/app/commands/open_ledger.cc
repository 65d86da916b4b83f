#include "app/commands/open_ledger.h"

#include <cstdlib>
#include <filesystem>

#include "app/missing_file.h"
#include "app/wiring.h"
#include "db/server_clock.h"

namespace telar::app {

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

OpenedLedger::OpenedLedger() = default;
OpenedLedger::~OpenedLedger() = default;

namespace {

Status Open(const config::DatabaseUrl& url, Context& context, OpenedLedger& opened) {
  TELAR_ASSIGN_OR_RETURN(opened.database, OpenDatabase(url));
  auto clock = db::ServerClock::Open(*opened.database, context.clock);
  if (!clock.ok()) return std::move(clock).status().WithRole(Role::kDestination);
  opened.clock = *std::move(clock);
  auto ledger = ledger::Ledger::Open(*opened.database, *opened.clock, context.random);
  if (!ledger.ok()) return std::move(ledger).status().WithRole(Role::kDestination);
  opened.ledger = *std::move(ledger);
  return Status();
}

}  // namespace

Result<std::unique_ptr<OpenedLedger>> OpenLedgerAt(const config::DatabaseUrl& url,
                                                   Context& context) {
  if (IsMissingFile(url)) return std::unique_ptr<OpenedLedger>();
  auto opened = std::make_unique<OpenedLedger>();
  TELAR_RETURN_IF_ERROR(Open(url, context, *opened));
  return opened;
}

Result<std::unique_ptr<OpenedLedger>> OpenLedger(const config::Settings& settings,
                                                 Context& context) {
  return OpenLedgerAt(settings.invoices.database, context);
}

Result<std::unique_ptr<OpenedLedger>> OpenLedgerForRun(const config::DatabaseUrl& url, bool dry_run,
                                                       Context& context) {
  if (dry_run && IsMissingFile(url)) return OpenScratchLedger(context);
  auto opened = std::make_unique<OpenedLedger>();
  TELAR_RETURN_IF_ERROR(Open(url, context, *opened));
  return opened;
}

Result<std::unique_ptr<OpenedLedger>> OpenScratchLedger(Context& context) {
  auto opened = std::make_unique<OpenedLedger>();
  opened->scratch = std::make_unique<ScratchFolder>();
  config::DatabaseUrl url;
  url.file = opened->scratch->path() / "telar.db";
  TELAR_RETURN_IF_ERROR(Open(url, context, *opened));
  return opened;
}

Result<std::vector<config::DatabaseUrl>> DatabasesOf(const config::Settings& settings,
                                                     std::string_view pipeline) {
  const bool invoices = pipeline.empty() || pipeline == "invoices";
  const bool tills = pipeline.empty() || IsPipeline(pipeline, "pos");
  if (!invoices && !tills) {
    return Status::InvalidInput("there is no pipeline '" + std::string(pipeline) + "'")
        .WithHint("invoices, pos, pos.sales, pos.stock");
  }
  std::vector<config::DatabaseUrl> urls;
  if (invoices) urls.push_back(settings.invoices.database);
  if (tills && (urls.empty() || urls[0] != settings.pos.database))
    urls.push_back(settings.pos.database);
  return urls;
}

Result<Ledgers> OpenLedgers(const config::Settings& settings, std::string_view pipeline,
                            Context& context) {
  TELAR_ASSIGN_OR_RETURN(const auto urls, DatabasesOf(settings, pipeline));
  Ledgers ledgers;
  for (const config::DatabaseUrl& url : urls) {
    auto opened = OpenLedgerAt(url, context);
    if (!opened.ok()) {
      if (ledgers.failure.ok()) ledgers.failure = opened.status();
    } else if (*opened != nullptr) {
      ledgers.opened.push_back(*std::move(opened));
    }
  }
  if (ledgers.opened.empty()) TELAR_RETURN_IF_ERROR(ledgers.failure);
  return ledgers;
}

bool IsPipeline(std::string_view name, std::string_view wanted) {
  return wanted.empty() || name == wanted ||
         (name.starts_with(wanted) && name.substr(wanted.size()).starts_with('.'));
}

}  // namespace telar::app
