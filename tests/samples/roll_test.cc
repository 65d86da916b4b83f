#include "samples/roll.h"

#include <algorithm>

#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

std::vector<DrawnText> Drawn(const Roll& roll) {
  auto canvas = PageCanvas::Pdf({240, roll.height()}, "roll");
  EXPECT_OK(canvas);
  (*canvas)->NewPage();
  roll.Draw(**canvas, 0, 0, 5);
  return (*canvas)->drawn();
}

TEST(Roll, BreaksALongNameBetweenWordsAndKeepsItsField) {
  Roll roll({.columns = 20});
  roll.Centre({{"KEDAI ALAT TULIS CONTOH SDN BHD", "supplier"}});
  const std::vector<DrawnText> drawn = Drawn(roll);
  ASSERT_EQ(drawn.size(), 2U);
  EXPECT_EQ(drawn[0].text + " " + drawn[1].text, "KEDAI ALAT TULIS CONTOH SDN BHD");
  EXPECT_LT(drawn[0].box.y1, drawn[1].box.y1);
  EXPECT_TRUE(std::all_of(drawn.begin(), drawn.end(),
                          [](const DrawnText& text) { return text.field == "supplier"; }));
}

TEST(Roll, SetsRowsCloserInsteadOfWritingOverEachOther) {
  Roll roll({.columns = 24});
  roll.Row(
      {{Align::kLeft, 0, {{"Rounding Adjustment (RM)"}}}, {Align::kRight, 1, {{"12,345.60"}}}});
  const std::vector<DrawnText> drawn = Drawn(roll);
  ASSERT_EQ(drawn.size(), 2U);
  EXPECT_LE(drawn[0].box.x1, drawn[1].box.x0);
}

TEST(Roll, IsAsHighAsItsRows) {
  Roll short_roll({}), long_roll({});
  short_roll.Left({{"one"}});
  long_roll.Left({{"one"}});
  long_roll.Left({{"two"}});
  EXPECT_GT(long_roll.height(), short_roll.height());
}

}  // namespace
}  // namespace telar::samples
