#include "db/postgres/errors.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/text.h"

namespace telar::db::postgres {
namespace {

struct Meaning {
  std::string_view prefix;  ///< Of the SQLSTATE; the first that fits counts.
  Code code;
  std::string_view hint = "";
};

constexpr std::string_view kRights =
    "Check the user and the password of the database's URL, and what the user is granted.";
constexpr std::string_view kLater = "It can be tried again.";

constexpr std::array kMeanings{
    Meaning{"23505", Code::kAlreadyExists},
    Meaning{"23P01", Code::kAlreadyExists},
    Meaning{"23", Code::kContractBroken},
    Meaning{"40", Code::kConflict},
    Meaning{"25P02", Code::kConflict},
    Meaning{"25P03", Code::kUnavailable, "The transaction lay idle for too long."},
    Meaning{"25006", Code::kUnavailable, "The server takes no writes: is it a standby?"},
    Meaning{"22P04", Code::kInternal},
    Meaning{"22", Code::kInvalidInput},
    Meaning{"28", Code::kPermissionDenied, kRights},
    Meaning{"42501", Code::kPermissionDenied, kRights},
    Meaning{"42P07", Code::kAlreadyExists},
    Meaning{"42710", Code::kAlreadyExists},
    Meaning{"3D000", Code::kInvalidConfig, "Create the database, or check its name in the URL."},
    Meaning{"3F000", Code::kInvalidConfig, "Check the search_path of the user or of the URL."},
    Meaning{"08", Code::kUnavailable},
    Meaning{"53100", Code::kUnavailable, "Free space on the disk of the server."},
    Meaning{"53300", Code::kUnavailable, "Allow the server more connections, or use fewer."},
    Meaning{"53", Code::kUnavailable},
    Meaning{"54", Code::kLimitExceeded},
    Meaning{"55P03", Code::kUnavailable, "Another session holds a lock; it can be tried again."},
    Meaning{"55006", Code::kUnavailable, kLater},
    Meaning{"57014", Code::kDeadlineExceeded},
    Meaning{"57", Code::kUnavailable, kLater},
    Meaning{"58", Code::kUnavailable, "Look at the log of the server."},
    Meaning{"P0001", Code::kContractBroken},
    Meaning{"XX001", Code::kContractBroken, "The database is damaged: restore it from a backup."},
    Meaning{"XX002", Code::kContractBroken, "An index is damaged: REINDEX it."},
};

/// What stands between the first and the last quotation mark may be a value.
std::string WithoutQuoted(std::string_view message) {
  const std::size_t first = message.find('"'), last = message.rfind('"');
  if (first == std::string_view::npos || first == last) return std::string(message);
  return std::string(message.substr(0, first)) + "\"…\"" + std::string(message.substr(last + 1));
}

std::string Shown(std::string_view sqlstate, std::string_view message) {
  // What a trigger raises is its author's text.
  if (sqlstate == "P0001") return "a trigger or function of the database refused it";
  std::string shown(Trim(message.substr(0, message.find('\n'))));
  return sqlstate.starts_with("22") ? WithoutQuoted(shown) : shown;
}

bool IsSqlstate(std::string_view text) {
  return text.size() == 5 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
         });
}

bool Says(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

}  // namespace

Status StatusOfSqlstate(std::string_view sqlstate, std::string_view operation,
                        std::string_view message) {
  const std::string text = std::string(operation) + ": " + Shown(sqlstate, message);
  if (sqlstate.empty()) return Status::Unavailable(text).WithHint(std::string(kLater));
  for (const Meaning& meaning : kMeanings) {
    if (!sqlstate.starts_with(meaning.prefix)) continue;
    Status status(meaning.code, text);
    return meaning.hint.empty() ? status : std::move(status).WithHint(std::string(meaning.hint));
  }
  return Status::Internal(text);
}

Status StatusOfConnectError(std::string_view text) {
  constexpr std::string_view kOperation = "connect";
  constexpr std::string_view kBefore = ":  ";  // "FATAL:  28P01: …"
  for (const std::string_view line : Split(text, '\n')) {
    for (std::size_t at = line.find(kBefore); at != std::string_view::npos;
         at = line.find(kBefore, at + 1)) {
      const std::string_view rest = line.substr(at + kBefore.size());
      if (rest.size() > 7 && IsSqlstate(rest.substr(0, 5)) && rest[5] == ':') {
        return StatusOfSqlstate(rest.substr(0, 5), kOperation, rest.substr(7));
      }
    }
  }
  const std::string first(Trim(Trim(text).substr(0, Trim(text).find('\n'))));
  const std::string message = std::string(kOperation) + ": " + first;
  if (Says(text, "does not support SSL") || Says(text, "certificate") ||
      Says(text, "sslmode value")) {
    return Status::InvalidConfig(message).WithHint(
        "Check sslmode and sslrootcert in the database's URL.");
  }
  if (Says(text, "no password supplied")) {
    return Status::PermissionDenied(message).WithHint(std::string(kRights));
  }
  return Status::Unavailable(message).WithHint(
      "Is the server running, and does it listen on this host and port?");
}

}  // namespace telar::db::postgres
