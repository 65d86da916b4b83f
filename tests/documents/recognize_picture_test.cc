#include "documents/recognize_picture.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "documents/image/clean_up.h"
#include "tests/documents/drawn_page.h"
#include "tests/documents/pictures.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace telar::documents {
namespace {

using ::telar::testing::FakeClock;
using ::telar::testing::StatusIs;
using ::testing::IsEmpty;

/// Reads pages whose paper grows darker from left to right when upright. Of other directions it
/// sees what engines see: nonsense on its head, boxes taller than wide on its side.
class SlopeOcr final : public OcrEngine {
 public:
  std::string_view name() const override { return "slope"; }
  Result<std::vector<Word>> Recognize(const PageImage& image, Deadline) override {
    ++pages;
    if (!failure.ok()) return failure;
    const auto paper = [&](double x, double y) {
      int brightest = 0;
      for (int dy = -6; dy <= 6; ++dy) {
        for (int dx = -6; dx <= 6; ++dx) {
          brightest = std::max<int>(
              brightest, PixelAt(image, static_cast<int>(x * (image.width - 16)) + 8 + dx,
                                 static_cast<int>(y * (image.height - 16)) + 8 + dy));
        }
      }
      return brightest;
    };
    const int right = paper(1, 0.5) - paper(0, 0.5), down = paper(0.5, 1) - paper(0.5, 0);
    const bool level = std::abs(right) > std::abs(down);
    const float x = static_cast<float>(image.width) / 2, y = static_cast<float>(image.height) / 2;
    Word word{.text = "invented-words", .confidence = level && right < 0 ? sure : 0.6F};
    if (level) word.box = {.x0 = x, .y0 = y, .x1 = x + 100, .y1 = y + 10};
    else word.box = {.x0 = x, .y0 = y, .x1 = x + 10, .y1 = y + 100};
    return std::vector<Word>{word};
  }

  float sure = 0.97F;
  int pages = 0;
  Status failure;
};

class RecognizePictureTest : public ::testing::Test {
 protected:
  Result<std::vector<SheetWords>> Read(const PageImage& image) {
    return RecognizePicture(image, ocr_, Deadline::After(clock_, std::chrono::seconds(9)));
  }
  static PageImage Upright() { return Shaded(DrawnPage(), 0.8); }

  FakeClock clock_;
  SlopeOcr ocr_;
};

TEST_F(RecognizePictureTest, ReadsAnUprightPageOnce) {
  ASSERT_OK_AND_ASSIGN(const auto sheets, Read(Upright()));
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_EQ(sheets[0].quarter_turns, 0);
  EXPECT_EQ(ocr_.pages, 1);
  EXPECT_EQ(sheets[0].words.at(0).box.width(), 100);
}

TEST_F(RecognizePictureTest, TurnsAPageUprightAndGivesBoxesAsGiven) {
  for (const int quarters : {1, 2, 3}) {
    const PageImage given = Turned(Upright(), quarters);
    ASSERT_OK_AND_ASSIGN(const auto sheets, Read(given));
    ASSERT_EQ(sheets.size(), 1U);
    EXPECT_EQ(sheets[0].quarter_turns, 4 - quarters);
    Page page;
    page.width = static_cast<float>(given.width);
    page.height = static_cast<float>(given.height);
    page.quarter_turns = sheets[0].quarter_turns;
    const Box box = sheets[0].words.at(0).box;
    EXPECT_EQ(box.width(), quarters == 2 ? 100 : 10);
    const Box upright = UprightBox(page, box);
    EXPECT_NEAR(upright.x0, Upright().width / 2.0, 1);
    EXPECT_NEAR(upright.y0, Upright().height / 2.0, 1);
    EXPECT_EQ(upright.width(), 100);
  }
}

TEST_F(RecognizePictureTest, LeavesAPageThatIsHardToReadAsItIs) {
  ocr_.sure = 0.7F;
  ASSERT_OK_AND_ASSIGN(const auto sheets, Read(Upright()));
  EXPECT_EQ(sheets.at(0).quarter_turns, 0);
  EXPECT_EQ(ocr_.pages, 5);
}

TEST_F(RecognizePictureTest, LeavesAPageThatReadsBadlyInEveryDirection) {
  ocr_.sure = 0.6F;
  for (const int quarters : {0, 1, 2, 3}) {
    ASSERT_OK_AND_ASSIGN(const auto sheets, Read(Turned(Upright(), quarters)));
    EXPECT_EQ(sheets.at(0).quarter_turns, 0) << quarters;
  }
}

TEST_F(RecognizePictureTest, GivesBoxesOfALevelledPageAsGiven) {
  const PageImage given = Shaded(DrawnPage(5), 0.8);
  ASSERT_OK_AND_ASSIGN(const auto sheets, Read(given));
  const Box box = sheets.at(0).words.at(0).box;
  EXPECT_NEAR(box.x0, given.width / 2.0, 3);
  EXPECT_NEAR(box.height(), 10 + 100 * 0.087, 2);
}

TEST_F(RecognizePictureTest, ReadsEverySheetOfAPicture) {
  PageImage photo = GrayPicture(1000, 700, 40);
  for (const double left : {80.0, 560.0}) {
    PutOnto(Shaded(DrawnReceipt(), 0.8),
            {PixelPoint{left, 60}, {left + 300, 60}, {left + 300, 620}, {left, 620}}, photo);
  }
  ASSERT_OK_AND_ASSIGN(const auto sheets, Read(photo));
  ASSERT_EQ(sheets.size(), 2U);
  EXPECT_NEAR(sheets[0].words.at(0).box.x0, 230, 6);
  EXPECT_NEAR(sheets[1].words.at(0).box.x0, 710, 6);
}

TEST_F(RecognizePictureTest, ReadsNothingOnABlankPage) {
  ASSERT_OK_AND_ASSIGN(const auto sheets, Read(GrayPicture(100, 100)));
  ASSERT_EQ(sheets.size(), 1U);
  EXPECT_THAT(sheets[0].words, IsEmpty());
  EXPECT_EQ(ocr_.pages, 0);
}

TEST_F(RecognizePictureTest, FailsWithItsEngine) {
  ocr_.failure = Status::DeadlineExceeded("recognise page: out of time");
  EXPECT_THAT(Read(Upright()), StatusIs(Code::kDeadlineExceeded));
}

}  // namespace
}  // namespace telar::documents
