#pragma once

#include <memory>

#include "tests/support/temp_folder.h"
#ifdef TELAR_LEDGER_ON_DUCKDB
#include "db/duckdb/duckdb_database.h"
#else
#include "db/sqlite/sqlite_database.h"
#endif

namespace telar::ledger {

/// The database of a ledger's test, a file in `folder`. These tests are built once for every kind
/// of file.
inline Result<std::unique_ptr<db::Database>> OpenLedgerDatabase(const testing::TempFolder& folder) {
#ifdef TELAR_LEDGER_ON_DUCKDB
  return db::duckdb::Open({.file = folder / "ledger.duckdb"});
#else
  return db::sqlite::Open({.file = folder / "ledger.db"});
#endif
}

}  // namespace telar::ledger
