#include "invoices/memory/writing.h"

#include <gmock/gmock.h>

namespace telar::invoices {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Writing, SaysWhatAPersonMadeOfEverySign) {
  const auto ways = SignsWritten("Nave 3. Calle Brezo 7, 08003 Barcelona.",
                                 "Nave 3, Calle Brezo 7, 08003 Barcelona.");
  ASSERT_THAT(ways, SizeIs(3));
  EXPECT_EQ(ways[0].signs, (Signs{". ", false, false}));
  EXPECT_EQ(ways[0].written, ", ");
  EXPECT_EQ(ways[1].written, ", ");
  EXPECT_EQ(ways[2].signs, (Signs{".", false, true}));
  EXPECT_EQ(ways[2].written, ".");
}

TEST(Writing, TellsAnAbbreviationFromAWord) {
  const auto ways = SignsWritten("No. 7 Brezo. Norte", "No. 7 Brezo, Norte");
  ASSERT_THAT(ways, SizeIs(2));
  EXPECT_TRUE(ways[0].signs.behind_short);
  EXPECT_FALSE(ways[1].signs.behind_short);
}

TEST(Writing, LooksBehindMisreadLetters) {
  const auto ways = SignsWritten("CAL1E BREZ0 7. VIGO", "CALLE BREZO 7, VIGO");
  ASSERT_THAT(ways, SizeIs(1));
  EXPECT_EQ(ways[0].written, ", ");
}

TEST(Writing, LearnsNothingFromTextsThatAreNotAlike) {
  EXPECT_THAT(SignsWritten("Tel. 555 0101", "Calle Brezo 7, Vigo"), IsEmpty());
  EXPECT_THAT(SignsWritten("", "Vigo"), IsEmpty());
}

TEST(Writing, RewritesOnlyWhatTheConventionKnows) {
  const std::map<Signs, std::string> convention = {{{". ", false, false}, ", "}};
  EXPECT_EQ(Rewrite("No. 7. Calle Brezo. Vigo.", convention), "No. 7, Calle Brezo, Vigo.");
}

TEST(Writing, FindsWhereTwoTextsOfTheSameLettersDiffer) {
  const auto differences = SignDifferences("Nave 3. Calle Brezo,7", "NAVE 3, CALLE BREZO, 7.");
  ASSERT_THAT(differences, SizeIs(3));
  EXPECT_EQ(differences[0].printed, "3.");
  EXPECT_EQ(differences[0].signs, (Signs{". ", false, false}));
  EXPECT_FALSE(differences[0].blanks_only);
  EXPECT_EQ(differences[1].printed, "brezo,");
  EXPECT_TRUE(differences[1].blanks_only);
  EXPECT_TRUE(differences[2].at_end);
  EXPECT_THAT(SignDifferences("Brezo 7", "Brezo 8"), IsEmpty());
}

TEST(Writing, TakesTheEndOfTheOtherText) {
  EXPECT_EQ(WithEndOf("BREZO 7, VIGO", "Brezo 7. Vigo."), "BREZO 7, VIGO.");
  EXPECT_EQ(WithEndOf("BREZO S.A.", "Brezo S.A"), "BREZO S.A");
}

}  // namespace
}  // namespace telar::invoices
