#include "pos/odbc/diagnostic.h"

#include <array>
#include <utility>

#include "core/text.h"

namespace telar::pos {
namespace {

// From the list of system errors of SQL Server.
constexpr std::array<std::pair<int, Code>, 26> kSqlServer{{
    {102, Code::kInvalidInput},       // syntax
    {207, Code::kInvalidInput},       // no such column
    {208, Code::kInvalidInput},       // no such table
    {8114, Code::kInvalidInput},      // conversion
    {229, Code::kPermissionDenied},   // on an object
    {230, Code::kPermissionDenied},   // on a column
    {262, Code::kPermissionDenied},   // on the database
    {297, Code::kPermissionDenied},   // on the action
    {300, Code::kPermissionDenied},   // on the view of the server
    {916, Code::kPermissionDenied},   // no user of the database
    {4060, Code::kPermissionDenied},  // database cannot be opened by this login
    {18401, Code::kUnavailable},      // upgrade is running
    {18451, Code::kPermissionDenied},
    {18452, Code::kPermissionDenied},  // login from an untrusted domain
    {18456, Code::kPermissionDenied},  // login failed
    {18470, Code::kPermissionDenied},  // account is disabled
    {18486, Code::kPermissionDenied},  // account is locked
    {18487, Code::kPermissionDenied},  // password has expired
    {18488, Code::kPermissionDenied},  // password must be changed
    {596, Code::kUnavailable},         // session was killed
    {701, Code::kUnavailable},         // out of memory
    {1205, Code::kUnavailable},        // deadlock
    {1222, Code::kUnavailable},        // lock timeout
    {6005, Code::kUnavailable},        // shutting down
    {17142, Code::kUnavailable},       // paused
    {17830, Code::kUnavailable},       // network
}};

/// PostgreSQL's driver has one SQLSTATE for a server that is away and one that refuses the login.
bool RefusesLogin(std::string_view message) {
  return message.find("authentication failed") != std::string_view::npos ||
         message.find("no pg_hba.conf entry") != std::string_view::npos;
}

std::string WithoutQuoted(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if (text[i] != '\'' && text[i] != '"') continue;
    const std::size_t end = text.rfind(text[i]);
    if (end == i || end == std::string_view::npos) continue;
    out += "…";
    out += text[i];
    i = end;
  }
  return out;
}

}  // namespace

Code CodeOf(const Diagnostic& diagnostic, bool sql_server) {
  const std::string_view state = diagnostic.state;
  const std::string_view kind = state.substr(0, 2);
  if (diagnostic.message.find("Can't open lib") != std::string::npos) return Code::kInvalidConfig;
  if (sql_server) {
    for (const auto& [native, code] : kSqlServer)
      if (native == diagnostic.native) return code;
  }
  if (kind == "08" && RefusesLogin(diagnostic.message)) return Code::kPermissionDenied;
  if (state == "HYT00" || state == "HYT01") return Code::kDeadlineExceeded;
  if (kind == "28" || state == "42501") return Code::kPermissionDenied;
  if (kind == "IM") return Code::kInvalidConfig;
  if (state == "HY001" || state == "HY013") return Code::kLimitExceeded;
  for (const std::string_view wrong : {"07", "21", "22", "23", "42"})
    if (kind == wrong) return Code::kInvalidInput;
  return Code::kUnavailable;
}

std::string Describe(const Diagnostic& diagnostic, std::string_view secret) {
  std::string_view message = diagnostic.message;
  while (message.starts_with('[')) {
    const std::size_t end = message.find(']');
    if (end == std::string_view::npos) break;
    message = message.substr(end + 1);
  }
  std::string text = CollapseSpaces(message);
  if (!secret.empty()) {
    for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos;)
      text.replace(at, secret.size(), "***");
  }
  const std::string_view kind = std::string_view(diagnostic.state).substr(0, 2);
  if (kind == "22" || kind == "23") text = WithoutQuoted(text);
  while (text.ends_with('.')) text.pop_back();
  text = "[" + diagnostic.state + "] " + text;
  if (diagnostic.native != 0) text += " (" + std::to_string(diagnostic.native) + ")";
  return text;
}

}  // namespace telar::pos
