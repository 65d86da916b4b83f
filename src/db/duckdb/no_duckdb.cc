#include "db/duckdb/duckdb_database.h"

namespace telar::db::duckdb {

bool Available() { return false; }

Result<std::unique_ptr<Database>> Open(Options options) {
  return Status::InvalidConfig("open duckdb:" + options.file.string() +
                               ": this telar was built without DuckDB")
      .WithHint("Use sqlite:FILE, or build telar where ./dev build can fetch DuckDB (x86_64).");
}

}  // namespace telar::db::duckdb
