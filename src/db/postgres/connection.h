#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"
#include "db/postgres/row_stream.h"
#include "db/postgres/session.h"

namespace telar::db::postgres {

/// A statement the server has parsed.
struct Prepared {
  std::string name;
  std::vector<std::uint32_t> parameters;  ///< Types by position.
  Shape shape;                            ///< Of its result; no column when it gives no rows.
  mutable std::uint64_t last_use = 0, runs = 0;
};

/// One session with its prepared statements.
class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(Session session) : session_(std::move(session)) {}

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

  bool broken() const { return session_.broken(); }
  /// False for an idle connection that the server has closed.
  bool StillThere() const { return session_.StillThere(); }

  using Connection::Execute;
  using Connection::Query;

 private:
  /// Makes the session free for the next statement; kUnavailable when it is lost, kConflict when
  /// the transaction that the caller believes in has ended.
  Status MakeFree();
  /// The parsed statement, with the values checked against it.
  Result<std::shared_ptr<const Prepared>> Ready(std::string_view sql,
                                                std::span<const Value> values);
  Result<std::shared_ptr<Prepared>> Prepare(std::string_view sql);
  /// Lets the oldest statements go.
  void Trim();
  /// Lets the statements go that keep types of values or results: tables changed, or their change
  /// was rolled back, and inside a transaction nothing can be parsed and tried again.
  void ForgetTypes();
  /// True when a statement that worked before failed as one does whose tables were changed since
  /// it was parsed, and may be parsed and run again.
  bool ParseAnew(const std::shared_ptr<const Prepared>& statement, const Status& failure);
  /// Hands the rows of the query that was sent to `row`.
  Status Stream(const Prepared& statement, std::string_view operation, const RowFn& row);
  Status LoadStaging(const MergeSpec& spec, std::span<const std::vector<Value>> rows);

  Session session_;
  std::map<std::string, std::shared_ptr<Prepared>, std::less<>> statements_;
  std::vector<std::string> unused_;  // names to be deallocated
  std::uint64_t uses_ = 0, names_ = 0;
  RowStream* stream_ = nullptr;  // whose rows are still with the server
  bool in_transaction_ = false;
};

}  // namespace telar::db::postgres
