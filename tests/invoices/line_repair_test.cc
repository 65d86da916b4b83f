#include "invoices/line_repair.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> ValuesOf(const std::vector<Amount>& amounts) {
  std::vector<std::string> values;
  for (const Amount& amount : amounts) {
    values.push_back(amount.readings.Under(DecimalMark::kPoint)->ToString());
  }
  return values;
}

/// Every other reading of the numbers of one row.
std::vector<std::vector<std::string>> Others(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  std::vector<std::vector<std::string>> others;
  for (const auto& other : OtherReadings(layout.rows[0], FindAmounts(layout.rows[0], {}))) {
    others.push_back(ValuesOf(other.amounts));
  }
  return others;
}

std::vector<std::string> Glued(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  return ValuesOf(WithGlued(layout.rows[0], FindAmounts(layout.rows[0], {})));
}

TEST(OtherReadings, TakeLettersForTheDigitsTheyLookLike) {
  EXPECT_THAT(Others("Cola  3  7.00  2l.0C"), Contains(ElementsAre("3", "7.00", "21.00")));
  EXPECT_THAT(Others("Cola  3  7.00  S0.B5"), Contains(ElementsAre("3", "7.00", "50.85")));
}

TEST(OtherReadings, JoinWhatWasTorn) {
  EXPECT_THAT(Others("Cola  1177  0.51  60 0.27"), Contains(ElementsAre("1177", "0.51", "600.27")));
  EXPECT_THAT(Others("Cola  1  16.85  16 85"), Contains(ElementsAre("1", "16.85", "16.85")));
}

TEST(OtherReadings, SetALostPoint) {
  EXPECT_THAT(Others("Cola  4  180  7.20"), Contains(ElementsAre("4", "1.80", "7.20")));
}

TEST(OtherReadings, LeaveWordsAlone) { EXPECT_THAT(Others("SOS Oil"), IsEmpty()); }

TEST(WithGlued, FindsCountsPricesAndTaxedAmounts) {
  EXPECT_THAT(Glued("2x tea  4.50  9.00"), ElementsAre("2", "4.50", "9.00"));
  EXPECT_THAT(Glued("88090693 7.90*3  23.70"), Contains("7.90"));
  EXPECT_THAT(Glued("88090693 7.90*3  23.70"), Contains("3"));
  EXPECT_THAT(Glued("tea  75.00SR"), ElementsAre("75.00"));
}

TEST(WithGlued, DoesNotTakeSizesAndCodes) {
  EXPECT_THAT(Glued("Board 35x25 EZ10HD05 12A"), IsEmpty());
}

std::vector<Line> Coded(std::initializer_list<std::string> codes) {
  std::vector<Line> lines;
  for (const std::string& code : codes) {
    lines.emplace_back();
    lines.back().code = code;
  }
  return lines;
}

std::vector<std::string> CodesOf(const std::vector<Line>& lines) {
  std::vector<std::string> codes;
  for (const Line& line : lines) codes.push_back(*line.code);
  return codes;
}

TEST(RepairCodes, GivesACodeTheFormOfTheOthers) {
  auto lines = Coded({"HI-6404", "F1-6900", "TE-2757", "Fl-83146", "GU-153O", "CA-4908", "BO-79"});
  RepairCodes(lines);
  EXPECT_THAT(CodesOf(lines), ElementsAre("HI-6404", "FI-6900", "TE-2757", "FI-83146", "GU-1530",
                                          "CA-4908", "BO-79"));
}

TEST(RepairCodes, LeavesCodesWithoutACommonForm) {
  auto lines = Coded({"A1", "B-77", "10-K", "x9"});
  RepairCodes(lines);
  EXPECT_THAT(CodesOf(lines), ElementsAre("A1", "B-77", "10-K", "x9"));
}

TEST(RepairCodes, LeavesACodeThatLooksLikeSeveral) {
  auto lines = Coded({"AB-12", "CD-34", "EF-56", "X-Y7"});
  RepairCodes(lines);
  EXPECT_EQ(*lines[3].code, "X-Y7");
}

}  // namespace
}  // namespace telar::invoices
