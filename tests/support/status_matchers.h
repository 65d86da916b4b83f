#pragma once

#include <gmock/gmock.h>

#include <ostream>

#include "core/result.h"

namespace telar {

inline void PrintTo(const Status& status, std::ostream* out) { *out << status.ToString(); }

namespace testing {

inline const Status& StatusOf(const Status& status) { return status; }
template <typename T>
const Status& StatusOf(const Result<T>& result) {
  return result.status();
}

/// Matches a Status or Result that is ok.
MATCHER(IsOk, "is ok") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).ok();
}

/// Matches a Result whose value matches `inner`.
MATCHER_P(IsOkAndHolds, inner,
          "is ok and holds a value that " +
              ::testing::DescribeMatcher<typename std::decay_t<arg_type>::value_type>(inner)) {
  if (!arg.ok()) {
    *result_listener << arg.status().ToString();
    return false;
  }
  return ::testing::ExplainMatchResult(inner, *arg, result_listener);
}

/// Matches a failure by its code. There is deliberately no "is not ok": a test names the failure.
MATCHER_P(StatusIs, code, "has code " + std::string(CodeName(code))) {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code;
}

/// Matches a failure by code and by what its full message says.
MATCHER_P2(StatusIs, code, message,
           "has code " + std::string(CodeName(code)) + " and a fitting message") {
  *result_listener << StatusOf(arg).ToString();
  return StatusOf(arg).code() == code &&
         ::testing::ExplainMatchResult(message, StatusOf(arg).ToString(), result_listener);
}

}  // namespace testing
}  // namespace telar

#define ASSERT_OK(expr) ASSERT_THAT((expr), ::telar::testing::IsOk())
#define EXPECT_OK(expr) EXPECT_THAT((expr), ::telar::testing::IsOk())
/// `ASSERT_OK_AND_ASSIGN(auto x, F());` fails the test or declares x.
#define ASSERT_OK_AND_ASSIGN(lhs, expr) \
  TELAR_TEST_ASSIGN_(TELAR_CONCAT_(telar_test_result_, __LINE__), lhs, expr)
#define TELAR_TEST_ASSIGN_(result, lhs, expr) \
  auto result = (expr);                       \
  ASSERT_OK(result);                          \
  lhs = *std::move(result)
