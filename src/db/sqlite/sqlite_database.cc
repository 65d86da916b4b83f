#include "db/sqlite/sqlite_database.h"

#include <sqlite3.h>

#include <system_error>
#include <utility>

#include "core/status.h"
#include "db/database_file.h"
#include "db/pool.h"
#include "db/sqlite/connection.h"

namespace telar::db::sqlite {
namespace {

const Dialect& SqliteDialect() {
  // JSON has the affinity of text, so that the document 1.0 stays as it is written.
  static const Dialect dialect{
      .serial_primary_key = "INTEGER PRIMARY KEY AUTOINCREMENT",
      .integer = "INTEGER",
      .bigint = "BIGINT",
      .boolean = "BOOLEAN",
      .text = "TEXT",
      .decimal = "DECIMAL",
      .date = "DATE",
      .datetime = "DATETIME",
      .instant = "TIMESTAMP",
      .blob = "BLOB",
      .json = "TEXT",
      .key_text = "TEXT",
      .real = "REAL",
      .now = "",
      .hours_ago = "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', '-{} hours')"};
  return dialect;
}

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const Options& options)
      : description_("sqlite:" + options.file.string()),
        pool_(options.max_connections, options.acquire_timeout,
              [options]() -> Result<std::unique_ptr<Connection>> {
                auto opened = SqliteConnection::Open(options.file, options.busy_timeout);
                if (!opened.ok()) return std::move(opened).status();
                return std::unique_ptr<Connection>(*std::move(opened));
              }) {}

  std::string Describe() const override { return description_; }
  // 32766 parameters are SQLite's default since 3.32; a library built with fewer is not supported.
  Capabilities capabilities() const override {
    return {.max_parameters = 32'766, .decimal_digits = 15};
  }
  const Dialect& dialect() const override { return SqliteDialect(); }
  Result<PooledConnection> Acquire() override {
    auto connection = pool_.Take();
    if (!connection.ok()) return std::move(connection).status().WithContext("open " + description_);
    return PooledConnection(*this, *std::move(connection));
  }

 protected:
  void Release(std::unique_ptr<Connection> connection) override {
    static_cast<SqliteConnection&>(*connection).Rollback();
    pool_.GiveBack(std::move(connection));
  }

 private:
  const std::string description_;
  Pool pool_;
};

}  // namespace

Result<std::unique_ptr<Database>> Open(Options options) {
  const std::string name = options.file.string();
  if (options.max_connections < 1) {
    return Status::InvalidConfig("open sqlite:" + name + ": at least one connection is needed");
  }
  TELAR_RETURN_IF_ERROR(PrepareDatabaseFile("sqlite", options.file));
  // One connection now, so that a wrong file is found at the start and not at the first item.
  auto database = std::make_unique<SqliteDatabase>(options);
  if (auto first = database->Acquire(); !first.ok()) return std::move(first).status();
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace telar::db::sqlite
