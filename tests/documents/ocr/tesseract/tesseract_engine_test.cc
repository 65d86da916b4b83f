#include "documents/ocr/tesseract/tesseract_engine.h"

#include <gmock/gmock.h>

#include "tests/documents/pictures.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::documents {
namespace {

using ::telar::testing::FakeClock;
using ::telar::testing::IsOkAndHolds;
using ::telar::testing::StatusIs;
using ::telar::testing::TempFolder;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

Result<std::unique_ptr<OcrEngine>> Open(const FakeClock& clock, std::string languages,
                                        std::string tessdata = "") {
  return TesseractEngine::Open({.clock = &clock, .languages = languages, .tessdata = tessdata});
}

std::string TextOf(std::vector<Word> words) {
  Page page;
  page.words = std::move(words);
  return PageText(page);
}

TEST(TesseractEngine, ReadsPrintedLines) {
  FakeClock clock;
  ASSERT_OK_AND_ASSIGN(const auto engine, Open(clock, "eng"));
  const PageImage image = PictureOfText({"Invoice number", "Total amount 112"});
  ASSERT_OK_AND_ASSIGN(const std::vector<Word> words, engine->Recognize(image, Deadline()));
  EXPECT_EQ(TextOf(words), "Invoice number\nTotal amount 112\n");
}

TEST(TesseractEngine, GivesBoxesInPixelsOfThePicture) {
  FakeClock clock;
  ASSERT_OK_AND_ASSIGN(const auto engine, Open(clock, "eng"));
  const PageImage image = PictureOfText({"Invoice number", "Total amount 112"});
  ASSERT_OK_AND_ASSIGN(const std::vector<Word> words, engine->Recognize(image, Deadline()));
  ASSERT_EQ(words.size(), 5U);
  for (const Word& word : words) {
    EXPECT_GE(word.box.x0, 0) << word.text;
    EXPECT_LE(word.box.x1, image.width) << word.text;
    EXPECT_LE(word.box.y1, image.height) << word.text;
    EXPECT_FALSE(word.box.empty()) << word.text;
    EXPECT_GT(word.confidence, 0.5) << word.text;
    EXPECT_GT(word.font_size, 10) << word.text;
  }
  EXPECT_LT(words[0].box.y1, words[2].box.y1);
}

TEST(TesseractEngine, CanBeUsedAgain) {
  FakeClock clock;
  ASSERT_OK_AND_ASSIGN(const auto engine, Open(clock, "eng"));
  ASSERT_OK(engine->Recognize(PictureOfText({"First page"}), Deadline()));
  ASSERT_OK_AND_ASSIGN(const std::vector<Word> words,
                       engine->Recognize(PictureOfText({"Second page"}), Deadline()));
  EXPECT_EQ(TextOf(words), "Second page\n");
}

TEST(TesseractEngine, FindsNothingOnAnEmptyPage) {
  FakeClock clock;
  ASSERT_OK_AND_ASSIGN(const auto engine, Open(clock, "eng"));
  EXPECT_THAT(engine->Recognize(GrayPicture(200, 100), Deadline()), IsOkAndHolds(IsEmpty()));
}

TEST(TesseractEngine, StopsAtTheDeadline) {
  FakeClock clock;
  ASSERT_OK_AND_ASSIGN(const auto engine, Open(clock, "eng"));
  const Deadline deadline = Deadline::After(clock, std::chrono::seconds(1));
  clock.Advance(std::chrono::seconds(2));
  EXPECT_THAT(engine->Recognize(PictureOfText({"Total 112"}), deadline),
              StatusIs(Code::kDeadlineExceeded));
}

TEST(TesseractEngine, NamesItselfWithItsVersion) {
  FakeClock clock;
  ASSERT_OK_AND_ASSIGN(const auto engine, Open(clock, "eng"));
  EXPECT_THAT(std::string(engine->name()), StartsWith("tesseract 5"));
}

TEST(TesseractEngine, NamesThePackageOfAMissingLanguage) {
  FakeClock clock;
  const TempFolder empty;
  EXPECT_THAT(Open(clock, "chi_sim", empty.path().string()),
              StatusIs(Code::kInvalidConfig,
                       AllOf(HasSubstr("'chi_sim'"), HasSubstr("tesseract-ocr-chi-sim"))));
}

TEST(TesseractEngine, NoticesOneMissingLanguageAmongTwo) {
  FakeClock clock;
  EXPECT_THAT(Open(clock, "eng+xyz"), StatusIs(Code::kInvalidConfig, HasSubstr("'xyz'")));
}

TEST(TesseractEngine, RefusesAMalformedLanguageList) {
  FakeClock clock;
  EXPECT_THAT(Open(clock, "../eng"), StatusIs(Code::kInvalidConfig));
  EXPECT_THAT(Open(clock, ""), StatusIs(Code::kInvalidConfig));
}

}  // namespace
}  // namespace telar::documents
