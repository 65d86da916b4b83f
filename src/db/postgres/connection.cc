#include "db/postgres/connection.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <utility>

#include "core/text.h"
#include "db/first_words.h"
#include "db/merge.h"
#include "db/postgres/catalog.h"
#include "db/postgres/copy_binary.h"
#include "db/postgres/statement_text.h"
#include "db/postgres/text_values.h"

namespace telar::db::postgres {
namespace {

constexpr std::size_t kCachedStatements = 128;
constexpr std::size_t kLongestValue = 1'000'000'000;  // the server's limit of a field is 1 GiB
constexpr std::size_t kCopyPiece = std::size_t{1} << 18;

/// A batch of so many rows looks its keys up in the index one by one. Other joins may look cheaper
/// and read the table, or the index of every partition, up to the batch's keys. For a larger one
/// the server chooses, and is told what is in it.
constexpr std::size_t kMostLookups = 20'000;

constexpr MergeDialect kMergeDialect{
    .create_staging =
        "CREATE TEMPORARY TABLE {staging} ON COMMIT DROP AS SELECT {columns} FROM {table} WITH NO "
        "DATA",
    .distinct = "{a} IS DISTINCT FROM {b}",
    .insert_end = " ON CONFLICT ({key}) DO NOTHING",
};

bool ChangesTables(std::string_view sql) {
  const std::string start = AsciiLower(Trim(sql).substr(0, 7));
  return start.starts_with("create ") || start.starts_with("drop ") || start.starts_with("alter ");
}

/// The server plans so many runs of a statement by their values, and then, if that seems no dearer,
/// once for all of them. A plan that knows nothing of a long list of keys compares every row with
/// every key.
constexpr int kRunsPlannedByValues = 5;
constexpr std::size_t kLongList = 20;

/// Values as libpq takes them.
struct Bound {
  std::vector<std::string> texts;
  std::vector<const char*> values;
  std::vector<int> lengths, formats;
};

Result<Bound> Bind(std::span<const Value> values, const Prepared& statement) {
  Bound bound;
  bound.texts.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    TELAR_RETURN_IF_ERROR(CheckStorable(values[i]));
    if (std::holds_alternative<Null>(values[i])) {
      bound.values.push_back(nullptr);
      bound.lengths.push_back(0);
      bound.formats.push_back(0);
      continue;
    }
    const std::string& text =
        bound.texts.emplace_back(TextOfValue(values[i], statement.parameters[i]));
    if (text.size() > kLongestValue) {
      return Status::LimitExceeded("bind a value: larger than PostgreSQL takes");
    }
    bound.values.push_back(text.c_str());
    bound.lengths.push_back(static_cast<int>(text.size()));
    bound.formats.push_back(std::holds_alternative<Blob>(values[i]) ? 1 : 0);
  }
  return bound;
}

std::int64_t ChangedRows(PGresult* result) {
  const std::string_view text = PQcmdTuples(result);
  std::int64_t rows = 0;
  std::from_chars(text.data(), text.data() + text.size(), rows);
  return rows;
}

}  // namespace

Status PostgresConnection::MakeFree() {
  if (stream_ != nullptr) std::exchange(stream_, nullptr)->KeepRest();
  if (broken()) return Status::Unavailable("use the connection: it was lost");
  if (in_transaction_ && session_.idle()) {
    return Status::Conflict("transaction: it has ended already");
  }
  return Status::Ok();
}

