#include <fmt/format.h>

#include "db/duckdb/errors.h"
#include "db/duckdb/result_internal.h"

namespace telar::db::duckdb {
namespace {

constexpr std::size_t kFirstChunks = 32;  // of 2048 rows

std::string_view ErrorOf(duckdb_result* result) {
  const char* message = duckdb_result_error(result);
  return message == nullptr ? "" : message;
}

}  // namespace

Result<std::vector<ColumnType>> ReadableColumns(duckdb_result& result, std::string_view operation) {
  std::vector<ColumnType> columns;
  const idx_t count = duckdb_column_count(&result);
  for (idx_t i = 0; i < count; ++i) {
    const TypeHandle type(duckdb_column_logical_type(&result, i));
    columns.push_back(ColumnType::Of(duckdb_column_name(&result, i), type.get()));
    if (!columns.back().IsReadable()) {
      return Status::Internal(
          fmt::format("{}: column {} is of a type that is not read here; cast it to VARCHAR",
                      operation, columns.back().name));
    }
  }
  return columns;
}

StreamedResult::~StreamedResult() {
  if (!ended_) gate_.LeaveReader();
}

Status StreamedResult::Start(duckdb_prepared_statement statement, std::string_view operation) {
  operation_ = operation;
  gate_.EnterReader();
  ended_ = false;
  // The one way of the C API to a result that is not in memory as a whole.
  if (duckdb_execute_prepared_streaming(statement, result_.get()) != DuckDBSuccess) {
    const Status failed = StatusOfMessage(ErrorOf(result_.get()), operation_);
    End();
    return failed;
  }
  auto columns = ReadableColumns(*result_.get(), operation_);
  if (!columns.ok()) return std::move(columns).status();
  columns_ = *std::move(columns);
  while (fetched_.size() < kFirstChunks && Fetch()) {
  }
  return Status::Ok();
}

bool StreamedResult::Fetch() {
  if (ended_) return false;
  ChunkHandle chunk(duckdb_fetch_chunk(*result_.get()));
  if (chunk != nullptr && duckdb_data_chunk_get_size(chunk.get()) > 0) {
    fetched_.push_back(std::move(chunk));
    return true;
  }
  if (const auto error = ErrorOf(result_.get()); !error.empty()) {
    status_ = StatusOfMessage(error, operation_);
  }
  End();
  return false;
}

void StreamedResult::End() {
  if (ended_) return;
  duckdb_destroy_result(result_.get());
  ended_ = true;
  gate_.LeaveReader();
}

Result<ChunkHandle> StreamedResult::Next() {
  if (fetched_.empty()) Fetch();
  if (fetched_.empty()) {
    if (!status_.ok()) return status_;
    return ChunkHandle();
  }
  ChunkHandle chunk = std::move(fetched_.front());
  fetched_.pop_front();
  return chunk;
}

void StreamedResult::Drain() {
  while (Fetch()) {
  }
}

}  // namespace telar::db::duckdb
