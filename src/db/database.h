#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "db/value.h"

namespace telar::db {

/// One row of a query's result. Valid only inside the callback that receives it.
///
/// The As… functions convert the value of column `i` (0-based): kInvalidInput when it is NULL or
/// not of that form (the message names the column, never the value), kInternal when there is no
/// such column. The Maybe… forms give nothing for NULL. What converts: whole numbers of every type
/// to AsInt, every number to AsDouble, exact numbers and the 15 significant digits of a double (a
/// SUM) to AsDecimal, everything but a blob to AsText, ISO text to AsDate and AsInstant, canonical
/// numbers in text to AsInt and AsDecimal, 0 and 1 to AsBool.
class Row {
 public:
  virtual ~Row() = default;
  virtual int size() const = 0;
  /// Name of column `i` in the result.
  virtual std::string Name(int i) const = 0;
  virtual bool IsNull(int i) const = 0;
  virtual Value Get(int i) const = 0;

  Result<std::int64_t> AsInt(int i) const;
  Result<double> AsDouble(int i) const;
  Result<bool> AsBool(int i) const;
  Result<std::string> AsText(int i) const;
  Result<Blob> AsBlob(int i) const;
  Result<Decimal> AsDecimal(int i) const;
  Result<Date> AsDate(int i) const;
  Result<Instant> AsInstant(int i) const;

  Result<std::optional<std::int64_t>> MaybeInt(int i) const { return Maybe(i, &Row::AsInt); }
  Result<std::optional<double>> MaybeDouble(int i) const { return Maybe(i, &Row::AsDouble); }
  Result<std::optional<bool>> MaybeBool(int i) const { return Maybe(i, &Row::AsBool); }
  Result<std::optional<std::string>> MaybeText(int i) const { return Maybe(i, &Row::AsText); }
  Result<std::optional<Decimal>> MaybeDecimal(int i) const { return Maybe(i, &Row::AsDecimal); }
  Result<std::optional<Date>> MaybeDate(int i) const { return Maybe(i, &Row::AsDate); }
  Result<std::optional<Instant>> MaybeInstant(int i) const { return Maybe(i, &Row::AsInstant); }

  /// "" for NULL.
  std::string TextOrEmpty(int i) const;
  /// `fallback` for NULL or for what is not a whole number.
  std::int64_t IntOr(int i, std::int64_t fallback) const;

 private:
  template <typename T>
  Result<std::optional<T>> Maybe(int i, Result<T> (Row::*as)(int) const) const {
    if (i >= 0 && i < size() && IsNull(i)) return std::optional<T>();
    Result<T> value = (this->*as)(i);
    if (!value.ok()) return std::move(value).status();
    return std::optional<T>(*std::move(value));
  }
};

/// Called for every row; a failure stops the query and is returned from Query.
using RowFn = std::function<Status(const Row&)>;

/// A batch for one table, merged by key in one set-based statement over a staging table.
struct MergeSpec {
  std::string table;
  std::vector<std::string> columns;  ///< All columns of the batch, in the order of its values.
  std::vector<std::string> key;      ///< Subset of columns with a unique index in the table.
  /// Columns only set on insert, such as created_at; they do not count for "equal" either.
  std::vector<std::string> keep_on_update;
  /// Columns written with every insert and update that do not count for "equal": when a row
  /// changed, and by which item.
  std::vector<std::string> along = {};
};

struct MergeCounts {
  std::int64_t inserted = 0, updated = 0, unchanged = 0;
};

/// A column of a live table or view.
struct ColumnInfo {
  std::string name;
  /// In the dialect's words: equal, but for case and spaces, to what `{decimal(18,4)}`, `{text}` …
  /// expand to; a type that Telar does not use is given as the database names it.
  std::string type;
  bool nullable = true;
};

/// An index of a live table, the primary key included.
struct IndexInfo {
  std::vector<std::string> columns;  ///< "" stands for an expression.
  bool unique = false;
};

/// One session with a database; belongs to one thread at a time. Parameters are written `?` in
/// every dialect. Statements are prepared once per session and text.
///
/// Errors: kUnavailable (server gone, locked too long, disk full), kConflict (serialisation
/// failure, deadlock, the database rolled the transaction back: redo it), kAlreadyExists (unique or
/// primary key violated), kContractBroken (NOT NULL, CHECK, foreign key; a damaged database),
/// kInvalidInput (a value no database keeps as it is, see CheckStorable, or not this one),
/// kPermissionDenied, kInternal (SQL that the database does not understand, a wrong number of
/// values). Messages name the statement's first words and never its values.
///
/// A failed statement has no effect. Inside a transaction it leaves a state that only some
/// databases can go on from: roll back.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Runs one statement without result rows; returns the rows it changed (0 for DDL).
  virtual Result<std::int64_t> Execute(std::string_view sql, std::span<const Value> values) = 0;
  /// Runs one statement and calls `row` for each row of its result. `row` may use this connection.
  virtual Status Query(std::string_view sql, std::span<const Value> values, const RowFn& row) = 0;
  /// Runs several statements separated by ';' without parameters (migrations). Outside a
  /// transaction each is its own; inside one it may not end it (kInternal).
  virtual Status ExecuteScript(std::string_view sql) = 0;
  /// Must run inside a transaction (kInternal otherwise). Rows that are equal in every column count
  /// as unchanged and are not written; NULL equals NULL. `rows` are in the order of spec.columns. A
  /// key may occur once in a batch and holds no NULL (kInvalidInput otherwise). Any number of rows.
  virtual Result<MergeCounts> Merge(const MergeSpec& spec,
                                    std::span<const std::vector<Value>> rows) = 0;

