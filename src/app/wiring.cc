#include "app/wiring.h"

#include <cerrno>
#include <fstream>
#include <sstream>

#include "app/table.h"
#include "core/log.h"
#include "db/duckdb/duckdb_database.h"
#include "db/postgres/postgres_database.h"
#include "db/postgres/replica.h"
#include "db/sqlite/sqlite_database.h"
#include "pos/klk/klk_source.h"
#include "pos/odbc/odbc_source.h"
#include "pos/stellar/stellar_source.h"
#include "store/folder/folder_store.h"

namespace telar::app {
namespace {

using config::Settings;

Result<std::unique_ptr<store::ObjectStore>> OpenStore(std::string_view setting,
                                                      const config::StoreUrl& url,
                                                      store::FolderOptions folder) {
  switch (url.kind) {
    case config::StoreUrl::Kind::kFolder: {
      folder.path = url.folder;
      TELAR_ASSIGN_OR_RETURN(auto store, store::FolderStore::Open(folder));
      return std::unique_ptr<store::ObjectStore>(std::move(store));
    }
    case config::StoreUrl::Kind::kS3:
    case config::StoreUrl::Kind::kDrive: break;
  }
  return Status::InvalidConfig(std::string(setting) + ": no store for " + url.Text())
      .WithHint("this version keeps files in folders: give " + std::string(setting) +
                " the name of one");
}

// Without `create`, null when its folder does not exist.
Result<std::unique_ptr<store::ObjectStore>> OpenOrNull(std::string_view setting,
                                                       const config::StoreUrl& url, bool create,
                                                       const char* what, const Clock& clock) {
  std::error_code error;
  if (!create && url.kind == config::StoreUrl::Kind::kFolder &&
      !std::filesystem::exists(url.folder, error)) {
    return std::unique_ptr<store::ObjectStore>();
  }
  auto store = OpenStore(setting, url,
                         {.path = {}, .create = create, .settle = Duration{0}, .clock = &clock});
  if (!store.ok()) return std::move(store).status().WithContext(what).WithRole(Role::kDestination);
  return store;
}

db::postgres::Options PostgresOptions(const config::DatabaseUrl& url) {
  return {.host = url.host,
          .port = url.port,
          .user = url.user,
          .password = url.password,
          .database = url.database,
          .parameters = url.parameters};
}

}  // namespace

Result<std::unique_ptr<db::Database>> OpenDatabase(const config::DatabaseUrl& url) {
  switch (url.kind) {
    case config::DatabaseUrl::Kind::kSqlite: {
      auto database = db::sqlite::Open({.file = url.file});
      if (!database.ok()) return std::move(database).status().WithRole(Role::kDestination);
      return database;
    }
    case config::DatabaseUrl::Kind::kPostgresql: {
      auto database = db::postgres::Open(PostgresOptions(url));
      if (!database.ok()) return std::move(database).status().WithRole(Role::kDestination);
      return database;
    }
    case config::DatabaseUrl::Kind::kDuckdb: {
      auto database = db::duckdb::Open({.file = url.file});
      if (!database.ok()) return std::move(database).status().WithRole(Role::kDestination);
      return database;
    }
    case config::DatabaseUrl::Kind::kMysql: break;
  }
  return Status::InvalidConfig("open " + url.Describe() + ": no database adapter for " +
                               std::string(url.scheme()))
      .WithHint(
          "this version writes to SQLite, DuckDB and PostgreSQL, such as sqlite:data/telar.db");
}

Result<std::unique_ptr<ReadingDatabase>> OpenTillsForReading(const Settings& settings,
                                                             const Clock& clock) {
  using Kind = config::DatabaseUrl::Kind;
  const auto& replica = settings.pos.replica;
  const bool both = settings.pos.database.kind == Kind::kPostgresql && replica &&
                    replica->kind == Kind::kPostgresql;
  if (replica && !both) {
    return Status::InvalidConfig("pos.replica: " + replica->Describe() +
                                 " cannot be a replica of " + settings.pos.database.Describe())
        .WithHint("both are PostgreSQL, or there is no replica");
  }
  TELAR_ASSIGN_OR_RETURN(auto primary, OpenDatabase(settings.pos.database));
  std::unique_ptr<db::Database> reader;
  if (both) {
    auto opened = db::postgres::OpenReader(*primary, PostgresOptions(*replica), clock);
    if (!opened.ok()) return std::move(opened).status().WithRole(Role::kDestination);
    reader = *std::move(opened);
  }
  return std::make_unique<ReadingDatabase>(std::move(primary), std::move(reader));
}

Result<std::unique_ptr<store::ObjectStore>> OpenInbox(const Settings& settings,
                                                      const Clock& clock) {
  auto store =
      OpenStore("invoices.inbox", settings.invoices.inbox,
                {.path = {}, .create = false, .settle = settings.invoices.settle, .clock = &clock});
  if (!store.ok()) return std::move(store).status().WithContext("inbox").WithRole(Role::kSource);
  return store;
}

Result<std::unique_ptr<store::ObjectStore>> OpenArchive(const Settings& settings,
                                                        const Clock& clock) {
  auto store = OpenStore("invoices.archive", settings.invoices.archive,
                         {.path = {}, .create = true, .settle = Duration{0}, .clock = &clock});
  if (!store.ok())
    return std::move(store).status().WithContext("archive").WithRole(Role::kDestination);
  return store;
}

Result<std::unique_ptr<store::ObjectStore>> OpenModelStore(const Settings& settings,
                                                           const Clock& clock, bool create) {
  return OpenOrNull("models.registry", settings.models.registry, create, "registry", clock);
}

Result<std::unique_ptr<store::ObjectStore>> OpenDriftStore(const Settings& settings,
                                                           const Clock& clock, bool create) {
  return OpenOrNull("drift.store", settings.drift.store, create, "drift store", clock);
}

Result<std::unique_ptr<store::ObjectStore>> OpenDatasetStore(const Settings& settings,
                                                             const Clock& clock) {
  auto store = OpenStore("models.dataset", settings.models.dataset,
                         {.path = {}, .create = false, .settle = Duration{0}, .clock = &clock});
  if (!store.ok()) {
    return std::move(store).status().WithContext("labelled documents").WithRole(Role::kSource);
  }
  return store;
}

Result<std::unique_ptr<store::ObjectStore>> OpenAnswers(const Settings& settings,
                                                        const Clock& clock) {
  auto store = OpenStore("pos.archive", settings.pos.archive,
                         {.path = {}, .create = true, .settle = Duration{0}, .clock = &clock});
  if (!store.ok()) {
    return std::move(store).status().WithContext("archive of answers").WithRole(Role::kDestination);
  }
  return store;
}

Result<std::unique_ptr<store::ObjectStore>> OpenExport(const std::string& to,
                                                       const std::filesystem::path& base,
                                                       const Clock& clock, bool create) {
  auto url = config::StoreUrl::Parse(to);
  if (!url.ok()) return std::move(url).status().WithContext("--to");
  return OpenOrNull("--to", url->Below(base), create, "export", clock);
}

Result<std::unique_ptr<pos::TillSource>> OpenTillSource(pos::Location::Source kind,
                                                        const Settings& settings,
                                                        net::HttpClient& http, const Clock& clock) {
  switch (kind) {
    case pos::Location::Source::kKlk: {
      const Settings::Klk& klk = settings.pos.klk;
      if (klk.url.empty()) {
        return Status::InvalidConfig("its source is klk, and pos.klk.url is not set")
            .WithHint("set it to the address of the KLK service, such as http://klk.example:7002");
      }
      pos::klk::KlkOptions options;
      options.url = klk.url;
      if (!klk.authorization.Reveal().empty()) options.authorization = klk.authorization;
      options.stock_timeout = klk.timeout;
      options.sales_timeout = klk.sales_timeout;
      options.most_bytes = static_cast<std::uint64_t>(klk.most_mb) << 20;
      return pos::klk::OpenKlkSource(std::move(options), http, clock);
    }
    case pos::Location::Source::kOdbc: return pos::OpenOdbcSource({}, clock);
    case pos::Location::Source::kStellar: return pos::OpenStellarSource({}, clock);
  }
  return Status::Internal("unknown kind of source");
}

documents::ReadOptions ReadOptionsFor(const Settings& settings) {
  const Settings::Reader& reader = settings.reader;
  documents::ReadOptions options;
  options.limits.file_bytes = static_cast<std::uint64_t>(reader.file_mb) << 20;
  options.limits.memory_bytes = static_cast<std::uint64_t>(reader.memory_mb) << 20;
  options.limits.page_pixels = static_cast<std::uint64_t>(reader.pixels_millions) * 1'000'000;
  options.limits.pages = reader.pages;
  options.limits.time = std::chrono::seconds(reader.seconds);
  options.languages = reader.languages;
  options.ocr_dpi = reader.dpi;
  switch (settings.ocr.engine) {
    case Settings::OcrEngine::kTesseract: options.ocr = documents::OcrEngineName::kTesseract; break;
    case Settings::OcrEngine::kBoth:
    case Settings::OcrEngine::kNeural: options.ocr = documents::OcrEngineName::kNeural; break;
  }
  return options;
}

Result<invoices::EvidenceWeights> WeightsFor(const std::filesystem::path& file) {
  if (file.empty()) return invoices::EvidenceWeights::BuiltIn();
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    return Status::FromErrno(errno, "read " + file.string())
        .WithHint("name a file of `telar invoices learn` in invoices.weights, or nothing");
  }
  std::ostringstream text;
  text << in.rdbuf();
  auto weights = invoices::EvidenceWeights::Parse(text.str());
  if (!weights.ok()) return std::move(weights).status().WithContext("read " + file.string());
  return weights;
}

