#include "db/duckdb/duckdb_database.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "db/database_file.h"
#include "db/duckdb/connection_internal.h"
#include "db/duckdb/errors.h"
#include "db/duckdb/make_file.h"
#include "db/duckdb/replay.h"
#include "db/pool.h"

namespace telar::db::duckdb {
namespace {

const Dialect& DuckdbDialect() {
  static const Dialect dialect{
      .serial_primary_key = "BIGINT PRIMARY KEY DEFAULT nextval('telar_serial')",
      .integer = "INTEGER",
      .bigint = "BIGINT",
      .boolean = "BOOLEAN",
      .text = "VARCHAR",
      .decimal = "DECIMAL",
      .date = "DATE",
      .datetime = "TIMESTAMP",
      .instant = "TIMESTAMP WITH TIME ZONE",
      .blob = "BLOB",
      .json = "VARCHAR",
      .key_text = "VARCHAR",
      .real = "DOUBLE",
      .now = "",
      .hours_ago = "(now() - INTERVAL '{} hours')"};
  return dialect;
}

/// The file's lock belongs to the process: a second opening in it would not be refused and would
/// write beside the first. The cache gives both the same database; it closes with its last handle.
duckdb_instance_cache OpenInThisProcess() {
  static duckdb_instance_cache cache = duckdb_create_instance_cache();
  return cache;
}

/// DuckDB's words when it fails, "" when the file is open.
std::string TryToOpen(const std::filesystem::path& path, duckdb_config config, OpenFile& file) {
  duckdb_database database = nullptr;
  char* words = nullptr;
  const auto state =
      duckdb_get_or_create_from_cache(OpenInThisProcess(), path.c_str(), &database, config, &words);
  file.database.reset(database);
  if (state == DuckDBSuccess) return "";
  const std::string message = words == nullptr ? "not opened" : words;
  duckdb_free(words);
  return message;
}

Result<std::shared_ptr<const OpenFile>> OpenTheFile(const Options& options) {
  std::error_code error;
  const auto path = std::filesystem::weakly_canonical(options.file, error);
  if (error) return Status::FromErrno(error.value(), "open the database");
  if (std::filesystem::is_directory(path, error)) {
    return Status::InvalidConfig("open the database: it is a folder")
        .WithHint("The database must be a file, not a folder.");
  }
  duckdb_config raw = nullptr;
  duckdb_create_config(&raw);
  const ConfigHandle config(raw);
  const auto set = [&](const char* name, const std::string& value) {
    if (duckdb_set_config(raw, name, value.c_str()) == DuckDBSuccess) return Status::Ok();
    return Status::InvalidConfig(std::string("open the database: DuckDB refuses its setting ") +
                                 name);
  };
  TELAR_RETURN_IF_ERROR(set("autoinstall_known_extensions", "false"));
  TELAR_RETURN_IF_ERROR(set("autoload_known_extensions", "false"));
  TELAR_RETURN_IF_ERROR(set("memory_limit", std::to_string(options.memory_mb) + "MiB"));
  if (options.threads > 0) TELAR_RETURN_IF_ERROR(set("threads", std::to_string(options.threads)));
  auto file = std::make_shared<OpenFile>();
  file->gate = Gate::Of(path);
  file->busy_timeout = options.busy_timeout;
  MakeFile(path);
  std::string message = TryToOpen(path, raw, *file);
  if (message.find("replaying WAL") != std::string::npos) {
    TELAR_RETURN_IF_ERROR(ReplayLog(path));
    message = TryToOpen(path, raw, *file);
  }
  if (!message.empty()) return StatusOfOpening(message);
  return std::shared_ptr<const OpenFile>(std::move(file));
}

class DuckdbDatabase final : public Database {
 public:
  DuckdbDatabase(const Options& options, std::shared_ptr<const OpenFile> file)
      : description_("duckdb:" + options.file.string()),
        pool_(options.max_connections, options.acquire_timeout,
              [file = std::move(file)]() -> Result<std::unique_ptr<Connection>> {
                auto opened = DuckdbConnection::Open(file);
                if (!opened.ok()) return std::move(opened).status();
                return std::unique_ptr<Connection>(*std::move(opened));
              }) {}

  std::string Describe() const override { return description_; }
  Capabilities capabilities() const override { return {.max_parameters = 32'766}; }
  const Dialect& dialect() const override { return DuckdbDialect(); }
  Result<PooledConnection> Acquire() override {
    auto connection = pool_.Take();
    if (!connection.ok()) return std::move(connection).status().WithContext("open " + description_);
    return PooledConnection(*this, *std::move(connection));
  }

 protected:
  void Release(std::unique_ptr<Connection> connection) override {
    static_cast<DuckdbConnection&>(*connection).Rollback();
    pool_.GiveBack(std::move(connection));
  }

 private:
  const std::string description_;
  Pool pool_;
};

}  // namespace

bool Available() { return true; }

Result<std::unique_ptr<Database>> Open(Options options) {
  const std::string name = options.file.string();
  if (options.max_connections < 1 || options.threads < 0 || options.memory_mb < 32) {
    return Status::InvalidConfig("open duckdb:" + name +
                                 ": at least one connection and 32 MiB are needed");
  }
  TELAR_RETURN_IF_ERROR(PrepareDatabaseFile("duckdb", options.file));
  auto file = OpenTheFile(options);
  if (!file.ok()) return std::move(file).status().WithContext("open duckdb:" + name);
  auto database = std::make_unique<DuckdbDatabase>(options, *std::move(file));
  if (auto first = database->Acquire(); !first.ok()) return std::move(first).status();
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace telar::db::duckdb
