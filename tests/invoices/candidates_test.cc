#include "invoices/candidates.h"

#include <gmock/gmock.h>

#include "invoices/extract.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::SizeIs;

FieldCandidate Make(std::string value, double label) {
  FieldCandidate one(std::move(value), 0, {});
  one.Say("label", label);
  return one;
}

Ballot Weighed(std::vector<FieldCandidate> candidates) {
  return Ballot("invoice_number", std::move(candidates), EvidenceWeights::BuiltIn());
}

TEST(Ballot, OrdersByProbabilityAndLeavesRoomForNone) {
  const Ballot ballot = Weighed({Make("weak", 0.4), Make("strong", 1)});
  ASSERT_THAT(ballot.values(), SizeIs(2));
  EXPECT_EQ(ballot.winner()->value(), "strong");
  EXPECT_GT(ballot.values()[0].probability, ballot.values()[1].probability);
  EXPECT_GT(ballot.none(), 0);
}

TEST(Ballot, LeavesOutWhatIsLessProbableThanNothing) {
  EXPECT_EQ(Weighed({Make("A-1", 0)}).winner(), nullptr);
  EXPECT_EQ(Weighed({}).winner(), nullptr);
}

TEST(Ballot, CountsAValueOnceWithTheProbabilityOfAllItsPlaces) {
  const Ballot once = Weighed({Make("A-1", 1)});
  const Ballot twice = Weighed({Make("A-1", 0.9), Make("A-1", 1)});
  ASSERT_THAT(twice.values(), SizeIs(1));
  EXPECT_GT(twice.values()[0].probability, once.values()[0].probability);
  EXPECT_EQ(twice.values()[0].candidate, 1U) << "the place with more for it";
}

TEST(Ballot, IgnoresEvidenceThatTheFieldDoesNotKnow) {
  FieldCandidate one = Make("A-1", 1);
  one.Say("no such evidence", 100);
  EXPECT_EQ(Weighed({one}).values()[0].probability,
            Weighed({Make("A-1", 1)}).values()[0].probability);
}

TEST(IdentityEvidence, BeginsWithTheBiasForEveryFieldThatHasSome) {
  for (const std::string_view field : kFieldNames) {
    const EvidenceWeights::Names names = IdentityEvidence(field);
    if (names.empty()) continue;
    EXPECT_EQ(names[0], "bias") << field;
  }
  EXPECT_THAT(IdentityEvidence("total"), IsEmpty());
}

TEST(Explanation, ShowsWhyACandidateWon) {
  Explanation explanation;
  const Invoice invoice = Extract(
      testing::TextDocument("Invoice number: A-7001\nInvoice date: 5 March 2024\nTotal € 5.00\n"),
      &explanation);
  ASSERT_TRUE(explanation.contains("invoice_number"));
  const Candidate& first = explanation["invoice_number"].front();
  EXPECT_EQ(first.value, invoice.Find("invoice_number")->value);
  EXPECT_THAT(first.evidence, Contains(Field(&Evidential::name, "label")));
  EXPECT_EQ(explanation["currency"].front().value, "EUR");
}

TEST(Explanation, SaysThatAValueIsRepeated) {
  Explanation explanation;
  Extract(testing::TextDocument("Invoice number: A-7001\nInvoice no. A-7001\nTotal € 5.00\n"),
          &explanation);
  EXPECT_THAT(explanation["invoice_number"].front().evidence,
              Contains(Field(&Evidential::name, "repeated")));
}

}  // namespace
}  // namespace telar::invoices
