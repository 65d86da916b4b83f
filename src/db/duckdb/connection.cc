#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "core/text.h"
#include "db/duckdb/append_internal.h"
#include "db/duckdb/connection_internal.h"
#include "db/duckdb/errors.h"
#include "db/first_words.h"
#include "db/merge.h"

namespace telar::db::duckdb {
namespace {

constexpr MergeDialect kMergeDialect{
    .create_staging = "CREATE TEMP TABLE {staging} AS SELECT {columns} FROM {table} LIMIT 0",
    .distinct = "{a} IS DISTINCT FROM {b}",
    // NOT EXISTS makes a hash table of the whole table; a join makes one of the batch and skips the
    // parts of the table that hold none of its keys.
    .missing = "s.rowid NOT IN (SELECT s.rowid FROM {staging} AS s JOIN {table} AS t ON {same})",
    .insert_end = " ORDER BY s.rowid",
};

std::string_view ErrorOf(duckdb_result* result) {
  const char* message = duckdb_result_error(result);
  return message == nullptr ? "" : message;
}

/// A plan of anything else runs once: CREATE TABLE AS hands its columns over to the first table.
bool MayRunAgain(duckdb_prepared_statement statement) {
  switch (duckdb_prepared_statement_type(statement)) {
    case DUCKDB_STATEMENT_TYPE_SELECT:
    case DUCKDB_STATEMENT_TYPE_INSERT:
    case DUCKDB_STATEMENT_TYPE_UPDATE:
    case DUCKDB_STATEMENT_TYPE_DELETE: return true;
    default: return false;
  }
}

/// "[a, b]" as DuckDB prints the expressions of an index; quotes around names are dropped, an
/// expression that is no name becomes "".
std::vector<std::string> IndexColumns(std::string_view printed) {
  std::vector<std::string> columns;
  if (printed.size() < 2) return columns;
  for (std::string_view piece : Split(printed.substr(1, printed.size() - 2), ',')) {
    piece = Trim(piece);
    while (piece.size() > 1 && (piece[0] == '\'' || piece[0] == '"') && piece.back() == piece[0]) {
      piece = piece.substr(1, piece.size() - 2);
    }
    columns.emplace_back(piece.find_first_of("()") == std::string_view::npos ? piece : "");
  }
  return columns;
}

}  // namespace

Result<std::unique_ptr<DuckdbConnection>> DuckdbConnection::Open(
    std::shared_ptr<const OpenFile> file) {
  duckdb_connection raw = nullptr;
  const auto state = duckdb_connect(file->database.get(), &raw);
  ConnectionHandle session(raw);
  if (state != DuckDBSuccess) return Status::Unavailable("open the database: no session");
  auto connection = std::make_unique<DuckdbConnection>(std::move(file), std::move(session));
  TELAR_RETURN_IF_ERROR(connection->Plain("SET TimeZone = 'UTC'"));
  return connection;
}

Status DuckdbConnection::Plain(const std::string& sql) {
  if (open_ != nullptr) open_->Drain();
  ResultHandle result;
  if (duckdb_query(session_.get(), sql.c_str(), result.get()) == DuckDBSuccess) return Status::Ok();
  return StatusOfMessage(ErrorOf(result.get()), FirstWords(sql));
}

Status DuckdbConnection::CheckKind(duckdb_prepared_statement statement,
                                   std::string_view operation) {
  if (duckdb_prepared_statement_type(statement) != DUCKDB_STATEMENT_TYPE_TRANSACTION) {
    return Status::Ok();
  }
  return Status::Internal(
      fmt::format("{}: transactions begin and end by Transaction alone", operation));
}

Status DuckdbConnection::CheckTransactionLives() const {
  if (!failed_) return Status::Ok();
  return Status::Conflict("transaction: an earlier failure has ended it");
}

Status DuckdbConnection::Noted(Status done) {
  if (in_transaction_ && !done.ok()) failed_ = true;
  return done;
}

Result<StatementHandle> DuckdbConnection::Ready(std::string_view sql,
                                                std::span<const Value> values) {
  TELAR_RETURN_IF_ERROR(CheckTransactionLives());
  // A session has one open result; another statement would cut it off.
  if (open_ != nullptr) open_->Drain();
  StatementHandle statement = statements_.Take(sql);
  if (statement == nullptr) {
    if (Trim(sql).empty()) return Status::Internal("prepare a statement: no text");
    duckdb_prepared_statement raw = nullptr;
    const auto state = duckdb_prepare(session_.get(), std::string(sql).c_str(), &raw);
    statement.reset(raw);
    if (state != DuckDBSuccess) {
      const char* message = duckdb_prepare_error(raw);
      return Noted(StatusOfMessage(message == nullptr ? "" : message, FirstWords(sql)));
    }
    TELAR_RETURN_IF_ERROR(CheckKind(raw, FirstWords(sql)));
  }
  if (Status bound = BindValues(statement.get(), values); !bound.ok()) {
    statements_.Put(sql, std::move(statement), statements_.age());
    return std::move(bound).WithContext(std::string(FirstWords(sql)));
  }
  return statement;
}

Status DuckdbConnection::Judged(Status failed) const {
  const bool may_be_old = failed.code() == Code::kAlreadyExists && file_->gate->readers() > 0;
  if (!may_be_old) return failed;
  return Status::Conflict(failed.message() + ", or an older statement still reads it");
}

Status DuckdbConnection::AsWriter(std::string_view operation, bool may_run_again,
                                  const std::function<Status()>& work) {
  if (in_transaction_) return Noted(Judged(work()));
  const auto until = std::chrono::steady_clock::now() + file_->busy_timeout;
  constexpr auto kPause = std::chrono::milliseconds(5);
  while (true) {
    if (Status entered = file_->gate->EnterWriter(file_->busy_timeout); !entered.ok()) {
      return std::move(entered).WithContext(std::string(operation));
    }
    Status done = Judged(work());
    file_->gate->LeaveWriter();
    if (!may_run_again || done.code() != Code::kConflict) return done;
    if (std::chrono::steady_clock::now() >= until) return done;
    std::this_thread::sleep_for(kPause);
  }
}

Status DuckdbConnection::Change(duckdb_prepared_statement statement, std::string_view operation,
                                ResultHandle& result) {
  return AsWriter(operation, MayRunAgain(statement), [&] {
    duckdb_destroy_result(result.get());
    if (duckdb_execute_prepared(statement, result.get()) == DuckDBSuccess) return Status::Ok();
    return StatusOfMessage(ErrorOf(result.get()), operation);
  });
}

void DuckdbConnection::Keep(std::string_view sql, StatementHandle statement, std::uint64_t age) {
  if (MayRunAgain(statement.get())) statements_.Put(sql, std::move(statement), age);
  else statements_.Forget();
}

Result<std::int64_t> DuckdbConnection::Execute(std::string_view sql,
                                               std::span<const Value> values) {
  TELAR_RETURN_IF_ERROR(MakeSerial(sql));
  const std::uint64_t age = statements_.age();
  TELAR_ASSIGN_OR_RETURN(StatementHandle statement, Ready(sql, values));
  const auto operation = FirstWords(sql);
  if (duckdb_prepared_statement_type(statement.get()) == DUCKDB_STATEMENT_TYPE_SELECT) {
    return Status::Internal(fmt::format("{}: gives rows; it is a query", operation));
  }
  ResultHandle result;
  TELAR_RETURN_IF_ERROR(Change(statement.get(), operation, result));
  const bool counts = duckdb_result_return_type(*result.get()) == DUCKDB_RESULT_TYPE_CHANGED_ROWS;
  const auto changed = counts ? static_cast<std::int64_t>(duckdb_rows_changed(result.get())) : 0;
  Keep(sql, std::move(statement), age);
  return changed;
}

Status DuckdbConnection::Query(std::string_view sql, std::span<const Value> values,
                               const RowFn& row) {
  const std::uint64_t age = statements_.age();
  TELAR_ASSIGN_OR_RETURN(StatementHandle statement, Ready(sql, values));
  const bool reads =
      duckdb_prepared_statement_type(statement.get()) == DUCKDB_STATEMENT_TYPE_SELECT;
  Status done = reads ? Select(statement.get(), FirstWords(sql), row)
                      : Returning(statement.get(), FirstWords(sql), row);
  if (done.ok()) Keep(sql, std::move(statement), age);
  return done;
}

Status DuckdbConnection::Select(duckdb_prepared_statement statement, std::string_view operation,
                                const RowFn& row) {
  StreamedResult result(*file_->gate);
  TELAR_RETURN_IF_ERROR(Noted(result.Start(statement, operation)));
  if (!result.drained()) open_ = &result;
  const auto rows = [&]() -> Status {
    while (true) {
      auto next = result.Next();
      if (!next.ok()) return Noted(std::move(next).status());
      const ChunkHandle chunk = *std::move(next);
      if (chunk == nullptr) return Status::Ok();
      if (result.drained() && open_ == &result) open_ = nullptr;
      ChunkRow at(result.columns(), chunk.get());
      const idx_t count = duckdb_data_chunk_get_size(chunk.get());
      for (idx_t i = 0; i < count; ++i) {
        at.MoveTo(i);
        TELAR_RETURN_IF_ERROR(row(at));
      }
    }
  };
  Status done = rows();
  if (open_ == &result) open_ = nullptr;
  return done;
}

Status DuckdbConnection::Returning(duckdb_prepared_statement statement, std::string_view operation,
                                   const RowFn& row) {
  ResultHandle result;
  TELAR_RETURN_IF_ERROR(Change(statement, operation, result));
  if (duckdb_result_return_type(*result.get()) != DUCKDB_RESULT_TYPE_QUERY_RESULT) {
    return Status::Ok();
  }
  TELAR_ASSIGN_OR_RETURN(const auto columns, ReadableColumns(*result.get(), operation));
  while (const ChunkHandle chunk{duckdb_fetch_chunk(*result.get())}) {
    ChunkRow at(columns, chunk.get());
    const idx_t count = duckdb_data_chunk_get_size(chunk.get());
    for (idx_t i = 0; i < count; ++i) {
      at.MoveTo(i);
      TELAR_RETURN_IF_ERROR(row(at));
    }
  }
  return Status::Ok();
}

Status DuckdbConnection::MakeSerial(std::string_view sql) {
  if (sql.find("nextval('telar_serial')") == std::string_view::npos) return Status::Ok();
  const std::string make = "CREATE SEQUENCE IF NOT EXISTS telar_serial";
  statements_.Forget();
  return AsWriter(FirstWords(make), true, [&] { return Plain(make); });
}

Status DuckdbConnection::ExecuteScript(std::string_view sql) {
  TELAR_RETURN_IF_ERROR(CheckTransactionLives());
  TELAR_RETURN_IF_ERROR(MakeSerial(sql));
  if (open_ != nullptr) open_->Drain();
  duckdb_extracted_statements raw = nullptr;
  const idx_t count = duckdb_extract_statements(session_.get(), std::string(sql).c_str(), &raw);
  const ScriptHandle script(raw);
  if (const char* error = duckdb_extract_statements_error(raw); count == 0 && error != nullptr) {
    return Noted(StatusOfMessage(error, "script"));
  }
  statements_.Forget();  // a script changes tables as a rule
  for (idx_t i = 0; i < count; ++i) {
    TELAR_RETURN_IF_ERROR(ScriptStatement(raw, i, fmt::format("statement {} of a script", i + 1)));
  }
  return Status::Ok();
}

Status DuckdbConnection::ScriptStatement(duckdb_extracted_statements script, idx_t index,
                                         const std::string& operation) {
  duckdb_prepared_statement raw = nullptr;
  const auto state = duckdb_prepare_extracted_statement(session_.get(), script, index, &raw);
  const StatementHandle statement(raw);
  if (state != DuckDBSuccess) {
    const char* message = duckdb_prepare_error(raw);
    return Noted(StatusOfMessage(message == nullptr ? "" : message, operation));
  }
  TELAR_RETURN_IF_ERROR(CheckKind(raw, operation));
  ResultHandle result;
  return Change(raw, operation, result);
}

Result<MergeCounts> DuckdbConnection::Merge(const MergeSpec& spec,
                                            std::span<const std::vector<Value>> rows) {
  if (!in_transaction_) {
    return Status::Internal(fmt::format("merge into {}: outside a transaction", spec.table));
  }
  return MergeThroughStaging(*this, kMergeDialect, spec, rows, [&]() -> Status {
    const std::string staging(kMergeStaging);
    auto appended = AppendRows(session_.get(), staging, rows);
    if (!appended.ok()) return Noted(std::move(appended).status());
    if (*appended) return Status::Ok();
    TELAR_RETURN_IF_ERROR(Plain("DELETE FROM temp." + staging));
    return InsertRows(*this, kMergeDialect, spec, rows, 1);
  });
}

Result<std::vector<std::string>> DuckdbConnection::Tables() {
  std::vector<std::string> tables;
  TELAR_RETURN_IF_ERROR(
      Query("SELECT table_name FROM duckdb_tables() WHERE NOT internal AND NOT temporary "
            "AND schema_name = 'main' AND database_name = current_database() UNION ALL "
            "SELECT view_name FROM duckdb_views() WHERE NOT internal AND NOT temporary "
            "AND schema_name = 'main' AND database_name = current_database() ORDER BY 1",
            {}, [&](const Row& row) {
              tables.push_back(row.TextOrEmpty(0));
              return Status::Ok();
            }));
  return tables;
}

Result<std::vector<ColumnInfo>> DuckdbConnection::Columns(std::string_view table) {
  std::vector<ColumnInfo> columns;
  TELAR_RETURN_IF_ERROR(
      Query("SELECT column_name, data_type, is_nullable FROM duckdb_columns() "
            "WHERE lower(table_name) = lower(?) AND schema_name = 'main' AND NOT internal "
            "AND database_name = current_database() ORDER BY column_index",
            {std::string(table)}, [&](const Row& row) {
              TELAR_ASSIGN_OR_RETURN(const bool nullable, row.AsBool(2));
              columns.push_back({row.TextOrEmpty(0), row.TextOrEmpty(1), nullable});
              return Status::Ok();
            }));
  if (columns.empty()) return Status::NotFound(fmt::format("columns of {}: no such table", table));
  return columns;
}

Result<std::vector<IndexInfo>> DuckdbConnection::Indexes(std::string_view table) {
  TELAR_RETURN_IF_ERROR(Columns(table).status());
  std::vector<IndexInfo> indexes;
  const auto add = [&](const Row& row) {
    indexes.push_back({IndexColumns(row.TextOrEmpty(0)), row.IntOr(1, 0) != 0});
    return Status::Ok();
  };
  TELAR_RETURN_IF_ERROR(
      Query("SELECT expressions, is_unique FROM duckdb_indexes() WHERE lower(table_name) = "
            "lower(?) AND schema_name = 'main' AND database_name = current_database() "
            "ORDER BY index_name",
            {std::string(table)}, add));
  TELAR_RETURN_IF_ERROR(
      Query("SELECT CAST(constraint_column_names AS VARCHAR), true FROM duckdb_constraints() "
            "WHERE lower(table_name) = lower(?) AND schema_name = 'main' "
            "AND database_name = current_database() "
            "AND constraint_type IN ('PRIMARY KEY', 'UNIQUE') ORDER BY constraint_index",
            {std::string(table)}, add));
  return indexes;
}

Status DuckdbConnection::Begin() {
  if (in_transaction_) return Status::Internal("begin: there is a transaction already");
  if (Status entered = file_->gate->EnterWriter(file_->busy_timeout); !entered.ok()) {
    return std::move(entered).WithContext("BEGIN");
  }
  if (Status begun = Plain("BEGIN TRANSACTION"); !begun.ok()) {
    file_->gate->LeaveWriter();
    return begun;
  }
  in_transaction_ = true;
  return Status::Ok();
}

Status DuckdbConnection::Commit() {
  if (!in_transaction_) return Status::Internal("commit: there is no transaction");
  Status done = CheckTransactionLives();
  if (done.ok()) done = Plain("COMMIT");
  if (!done.ok()) {
    Rollback();
    return done;
  }
  in_transaction_ = false;
  file_->gate->LeaveWriter();
  return Status::Ok();
}

void DuckdbConnection::Rollback() {
  if (!in_transaction_) return;
  in_transaction_ = failed_ = false;
  // It fails only when the database has rolled back by itself.
  [[maybe_unused]] const Status done = Plain("ROLLBACK");
  statements_.Forget();
  file_->gate->LeaveWriter();
}

}  // namespace telar::db::duckdb
