#include "db/sqlite/connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <thread>

#include "core/text.h"
#include "db/first_words.h"
#include "db/merge.h"
#include "db/sqlite/errors.h"

namespace telar::db::sqlite {
namespace {

constexpr MergeDialect kMergeDialect{
    .create_staging = "CREATE TEMP TABLE {staging} AS SELECT {columns} FROM {table} WHERE 0",
    .distinct = "{a} IS NOT {b}",
};

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(
    const std::filesystem::path& file, std::chrono::milliseconds busy_timeout) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &raw,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  DatabaseHandle database(raw);
  if (database == nullptr) return Status::LimitExceeded("open the database: out of memory");
  sqlite3_extended_result_codes(raw, 1);
  if (code != SQLITE_OK) {
    return StatusOfCode(sqlite3_extended_errcode(raw), sqlite3_system_errno(raw),
                        "open the database", sqlite3_errmsg(raw));
  }
  // A file without the right to write opens all the same, for reading.
  if (sqlite3_db_readonly(raw, "main") == 1) {
    return StatusOfCode(SQLITE_READONLY, 0, "open the database", "the file may not be written");
  }
  auto connection = std::make_unique<SqliteConnection>(std::move(database));
  TELAR_RETURN_IF_ERROR(connection->Configure(busy_timeout));
  return connection;
}

Status SqliteConnection::Configure(std::chrono::milliseconds busy_timeout) {
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  // Changing to the log needs the file alone; SQLite does not wait for that at every step.
  constexpr auto kPause = std::chrono::milliseconds(10);
  Status log;
  for (auto waited = std::chrono::milliseconds(0);; waited += kPause) {
    std::string mode;
    log = Query("PRAGMA journal_mode = WAL", {}, [&](const Row& row) {
      mode = row.TextOrEmpty(0);
      return Status::Ok();
    });
    if (log.ok() && mode != "wal") {
      return Status::InvalidConfig("open the database: no write-ahead log on this file system")
          .WithHint("Put the database on a local disk.");
    }
    if (log.code() != Code::kUnavailable || waited >= busy_timeout) break;
    std::this_thread::sleep_for(kPause);
  }
  TELAR_RETURN_IF_ERROR(log);
  sqlite3_busy_timeout(database_.get(), static_cast<int>(busy_timeout.count()));
  return ExecuteScript("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
}

Status SqliteConnection::LastError(std::string_view operation) const {
  sqlite3* const db = database_.get();
  return StatusOfCode(sqlite3_extended_errcode(db), sqlite3_system_errno(db), operation,
                      sqlite3_errmsg(db));
}

Status SqliteConnection::CheckTransactionLives() const {
  if (in_transaction_ && sqlite3_get_autocommit(database_.get()) != 0) {
    return Status::Conflict("transaction: the database rolled it back after an earlier failure");
  }
  return Status::Ok();
}

Result<StatementHandle> SqliteConnection::Prepare(std::string_view sql, std::string_view* rest) {
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, &tail);
  StatementHandle statement(raw);
  if (code != SQLITE_OK) return LastError(FirstWords(sql));
  *rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  return statement;
}

Result<StatementHandle> SqliteConnection::Ready(std::string_view sql,
                                                std::span<const Value> values) {
  TELAR_RETURN_IF_ERROR(CheckTransactionLives());
  StatementHandle statement = statements_.Take(sql);
  if (statement == nullptr) {
    if (sql.empty()) return Status::Internal("prepare a statement: no text");
    std::string_view rest;
    TELAR_ASSIGN_OR_RETURN(statement, Prepare(sql, &rest));
    if (statement == nullptr || rest.find_first_not_of("; \t\r\n") != std::string_view::npos) {
      return Status::Internal(fmt::format("{}: not one statement", FirstWords(sql)));
    }
  }
  if (Status bound = BindValues(statement.get(), values); !bound.ok()) {
    statements_.Put(sql, std::move(statement));
    return std::move(bound).WithContext(std::string(FirstWords(sql)));
  }
  return statement;
}

Status SqliteConnection::Run(sqlite3_stmt* statement, std::string_view sql, const RowFn* row) {
  while (true) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return Status::Ok();
    if (code != SQLITE_ROW) return LastError(FirstWords(sql));
    if (row != nullptr) TELAR_RETURN_IF_ERROR((*row)(StatementRow(statement)));
  }
}

Result<std::int64_t> SqliteConnection::Execute(std::string_view sql,
                                               std::span<const Value> values) {
  TELAR_ASSIGN_OR_RETURN(StatementHandle statement, Ready(sql, values));
  Status done;
  // sqlite3_changes keeps the count of an earlier statement when this one changes nothing.
  const auto before = sqlite3_total_changes64(database_.get());
  if (sqlite3_column_count(statement.get()) > 0) {
    done = Status::Internal(fmt::format("{}: gives rows; it is a query", FirstWords(sql)));
  } else {
    done = Run(statement.get(), sql, nullptr);
  }
  statements_.Put(sql, std::move(statement));
  if (!done.ok()) return done;
  const bool changed = sqlite3_total_changes64(database_.get()) != before;
  return changed ? std::int64_t{sqlite3_changes64(database_.get())} : 0;
}

