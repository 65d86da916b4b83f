#include "documents/pdf/pdf_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

#include "tests/support/paths.h"
#include "tests/support/pdf_writer.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::documents {
namespace {

using ::telar::testing::IsOk;
using ::telar::testing::PdfWriter;
using ::telar::testing::ReadFile;
using ::telar::testing::StatusIs;
using ::testing::FloatNear;
using ::testing::HasSubstr;

constexpr std::uint64_t kEnough = 64'000'000;

std::string Golden(std::string_view name) {
  return ReadFile(testing::SourceDir() / "tests/golden/documents" / name);
}

TextLayer FirstPage(const std::string& bytes) {
  auto file = PdfFile::Open(bytes);
  EXPECT_OK(file);
  if (!file.ok()) return {};
  auto layer = (*file)->ReadText(1);
  EXPECT_OK(layer);
  return layer.value_or({});
}

std::string TextOf(const std::string& bytes) { return PageText(FirstPage(bytes).page); }

Word Find(const Page& page, std::string_view text) {
  const auto word = std::find_if(page.words.begin(), page.words.end(),
                                 [&](const Word& w) { return w.text == text; });
  EXPECT_NE(word, page.words.end()) << text;
  return word == page.words.end() ? Word() : *word;
}

TEST(PdfFile, ReadsWordsWithBoxesInPointsFromTheTopLeft) {
  const TextLayer layer = FirstPage(PdfWriter().Page().Text(72, 100, "Total 112.00", 12).Bytes());
  EXPECT_TRUE(layer.trusted);
  EXPECT_FLOAT_EQ(layer.page.width, 595);
  EXPECT_FLOAT_EQ(layer.page.height, 842);
  EXPECT_FALSE(layer.page.pixels);
  EXPECT_EQ(layer.page.source, PageSource::kText);
  const Word total = Find(layer.page, "Total");
  EXPECT_THAT(total.box.x0, FloatNear(72, 0.5F));
  EXPECT_LT(total.box.y0, 95);
  EXPECT_THAT(total.box.y1, FloatNear(102, 3));
  EXPECT_THAT(total.font_size, FloatNear(12, 0.1F));
  EXPECT_EQ(total.confidence, 1);
  EXPECT_FALSE(total.bold);
}

TEST(PdfFile, TellsBoldFonts) {
  const TextLayer layer =
      FirstPage(PdfWriter().Page().Text(72, 100, "Total", 12, PdfWriter::kBold).Bytes());
  EXPECT_TRUE(Find(layer.page, "Total").bold);
}

TEST(PdfFile, ReadsRowsInPrintOrderWhateverTheFileOrder) {
  EXPECT_EQ(TextOf(PdfWriter()
                       .Page()
                       .Text(400, 120, "250,00")
                       .Text(72, 140, "Hilo")
                       .Text(400, 140, "4.040,00")
                       .Text(72, 120, "Tela")
                       .Bytes()),
            "Tela 250,00\nHilo 4.040,00\n");
}

TEST(PdfFile, SetsAPageInColumnsAsPdftotextDoes) {
  const std::string bytes = PdfWriter()
                                .Page()
                                .Text(72, 100, "Item")
                                .Text(400, 100, "Sum")
                                .Text(72, 120, "Tela roja")
                                .Text(400, 120, "2,50")
                                .Page()
                                .Bytes();
  const auto file = PdfFile::Open(bytes);
  ASSERT_OK(file);
  ASSERT_OK_AND_ASSIGN(const std::string text, (*file)->LayoutText(1));
  EXPECT_TRUE(text.ends_with("\n\f"));
  const std::size_t sum = text.find("Sum"), line = text.find('\n');
  // Places are whole letters of the page's usual width, so that a column may be one off.
  EXPECT_NEAR(static_cast<double>(text.find("2,50") - line - 1), static_cast<double>(sum), 1)
      << text;
  EXPECT_EQ((*file)->LayoutText(2).value_or("none"), "");
}

TEST(PdfFile, TheLayoutIsThatOfTheWholeSheetHoweverThePageIsTurned) {
  const auto layout = [](const std::string& entries) {
    const std::string bytes = PdfWriter()
                                  .Page(595, 842, entries)
                                  .Text(10, 10, "edge")
                                  .Text(72, 150, "seen")
                                  .Text(500, 800, "corner")
                                  .Bytes();
    const auto file = PdfFile::Open(bytes);
    return file.ok() ? (*file)->LayoutText(1).value_or("damaged") : "no file";
  };
  for (const char* turn : {"", "/Rotate 90 ", "/Rotate 180 ", "/Rotate 270 "}) {
    const std::string whole = layout(turn);
    EXPECT_THAT(whole, AllOf(HasSubstr("edge"), HasSubstr("seen"), HasSubstr("corner"))) << turn;
    EXPECT_EQ(layout(std::string(turn) + "/CropBox [50 42 545 742]"), whole) << turn;
  }
}

TEST(PdfFile, ReadsLatinLettersAsUtf8) {
  EXPECT_EQ(TextOf(PdfWriter()
                       .Page()
                       .Text(72, 100,
                             "ART\xCD"
                             "CULO \x80")
                       .Bytes()),
            "ARTÍCULO €\n");
}

TEST(PdfFile, SplitsWordsAtNoBreakSpacesWithTheirOwnBoxes) {
  const TextLayer layer = FirstPage(PdfWriter()
                                        .Page()
                                        .Text(72, 100,
                                              "1\xA0"
                                              "234,56")
                                        .Bytes());
  EXPECT_EQ(PageText(layer.page), "1 234,56\n");
  EXPECT_LT(Find(layer.page, "1").box.x1, Find(layer.page, "234,56").box.x0);
}

TEST(PdfFile, CountsFakeBoldOnce) {
  EXPECT_EQ(TextOf(PdfWriter().Page().Text(72, 100, "Total").Text(72.3, 100, "Total").Bytes()),
            "Total\n");
}

TEST(PdfFile, DropsWordsOutsideOfThePage) {
  EXPECT_EQ(TextOf(PdfWriter().Page().Text(72, 100, "here").Text(900, 100, "there").Bytes()),
            "here\n");
}

TEST(PdfFile, HonoursThePageRotation) {
  const TextLayer layer =
      FirstPage(PdfWriter().Page(595, 842, "/Rotate 90").TextUpwards(100, 700, "sideways").Bytes());
  EXPECT_FLOAT_EQ(layer.page.width, 842);
  EXPECT_FLOAT_EQ(layer.page.height, 595);
  const Word word = Find(layer.page, "sideways");
  EXPECT_GT(word.box.width(), word.box.height());
  EXPECT_THAT(word.box.x0, FloatNear(842 - 700, 2));
  EXPECT_THAT(word.box.y1, FloatNear(102, 4));
}

TEST(PdfFile, HonoursTheCropBox) {
  const TextLayer layer = FirstPage(PdfWriter()
                                        .Page(595, 842, "/CropBox [50 142 445 742]")
                                        .Text(72, 150, "seen")
                                        .Text(10, 10, "cut")
                                        .Bytes());
  EXPECT_FLOAT_EQ(layer.page.width, 395);
  EXPECT_FLOAT_EQ(layer.page.height, 600);
  EXPECT_EQ(PageText(layer.page), "seen\n");
  EXPECT_THAT(Find(layer.page, "seen").box.x0, FloatNear(22, 0.5F));
  EXPECT_THAT(Find(layer.page, "seen").box.y1, FloatNear(52, 3));
}

TEST(PdfFile, GivesTurnedTextALineOfItsOwn) {
  EXPECT_EQ(TextOf(PdfWriter()
                       .Page()
                       .TextUpwards(20, 400, "Form 17")
                       .Text(72, 380, "one", 10)
                       .Text(72, 395, "two", 10)
                       .Text(110, 395, "three", 10)
                       .Bytes()),
            "one\ntwo three\nForm 17\n");
}

TEST(PdfFile, CountsPages) {
  const std::string bytes =
      PdfWriter().Page().Text(72, 100, "one").Page().Text(72, 100, "two").Bytes();
  ASSERT_OK_AND_ASSIGN(const auto file, PdfFile::Open(bytes));
  EXPECT_EQ(file->page_count(), 2);
  ASSERT_OK_AND_ASSIGN(const TextLayer second, file->ReadText(2));
  EXPECT_EQ(second.page.number, 2);
  EXPECT_EQ(PageText(second.page), "two\n");
}

TEST(PdfFile, DoesNotTrustAPageWithoutWords) {
  EXPECT_FALSE(FirstPage(PdfWriter().Page().Bytes()).trusted);
}

TEST(PdfFile, DoesNotTrustATextLayerThatMeansNothing) {
  const TextLayer layer = FirstPage(
      PdfWriter().Page().Text(72, 100, "Total 112.00", 12, PdfWriter::kMeaningless).Bytes());
  EXPECT_FALSE(layer.trusted);
}

TEST(PdfFile, DoesNotTrustAStampOnAScan) {
  const std::string scan(600 * 800, '\x60');
  EXPECT_FALSE(FirstPage(PdfWriter()
                             .Page()
                             .Picture(0, 0, 595, 842, 600, 800, scan)
                             .Text(72, 20, "Scanned by us")
                             .Bytes())
                   .trusted);
}

TEST(PdfFile, TrustsAShortTextWithALogo) {
  const std::string logo(600 * 600, '\x60');
  EXPECT_TRUE(FirstPage(PdfWriter()
                            .Page()
                            .Picture(20, 20, 60, 60, 600, 600, logo)
                            .Text(72, 200, "Total 9.00")
                            .Bytes())
                  .trusted);
}

TEST(PdfFile, RendersGrayAndColour) {
  const std::string bytes =
      PdfWriter().Page(72, 144).Picture(0, 0, 72, 72, 1, 1, std::string(1, '\x40')).Bytes();
  ASSERT_OK_AND_ASSIGN(const auto file, PdfFile::Open(bytes));
  ASSERT_OK_AND_ASSIGN(const PageImage gray, file->Render(1, 100, 1, kEnough));
  EXPECT_EQ(gray.width, 100);
  EXPECT_EQ(gray.height, 200);
  EXPECT_EQ(gray.dpi, 100);
  ASSERT_EQ(gray.pixels.size(), 100U * 200);
  EXPECT_EQ(gray.pixels[50 * 100 + 50], '\x40');
  EXPECT_EQ(gray.pixels[150 * 100 + 50], '\xFF');
  ASSERT_OK_AND_ASSIGN(const PageImage colour, file->Render(1, 100, 3, kEnough));
  EXPECT_EQ(colour.pixels.size(), 100U * 200 * 3);
  EXPECT_EQ(colour.pixels[3 * (50 * 100 + 50) + 1], '\x40');
}

TEST(PdfFile, RendersALargePageAtTheResolutionThatFits) {
  const std::string bytes = PdfWriter().Page(720, 720).Bytes();
  ASSERT_OK_AND_ASSIGN(const auto file, PdfFile::Open(bytes));
  ASSERT_OK_AND_ASSIGN(const PageImage image, file->Render(1, 300, 1, 1'000'000));
  EXPECT_EQ(image.dpi, 100);
  EXPECT_EQ(image.width, 1000);
}

TEST(PdfFile, RefusesToRenderAMonstrousPage) {
  const std::string bytes = PdfWriter().Page(100'000, 100'000).Text(72, 100, "tiny").Bytes();
  ASSERT_OK_AND_ASSIGN(const auto file, PdfFile::Open(bytes));
  EXPECT_THAT(file->Render(1, 300, 1, kEnough), StatusIs(Code::kLimitExceeded));
  EXPECT_EQ(TextOf(bytes), "tiny\n");
}

TEST(PdfFile, RefusesAPageWiderThanAnyPaper) {
  const std::string pdf = PdfWriter().Page(2'000'000, 842).Text(72, 100, "Total").Bytes();
  ASSERT_OK_AND_ASSIGN(const auto file, PdfFile::Open(pdf));
  EXPECT_THAT(file->ReadText(1), StatusIs(Code::kInvalidInput));
}

TEST(PdfFile, RefusesAFileThatNeedsAPassword) {
  const std::string bytes = Golden("user_password.pdf");
  EXPECT_THAT(PdfFile::Open(bytes), StatusIs(Code::kInvalidInput, HasSubstr("password protected")));
}

TEST(PdfFile, ReadsAnEncryptedFileThatOpensWithoutAPassword) {
  EXPECT_EQ(TextOf(Golden("owner_password.pdf")), "Total 112.00\n");
}

TEST(PdfFile, RefusesADamagedFile) {
  EXPECT_THAT(PdfFile::Open("%PDF-1.4\nnothing more"),
              StatusIs(Code::kInvalidInput, HasSubstr("damaged")));
}

TEST(PdfFile, RepairsAFileWithoutItsTable) {
  std::string bytes = PdfWriter().Page().Text(72, 100, "Total 9.00").Bytes();
  bytes.resize(bytes.find("xref"));
  EXPECT_EQ(TextOf(bytes + "trailer\n<< /Root 1 0 R >>\n"), "Total 9.00\n");
}

TEST(PdfFile, SurvivesEveryTruncation) {
  const std::string bytes = PdfWriter().Page().Text(72, 100, "Total 9.00").Bytes();
  for (std::size_t size = 0; size < bytes.size(); size += 97) {
    const std::string part = bytes.substr(0, size);
    const auto file = PdfFile::Open(part);
    if (file.ok()) {
      EXPECT_GT((*file)->page_count(), 0);
    } else {
      EXPECT_THAT(file, StatusIs(Code::kInvalidInput));
    }
  }
}

}  // namespace
}  // namespace telar::documents
