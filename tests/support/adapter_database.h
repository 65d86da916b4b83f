#pragma once

#include <memory>
#include <string>
#include <vector>

#include "db/duckdb/duckdb_database.h"
#include "db/sqlite/sqlite_database.h"
#include "tests/support/postgres_place.h"
#include "tests/support/temp_folder.h"

namespace telar::testing {

/// The databases that this machine has, for suites that run over every one.
inline std::vector<std::string> Adapters() {
  std::vector<std::string> names{"sqlite"};
  if (db::duckdb::Available()) names.emplace_back("duckdb");
  if (PostgresServer::Installed()) names.emplace_back("postgresql");
  return names;
}

/// An empty database of one of them, gone with the object.
class AdapterDatabase {
 public:
  explicit AdapterDatabase(const std::string& adapter) {
    if (adapter == "sqlite") {
      database_ = *db::sqlite::Open({.file = folder_ / "telar.db"});
    } else if (adapter == "duckdb") {
      database_ = *db::duckdb::Open({.file = folder_ / "telar.duckdb"});
    } else {
      schema_ = std::make_unique<PostgresSchema>();
      database_ = *db::postgres::Open(schema_->options());
    }
  }
  db::Database& operator*() const { return *database_; }
  db::Database* operator->() const { return database_.get(); }

 private:
  TempFolder folder_;
  std::unique_ptr<PostgresSchema> schema_;  // goes after the database
  std::unique_ptr<db::Database> database_;
};

}  // namespace telar::testing