  /// Names of the tables and views Telar sees, sorted; none of the database's own.
  virtual Result<std::vector<std::string>> Tables() = 0;
  /// Columns in their order. kNotFound when there is no such table or view.
  virtual Result<std::vector<ColumnInfo>> Columns(std::string_view table) = 0;
  /// kNotFound when there is no such table.
  virtual Result<std::vector<IndexInfo>> Indexes(std::string_view table) = 0;

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
  /// Rolled back when it fails.
  virtual Status Commit() = 0;
  /// Nothing happens outside a transaction.
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
  bool transactional_ddl = true;    ///< A failed migration leaves nothing behind.
  bool concurrent_writers = false;  ///< More than one write transaction at a time.
  bool server = false;              ///< Several hosts can reach it.
  bool range_partitions = false;    ///< PARTITION BY RANGE, as PostgreSQL writes it.
  int max_parameters = 999;         ///< `?` in one statement.
  /// Significant digits of a decimal that are kept; one with more cannot be bound.
  int decimal_digits = 36;
};

/// Words of the dialect that migrations need; `ExpandTypes` in migrations.h puts them in.
struct Dialect {
  std::string serial_primary_key;  ///< Column type and constraint of a surrogate key; never reused.
  std::string integer, bigint, boolean, text;
  std::string decimal;  ///< Without its (precision,scale).
  std::string date;
  /// Local date and time without a zone; its values are text "2026-01-02 09:30:00", with
  /// ".123456" after it when there is a fraction. Read back in the same form.
  std::string datetime;
  std::string instant;  ///< UTC with microseconds.
  std::string blob, json;
  /// Text short enough for an index on every database, at least 255 characters.
  std::string key_text;
  /// A 64-bit binary float: confidences and statistics, never money.
  std::string real;
  /// Expression of the server's own clock as an {instant}; "" where the database is a file of this
  /// machine. See server_clock.h.
  std::string now = "";
  /// Expression of an {instant} some hours before the present; "{}" stands for the hours.
  std::string hours_ago = "";
};

class Database;

/// A connection borrowed from a Database; goes back at the end of its scope. Must not outlive it.
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
  /// Waits for a free connection up to the adapter's limit; kUnavailable then. A thread that holds
  /// one and asks for another may wait for itself.
  virtual Result<PooledConnection> Acquire() = 0;

 protected:
  friend class PooledConnection;
  /// Takes a connection back; a transaction left open in it is rolled back.
  virtual void Release(std::unique_ptr<Connection> connection) = 0;
};

}  // namespace telar::db
