#include "documents/in_process_reader.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "documents/image/image_file.h"
#include "tests/documents/drawn_page.h"
#include "tests/documents/pictures.h"
#include "tests/support/fake_clock.h"
#include "tests/support/pdf_writer.h"
#include "tests/support/status_matchers.h"

namespace telar::documents {
namespace {

using ::telar::testing::FakeClock;
using ::telar::testing::PdfWriter;
using ::telar::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// What the engines of one test did and shall do.
struct OcrScript {
  std::vector<OcrRequest> opened;
  std::vector<PageImage> seen;
  std::vector<Word> words = {
      {.text = "seen", .box = {.x0 = 100, .y0 = 200, .x1 = 300, .y1 = 250}, .font_size = 50}};
  Status open_failure;
  std::vector<Status> failures;  // one for each page, then none
  FakeClock* clock = nullptr;
  Duration per_page{0};
};

class ScriptedOcr final : public OcrEngine {
 public:
  explicit ScriptedOcr(OcrScript& script) : script_(script) {}
  std::string_view name() const override { return "scripted"; }
  Result<std::vector<Word>> Recognize(const PageImage& image, Deadline) override {
    script_.clock->Advance(script_.per_page);
    script_.seen.push_back(image);
    if (script_.seen.size() <= script_.failures.size()) {
      const Status& failure = script_.failures[script_.seen.size() - 1];
      if (!failure.ok()) return failure;
    }
    return script_.words;
  }

 private:
  OcrScript& script_;
};

class InProcessReaderTest : public ::testing::Test {
 protected:
  InProcessReaderTest() {
    script_.clock = &clock_;
    InProcessOptions options;
    options.clock = &clock_;
    options.open_ocr = [this](const OcrRequest& request) -> Result<std::unique_ptr<OcrEngine>> {
      script_.opened.push_back(request);
      if (!script_.open_failure.ok()) return script_.open_failure;
      return std::unique_ptr<OcrEngine>(std::make_unique<ScriptedOcr>(script_));
    };
    reader_ = std::move(InProcessReader::Open(std::move(options))).value();
  }

  static std::string Scan(PdfWriter writer = PdfWriter().Page(360, 360)) {
    return writer.Picture(90, 90, 180, 180, 1, 1, std::string(1, '\x20')).Bytes();
  }
  static std::string Pages(int count) {
    PdfWriter writer;
    for (int i = 1; i <= count; ++i) writer.Page().Text(72, 100, "page" + std::to_string(i));
    return writer.Bytes();
  }

  /// A scanned letterhead above text.
  static std::string Letterhead() {
    PdfWriter writer;
    writer.Page().Picture(40, 30, 500, 120, 1000, 300, std::string(1000 * 300, '\x60'));
    for (int i = 0; i < 15; ++i) writer.Text(72, 300 + 20 * i, "Text 112.00");
    return writer.Bytes();
  }

  /// A picture that is not blank.
  static PageImage Dotted() {
    PageImage image = GrayPicture(40, 30);
    PixelAt(image, 20, 20) = 0;
    return image;
  }

  FakeClock clock_;
  OcrScript script_;
  std::unique_ptr<Reader> reader_;
  ReadOptions options_;
};

TEST_F(InProcessReaderTest, ReadsABornDigitalPdfWithoutOcr) {
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(Pages(2), options_));
  EXPECT_EQ(document.kind, FileKind::kPdf);
  EXPECT_EQ(document.page_count, 2);
  EXPECT_EQ(DocumentText(document), "page1\n\fpage2\n");
  EXPECT_EQ(document.pages[1].number, 2);
  EXPECT_THAT(script_.opened, IsEmpty());
}

TEST_F(InProcessReaderTest, RecognisesAPageWithoutTextAndGivesPoints) {
  options_.ocr_dpi = 144;
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(Scan(), options_));
  ASSERT_EQ(script_.seen.size(), 1U);
  EXPECT_EQ(script_.seen[0].width, 720);
  EXPECT_EQ(script_.seen[0].channels, 1);
  const Page& page = document.pages.at(0);
  EXPECT_EQ(page.source, PageSource::kOcr);
  EXPECT_FALSE(page.pixels);
  EXPECT_EQ(page.width, 360);
  ASSERT_EQ(page.words.size(), 1U);
  EXPECT_EQ(page.words[0].box, (Box{.x0 = 50, .y0 = 100, .x1 = 150, .y1 = 125}));
  EXPECT_EQ(page.words[0].font_size, 25);
}