Result<std::shared_ptr<Prepared>> PostgresConnection::Prepare(std::string_view sql) {
  const std::string_view words = FirstWords(sql);
  const NumberedStatement numbered = NumberParameters(sql);
  if (telar::Trim(sql).empty()) return Status::Internal("prepare a statement: no text");
  auto statement = std::make_shared<Prepared>();
  statement->name = fmt::format("telar_{}", ++names_);
  const ResultHandle parsed(
      PQprepare(session_.raw(), statement->name.c_str(), numbered.sql.c_str(), 0, nullptr));
  TELAR_RETURN_IF_ERROR(session_.StatusOf(parsed.get(), words));
  const ResultHandle described(PQdescribePrepared(session_.raw(), statement->name.c_str()));
  TELAR_RETURN_IF_ERROR(session_.StatusOf(described.get(), words));
  for (int i = 0; i < PQnparams(described.get()); ++i) {
    statement->parameters.push_back(PQparamtype(described.get(), i));
  }
  for (int i = 0; i < PQnfields(described.get()); ++i) {
    statement->shape.names.emplace_back(PQfname(described.get(), i));
    statement->shape.types.push_back(PQftype(described.get(), i));
  }
  return statement;
}

void PostgresConnection::Trim() {
  while (statements_.size() >= kCachedStatements) {
    const auto oldest = std::min_element(
        statements_.begin(), statements_.end(),
        [](const auto& a, const auto& b) { return a.second->last_use < b.second->last_use; });
    unused_.push_back(oldest->second->name);
    statements_.erase(oldest);
  }
  // A transaction that failed takes no command but its end.
  if (unused_.empty() || PQtransactionStatus(session_.raw()) == PQTRANS_INERROR) return;
  std::string sql;
  for (const std::string& name : unused_) sql += "DEALLOCATE " + name + ";";
  unused_.clear();
  [[maybe_unused]] const auto done = session_.Run(sql, "deallocate statements");
}

void PostgresConnection::ForgetTypes() {
  for (auto known = statements_.begin(); known != statements_.end();) {
    const Prepared& statement = *known->second;
    if (statement.parameters.empty() && statement.shape.names.empty()) {
      ++known;
      continue;
    }
    unused_.push_back(statement.name);
    known = statements_.erase(known);
  }
}

bool PostgresConnection::ParseAnew(const std::shared_ptr<const Prepared>& statement,
                                   const Status& failure) {
  if (failure.code() != Code::kInternal || statement->runs == 0) return false;
  for (auto known = statements_.begin(); known != statements_.end(); ++known) {
    if (known->second != statement) continue;
    unused_.push_back(statement->name);
    statements_.erase(known);
    break;
  }
  return !in_transaction_;
}

Result<std::shared_ptr<const Prepared>> PostgresConnection::Ready(std::string_view sql,
                                                                  std::span<const Value> values) {
  TELAR_RETURN_IF_ERROR(MakeFree());
  std::shared_ptr<Prepared> statement;
  if (const auto found = statements_.find(sql); found != statements_.end()) {
    statement = found->second;
    if (values.size() > kLongList && statement->runs >= kRunsPlannedByValues) {
      unused_.push_back(statement->name);
      statements_.erase(found);
      statement = nullptr;
    }
  }
  if (statement == nullptr) {
    Trim();
    TELAR_ASSIGN_OR_RETURN(statement, Prepare(sql));
    statements_.emplace(sql, statement);
  }
  statement->last_use = ++uses_;
  if (values.size() != statement->parameters.size()) {
    return Status::Internal(fmt::format("{}: {} values for {} parameters", FirstWords(sql),
                                        values.size(), statement->parameters.size()));
  }
  return std::shared_ptr<const Prepared>(std::move(statement));
}

Result<std::int64_t> PostgresConnection::Execute(std::string_view sql,
                                                 std::span<const Value> values) {
  const std::string_view words = FirstWords(sql);
  while (true) {
    TELAR_ASSIGN_OR_RETURN(const auto statement, Ready(sql, values));
    if (!statement->shape.names.empty()) {
      return Status::Internal(fmt::format("{}: gives rows; it is a query", words));
    }
    auto bound = Bind(values, *statement);
    if (!bound.ok()) return std::move(bound).status().WithContext(std::string(words));
    const ResultHandle result(PQexecPrepared(session_.raw(), statement->name.c_str(),
                                             static_cast<int>(values.size()), bound->values.data(),
                                             bound->lengths.data(), bound->formats.data(), 0));
    Status done = session_.StatusOf(result.get(), words);
    if (ParseAnew(statement, done)) continue;
    TELAR_RETURN_IF_ERROR(std::move(done));
    ++statement->runs;
    if (ChangesTables(sql)) ForgetTypes();
    return ChangedRows(result.get());
  }
}

