#include "db/duckdb/duckdb_database.h"
#include "db/duckdb/parquet_file.h"

namespace telar::db::duckdb {

bool Available() { return false; }

Result<std::unique_ptr<Database>> Open(Options options) {
  return Status::InvalidConfig("open duckdb:" + options.file.string() +
                               ": this telar was built without DuckDB")
      .WithHint("Use sqlite:FILE, or build telar where ./dev build can fetch DuckDB (x86_64).");
}

Result<std::unique_ptr<ParquetWriter>> ParquetWriter::Create(Options options,
                                                             std::span<const ParquetColumn>) {
  return Status::InvalidConfig("write " + options.file.filename().string() +
                               ": this telar was built without DuckDB, which writes Parquet")
      .WithHint("Use --format csv, or build telar where ./dev build can fetch DuckDB (x86_64).");
}

Status ReadParquet(const std::filesystem::path& file, std::span<const ParquetColumn>,
                   const RowFn&) {
  return Status::InvalidConfig("read " + file.filename().string() +
                               ": this telar was built without DuckDB, which reads Parquet")
      .WithHint("Build telar where ./dev build can fetch DuckDB (x86_64).");
}

}  // namespace telar::db::duckdb
