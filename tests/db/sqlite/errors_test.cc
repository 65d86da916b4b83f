#include "db/sqlite/errors.h"

#include <sqlite3.h>

#include <cerrno>

#include "tests/support/status_matchers.h"

namespace telar::db::sqlite {
namespace {

using telar::testing::StatusIs;

TEST(SqliteErrors, EveryCodeSaysWhatTheCallerShouldDo) {
  struct Case {
    int code;
    int system_errno;
    Code expected;
  };
  for (const Case& c : {Case{SQLITE_BUSY, 0, Code::kUnavailable},
                        Case{SQLITE_BUSY_RECOVERY, 0, Code::kUnavailable},
                        Case{SQLITE_BUSY_TIMEOUT, 0, Code::kUnavailable},
                        Case{SQLITE_BUSY_SNAPSHOT, 0, Code::kConflict},
                        Case{SQLITE_LOCKED, 0, Code::kUnavailable},
                        Case{SQLITE_LOCKED_SHAREDCACHE, 0, Code::kUnavailable},
                        Case{SQLITE_PROTOCOL, 0, Code::kUnavailable},
                        Case{SQLITE_FULL, 0, Code::kUnavailable},
                        Case{SQLITE_IOERR, 0, Code::kUnavailable},
                        Case{SQLITE_IOERR_FSYNC, 0, Code::kUnavailable},
                        Case{SQLITE_IOERR_READ, 0, Code::kUnavailable},
                        Case{SQLITE_CORRUPT, 0, Code::kContractBroken},
                        Case{SQLITE_CORRUPT_INDEX, 0, Code::kContractBroken},
                        Case{SQLITE_NOTADB, 0, Code::kContractBroken},
                        Case{SQLITE_CONSTRAINT_UNIQUE, 0, Code::kAlreadyExists},
                        Case{SQLITE_CONSTRAINT_PRIMARYKEY, 0, Code::kAlreadyExists},
                        Case{SQLITE_CONSTRAINT_ROWID, 0, Code::kAlreadyExists},
                        Case{SQLITE_CONSTRAINT_NOTNULL, 0, Code::kContractBroken},
                        Case{SQLITE_CONSTRAINT_CHECK, 0, Code::kContractBroken},
                        Case{SQLITE_CONSTRAINT_FOREIGNKEY, 0, Code::kContractBroken},
                        Case{SQLITE_CONSTRAINT_TRIGGER, 0, Code::kContractBroken},
                        Case{SQLITE_MISMATCH, 0, Code::kContractBroken},
                        Case{SQLITE_READONLY, 0, Code::kPermissionDenied},
                        Case{SQLITE_READONLY_DIRECTORY, 0, Code::kPermissionDenied},
                        Case{SQLITE_PERM, 0, Code::kPermissionDenied},
                        Case{SQLITE_AUTH, 0, Code::kPermissionDenied},
                        Case{SQLITE_CANTOPEN, EACCES, Code::kPermissionDenied},
                        Case{SQLITE_CANTOPEN, EROFS, Code::kPermissionDenied},
                        Case{SQLITE_CANTOPEN, ENOENT, Code::kInvalidConfig},
                        Case{SQLITE_CANTOPEN_ISDIR, EACCES, Code::kInvalidConfig},
                        Case{SQLITE_NOMEM, 0, Code::kLimitExceeded},
                        Case{SQLITE_TOOBIG, 0, Code::kLimitExceeded},
                        Case{SQLITE_INTERRUPT, 0, Code::kCancelled},
                        Case{SQLITE_ABORT_ROLLBACK, 0, Code::kConflict},
                        Case{SQLITE_SCHEMA, 0, Code::kConflict},
                        Case{SQLITE_ERROR, 0, Code::kInternal},
                        Case{SQLITE_MISUSE, 0, Code::kInternal},
                        Case{SQLITE_RANGE, 0, Code::kInternal}}) {
    EXPECT_THAT(StatusOfCode(c.code, c.system_errno, "INSERT INTO t", "why"), StatusIs(c.expected))
        << c.code;
  }
}

TEST(SqliteErrors, ADamagedFileComesWithAHint) {
  const Status status =
      StatusOfCode(SQLITE_CORRUPT, 0, "SELECT", "database disk image is malformed");
  EXPECT_EQ(status.message(), "SELECT: database disk image is malformed");
  EXPECT_NE(status.hint(), "");
}

}  // namespace
}  // namespace telar::db::sqlite