Status PostgresConnection::Query(std::string_view sql, std::span<const Value> values,
                                 const RowFn& row) {
  const std::string_view words = FirstWords(sql);
  while (true) {
    TELAR_ASSIGN_OR_RETURN(const auto statement, Ready(sql, values));
    auto bound = Bind(values, *statement);
    if (!bound.ok()) return std::move(bound).status().WithContext(std::string(words));
    const int sent = PQsendQueryPrepared(session_.raw(), statement->name.c_str(),
                                         static_cast<int>(values.size()), bound->values.data(),
                                         bound->lengths.data(), bound->formats.data(), 0);
    if (sent == 0) return session_.StatusOf(nullptr, words);
    PQsetSingleRowMode(session_.raw());
    bool started = false;
    Status done = Stream(*statement, words, [&](const Row& one) {
      started = true;
      return row(one);
    });
    if (!started && ParseAnew(statement, done)) continue;
    if (done.ok()) ++statement->runs;
    return done;
  }
}

Status PostgresConnection::Stream(const Prepared& statement, std::string_view operation,
                                  const RowFn& row) {
  RowStream stream(session_, operation, statement.shape);
  stream_ = &stream;
  const auto leave = [&](Status status) {
    if (stream_ == &stream) {
      stream.Drop();
      stream_ = nullptr;
    }
    return status;
  };
  while (true) {
    auto next = stream.Next();
    if (!next.ok()) return leave(std::move(next).status());
    if (*next == nullptr) return leave(Status::Ok());
    if (Status done = row(**next); !done.ok()) return leave(std::move(done));
  }
}

Status PostgresConnection::ExecuteScript(std::string_view sql) {
  for (const std::string_view statement : SplitScript(sql)) {
    TELAR_RETURN_IF_ERROR(MakeFree());
    if (in_transaction_ && EndsTransaction(statement)) {
      return Status::Internal(
          fmt::format("{}: a script may not end its transaction", FirstWords(statement)));
    }
    const ResultHandle result(PQexec(session_.raw(), std::string(statement).c_str()));
    TELAR_RETURN_IF_ERROR(session_.StatusOf(result.get(), FirstWords(statement)));
  }
  // A script changes tables as a rule, and a statement keeps the types it was parsed with.
  for (auto& [text, statement] : std::exchange(statements_, {})) {
    unused_.push_back(statement->name);
  }
  return Status::Ok();
}

Status PostgresConnection::LoadStaging(const MergeSpec& spec,
                                       std::span<const std::vector<Value>> rows) {
  const std::string staging = QuoteIdentifier(kMergeStaging, kMergeDialect.quote);
  constexpr std::string_view kOperation = "load the batch";
  TELAR_ASSIGN_OR_RETURN(const ResultHandle shape,
                         session_.Run("SELECT * FROM " + staging + " LIMIT 0", kOperation));
  std::vector<std::uint32_t> types;
  for (int i = 0; i < PQnfields(shape.get()); ++i) types.push_back(PQftype(shape.get(), i));
  if (!CopyBinary::Takes(types)) {
    constexpr std::size_t kValues = 2'000;
    return InsertRows(*this, kMergeDialect, spec, rows, kValues / spec.columns.size());
  }
  TELAR_ASSIGN_OR_RETURN(
      [[maybe_unused]] const ResultHandle begun,
      session_.Run("COPY " + staging + " FROM STDIN (FORMAT binary)", kOperation));
  CopyBinary copy(spec.columns, types);
  Status encoded;
  bool sent = true;
  const auto send = [&] {
    sent = PQputCopyData(session_.raw(), copy.bytes().data(),
                         static_cast<int>(copy.bytes().size())) == 1;
    copy.Clear();
  };
  for (const auto& row : rows) {
    encoded = copy.Add(row);
    if (!encoded.ok() || !sent) break;
    if (copy.bytes().size() >= kCopyPiece) send();
  }
  copy.End();
  if (encoded.ok() && sent) send();
  PQputCopyEnd(session_.raw(), encoded.ok() ? nullptr : "a value does not fit its column");
  Status loaded;
  while (const ResultHandle result{PQgetResult(session_.raw())}) {
    if (Status status = session_.StatusOf(result.get(), kOperation); !status.ok()) {
      loaded = std::move(status);
    }
    if (broken()) break;
  }
  TELAR_RETURN_IF_ERROR(encoded);
  TELAR_RETURN_IF_ERROR(loaded);
  if (broken()) return session_.StatusOf(nullptr, kOperation);
  if (rows.size() <= kMostLookups) return Status::Ok();
  // Nobody else does it for a temporary table.
  std::vector<std::string> key;
  for (const auto& name : spec.key) key.push_back(QuoteIdentifier(name, kMergeDialect.quote));
  return session_.Run(fmt::format("ANALYZE {} ({})", staging, Join(key, ", ")), kOperation)
      .status();
}