TEST_F(InProcessReaderTest, MixesTextAndOcrByPage) {
  const std::string bytes = Scan(PdfWriter().Page().Text(72, 100, "text").Page());
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(bytes, options_));
  EXPECT_EQ(document.pages.at(0).source, PageSource::kText);
  EXPECT_EQ(document.pages.at(1).source, PageSource::kOcr);
  EXPECT_EQ(DocumentText(document), "text\n\fseen\n");
}

TEST_F(InProcessReaderTest, RecognisesTextPagesWhenTold) {
  options_.force_ocr = true;
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(Pages(1), options_));
  EXPECT_EQ(DocumentText(document), "seen\n");
}

TEST_F(InProcessReaderTest, OpensNoEngineForABlankPage) {
  ASSERT_OK_AND_ASSIGN(const Document document,
                       reader_->Read(PdfWriter().Page().Bytes(), options_));
  EXPECT_FALSE(document.HasText());
  EXPECT_EQ(document.pages.at(0).error, "");
  EXPECT_THAT(script_.opened, IsEmpty());
}

TEST_F(InProcessReaderTest, KeepsAnEngineForTheNextDocument) {
  ASSERT_OK(reader_->Read(Scan(), options_));
  ASSERT_OK(reader_->Read(Scan(), options_));
  EXPECT_EQ(script_.opened.size(), 1U);
  options_.languages = "fra";
  ASSERT_OK(reader_->Read(Scan(), options_));
  ASSERT_EQ(script_.opened.size(), 2U);
  EXPECT_EQ(script_.opened[1].languages, "fra");
}

TEST_F(InProcessReaderTest, RecognisesPicturesInTheirOwnPixels) {
  for (const auto& [bytes, kind] : {std::pair(EncodePng(Dotted()), FileKind::kPng),
                                    std::pair(EncodeJpeg(Dotted()), FileKind::kJpeg)}) {
    ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(bytes, options_));
    EXPECT_EQ(document.kind, kind);
    EXPECT_EQ(document.page_count, 1);
    EXPECT_TRUE(document.pages.at(0).pixels);
    EXPECT_EQ(document.pages[0].width, 40);
    EXPECT_EQ(document.pages[0].height, 30);
    EXPECT_EQ(document.pages[0].words.at(0).box.x0, 100);
  }
}

TEST_F(InProcessReaderTest, ReadsEveryPageOfATiff) {
  ASSERT_OK_AND_ASSIGN(const Document document,
                       reader_->Read(EncodeTiff({Dotted(), Dotted()}), options_));
  EXPECT_EQ(document.kind, FileKind::kTiff);
  EXPECT_EQ(DocumentText(document), "seen\n\fseen\n");
}

TEST_F(InProcessReaderTest, StopsAfterTheLastAllowedPage) {
  options_.limits.pages = 2;
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(Pages(3), options_));
  EXPECT_EQ(document.pages.size(), 2U);
  EXPECT_EQ(document.page_count, 3);
}

TEST_F(InProcessReaderTest, RefusesAFileThatIsTooLarge) {
  options_.limits.file_bytes = 100;
  EXPECT_THAT(reader_->Read(Pages(1), options_), StatusIs(Code::kLimitExceeded));
}

TEST_F(InProcessReaderTest, StopsWhenTimeIsUp) {
  script_.per_page = std::chrono::seconds(50);
  const std::string bytes = EncodeTiff({Dotted(), Dotted(), Dotted(), Dotted()});
  EXPECT_THAT(reader_->Read(bytes, options_), StatusIs(Code::kDeadlineExceeded));
  EXPECT_EQ(script_.seen.size(), 3U);
}

TEST_F(InProcessReaderTest, SaysWhyOnePageCouldNotBeRead) {
  const std::string bytes = Scan(PdfWriter().Page().Text(72, 100, "text").Page(100'000, 100'000));
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(bytes, options_));
  EXPECT_EQ(document.pages.at(0).error, "");
  EXPECT_EQ(document.pages.at(1).source, PageSource::kNone);
  EXPECT_THAT(document.pages[1].error, HasSubstr("limit_exceeded"));
}

TEST_F(InProcessReaderTest, FailsWhenNoPageCouldBeRead) {
  EXPECT_THAT(reader_->Read(Scan(PdfWriter().Page(100'000, 100'000)), options_),
              StatusIs(Code::kLimitExceeded));
}

