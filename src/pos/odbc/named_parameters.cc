#include "pos/odbc/named_parameters.h"

#include "core/text.h"

namespace telar::pos {
namespace {

bool IsNamePart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Where what begins at `at` ends, when it is quoted or a comment; `at` otherwise.
std::size_t SkipQuiet(std::string_view sql, std::size_t at) {
  const auto after = [&](std::string_view end, std::size_t from) {
    const std::size_t found = sql.find(end, from);
    return found == std::string_view::npos ? sql.size() : found + end.size();
  };
  switch (sql[at]) {
    case '\'':
    case '"':
    case '`': return after(sql.substr(at, 1), at + 1);
    case '[': return after("]", at + 1);
    case '-': return sql.substr(at).starts_with("--") ? after("\n", at) : at;
    case '/': return sql.substr(at).starts_with("/*") ? after("*/", at + 2) : at;
    default: return at;
  }
}

}  // namespace

Result<BoundStatement> BindNames(std::string_view sql,
                                 const std::map<std::string, std::string, std::less<>>& values) {
  BoundStatement bound;
  for (std::size_t at = 0; at < sql.size();) {
    if (const std::size_t end = SkipQuiet(sql, at); end != at) {
      bound.sql += sql.substr(at, end - at);
      at = end;
      continue;
    }
    if (sql.substr(at).starts_with("::")) {
      bound.sql += "::";
      at += 2;
      continue;
    }
    if (sql[at] == '?')
      return Status::InvalidConfig("read a query: it holds a ? of its own")
          .WithHint("Name what is to be filled in, as :from.");
    std::size_t end = at + 1;
    while (sql[at] == ':' && end < sql.size() && IsNamePart(sql[end])) ++end;
    if (sql[at] != ':' || end == at + 1) {
      bound.sql += sql[at++];
      continue;
    }
    const std::string_view name = sql.substr(at + 1, end - at - 1);
    const auto value = values.find(name);
    if (value == values.end()) {
      std::vector<std::string> known;
      for (const auto& entry : values) known.push_back(":" + entry.first);
      return Status::InvalidConfig("read a query: nothing is known as :" + std::string(name))
          .WithHint("There are " + Join(known, ", ") + ".");
    }
    bound.sql += '?';
    bound.parameters.push_back(value->second);
    at = end;
  }
  return bound;
}

}  // namespace telar::pos