Result<MergeCounts> PostgresConnection::Merge(const MergeSpec& spec,
                                              std::span<const std::vector<Value>> rows) {
  if (!in_transaction_) {
    return Status::Internal(fmt::format("merge into {}: outside a transaction", spec.table));
  }
  TELAR_RETURN_IF_ERROR(MakeFree());
  const auto load = [&] { return LoadStaging(spec, rows); };
  if (rows.size() > kMostLookups) {
    return MergeThroughStaging(*this, kMergeDialect, spec, rows, load);
  }
  const auto set = [&](std::string_view value) {
    return session_
        .Run(
            fmt::format("SET LOCAL enable_mergejoin = {0}; SET LOCAL enable_hashjoin = {0}", value),
            "prepare a merge")
        .status();
  };
  TELAR_RETURN_IF_ERROR(set("off"));
  auto counts = MergeThroughStaging(*this, kMergeDialect, spec, rows, load);
  if (counts.ok()) TELAR_RETURN_IF_ERROR(set("DEFAULT"));
  return counts;
}

Result<std::vector<std::string>> PostgresConnection::Tables() { return ListTables(*this); }

Result<std::vector<ColumnInfo>> PostgresConnection::Columns(std::string_view table) {
  return ListColumns(*this, table);
}

Result<std::vector<IndexInfo>> PostgresConnection::Indexes(std::string_view table) {
  return ListIndexes(*this, table);
}

Status PostgresConnection::Begin() {
  if (in_transaction_) return Status::Internal("begin: there is a transaction already");
  TELAR_RETURN_IF_ERROR(MakeFree());
  TELAR_RETURN_IF_ERROR(session_.Run("BEGIN ISOLATION LEVEL REPEATABLE READ", "begin").status());
  in_transaction_ = true;
  return Status::Ok();
}

Status PostgresConnection::Commit() {
  if (!in_transaction_) return Status::Internal("commit: there is no transaction");
  if (Status free = MakeFree(); !free.ok()) {
    Rollback();
    return free;
  }
  in_transaction_ = false;
  TELAR_ASSIGN_OR_RETURN(const ResultHandle done, session_.Run("COMMIT", "commit"));
  // The answer to the commit of a transaction that failed before.
  if (std::strcmp(PQcmdStatus(done.get()), "ROLLBACK") == 0) {
    return Status::Conflict("commit: the database rolled it back after an earlier failure");
  }
  return Status::Ok();
}

void PostgresConnection::Rollback() {
  if (stream_ != nullptr) std::exchange(stream_, nullptr)->KeepRest();
  in_transaction_ = false;
  if (broken() || session_.idle()) return;
  // It fails only when the connection is lost, and then the server rolls back.
  [[maybe_unused]] const auto done = session_.Run("ROLLBACK", "rollback");
  ForgetTypes();
}

}  // namespace telar::db::postgres
