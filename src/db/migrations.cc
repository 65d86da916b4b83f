#include "db/migrations.h"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "core/digest.h"
#include "core/retry.h"
#include "core/text.h"

namespace telar::db {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS schema_migrations ("
    "component {key_text} NOT NULL, number {integer} NOT NULL, name {text} NOT NULL, "
    "checksum {key_text} NOT NULL, applied_at {instant} NOT NULL, PRIMARY KEY (component, number))";

/// Copies a quoted text or a comment that starts at `at`; false when there is none.
bool CopyVerbatim(std::string_view sql, std::size_t& at, std::string& out) {
  const std::string_view rest = sql.substr(at);
  std::size_t end = std::string_view::npos;
  if (rest[0] == '\'' || rest[0] == '"') {
    end = rest.find(rest[0], 1);
    if (end != std::string_view::npos) ++end;
  } else if (rest.starts_with("--")) {
    end = rest.find('\n');
  } else if (rest.starts_with("/*")) {
    end = rest.find("*/", 2);
    if (end != std::string_view::npos) end += 2;
  } else {
    return false;
  }
  end = std::min(end, rest.size());
  out.append(rest.substr(0, end));
  at += end;
  return true;
}

/// Reads "decimal(P,S)"; spaces after the comma do not matter.
bool ReadDecimalParameters(std::string_view word, int& precision, int& scale) {
  constexpr std::string_view kStart = "decimal(";
  if (!word.starts_with(kStart) || !word.ends_with(')')) return false;
  const auto numbers = Split(word.substr(kStart.size(), word.size() - kStart.size() - 1), ',');
  const auto read = [](std::string_view text, int& number) {
    text = Trim(text);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
  };
  return numbers.size() == 2 && read(numbers[0], precision) && read(numbers[1], scale) &&
         precision > 0 && scale >= 0 && scale <= precision;
}

Result<std::string> ExpandWord(std::string_view word, const Dialect& dialect) {
  const std::map<std::string_view, std::string_view> words{
      {"serial_primary_key", dialect.serial_primary_key},
      {"integer", dialect.integer},
      {"bigint", dialect.bigint},
      {"boolean", dialect.boolean},
      {"text", dialect.text},
      {"key_text", dialect.key_text},
      {"date", dialect.date},
      {"datetime", dialect.datetime},
      {"instant", dialect.instant},
      {"blob", dialect.blob},
      {"json", dialect.json},
      {"real", dialect.real}};
  if (const auto found = words.find(word); found != words.end()) return std::string(found->second);
  if (word == "decimal") return dialect.decimal + "(18,4)";
  int precision = 0, scale = 0;
  if (ReadDecimalParameters(word, precision, scale)) {
    return fmt::format("{}({},{})", dialect.decimal, precision, scale);
  }
  if (constexpr std::string_view kAgo = "ago("; word.starts_with(kAgo) && word.ends_with(')')) {
    const std::string_view hours = word.substr(kAgo.size(), word.size() - kAgo.size() - 1);
    const bool whole =
        !hours.empty() && hours.find_first_not_of("0123456789") == std::string_view::npos;
    if (whole && !dialect.hours_ago.empty()) {
      return fmt::format(fmt::runtime(dialect.hours_ago), hours);
    }
  }
  return Status::Internal(fmt::format("expand types: no type word {{{}}}", word));
}

Status CheckList(std::span<const Migration> migrations) {
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    if (migrations[i].number != static_cast<int>(i) + 1) {
      return Status::Internal(
          fmt::format("migration {} stands where {} belongs", migrations[i].number, i + 1));
    }
  }
  return Status::Ok();
}

/// Number and checksum of what is applied.
Result<std::map<int, std::string>> Applied(Connection& connection, std::string_view component) {
  std::map<int, std::string> applied;
  TELAR_RETURN_IF_ERROR(
      connection.Query("SELECT number, checksum FROM schema_migrations WHERE component = ?",
                       {std::string(component)}, [&](const Row& row) {
                         TELAR_ASSIGN_OR_RETURN(const std::int64_t number, row.AsInt(0));
                         TELAR_ASSIGN_OR_RETURN(applied[static_cast<int>(number)], row.AsText(1));
                         return Status::Ok();
                       }));
  return applied;
}

const std::string& TextFor(const Migration& migration, const Database& database) {
  const bool partitioned =
      database.capabilities().range_partitions && !migration.partitioned_sql.empty();
  return partitioned ? migration.partitioned_sql : migration.sql;
}

Status CheckApplied(const std::map<int, std::string>& applied, const Database& database,
                    std::span<const Migration> migrations) {
  int expected = 0;
  for (const auto& [number, checksum] : applied) {
    if (number > static_cast<int>(migrations.size())) {
      return Status::ContractBroken(
                 fmt::format("the database has migration {}, this program knows {}", number,
                             migrations.size()))
          .WithHint("Run a newer telar, or restore a backup from before the upgrade.");
    }
    if (number != ++expected) {
      return Status::ContractBroken(
          fmt::format("migration {} is applied but {} is not", number, expected));
    }
    const Migration& known = migrations[static_cast<std::size_t>(number - 1)];
    if (checksum != Sha256Hex(TextFor(known, database))) {
      return Status::ContractBroken(fmt::format("migration {} ({}) is not the one that was applied",
                                                number, known.name))
          .WithHint("A released migration is never edited; add a new one.");
    }
  }
  return Status::Ok();
}

/// Applies the first migration that is missing; true when there was one.
Result<bool> ApplyNext(Connection& connection, const Database& database, std::string_view component,
                       std::span<const Migration> migrations, const Clock& clock) {
  TELAR_ASSIGN_OR_RETURN(auto transaction, Transaction::Begin(connection));
  TELAR_ASSIGN_OR_RETURN(const auto applied, Applied(connection, component));
  TELAR_RETURN_IF_ERROR(CheckApplied(applied, database, migrations));
  if (applied.size() == migrations.size()) return false;
  const Migration& next = migrations[applied.size()];
  const auto named = [&](Status status) {
    return std::move(status).WithContext(fmt::format("migration {} ({})", next.number, next.name));
  };
  // The row comes first: where two transactions may write at once, the second waits on its key.
  auto claimed = connection.Execute(
      "INSERT INTO schema_migrations (component, number, name, checksum, applied_at) VALUES (?, ?, "
      "?, ?, ?)",
      {std::string(component), std::int64_t{next.number}, next.name,
       Sha256Hex(TextFor(next, database)), clock.Now()});
  if (claimed.status().code() == Code::kAlreadyExists) {
    return Status::Conflict("another process applied it first");
  }
  if (!claimed.ok()) return named(std::move(claimed).status());
  auto script = ExpandTypes(TextFor(next, database), database.dialect());
  if (!script.ok()) return named(std::move(script).status());
  if (Status done = connection.ExecuteScript(*script); !done.ok()) return named(std::move(done));
  if (Status done = transaction.Commit(); !done.ok()) return named(std::move(done));
  return true;
}

Status MakeTable(Connection& connection, const Dialect& dialect) {
  TELAR_ASSIGN_OR_RETURN(const std::string sql, ExpandTypes(kTable, dialect));
  auto made = connection.Execute(sql);
  // Two at once: some databases tell the loser that the table is there although it asked IF NOT.
  if (made.ok() || made.status().code() == Code::kAlreadyExists) return Status::Ok();
  return std::move(made).status();
}

}  // namespace

