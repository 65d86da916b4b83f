#include "db/postgres/statement_text.h"

#include <algorithm>

#include "core/text.h"

namespace telar::db::postgres {
namespace {

constexpr std::size_t kEnd = std::string_view::npos;

bool IsWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

std::size_t After(std::string_view sql, std::size_t found, std::size_t length) {
  return found == kEnd ? sql.size() : found + length;
}

/// End of the quoted text at `at`; a backslash escapes in E'…'.
std::size_t QuotedEnd(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  const bool escapes = quote == '\'' && at > 0 && (sql[at - 1] == 'E' || sql[at - 1] == 'e') &&
                       (at == 1 || !IsWord(sql[at - 2]));
  for (std::size_t i = at + 1; i < sql.size(); ++i) {
    if (escapes && sql[i] == '\\') ++i;
    else if (sql[i] == quote) return i + 1;  // a doubled quote opens the next text at once
  }
  return sql.size();
}

std::size_t CommentEnd(std::string_view sql, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i + 1 < sql.size(); ++i) {
    const std::string_view two = sql.substr(i, 2);
    if (two == "/*") {
      ++depth;
      ++i;
    } else if (two == "*/") {
      ++i;
      if (--depth == 0) return i + 1;
    }
  }
  return sql.size();
}

/// End of $tag$…$tag$ at `at`; `at` when there is none.
std::size_t DollarEnd(std::string_view sql, std::size_t at) {
  if (at > 0 && IsWord(sql[at - 1])) return at;
  std::size_t close = at + 1;
  while (close < sql.size() && IsWord(sql[close])) ++close;
  const bool number = close > at + 1 && sql[at + 1] >= '0' && sql[at + 1] <= '9';
  if (close >= sql.size() || sql[close] != '$' || number) return at;
  const std::string_view tag = sql.substr(at, close + 1 - at);
  return After(sql, sql.find(tag, close + 1), tag.size());
}

/// End of what is not SQL to be read at `at`; `at` when there is nothing such.
std::size_t SkipVerbatim(std::string_view sql, std::size_t at) {
  const std::string_view rest = sql.substr(at);
  if (rest[0] == '\'' || rest[0] == '"') return QuotedEnd(sql, at);
  if (rest[0] == '$') return DollarEnd(sql, at);
  if (rest.starts_with("--")) return After(sql, sql.find('\n', at), 1);
  if (rest.starts_with("/*")) return CommentEnd(sql, at);
  return at;
}

bool HasStatement(std::string_view sql) {
  for (std::size_t at = 0; at < sql.size();) {
    const bool comment = sql.substr(at).starts_with("--") || sql.substr(at).starts_with("/*");
    if (comment) at = SkipVerbatim(sql, at);
    else if (Trim(sql.substr(at, 1)).empty()) ++at;
    else return true;
  }
  return false;
}

}  // namespace

NumberedStatement NumberParameters(std::string_view sql) {
  NumberedStatement numbered;
  numbered.sql.reserve(sql.size() + 16);
  for (std::size_t at = 0; at < sql.size();) {
    if (const std::size_t end = SkipVerbatim(sql, at); end != at) {
      numbered.sql += sql.substr(at, end - at);
      at = end;
    } else if (sql.substr(at).starts_with("??")) {
      numbered.sql += '?';
      at += 2;
    } else if (sql[at] == '?') {
      numbered.sql += '$' + std::to_string(++numbered.parameters);
      ++at;
    } else {
      numbered.sql += sql[at++];
    }
  }
  return numbered;
}

std::vector<std::string_view> SplitScript(std::string_view sql) {
  std::vector<std::string_view> statements;
  std::size_t start = 0;
  const auto add = [&](std::size_t end) {
    const std::string_view statement = sql.substr(start, end - start);
    if (HasStatement(statement)) statements.push_back(Trim(statement));
    start = end + 1;
  };
  for (std::size_t at = 0; at < sql.size();) {
    if (const std::size_t end = SkipVerbatim(sql, at); end != at) {
      at = end;
      continue;
    }
    if (sql[at] == ';') add(at);
    ++at;
  }
  if (start < sql.size()) add(sql.size());
  return statements;
}

bool EndsTransaction(std::string_view statement) {
  while (!statement.empty()) {
    if (Trim(statement.substr(0, 1)).empty()) statement.remove_prefix(1);
    else if (statement.starts_with("--") || statement.starts_with("/*"))
      statement.remove_prefix(SkipVerbatim(statement, 0));
    else break;
  }
  const std::string words = AsciiLower(CollapseSpaces(statement)) + " ";
  const auto starts = [&](std::string_view word) { return words.starts_with(word); };
  if (starts("rollback ")) {
    return !starts("rollback to ") && !starts("rollback work to ") &&
           !starts("rollback transaction to ");
  }
  return starts("commit ") || starts("end ") || starts("abort ") || starts("prepare transaction ");
}

}  // namespace telar::db::postgres