std::filesystem::path WeightsFile(const Context& context, const Settings& settings) {
  const std::string& file = settings.invoices.weights;
  return file.empty() ? std::filesystem::path() : context.Resolve(file);
}

invoices::DuplicatePolicy DuplicatesFor(const Settings& settings) {
  switch (settings.invoices.duplicates) {
    case Settings::Duplicates::kReject: return invoices::DuplicatePolicy::kReject;
    case Settings::Duplicates::kVersion: return invoices::DuplicatePolicy::kVersion;
    case Settings::Duplicates::kLink: break;
  }
  return invoices::DuplicatePolicy::kLink;
}

Result<std::shared_ptr<const invoices::templates::Library>> TemplatesFor(Context& context,
                                                                         const Settings& settings) {
  const std::string folder =
      context.call.Has("templates") ? context.call.Get("templates") : settings.invoices.templates;
  if (folder.empty()) return std::shared_ptr<const invoices::templates::Library>();
  TELAR_ASSIGN_OR_RETURN(auto library, invoices::templates::Library::Load(context.Resolve(folder)));
  for (const invoices::templates::Problem& problem : library->problems()) {
    if (context.quiet()) log::Warn("a template has a problem", {{"problem", problem.ToString()}});
    else
      context.err.Write((problem.left_out ? "template left out: " : "pattern without effect: ") +
                        Printable(problem.ToString()) + "\n");
  }
  return library;
}

bool SecondLookFor(const Settings& settings) {
  return settings.ocr.engine == Settings::OcrEngine::kBoth;
}

Result<std::unique_ptr<documents::IsolatedReader>> OpenReader(const Settings& settings,
                                                              const std::filesystem::path& program,
                                                              int readers, const Clock& clock) {
  documents::PoolOptions options;
  options.readers = readers > 0 ? readers : settings.reader.readers;
  options.limits = ReadOptionsFor(settings).limits;
  options.program = program;
  return documents::IsolatedReader::Open(std::move(options), clock);
}

}  // namespace telar::app
