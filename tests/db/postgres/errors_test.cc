#include "db/postgres/errors.h"

#include "tests/support/status_matchers.h"

namespace telar::db::postgres {
namespace {

using telar::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(PostgresErrors, EveryStateSaysWhatTheCallerShouldDo) {
  struct Case {
    std::string_view sqlstate;
    Code expected;
  };
  for (const Case& c :
       {Case{"", Code::kUnavailable},           Case{"08006", Code::kUnavailable},
        Case{"57P01", Code::kUnavailable},      Case{"57P03", Code::kUnavailable},
        Case{"53300", Code::kUnavailable},      Case{"53100", Code::kUnavailable},
        Case{"55P03", Code::kUnavailable},      Case{"25P03", Code::kUnavailable},
        Case{"57014", Code::kDeadlineExceeded}, Case{"40001", Code::kConflict},
        Case{"40P01", Code::kConflict},         Case{"25P02", Code::kConflict},
        Case{"23505", Code::kAlreadyExists},    Case{"23P01", Code::kAlreadyExists},
        Case{"23502", Code::kContractBroken},   Case{"23503", Code::kContractBroken},
        Case{"23514", Code::kContractBroken},   Case{"XX001", Code::kContractBroken},
        Case{"22003", Code::kInvalidInput},     Case{"22P02", Code::kInvalidInput},
        Case{"28P01", Code::kPermissionDenied}, Case{"28000", Code::kPermissionDenied},
        Case{"42501", Code::kPermissionDenied}, Case{"3D000", Code::kInvalidConfig},
        Case{"54001", Code::kLimitExceeded},    Case{"42P07", Code::kAlreadyExists},
        Case{"42601", Code::kInternal},         Case{"42P01", Code::kInternal},
        Case{"0A000", Code::kInternal},         Case{"XX000", Code::kInternal}}) {
    EXPECT_THAT(StatusOfSqlstate(c.sqlstate, "INSERT INTO t", "why"), StatusIs(c.expected))
        << c.sqlstate;
  }
}

TEST(PostgresErrors, ValuesThatTheServerQuotesAreLeftOut) {
  EXPECT_EQ(StatusOfSqlstate("22P02", "INSERT INTO t",
                             "invalid input syntax for type integer: \"hush \"4711\"\"")
                .message(),
            "INSERT INTO t: invalid input syntax for type integer: \"…\"");
  EXPECT_THAT(StatusOfSqlstate("P0001", "INSERT INTO t", "hush 4711").message(),
              Not(HasSubstr("hush")));
}

TEST(PostgresErrors, AConnectionErrorIsReadByItsStateInEveryLanguage) {
  EXPECT_THAT(StatusOfConnectError(
                  "connection to server at \"::1\", port 1 failed: Connection refused\n"
                  "connection to server at \"127.0.0.1\", port 1 failed: FATAL:  28P01: la "
                  "autentificación falló\nUBICACIÓN:  auth_failed, auth.c:335\n"),
              StatusIs(Code::kPermissionDenied, HasSubstr("la autentificación falló (hint")));
  EXPECT_THAT(StatusOfConnectError("connection to server failed: Connection refused\n\tIs it up?"),
              StatusIs(Code::kUnavailable, Not(HasSubstr("Is it up?"))));
  EXPECT_THAT(StatusOfConnectError("server does not support SSL, but SSL was required"),
              StatusIs(Code::kInvalidConfig, HasSubstr("sslmode")));
}

}  // namespace
}  // namespace telar::db::postgres
