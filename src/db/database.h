#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "db/value.h"

namespace telar::db {

/// One row of a query's result. Valid only inside the callback that receives it.
///
/// The As… functions convert the value of column `i` (0-based): kInvalidInput when it is NULL or not
/// of that form; the Maybe… forms give nothing for NULL.
class Row {
 public:
  virtual ~Row() = default;
  virtual int size() const = 0;
  virtual bool IsNull(int i) const = 0;
  virtual Value Get(int i) const = 0;

  Result<std::int64_t> AsInt(int i) const;
  Result<double> AsDouble(int i) const;
  Result<bool> AsBool(int i) const;
  Result<std::string> AsText(int i) const;
  Result<Decimal> AsDecimal(int i) const;
  Result<Date> AsDate(int i) const;
  Result<Instant> AsInstant(int i) const;
  /// "" for NULL.
  std::string TextOrEmpty(int i) const;
  /// `fallback` for NULL or for what is not a whole number.
  std::int64_t IntOr(int i, std::int64_t fallback) const;
};

/// Called for every row; a failure stops the query and is returned from Query.
using RowFn = std::function<Status(const Row&)>;

/// A batch for one table, merged by key in one set-based statement over a staging table.
struct MergeSpec {
  std::string table;
  std::vector<std::string> columns;      ///< All columns of the batch, in the order of its values.
  std::vector<std::string> key;          ///< Subset of columns with a unique index in the table.
  std::vector<std::string> keep_on_update;  ///< Columns only set on insert, such as created_at.
};

struct MergeCounts {
  std::int64_t inserted = 0, updated = 0, unchanged = 0;
};

/// One session with a database; belongs to one thread at a time. Parameters are written `?` in every
/// dialect. Statements are prepared once per session and text. Errors: kUnavailable (server gone,
/// locked too long, disk full), kConflict (serialisation failure, deadlock: redo the transaction),
/// kAlreadyExists (unique or primary key violated), kContractBroken (NOT NULL, CHECK, foreign key),
/// kInternal (SQL that the database does not understand). Messages name the statement's first words
/// and never its values.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Runs one statement without result rows; returns the rows it changed.
  virtual Result<std::int64_t> Execute(std::string_view sql, std::span<const Value> values) = 0;
  virtual Status Query(std::string_view sql, std::span<const Value> values, const RowFn& row) = 0;
  /// Runs several statements separated by ';' without parameters (migrations).
  virtual Status ExecuteScript(std::string_view sql) = 0;
  /// Must run inside a transaction. Rows that are equal in every column count as unchanged and are
  /// not written. `rows` are in the order of spec.columns; a key may occur once in a batch
  /// (kInvalidInput otherwise).
  virtual Result<MergeCounts> Merge(const MergeSpec& spec,
                                    std::span<const std::vector<Value>> rows) = 0;

  Result<std::int64_t> Execute(std::string_view sql, std::initializer_list<Value> values = {}) {
    return Execute(sql, std::span<const Value>(values.begin(), values.size()));
  }
  Status Query(std::string_view sql, std::initializer_list<Value> values, const RowFn& row) {
    return Query(sql, std::span<const Value>(values.begin(), values.size()), row);
  }

 protected:
  friend class Transaction;
  /// A write transaction that sees a stable state; nested calls are a bug (kInternal).
  virtual Status Begin() = 0;
  virtual Status Commit() = 0;
  virtual void Rollback() = 0;
};

/// A transaction as a scope: rolled back unless committed.
///
///   TELAR_ASSIGN_OR_RETURN(auto tx, Transaction::Begin(connection));
///   … connection.Execute(…) …
///   return tx.Commit();
class Transaction {
 public:
  static Result<Transaction> Begin(Connection& connection);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  /// The work is durable when this returns ok. On failure it is rolled back.
  Status Commit();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;  // null once committed, rolled back or moved from
};

/// What an adapter can do; code above the seam asks this and never for a name.
struct Capabilities {
  bool transactional_ddl = true;   ///< A failed migration leaves nothing behind.
  bool concurrent_writers = false; ///< More than one write transaction at a time.
  bool server = false;             ///< Several hosts can reach it.
  int max_parameters = 999;        ///< `?` in one statement.
};

/// Words of the dialect that migrations need; `ExpandTypes` in migrations.h puts them in.
struct Dialect {
  std::string serial_primary_key;  ///< Column type and constraint of a surrogate key.
  std::string integer, bigint, boolean, text, decimal, date, datetime, instant, blob, json;
  /// Text short enough for an index on every database, at least 255 characters.
  std::string key_text;
};

class Database;

/// A connection borrowed from a Database; goes back when the lease ends. Must not outlive it.
class PooledConnection {
 public:
  PooledConnection(Database& database, std::unique_ptr<Connection> connection)
      : database_(&database), connection_(std::move(connection)) {}
  PooledConnection(PooledConnection&&) noexcept = default;
  PooledConnection& operator=(PooledConnection&&) = delete;
  ~PooledConnection();
  Connection& operator*() const { return *connection_; }
  Connection* operator->() const { return connection_.get(); }

 private:
  Database* database_;
  std::unique_ptr<Connection> connection_;
};

/// A database one pipeline writes to. Safe to use from several threads; each borrows its own
/// connection.
class Database {
 public:
  virtual ~Database() = default;
  /// Without password: "sqlite:telar.db", "postgresql://ana@db.example/telar".
  virtual std::string Describe() const = 0;
  virtual Capabilities capabilities() const = 0;
  virtual const Dialect& dialect() const = 0;
  /// Waits for a free connection up to the adapter's limit; kUnavailable then.
  virtual Result<PooledConnection> Acquire() = 0;

 protected:
  friend class PooledConnection;
  virtual void Release(std::unique_ptr<Connection> connection) = 0;
};

}  // namespace telar::db
