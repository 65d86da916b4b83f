#include <fmt/format.h>

#include <algorithm>

#include "db/duckdb/append_internal.h"
#include "db/duckdb/errors.h"
#include "db/duckdb/vectors_internal.h"

namespace telar::db::duckdb {
namespace {

Status ErrorOf(duckdb_appender appender, const std::string& table) {
  const ErrorHandle error(duckdb_appender_error_data(appender));
  return StatusOfMessage(duckdb_error_data_message(error.get()), "append to " + table);
}

}  // namespace

Result<bool> AppendRows(duckdb_connection connection, const std::string& table,
                        std::span<const std::vector<Value>> rows) {
  duckdb_appender raw = nullptr;
  const auto created = duckdb_appender_create_ext(connection, "temp", "main", table.c_str(), &raw);
  const AppenderHandle appender(raw);
  if (created != DuckDBSuccess) return ErrorOf(raw, table);
  std::vector<ColumnType> columns;
  std::vector<TypeHandle> owned;
  std::vector<duckdb_logical_type> types;
  for (idx_t i = 0; i < duckdb_appender_column_count(raw); ++i) {
    owned.emplace_back(duckdb_appender_column_type(raw, i));
    types.push_back(owned.back().get());
    columns.push_back(ColumnType::Of("", types.back()));
  }
  const ChunkHandle chunk(duckdb_create_data_chunk(types.data(), types.size()));
  const idx_t capacity = duckdb_vector_size();
  while (!rows.empty()) {
    const auto batch = rows.first(std::min<std::size_t>(capacity, rows.size()));
    duckdb_data_chunk_reset(chunk.get());
    for (idx_t c = 0; c < columns.size(); ++c) {
      const duckdb_vector vector = duckdb_data_chunk_get_vector(chunk.get(), c);
      for (idx_t r = 0; r < batch.size(); ++r) {
        const Value& value = batch[r][c];
        TELAR_RETURN_IF_ERROR(CheckStorable(value));
        const Filled filled = FillVector(vector, columns[c], r, value);
        if (filled == Filled::kNeedsACast) return false;
        if (filled == Filled::kDoesNotFit) {
          return Status::InvalidInput(fmt::format(
              "append to {}: a number is too large for column {} of the batch", table, c + 1));
        }
      }
    }
    duckdb_data_chunk_set_size(chunk.get(), batch.size());
    if (duckdb_append_data_chunk(raw, chunk.get()) != DuckDBSuccess) return ErrorOf(raw, table);
    rows = rows.subspan(batch.size());
  }
  if (duckdb_appender_close(raw) != DuckDBSuccess) return ErrorOf(raw, table);
  return true;
}

}  // namespace telar::db::duckdb
