#include "ledger/locks.h"

#include "tests/ledger/ledger_fixture.h"

namespace telar::ledger {
namespace {

using telar::testing::StatusIs;
using ::testing::HasSubstr;

class LocksTest : public LedgerFixture {
 protected:
  static constexpr auto kLease = std::chrono::minutes(2);
  const RunId first_{"run-1"}, second_{"run-2"};
};

TEST_F(LocksTest, OneRunHoldsALockAndTheOtherIsToldWho) {
  const auto other = OpenAs(ProcessOf(2));
  ASSERT_OK(ledger_->locks().Take("pos.sales tienda_01", first_, kLease));
  EXPECT_THAT(other->locks().Take("pos.sales tienda_01", second_, kLease),
              StatusIs(Code::kUnavailable, HasSubstr("run-1")));
  EXPECT_OK(other->locks().Take("pos.sales tienda_02", second_, kLease));
}

TEST_F(LocksTest, TheSameRunTakesItsLockAgain) {
  ASSERT_OK(ledger_->locks().Take("shop", first_, kLease));
  EXPECT_OK(ledger_->locks().Take("shop", first_, kLease));
}

TEST_F(LocksTest, AReleasedLockIsFree) {
  ASSERT_OK(ledger_->locks().Take("shop", first_, kLease));
  ASSERT_OK(ledger_->locks().ReleaseAll(first_));
  EXPECT_OK(OpenAs(ProcessOf(2))->locks().Take("shop", second_, kLease));
}

TEST_F(LocksTest, OnlyItsHolderGivesALockBack) {
  ASSERT_OK(ledger_->locks().Take("shop", first_, kLease));
  ASSERT_OK(ledger_->locks().Release("shop", second_));
  EXPECT_THAT(ledger_->locks().HeldBy("shop"), telar::testing::IsOkAndHolds(first_));
  ASSERT_OK(ledger_->locks().Release("shop", first_));
  EXPECT_THAT(ledger_->locks().HeldBy("shop"), telar::testing::IsOkAndHolds(std::nullopt));
}

TEST_F(LocksTest, WhoHoldsALockCanBeAsked) {
  EXPECT_THAT(ledger_->locks().HeldBy("shop"), telar::testing::IsOkAndHolds(std::nullopt));
  ASSERT_OK(ledger_->locks().Take("shop", first_, kLease));
  EXPECT_THAT(ledger_->locks().HeldBy("shop"), telar::testing::IsOkAndHolds(first_));
}

TEST_F(LocksTest, ALockEndsWithItsLease) {
  ASSERT_OK(ledger_->locks().Take("shop", first_, kLease));
  clock_.Advance(kLease);
  EXPECT_OK(OpenAs(ProcessOf(2))->locks().Take("shop", second_, kLease));
  EXPECT_THAT(ledger_->locks().Take("shop", first_, kLease), StatusIs(Code::kUnavailable));
}

TEST_F(LocksTest, ALockEndsWithItsProcess) {
  ASSERT_OK(ledger_->locks().Take("shop", first_, kLease));
  dead_ = 1;
  EXPECT_OK(OpenAs(ProcessOf(2))->locks().Take("shop", second_, kLease));
}

}  // namespace
}  // namespace telar::ledger
