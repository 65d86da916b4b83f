#pragma once

#include <string_view>
#include <vector>

#include "db/duckdb/duckdb_database.h"
#include "db/postgres/postgres_database.h"
#include "db/sqlite/sqlite_database.h"
#include "tests/pos/matrix/chain_fixture.h"
#include "tests/support/postgres_place.h"

namespace telar::pos {

/// Every warehouse that this machine has.
inline std::vector<WarehouseUnderTest> Warehouses() {
  std::vector<WarehouseUnderTest> all{
      {"Sqlite", [](const std::filesystem::path& folder) -> WarehousePlace {
         return [file = folder / "pos.db"] { return db::sqlite::Open({.file = file}); };
       }}};
  if (db::duckdb::Available()) {
    all.push_back({"Duckdb", [](const std::filesystem::path& folder) -> WarehousePlace {
                     return [file = folder / "pos.duckdb"] {
                       return db::duckdb::Open({.file = file});
                     };
                   }});
  }
  if (telar::testing::PostgresServer::Installed()) {
    all.push_back({"Postgres", [](const std::filesystem::path&) -> WarehousePlace {
                     auto schema = std::make_shared<telar::testing::PostgresSchema>();
                     return [schema] { return db::postgres::Open(schema->options()); };
                   }});
  }
  return all;
}

/// The one of that name, for suites long enough to be a test of ctest each; none where it is not.
inline std::vector<WarehouseUnderTest> WarehouseNamed(std::string_view name) {
  std::vector<WarehouseUnderTest> all = Warehouses();
  std::erase_if(all, [&](const WarehouseUnderTest& one) { return one.name != name; });
  return all;
}

}  // namespace telar::pos
