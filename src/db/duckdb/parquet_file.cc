#include "db/duckdb/parquet_file.h"

#include <fmt/format.h>

#include <system_error>
#include <vector>

#include "db/duckdb/errors.h"
#include "db/duckdb/handles_internal.h"
#include "db/duckdb/result_internal.h"
#include "db/duckdb/vectors_internal.h"
#include "db/merge.h"

namespace telar::db::duckdb {
namespace {

constexpr int kReadMemoryMb = 512;

/// A database in memory of its own, with one session.
struct Workshop {
  DatabaseHandle database;
  ConnectionHandle session;  // before the database closes

  static Result<Workshop> Open(int memory_mb, const std::filesystem::path& scratch) {
    duckdb_config raw = nullptr;
    duckdb_create_config(&raw);
    const ConfigHandle config(raw);
    const auto set = [&](const char* name, const std::string& value) {
      return duckdb_set_config(raw, name, value.c_str()) == DuckDBSuccess;
    };
    // One thread keeps the rows of a file in their order.
    const bool all = set("autoinstall_known_extensions", "false") &&
                     set("autoload_known_extensions", "false") && set("threads", "1") &&
                     set("memory_limit", std::to_string(memory_mb) + "MiB") &&
                     set("temp_directory", scratch.string());
    if (!all) return Status::Internal("open DuckDB in memory: it refuses its settings");
    Workshop workshop;
    duckdb_database database = nullptr;
    char* message = nullptr;
    const auto opened = duckdb_open_ext(nullptr, &database, raw, &message);
    workshop.database.reset(database);
    const std::string why = message == nullptr ? "" : message;
    duckdb_free(message);
    if (opened != DuckDBSuccess) return StatusOfMessage(why, "open DuckDB in memory");
    duckdb_connection connection = nullptr;
    const auto connected = duckdb_connect(database, &connection);
    workshop.session.reset(connection);
    if (connected != DuckDBSuccess) return Status::Unavailable("open DuckDB in memory: no session");
    TELAR_RETURN_IF_ERROR(workshop.Run("SET TimeZone = 'UTC'", "open DuckDB in memory"));
    return workshop;
  }

  Status Run(const std::string& sql, std::string_view operation) const {
    ResultHandle result;
    if (duckdb_query(session.get(), sql.c_str(), result.get()) == DuckDBSuccess)
      return Status::Ok();
    const char* message = duckdb_result_error(result.get());
    return StatusOfMessage(message == nullptr ? "" : message, operation);
  }

  Status Query(const std::string& sql, std::string_view operation, const RowFn& row) const {
    duckdb_prepared_statement raw = nullptr;
    const auto prepared = duckdb_prepare(session.get(), sql.c_str(), &raw);
    const StatementHandle statement(raw);
    if (prepared != DuckDBSuccess) {
      const char* message = duckdb_prepare_error(raw);
      return StatusOfMessage(message == nullptr ? "" : message, operation);
    }
    Gate alone;
    StreamedResult result(alone);
    TELAR_RETURN_IF_ERROR(result.Start(raw, operation));
    while (true) {
      TELAR_ASSIGN_OR_RETURN(const ChunkHandle chunk, result.Next());
      if (chunk == nullptr) return Status::Ok();
      ChunkRow at(result.columns(), chunk.get());
      const idx_t count = duckdb_data_chunk_get_size(chunk.get());
      for (idx_t i = 0; i < count; ++i) {
        at.MoveTo(i);
        TELAR_RETURN_IF_ERROR(row(at));
      }
    }
  }
};

class Writer final : public ParquetWriter {
 public:
  Writer(Options options, Workshop workshop)
      : options_(std::move(options)), workshop_(std::move(workshop)) {}

  Status Prepare(std::span<const ParquetColumn> columns) {
    std::string names;
    for (const ParquetColumn& column : columns) {
      names += (names.empty() ? "" : ", ") + QuoteIdentifier(column.name, '"') + " " + column.type;
    }
    TELAR_RETURN_IF_ERROR(workshop_.Run("CREATE TABLE rows (" + names + ")", Operation()));
    duckdb_appender raw = nullptr;
    const auto made = duckdb_appender_create(workshop_.session.get(), nullptr, "rows", &raw);
    appender_.reset(raw);
    if (made != DuckDBSuccess) return ErrorOfAppender();
    std::vector<TypeHandle> owned;
    std::vector<duckdb_logical_type> types;
    for (idx_t i = 0; i < columns.size(); ++i) {
      owned.emplace_back(duckdb_appender_column_type(raw, i));
      types.push_back(owned.back().get());
      columns_.push_back(ColumnType::Of(columns[i].name, types.back()));
    }
    chunk_.reset(duckdb_create_data_chunk(types.data(), types.size()));
    return NewChunk();
  }

