#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "db/duckdb/gate.h"
#include "db/duckdb/handles_internal.h"
#include "db/duckdb/vectors_internal.h"

namespace telar::db::duckdb {

/// The rows of one SELECT, piece by piece. The first 65 536 are fetched at once, after which a
/// shorter result holds nothing of the database any more; of a longer one DuckDB computes the rest
/// as it is fetched, until another statement of the session needs it out of the way.
class StreamedResult {
 public:
  /// Use Start. `gate` counts it as a reader while rows are left in the database.
  explicit StreamedResult(Gate& gate) : gate_(gate) {}
  ~StreamedResult();
  StreamedResult(const StreamedResult&) = delete;
  StreamedResult& operator=(const StreamedResult&) = delete;

  /// Runs `statement`, which must outlive this. Errors name `operation`.
  Status Start(duckdb_prepared_statement statement, std::string_view operation);
  const std::vector<ColumnType>& columns() const { return columns_; }
  /// The next piece, null after the last.
  Result<ChunkHandle> Next();
  /// Fetches what is left.
  void Drain();
  bool drained() const { return ended_; }

 private:
  /// Fetches one piece; false at the end.
  bool Fetch();
  void End();

  Gate& gate_;
  std::string operation_;
  ResultHandle result_;
  std::vector<ColumnType> columns_;
  std::deque<ChunkHandle> fetched_;
  Status status_;  // of fetching; told after what was fetched before
  bool ended_ = true;
};

/// Names and types of a result; kInternal when one cannot be read.
Result<std::vector<ColumnType>> ReadableColumns(duckdb_result& result, std::string_view operation);

}  // namespace telar::db::duckdb
