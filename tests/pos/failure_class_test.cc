#include "pos/failure_class.h"

#include <gtest/gtest.h>

namespace telar::pos {
namespace {

using Source = Location::Source;

FailureClass Of(const char* stage, Code code, Source source = Source::kKlk,
                Reached reached = Reached::kYes) {
  return ClassifyFailure(stage, code, source, reached);
}

TEST(FailureClassTest, ATillThatDoesNotAnswerInTimeIsATimeOutOfItsKind) {
  EXPECT_EQ(Of("", Code::kDeadlineExceeded), (FailureClass{"extract", "api_timeout"}));
  EXPECT_EQ(Of("", Code::kDeadlineExceeded, Source::kStellar),
            (FailureClass{"extract", "db_timeout"}));
}

TEST(FailureClassTest, AHostNobodyReachesIsTheVpn) {
  EXPECT_EQ(Of("", Code::kUnavailable, Source::kStellar, Reached::kNo),
            (FailureClass{"extract", "vpn_unreachable"}));
  EXPECT_EQ(Of("", Code::kUnavailable, Source::kKlk, Reached::kTooSlow),
            (FailureClass{"extract", "vpn_timeout"}));
}

TEST(FailureClassTest, ARefusedLoginIsNoTimeOut) {
  EXPECT_EQ(Of("", Code::kPermissionDenied), (FailureClass{"extract", "api_auth"}));
}

TEST(FailureClassTest, AnAnswerThatIsNoneIsATransformProblem) {
  EXPECT_EQ(Of("", Code::kInvalidInput), (FailureClass{"transform", "data_format"}));
  EXPECT_EQ(Of("fetched", Code::kContractBroken), (FailureClass{"transform", "data_validation"}));
}

TEST(FailureClassTest, ADeadlockIsNotTakenForAConnection) {
  EXPECT_EQ(Of("fetched", Code::kConflict), (FailureClass{"load", "deadlock"}));
  EXPECT_EQ(Of("fetched", Code::kUnavailable), (FailureClass{"load", "pg_connection"}));
}

}  // namespace
}  // namespace telar::pos