  Status Add(std::span<const Value> row) override {
    if (row.size() != columns_.size()) {
      return Status::Internal(
          fmt::format("{}: {} values for {} columns", Operation(), row.size(), columns_.size()));
    }
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Filled filled = FillVector(vectors_[c], columns_[c], filled_, row[c]);
      if (filled != Filled::kYes) {
        return Status::InvalidInput(
            fmt::format("{}: a value does not fit column {}", Operation(), columns_[c].name));
      }
    }
    if (++filled_ == duckdb_vector_size()) return SendChunk();
    return Status::Ok();
  }

  Status Finish() override {
    TELAR_RETURN_IF_ERROR(SendChunk());
    if (duckdb_appender_close(appender_.get()) != DuckDBSuccess) return ErrorOfAppender();
    return workshop_.Run("COPY rows TO " + QuoteIdentifier(options_.file.string(), '\'') +
                             " (FORMAT parquet, COMPRESSION zstd)",
                         Operation());
  }

 private:
  std::string Operation() const { return "write " + options_.file.filename().string(); }

  Status ErrorOfAppender() const {
    const ErrorHandle error(duckdb_appender_error_data(appender_.get()));
    return StatusOfMessage(duckdb_error_data_message(error.get()), Operation());
  }

  Status NewChunk() {
    duckdb_data_chunk_reset(chunk_.get());
    vectors_.clear();
    for (idx_t c = 0; c < columns_.size(); ++c) {
      vectors_.push_back(duckdb_data_chunk_get_vector(chunk_.get(), c));
    }
    filled_ = 0;
    return Status::Ok();
  }

  Status SendChunk() {
    if (filled_ == 0) return Status::Ok();
    duckdb_data_chunk_set_size(chunk_.get(), filled_);
    if (duckdb_append_data_chunk(appender_.get(), chunk_.get()) != DuckDBSuccess) {
      return ErrorOfAppender();
    }
    return NewChunk();
  }

  const Options options_;
  Workshop workshop_;
  AppenderHandle appender_;  // after workshop_, so that it goes first
  std::vector<ColumnType> columns_;
  ChunkHandle chunk_;
  std::vector<duckdb_vector> vectors_;  // of chunk_
  idx_t filled_ = 0;
};

/// A failure of reading means the file, whatever DuckDB calls it.
Status Damaged(Status failed) {
  if (failed.code() == Code::kLimitExceeded) return failed;
  return Status::ContractBroken(failed.FullMessage());
}

}  // namespace

Result<std::unique_ptr<ParquetWriter>> ParquetWriter::Create(
    Options options, std::span<const ParquetColumn> columns) {
  TELAR_ASSIGN_OR_RETURN(Workshop workshop, Workshop::Open(options.memory_mb, options.scratch));
  auto writer = std::make_unique<Writer>(std::move(options), std::move(workshop));
  TELAR_RETURN_IF_ERROR(writer->Prepare(columns));
  return std::unique_ptr<ParquetWriter>(std::move(writer));
}

Status ReadParquet(const std::filesystem::path& file, std::span<const ParquetColumn> columns,
                   const RowFn& row) {
  const std::string operation = "read " + file.filename().string();
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return Status::NotFound(operation + ": no such file");
  TELAR_ASSIGN_OR_RETURN(const Workshop workshop,
                         Workshop::Open(kReadMemoryMb, file.parent_path()));
  const std::string from =
      "read_parquet(" + QuoteIdentifier(file.string(), '\'') + ", hive_partitioning = false)";
  std::vector<ParquetColumn> found;
  Status described =
      workshop.Query("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + from + ")",
                     operation, [&](const Row& column) {
                       found.push_back({column.TextOrEmpty(0), column.TextOrEmpty(1)});
                       return Status::Ok();
                     });
  if (!described.ok()) return Damaged(std::move(described));
  if (!std::equal(found.begin(), found.end(), columns.begin(), columns.end())) {
    return Status::ContractBroken(operation + ": it has other columns or types than it should");
  }
  Status given;
  Status read = workshop.Query("SELECT * FROM " + from, operation, [&](const Row& at) {
    given = row(at);
    return given;
  });
  if (!given.ok()) return given;
  return read.ok() ? read : Damaged(std::move(read));
}

}  // namespace telar::db::duckdb