TEST_F(InProcessReaderTest, GoesOnAfterAPageThatOcrCannotHold) {
  script_.failures = {Status::LimitExceeded("recognise page: out of memory")};
  ASSERT_OK_AND_ASSIGN(const Document document,
                       reader_->Read(EncodeTiff({Dotted(), Dotted()}), options_));
  EXPECT_THAT(document.pages.at(0).error, HasSubstr("out of memory"));
  EXPECT_EQ(PageText(document.pages.at(1)), "seen\n");
}

TEST_F(InProcessReaderTest, FailsWhenThereIsNoModel) {
  script_.open_failure = Status::InvalidConfig("open Tesseract: no model");
  const std::string bytes = Scan(PdfWriter().Page().Text(72, 100, "text").Page());
  EXPECT_THAT(reader_->Read(bytes, options_), StatusIs(Code::kInvalidConfig));
}

constexpr std::string_view kXmlInvoice =
    "<?xml version=\"1.0\"?><Invoice><UBLVersionID>2.1</UBLVersionID><ID>F-7</ID></Invoice>";

TEST_F(InProcessReaderTest, ReadsXmlAsAnInvoiceWithoutPages) {
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(kXmlInvoice, options_));
  EXPECT_EQ(document.kind, FileKind::kXml);
  EXPECT_EQ(document.page_count, 0);
  EXPECT_FALSE(document.HasText());
  ASSERT_TRUE(document.einvoice);
  EXPECT_EQ(document.einvoice->number.text, "F-7");
}

TEST_F(InProcessReaderTest, RefusesXmlThatIsNoInvoice) {
  EXPECT_THAT(reader_->Read("<?xml version=\"1.0\"?><catalogue/>", options_),
              StatusIs(Code::kInvalidInput, HasSubstr("catalogue")));
}

TEST_F(InProcessReaderTest, FindsNoPageInXml) {
  const auto no_page = StatusIs(Code::kNotFound, HasSubstr("XML"));
  EXPECT_THAT(reader_->Render(kXmlInvoice, 1, 72, options_), no_page);
  EXPECT_THAT(reader_->ReadRegion(kXmlInvoice, {}, options_), no_page);
  EXPECT_THAT(reader_->Draw(kXmlInvoice, 1, {}, options_), no_page);
}

TEST_F(InProcessReaderTest, HoldsTheSizeLimitForXml) {
  options_.limits.file_bytes = 20;
  EXPECT_THAT(reader_->Read(kXmlInvoice, options_), StatusIs(Code::kLimitExceeded));
}

TEST_F(InProcessReaderTest, RefusesWhatIsNoDocument) {
  EXPECT_THAT(reader_->Read("", options_), StatusIs(Code::kInvalidInput, HasSubstr("empty")));
  EXPECT_THAT(reader_->Read("%PDF-1.7 cut", options_),
              StatusIs(Code::kInvalidInput, HasSubstr("damaged")));
}

TEST_F(InProcessReaderTest, RendersPdfPagesInColour) {
  ASSERT_OK_AND_ASSIGN(const PageImage image, reader_->Render(Scan(), 1, 72, options_));
  EXPECT_EQ(image.width, 360);
  EXPECT_EQ(image.channels, 3);
}

TEST_F(InProcessReaderTest, RendersPicturesAsTheyAre) {
  ASSERT_OK_AND_ASSIGN(const PageImage image,
                       reader_->Render(EncodePng(Dotted()), 1, 600, options_));
  EXPECT_EQ(image.pixels, Dotted().pixels);
}

TEST_F(InProcessReaderTest, DrawsMarksInTheUnitsOfThePage) {
  const Mark mark{{10, 10, 100, 50}, "", {200, 0, 0}};
  const auto drawn = [&](const std::string& bytes, const std::vector<Mark>& marks) {
    const auto picture = reader_->Draw(bytes, 1, marks, options_);
    EXPECT_OK(picture);
    const auto decoded = DecodeImagePage(picture->png, FileKind::kPng, 1, 10'000'000);
    EXPECT_OK(decoded);
    return *decoded;
  };
  // 360 points are 750 pixels at 150 dpi, drawn as 900.
  const PageImage page = drawn(Scan(), {mark}), clean = drawn(Scan(), {});
  ASSERT_EQ(page.width, 900);
  EXPECT_NE(PixelAt(page, 240, 110, 1), PixelAt(clean, 240, 110, 1));
  EXPECT_EQ(PixelAt(page, 260, 110, 1), PixelAt(clean, 260, 110, 1));
  // Pixels of a picture are pixels, enlarged with it.
  const PageImage picture = drawn(EncodePng(GrayPicture(300, 450)), {mark});
  ASSERT_EQ(picture.width, 900);
  EXPECT_NE(PixelAt(picture, 290, 140, 1), 255);
  EXPECT_EQ(PixelAt(picture, 310, 140, 1), 255);
}

