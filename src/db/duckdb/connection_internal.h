#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "db/database.h"
#include "db/duckdb/gate.h"
#include "db/duckdb/handles_internal.h"
#include "db/duckdb/result_internal.h"
#include "db/duckdb/statement_internal.h"

namespace telar::db::duckdb {

/// A file that is open in this process, shared by its connections.
struct OpenFile {
  DatabaseHandle database;
  std::shared_ptr<Gate> gate;
  std::chrono::milliseconds busy_timeout{};
};

/// One session with its prepared statements.
class DuckdbConnection final : public Connection {
 public:
  /// Use Open; a session alone has none of the settings.
  DuckdbConnection(std::shared_ptr<const OpenFile> file, ConnectionHandle session)
      : file_(std::move(file)), session_(std::move(session)) {}
  static Result<std::unique_ptr<DuckdbConnection>> Open(std::shared_ptr<const OpenFile> file);

  Result<std::int64_t> Execute(std::string_view sql, std::span<const Value> values) override;
  Status Query(std::string_view sql, std::span<const Value> values, const RowFn& row) override;
  Status ExecuteScript(std::string_view sql) override;
  Result<MergeCounts> Merge(const MergeSpec& spec,
                            std::span<const std::vector<Value>> rows) override;
  Result<std::vector<std::string>> Tables() override;
  Result<std::vector<ColumnInfo>> Columns(std::string_view table) override;
  Result<std::vector<IndexInfo>> Indexes(std::string_view table) override;

  Status Begin() override;
  Status Commit() override;
  void Rollback() override;

  using Connection::Execute;
  using Connection::Query;

 private:
  /// The cached or newly prepared statement with its values; any open result is out of the way.
  Result<StatementHandle> Ready(std::string_view sql, std::span<const Value> values);
  /// Refuses what would end the transaction, or end it behind the caller's back.
  static Status CheckKind(duckdb_prepared_statement statement, std::string_view operation);
  /// Runs `work` as the only writer: in the transaction, or alone and, if it may run again, anew
  /// after a conflict.
  Status AsWriter(std::string_view operation, bool may_run_again,
                  const std::function<Status()>& work);
  /// Runs a statement that is no SELECT to its end and gives its result.
  Status Change(duckdb_prepared_statement statement, std::string_view operation,
                ResultHandle& result);
  Status Returning(duckdb_prepared_statement statement, std::string_view operation,
                   const RowFn& row);
  Status Select(duckdb_prepared_statement statement, std::string_view operation, const RowFn& row);
  /// Keeps a statement that ran, prepared at that age of the cache; one that changed tables makes
  /// it forget all.
  void Keep(std::string_view sql, StatementHandle statement, std::uint64_t age);
  /// Runs one of our own statements without values or rows.
  Status Plain(const std::string& sql);
  /// The sequence behind {serial_primary_key}, when `sql` needs it.
  Status MakeSerial(std::string_view sql);
  Status ScriptStatement(duckdb_extracted_statements script, idx_t index,
                         const std::string& operation);
  /// kConflict in a transaction that a failure has ended.
  Status CheckTransactionLives() const;
  /// Remembers a failure that ends the transaction.
  Status Noted(Status done);
  /// Tells a key that is taken from one that only an older reader still sees.
  Status Judged(Status failed) const;

  std::shared_ptr<const OpenFile> file_;
  ConnectionHandle session_;
  StatementCache statements_;       // after session_, so that it is empty before the session ends
  StreamedResult* open_ = nullptr;  // the result whose rows are being given out
  bool in_transaction_ = false;
  bool failed_ =
      false;  // a statement of the transaction did; DuckDB would commit nothing and say ok
};

}  // namespace telar::db::duckdb
