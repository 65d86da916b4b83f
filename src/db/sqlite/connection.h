#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "db/database.h"
#include "db/sqlite/statement.h"

namespace telar::db::sqlite {

/// One sqlite3 handle with its prepared statements.
class SqliteConnection final : public Connection {
 public:
  /// Use Open; a handle alone has none of the settings.
  explicit SqliteConnection(DatabaseHandle database) : database_(std::move(database)) {}
  static Result<std::unique_ptr<SqliteConnection>> Open(const std::filesystem::path& file,
                                                        std::chrono::milliseconds busy_timeout);

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
  Status Configure(std::chrono::milliseconds busy_timeout);
  /// The cached or newly prepared statement with its values.
  Result<StatementHandle> Ready(std::string_view sql, std::span<const Value> values);
  Result<StatementHandle> Prepare(std::string_view sql, std::string_view* rest);
  /// Runs to the end, through the rows when there is a `row`.
  Status Run(sqlite3_stmt* statement, std::string_view sql, const RowFn* row);
  /// kConflict when the database rolled back the transaction that the caller believes in.
  Status CheckTransactionLives() const;
  Status LastError(std::string_view operation) const;

  DatabaseHandle database_;
  StatementCache statements_;  // after database_, so that it is empty before the handle closes
  bool in_transaction_ = false;
};

}  // namespace telar::db::sqlite