TEST_F(InProcessReaderTest, DrawsNoPageThatIsNotThere) {
  EXPECT_THAT(reader_->Draw(Pages(2), 3, {}, options_), StatusIs(Code::kNotFound));
  EXPECT_THAT(reader_->Draw(Pages(2), 1, std::vector<Mark>(kMaxMarks + 1), options_),
              StatusIs(Code::kInvalidInput));
}

TEST_F(InProcessReaderTest, ReadsPicturesBesideTheText) {
  script_.words = {
      {.text = "seen", .box = {.x0 = 60, .y0 = 20, .x1 = 160, .y1 = 60}},
      {.text = "ornament", .box = {.x0 = 60, .y0 = 80, .x1 = 90, .y1 = 90}, .confidence = 0.3F}};
  options_.ocr_dpi = 72;
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(Letterhead(), options_));
  const Page& page = document.pages.at(0);
  EXPECT_EQ(page.source, PageSource::kMixed);
  EXPECT_THAT(PageText(page), StartsWith("seen\nText 112.00\n"));
  EXPECT_TRUE(page.words.at(0).recognized);
  EXPECT_FALSE(page.words.at(1).recognized);
  // Boxes of the part lie where the part lies on the page.
  EXPECT_NEAR(page.words[0].box.x0, 40 + 60, 4);
  EXPECT_NEAR(page.words[0].box.y0, 30 + 20, 4);
  ASSERT_EQ(script_.seen.size(), 1U);
  EXPECT_NEAR(script_.seen[0].width, 500, 8);
  EXPECT_NEAR(script_.seen[0].height, 120, 8);
}

TEST_F(InProcessReaderTest, KeepsTheTextWhereAPictureCannotBeRead) {
  script_.open_failure = Status::InvalidConfig("open Tesseract: no model");
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(Letterhead(), options_));
  EXPECT_EQ(document.pages.at(0).source, PageSource::kText);
  EXPECT_THAT(DocumentText(document), StartsWith("Text 112.00\n"));
}

TEST_F(InProcessReaderTest, KeepsTheFewWordsOfTextOnAScan) {
  script_.words = {{.text = "seen", .box = {.x0 = 100, .y0 = 200, .x1 = 300, .y1 = 250}},
                   {.text = "Footer", .box = {.x0 = 72, .y0 = 790, .x1 = 100, .y1 = 802}}};
  options_.ocr_dpi = 72;
  const std::string bytes = PdfWriter()
                                .Page()
                                .Picture(0, 0, 595, 700, 600, 800, std::string(600 * 800, '\x60'))
                                .Text(72, 800, "Footer")
                                .Bytes();
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(bytes, options_));
  EXPECT_EQ(document.pages.at(0).source, PageSource::kMixed);
  EXPECT_EQ(DocumentText(document), "seen\nFooter\n");
  EXPECT_FALSE(document.pages[0].words.at(1).recognized);
}

TEST_F(InProcessReaderTest, MakesAPageOfEveryReceiptOnAPicture) {
  PageImage photo = GrayPicture(1000, 700, 40);
  for (const double left : {80.0, 560.0}) {
    PutOnto(DrawnReceipt(),
            {PixelPoint{left, 60}, {left + 300, 60}, {left + 300, 620}, {left, 620}}, photo);
  }
  script_.words[0].box = {.x0 = 10, .y0 = 10, .x1 = 110, .y1 = 30};
  ASSERT_OK_AND_ASSIGN(const Document document, reader_->Read(EncodePng(photo), options_));
  EXPECT_EQ(document.page_count, 1);
  ASSERT_EQ(document.pages.size(), 2U);
  for (const Page& page : document.pages) {
    EXPECT_EQ(page.number, 1);
    EXPECT_EQ(page.width, 1000);
    EXPECT_TRUE(page.pixels);
  }
  EXPECT_NEAR(document.pages[0].words.at(0).box.x0, 90, 6);
  EXPECT_NEAR(document.pages[1].words.at(0).box.x0, 570, 6);
}

