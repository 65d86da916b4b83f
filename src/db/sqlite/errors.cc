#include "db/sqlite/errors.h"

#include <sqlite3.h>

#include <cerrno>
#include <string>

namespace telar::db::sqlite {
namespace {

struct Meaning {
  Code code;
  std::string_view hint;
};

constexpr std::string_view kLocked = "Another program is writing; it can be tried again.";
constexpr std::string_view kDamaged =
    "Restore the file from a backup, or save what is readable with sqlite3's .recover.";
constexpr std::string_view kRights = "Check the owner and the mode of the file and its folder.";

Meaning MeaningOf(int code, int system_errno) {
  switch (code) {
    case SQLITE_BUSY_SNAPSHOT: return {Code::kConflict, ""};
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return {Code::kAlreadyExists, ""};
    case SQLITE_CANTOPEN_ISDIR:
      return {Code::kInvalidConfig, "The database must be a file, not a folder."};
    default: break;
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL: return {Code::kUnavailable, kLocked};
    case SQLITE_FULL: return {Code::kUnavailable, "Free space on the disk of the database."};
    case SQLITE_IOERR: return {Code::kUnavailable, "Check the disk of the database."};
    case SQLITE_CORRUPT: return {Code::kContractBroken, kDamaged};
    case SQLITE_NOTADB:
      return {Code::kContractBroken,
              "Name another file, or move this one away; it is left as it is."};
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH: return {Code::kContractBroken, ""};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return {Code::kPermissionDenied, kRights};
    case SQLITE_CANTOPEN:
      if (system_errno == EACCES || system_errno == EPERM || system_errno == EROFS) {
        return {Code::kPermissionDenied, kRights};
      }
      return {Code::kInvalidConfig, "Check the path of the database."};
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG: return {Code::kLimitExceeded, ""};
    case SQLITE_INTERRUPT: return {Code::kCancelled, ""};
    case SQLITE_ABORT:
    case SQLITE_SCHEMA: return {Code::kConflict, ""};
    default: return {Code::kInternal, ""};
  }
}

}  // namespace

Status StatusOfCode(int code, int system_errno, std::string_view operation,
                    std::string_view message) {
  const Meaning meaning = MeaningOf(code, system_errno);
  Status status(meaning.code, std::string(operation) + ": " + std::string(message));
  return meaning.hint.empty() ? status : std::move(status).WithHint(std::string(meaning.hint));
}

}  // namespace telar::db::sqlite
