#include "db/duckdb/errors.h"

#include "tests/support/status_matchers.h"

namespace telar::db::duckdb {
namespace {

using telar::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(DuckdbErrors, EveryKindSaysWhatTheCallerShouldDo) {
  struct Case {
    std::string_view message;
    Code expected;
  };
  for (const Case& c :
       {Case{"Constraint Error: Duplicate key \"k: x\" violates unique constraint.",
             Code::kAlreadyExists},
        Case{"Constraint Error: PRIMARY KEY or UNIQUE constraint violation: duplicate key \"x\"",
             Code::kAlreadyExists},
        Case{"Constraint Error: NOT NULL constraint failed: t.must", Code::kContractBroken},
        Case{"Constraint Error: CHECK constraint failed on table t", Code::kContractBroken},
        Case{"Constraint Error: Violates foreign key constraint because key",
             Code::kContractBroken},
        Case{"TransactionContext Error: Failed to commit: write-write conflict on key: \"2\"",
             Code::kConflict},
        Case{"TransactionContext Error: Catalog write-write conflict on create with \"t\"",
             Code::kConflict},
        Case{"TransactionContext Error: Conflict on tuple deletion!", Code::kConflict},
        Case{"TransactionContext Error: Current transaction is aborted (please ROLLBACK)",
             Code::kConflict},
        Case{"TransactionContext Error: cannot start a transaction within a transaction",
             Code::kInternal},
        Case{"Conversion Error: Could not convert string 'x' to INT32", Code::kInvalidInput},
        Case{"Out of Range Error: Overflow in multiplication", Code::kInvalidInput},
        Case{"Out of Memory Error: could not allocate block", Code::kLimitExceeded},
        Case{"IO Error: Could not write file: No space left on device", Code::kUnavailable},
        Case{"IO Error: Cannot open file \"x\": Permission denied", Code::kPermissionDenied},
        Case{"Parser Error: syntax error at or near \"SELEKT\"", Code::kInternal},
        Case{"Catalog Error: Table with name t does not exist!", Code::kInternal},
        Case{"", Code::kInternal}}) {
    EXPECT_THAT(StatusOfMessage(c.message, "INSERT INTO t"),
                StatusIs(c.expected, HasSubstr("INSERT INTO t: ")))
        << c.message;
  }
}

TEST(DuckdbErrors, ValuesInMessagesAreDropped) {
  for (const std::string_view message :
       {"Constraint Error: Duplicate key \"k: hush\" violates unique constraint.",
        "Conversion Error: Could not convert string 'hush' to INT32\nLINE 1: SELECT 'hush'",
        "Parser Error: syntax error at or near \"hush\"",
        "Binder Error: Cannot compare 'hush' with a number\n\nLINE 1: SELECT 'hush'",
        "TransactionContext Error: Failed to commit: write-write conflict on key: \"hush\"",
        "Invalid Input Error: hush", "hush"}) {
    EXPECT_THAT(StatusOfMessage(message, "SELECT").FullMessage(), Not(HasSubstr("hush")));
  }
}

TEST(DuckdbErrors, NamesThatHelpStay) {
  EXPECT_THAT(StatusOfMessage("Constraint Error: NOT NULL constraint failed: t.must", "INSERT"),
              StatusIs(Code::kContractBroken, HasSubstr("t.must")));
  EXPECT_THAT(StatusOfMessage("Catalog Error: Table with name nowhere does not exist!\nLINE 1: x",
                              "SELECT"),
              StatusIs(Code::kInternal, AllOf(HasSubstr("nowhere"), Not(HasSubstr("LINE")))));
}

TEST(DuckdbErrors, AFileThatIsTakenNamesTheProcess) {
  const Status status = StatusOfOpening(
      "IO Error: Could not set lock on file \"/a/b.duckdb\": Conflicting lock is held in "
      "/usr/bin/x (PID 4711) by user ana. See also https://duckdb.org");
  EXPECT_THAT(status, StatusIs(Code::kUnavailable, HasSubstr("(PID 4711) has it open")));
  EXPECT_THAT(status.hint(), HasSubstr("one process at a time"));
}

}  // namespace
}  // namespace telar::db::duckdb