TEST_F(InProcessReaderTest, ReadsARegionOfAPdfAtTwiceTheResolution) {
  options_.ocr_dpi = 72;
  script_.words[0].box = {.x0 = 20, .y0 = 40, .x1 = 60, .y1 = 60};
  ASSERT_OK_AND_ASSIGN(
      const RegionWords region,
      reader_->ReadRegion(Scan(), {.page = 1, .box = {.x0 = 60, .y0 = 100, .x1 = 160, .y1 = 120}},
                          options_));
  EXPECT_EQ(region.engine, "scripted");
  ASSERT_EQ(script_.seen.size(), 1U);
  EXPECT_NEAR(script_.seen[0].width, 2 * (100 + 14), 3);
  EXPECT_NEAR(script_.seen[0].height, 2 * (20 + 14), 3);
  ASSERT_EQ(region.words.size(), 1U);
  EXPECT_NEAR(region.words[0].box.x0, 53 + 10, 1);
  EXPECT_NEAR(region.words[0].box.y0, 93 + 20, 1);
  EXPECT_NEAR(region.words[0].box.width(), 20, 0.01);
}

TEST_F(InProcessReaderTest, ReadsARegionOfAPictureTheRightWayUp) {
  PageImage image = GrayPicture(100, 200);
  PixelAt(image, 20, 60) = 0;
  script_.words[0].box = {.x0 = 0, .y0 = 0, .x1 = 30, .y1 = 5};
  ASSERT_OK_AND_ASSIGN(
      const RegionWords region,
      reader_->ReadRegion(
          EncodePng(image),
          {.page = 1, .box = {.x0 = 10, .y0 = 50, .x1 = 30, .y1 = 90}, .quarter_turns = 1},
          options_));
  EXPECT_EQ(script_.seen.at(0).width, 40 + 14);
  EXPECT_EQ(script_.seen.at(0).height, 20 + 14);
  // What begins at the upper left of the turned region begins at the lower left of the given one.
  EXPECT_EQ(region.words.at(0).box, (Box{.x0 = 3, .y0 = 67, .x1 = 8, .y1 = 97}));
}

TEST_F(InProcessReaderTest, FindsNoRegionBeyondThePage) {
  const Box beyond{.x0 = 900, .y0 = 900, .x1 = 950, .y1 = 950};
  EXPECT_THAT(reader_->ReadRegion(Scan(), {.page = 1, .box = beyond}, options_),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(reader_->ReadRegion(EncodePng(Dotted()), {.page = 1, .box = beyond}, options_),
              StatusIs(Code::kInvalidInput));
  EXPECT_THAT(reader_->ReadRegion(Scan(), {.page = 2, .box = beyond}, options_),
              StatusIs(Code::kNotFound));
}

TEST_F(InProcessReaderTest, FindsNoPageBeyondTheLast) {
  EXPECT_THAT(reader_->Render(Pages(2), 3, 72, options_), StatusIs(Code::kNotFound));
  EXPECT_THAT(reader_->Render(Pages(2), 0, 72, options_), StatusIs(Code::kNotFound));
  EXPECT_THAT(reader_->Render(EncodePng(Dotted()), 2, 72, options_), StatusIs(Code::kNotFound));
}

TEST(InProcessReader, NeedsAClock) {
  EXPECT_THAT(InProcessReader::Open({}), StatusIs(Code::kInvalidConfig));
}

TEST(InProcessReader, ReadsAScannedPageWithTesseract) {
  const FakeClock clock;
  InProcessOptions with_clock;
  with_clock.clock = &clock;
  ASSERT_OK_AND_ASSIGN(const auto reader, InProcessReader::Open(std::move(with_clock)));
  ReadOptions options;
  options.languages = "eng";
  const PageImage picture = PictureOfText({"Invoice number", "Total amount 112"});
  const std::string bytes =
      PdfWriter()
          .Page(400, 300)
          .Picture(0, 0, 400, 100, picture.width, picture.height, picture.pixels)
          .Bytes();
  ASSERT_OK_AND_ASSIGN(const Document document, reader->Read(bytes, options));
  EXPECT_EQ(DocumentText(document), "Invoice number\nTotal amount 112\n");
}

TEST(InProcessReader, TesseractReadsWhereTheNetworksAreMissing) {
  const FakeClock clock;
  InProcessOptions with_clock;
  with_clock.clock = &clock;
  with_clock.models = "no/such/folder";
  ASSERT_OK_AND_ASSIGN(const auto reader, InProcessReader::Open(std::move(with_clock)));
  ReadOptions options;
  options.ocr = OcrEngineName::kNeural;
  PageImage image = GrayPicture(40, 30);
  PixelAt(image, 20, 20) = 0;
  ASSERT_OK_AND_ASSIGN(const Document document, reader->Read(EncodePng(image), options));
  EXPECT_EQ(document.pages.at(0).source, PageSource::kOcr);
}

}  // namespace
}  // namespace telar::documents
