#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "db/database.h"

namespace telar::testing {

/// Where a FaultyDatabase asks whether to fail.
enum class FaultPoint { kAcquire, kBegin, kStatement, kBeforeCommit, kAfterCommit };

/// Decides by point; a failure is returned to the caller in place of the real answer. kAfterCommit
/// fails although the work is durable: the answer to a commit that got lost.
using Fault = std::function<Status(FaultPoint)>;

/// A database that fails where a test wants it to, over a real one that must outlive it. As safe to
/// use from several threads as `fault` is.
class FaultyDatabase final : public db::Database {
 public:
  FaultyDatabase(db::Database& real, Fault fault) : real_(real), fault_(std::move(fault)) {}

  std::string Describe() const override { return "faulty " + real_.Describe(); }
  db::Capabilities capabilities() const override { return real_.capabilities(); }
  const db::Dialect& dialect() const override { return real_.dialect(); }
  Result<db::PooledConnection> Acquire() override;

 protected:
  void Release(std::unique_ptr<db::Connection> connection) override { connection.reset(); }

 private:
  class FaultyConnection;
  db::Database& real_;
  const Fault fault_;
};

class FaultyDatabase::FaultyConnection final : public db::Connection {
 public:
  FaultyConnection(db::PooledConnection real, const Fault& fault)
      : real_(std::move(real)), fault_(fault) {}

  using db::Connection::Execute;
  using db::Connection::Query;
  Result<std::int64_t> Execute(std::string_view sql, std::span<const db::Value> values) override {
    TELAR_RETURN_IF_ERROR(fault_(FaultPoint::kStatement));
    return real_->Execute(sql, values);
  }
  Status Query(std::string_view sql, std::span<const db::Value> values,
               const db::RowFn& row) override {
    TELAR_RETURN_IF_ERROR(fault_(FaultPoint::kStatement));
    return real_->Query(sql, values, row);
  }
  Status ExecuteScript(std::string_view sql) override {
    TELAR_RETURN_IF_ERROR(fault_(FaultPoint::kStatement));
    return real_->ExecuteScript(sql);
  }
  Result<db::MergeCounts> Merge(const db::MergeSpec& spec,
                                std::span<const std::vector<db::Value>> rows) override {
    TELAR_RETURN_IF_ERROR(fault_(FaultPoint::kStatement));
    return real_->Merge(spec, rows);
  }
  Result<std::vector<std::string>> Tables() override { return real_->Tables(); }
  Result<std::vector<db::ColumnInfo>> Columns(std::string_view table) override {
    return real_->Columns(table);
  }
  Result<std::vector<db::IndexInfo>> Indexes(std::string_view table) override {
    return real_->Indexes(table);
  }

 protected:
  Status Begin() override {
    TELAR_RETURN_IF_ERROR(fault_(FaultPoint::kBegin));
    auto begun = db::Transaction::Begin(*real_);
    if (!begun.ok()) return std::move(begun).status();
    transaction_.emplace(*std::move(begun));
    return Status::Ok();
  }
  Status Commit() override {
    Status before = fault_(FaultPoint::kBeforeCommit);
    if (!before.ok()) {
      transaction_.reset();
      return before;
    }
    Status committed = transaction_->Commit();
    transaction_.reset();
    TELAR_RETURN_IF_ERROR(std::move(committed));
    return fault_(FaultPoint::kAfterCommit);
  }
  void Rollback() override { transaction_.reset(); }

 private:
  db::PooledConnection real_;
  const Fault& fault_;
  std::optional<db::Transaction> transaction_;  // destroyed before real_
};

inline Result<db::PooledConnection> FaultyDatabase::Acquire() {
  TELAR_RETURN_IF_ERROR(fault_(FaultPoint::kAcquire));
  TELAR_ASSIGN_OR_RETURN(auto real, real_.Acquire());
  return db::PooledConnection(*this, std::make_unique<FaultyConnection>(std::move(real), fault_));
}

}  // namespace telar::testing
