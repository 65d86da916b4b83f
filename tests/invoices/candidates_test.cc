#include "invoices/candidates.h"

#include <gmock/gmock.h>

#include "invoices/extract.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::DoubleNear;
using ::testing::SizeIs;

FieldCandidate Make(std::string value, double label) {
  FieldCandidate one("invoice_number", std::move(value), 0, {});
  one.Say("label", label);
  return one;
}

TEST(FieldCandidate, SumsItsEvidence) {
  const FieldCandidate one = Make("A-1", 1);
  EXPECT_THAT(one.odds(), DoubleNear(IdentityWeight("invoice_number", "bias") +
                                         IdentityWeight("invoice_number", "label"),
                                     1e-9));
  EXPECT_THAT(one.evidence(), SizeIs(2));
}

TEST(FieldCandidate, LeavesOutEvidenceWithoutAWeight) {
  FieldCandidate one = Make("A-1", 1);
  const double before = one.odds();
  one.Say("no such evidence");
  EXPECT_EQ(one.odds(), before);
  EXPECT_THAT(one.evidence(), SizeIs(2));
}

TEST(Ballot, OrdersByProbabilityAndLeavesRoomForNone) {
  const Ballot ballot = Count({Make("weak", 0.4), Make("strong", 1)});
  ASSERT_THAT(ballot.candidates, SizeIs(2));
  EXPECT_EQ(ballot.candidates[0].value(), "strong");
  EXPECT_GT(ballot.probability[0], ballot.probability[1]);
  EXPECT_LT(ballot.probability[0] + ballot.probability[1], 1);
}

TEST(Ballot, CountsAValueOnceAndRewardsItsRepetition) {
  const Ballot once = Count({Make("A-1", 1)});
  const Ballot twice = Count({Make("A-1", 1), Make("A-1", 0.9)});
  ASSERT_THAT(twice.candidates, SizeIs(1));
  EXPECT_GT(twice.probability[0], once.probability[0]);
}

TEST(Explanation, ShowsWhyACandidateWon) {
  Explanation explanation;
  const Invoice invoice = Extract(
      testing::TextDocument("Invoice number: A-7001\nInvoice date: 5 March 2024\nTotal € 5.00\n"),
      &explanation);
  ASSERT_TRUE(explanation.contains("invoice_number"));
  const Candidate& first = explanation["invoice_number"].front();
  EXPECT_EQ(first.value, invoice.Find("invoice_number")->value);
  EXPECT_EQ(first.evidence.front().name, "label");
  EXPECT_EQ(explanation["currency"].front().value, "EUR");
}

}  // namespace
}  // namespace telar::invoices