Result<std::string> ExpandTypes(std::string_view sql, const Dialect& dialect) {
  std::string out;
  for (std::size_t at = 0; at < sql.size();) {
    if (CopyVerbatim(sql, at, out)) continue;
    if (sql[at] == '}') return Status::Internal("expand types: a brace without its pair");
    if (sql[at] != '{') {
      out.push_back(sql[at++]);
      continue;
    }
    const std::size_t end = sql.find('}', at);
    if (end == std::string_view::npos) {
      return Status::Internal("expand types: a brace without its pair");
    }
    TELAR_ASSIGN_OR_RETURN(const std::string type,
                           ExpandWord(sql.substr(at + 1, end - at - 1), dialect));
    out += type;
    at = end + 1;
  }
  return out;
}

Result<int> Migrate(Database& database, std::string_view component,
                    std::span<const Migration> migrations, const Clock& clock) {
  TELAR_RETURN_IF_ERROR(CheckList(migrations));
  int count = 0;
  // A lock that outlasts the adapter's own patience is another process migrating.
  const RetryPolicy patience{
      .attempts = 12, .first = std::chrono::seconds(1), .longest = std::chrono::seconds(10)};
  SystemRandom random;
  const Status done = Retry(
      patience, clock, random, Deadline::After(clock, std::chrono::minutes(1)), {},
      [&]() -> Status {
        TELAR_ASSIGN_OR_RETURN(const PooledConnection connection, database.Acquire());
        TELAR_RETURN_IF_ERROR(MakeTable(*connection, database.dialect()));
        // Most starts find everything done; they take no write lock.
        TELAR_ASSIGN_OR_RETURN(const auto before, Applied(*connection, component));
        TELAR_RETURN_IF_ERROR(CheckApplied(before, database, migrations));
        while (before.size() < migrations.size()) {
          TELAR_ASSIGN_OR_RETURN(const bool applied,
                                 ApplyNext(*connection, database, component, migrations, clock));
          if (!applied) return Status::Ok();
          ++count;
        }
        return Status::Ok();
      });
  if (!done.ok()) {
    return done.WithContext(fmt::format("migrate {} in {}", component, database.Describe()));
  }
  return count;
}

}  // namespace telar::db
