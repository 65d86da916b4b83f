#include "documents/ocr/neural/line_reader.h"

#include <gmock/gmock.h>

#include <string_view>

namespace telar::documents::neural {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A line of evenly set characters with blank columns under its spaces; those of `doubtful` are
/// unsure.
LineReading Line(std::string_view text, std::string_view doubtful) {
  LineReading line;
  const auto count = static_cast<float>(text.size());
  line.ink.columns.assign(text.size() * 20, true);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool sure = doubtful.find(text[i]) == std::string_view::npos;
    line.glyphs.push_back(
        {std::string(1, text[i]), sure ? 0.99F : 0.4F, (static_cast<float>(i) + 0.5F) / count});
    if (text[i] == ' ') {
      for (std::size_t x = i * 20; x < (i + 1) * 20; ++x) line.ink.columns[x] = false;
    }
  }
  return line;
}

TEST(DoubtfulStretches, AreNoneWhereEveryCharacterIsSure) {
  EXPECT_THAT(DoubtfulStretches(Line("cotton 12 m", ""), 0.8F), IsEmpty());
}

TEST(DoubtfulStretches, HoldAWordWithADoubtfulCharacterAndCutOnPaper) {
  const auto stretches = DoubtfulStretches(Line("cotton twill x 12", "w"), 0.8F);
  ASSERT_THAT(stretches, SizeIs(1));
  EXPECT_EQ(stretches[0].glyphs.first, 7U);
  EXPECT_EQ(stretches[0].glyphs.end, 12U);
  EXPECT_NEAR(stretches[0].from, 6.5F / 17, 0.01F);
  EXPECT_NEAR(stretches[0].to, 12.5F / 17, 0.01F);
}

TEST(DoubtfulStretches, ReachToTheEndsOfTheLine) {
  const auto stretches = DoubtfulStretches(Line("ab cotton twill de", "ae"), 0.8F);
  ASSERT_THAT(stretches, SizeIs(2));
  EXPECT_EQ(stretches[0].from, 0);
  EXPECT_EQ(stretches[1].to, 1);
}

TEST(DoubtfulStretches, TakeNeighbouringWordsTogether) {
  const auto stretches = DoubtfulStretches(Line("cotton a b twill", "ab"), 0.8F);
  ASSERT_THAT(stretches, SizeIs(1));
  EXPECT_EQ(stretches[0].glyphs.first, 7U);
  EXPECT_EQ(stretches[0].glyphs.end, 10U);
}

TEST(DoubtfulStretches, AreTheWholeLineWhenMostOfItIsDoubtful) {
  const auto stretches = DoubtfulStretches(Line("cotton a twill", "oi"), 0.8F);
  ASSERT_THAT(stretches, SizeIs(1));
  EXPECT_EQ(stretches[0].from, 0);
  EXPECT_EQ(stretches[0].to, 1);
  EXPECT_EQ(stretches[0].glyphs.end, 14U);
}

TEST(Surer, IsTheReadingWithTheHigherMeanAndTheLaterOneOfEquals) {
  const std::vector<Glyph> low = {{"a", 0.5F, 0.5F}}, high = {{"b", 0.9F, 0.5F}}, same = high;
  EXPECT_EQ(&Surer(low, high), &high);
  EXPECT_EQ(&Surer(high, low), &high);
  EXPECT_EQ(&Surer(high, same), &same);
}

}  // namespace
}  // namespace telar::documents::neural