Status SqliteConnection::Query(std::string_view sql, std::span<const Value> values,
                               const RowFn& row) {
  TELAR_ASSIGN_OR_RETURN(StatementHandle statement, Ready(sql, values));
  Status done = Run(statement.get(), sql, &row);
  statements_.Put(sql, std::move(statement));
  return done;
}

Status SqliteConnection::ExecuteScript(std::string_view sql) {
  TELAR_RETURN_IF_ERROR(CheckTransactionLives());
  while (!sql.empty()) {
    std::string_view rest;
    TELAR_ASSIGN_OR_RETURN(const StatementHandle statement, Prepare(sql, &rest));
    if (statement != nullptr) {
      TELAR_RETURN_IF_ERROR(Run(statement.get(), sql, nullptr));
      if (!CheckTransactionLives().ok()) {
        return Status::Internal(
            fmt::format("{}: a script may not end its transaction", FirstWords(sql)));
      }
    }
    sql = rest;
  }
  return Status::Ok();
}

Result<MergeCounts> SqliteConnection::Merge(const MergeSpec& spec,
                                            std::span<const std::vector<Value>> rows) {
  if (!in_transaction_) {
    return Status::Internal(fmt::format("merge into {}: outside a transaction", spec.table));
  }
  // One row a statement: there is no round trip to save, and one text stays prepared.
  return MergeThroughStaging(*this, kMergeDialect, spec, rows,
                             [&] { return InsertRows(*this, kMergeDialect, spec, rows, 1); });
}

Result<std::vector<std::string>> SqliteConnection::Tables() {
  std::vector<std::string> tables;
  TELAR_RETURN_IF_ERROR(
      Query("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
            "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
            {}, [&](const Row& row) {
              tables.push_back(row.TextOrEmpty(0));
              return Status::Ok();
            }));
  return tables;
}

Result<std::vector<ColumnInfo>> SqliteConnection::Columns(std::string_view table) {
  std::vector<ColumnInfo> columns;
  TELAR_RETURN_IF_ERROR(
      Query("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?, 'main') ORDER BY cid",
            {std::string(table)}, [&](const Row& row) {
              const bool required = row.IntOr(2, 0) != 0 || row.IntOr(3, 0) != 0;
              columns.push_back({row.TextOrEmpty(0), row.TextOrEmpty(1), !required});
              return Status::Ok();
            }));
  if (columns.empty()) return Status::NotFound(fmt::format("columns of {}: no such table", table));
  return columns;
}

Result<std::vector<IndexInfo>> SqliteConnection::Indexes(std::string_view table) {
  TELAR_RETURN_IF_ERROR(Columns(table).status());
  std::vector<IndexInfo> indexes;
  std::string current;
  TELAR_RETURN_IF_ERROR(
      Query("SELECT l.name, l.\"unique\", i.name FROM pragma_index_list(?, 'main') AS l "
            "JOIN pragma_index_info(l.name, 'main') AS i ORDER BY l.seq, i.seqno",
            {std::string(table)}, [&](const Row& row) {
              if (const std::string name = row.TextOrEmpty(0); name != current || indexes.empty()) {
                indexes.push_back({{}, row.IntOr(1, 0) != 0});
                current = name;
              }
              indexes.back().columns.push_back(row.TextOrEmpty(2));
              return Status::Ok();
            }));
  // An INTEGER PRIMARY KEY is the row's own number and has no index beside the table.
  IndexInfo primary{{}, true};
  TELAR_RETURN_IF_ERROR(
      Query("SELECT name FROM pragma_table_info(?, 'main') WHERE pk > 0 ORDER BY pk",
            {std::string(table)}, [&](const Row& row) {
              primary.columns.push_back(row.TextOrEmpty(0));
              return Status::Ok();
            }));
  const bool listed = std::any_of(indexes.begin(), indexes.end(), [&](const IndexInfo& index) {
    return index.unique && index.columns == primary.columns;
  });
  if (!primary.columns.empty() && !listed) indexes.push_back(std::move(primary));
  return indexes;
}

Status SqliteConnection::Begin() {
  if (in_transaction_) return Status::Internal("begin: there is a transaction already");
  TELAR_RETURN_IF_ERROR([&] {
    auto begun = Execute("BEGIN IMMEDIATE");
    return begun.ok() ? Status::Ok() : std::move(begun).status();
  }());
  in_transaction_ = true;
  return Status::Ok();
}

Status SqliteConnection::Commit() {
  if (!in_transaction_) return Status::Internal("commit: there is no transaction");
  Result<std::int64_t> done = Execute("COMMIT");
  if (!done.ok()) {
    Rollback();
    return std::move(done).status();
  }
  in_transaction_ = false;
  return Status::Ok();
}

void SqliteConnection::Rollback() {
  if (!in_transaction_) return;
  in_transaction_ = false;
  if (sqlite3_get_autocommit(database_.get()) == 0) {
    // It fails only when the database has rolled back by itself.
    [[maybe_unused]] const auto done = Execute("ROLLBACK");
  }
}

}  // namespace telar::db::sqlite
