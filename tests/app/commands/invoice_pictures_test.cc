#include "app/commands/invoice_pictures.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"
#include "tests/support/stub_reader.h"
#include "tests/support/temp_folder.h"

namespace telar::app {
namespace {

using documents::Mark;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::ReadFile;
using testing::StatusIs;
using testing::TempFolder;

/// Draws "page N" for every page.
class Painter final : public testing::StubReader {
 public:
  Result<documents::MarkedPicture> Draw(std::string_view, int number, const std::vector<Mark>&,
                                        const documents::ReadOptions&) override {
    if (number == fails_at) return Status::LimitExceeded("too large");
    return documents::MarkedPicture{"page " + std::to_string(number)};
  }
  int fails_at = 0;
};

documents::Document Pages(std::vector<int> numbers) {
  documents::Document document;
  for (const int number : numbers) {
    documents::Page page;
    page.number = number;
    document.pages.push_back(page);
  }
  return document;
}

class InvoicePicturesTest : public ::testing::Test {
 protected:
  Status Draw(const std::string& target, const std::string& document, std::vector<int> pages,
              bool force = false) {
    written_.clear();
    auto pictures = InvoicePictures::Open(
        {.folder = folder_.path(), .target = target, .documents = {document}, .force = force});
    if (!pictures.ok()) return pictures.status();
    return (*pictures)->Draw(document, "bytes", Pages(std::move(pages)), {}, painter_, {},
                             written_);
  }

  TempFolder folder_;
  Painter painter_;
  std::vector<std::string> written_;
};

TEST_F(InvoicePicturesTest, OnePageIsTheFileItself) {
  EXPECT_OK(Draw("out.png", "a.pdf", {1}));
  EXPECT_THAT(written_, ElementsAre("out.png"));
  EXPECT_EQ(ReadFile(folder_ / "out.png"), "page 1");
}

TEST_F(InvoicePicturesTest, SeveralPagesAreNumberedSoThatTheySort) {
  EXPECT_OK(Draw("out.png", "a.pdf", {1, 2}));
  EXPECT_THAT(written_, ElementsAre("out-1.png", "out-2.png"));
  EXPECT_EQ(ReadFile(folder_ / "out-2.png"), "page 2");
  EXPECT_OK(Draw("ten.png", "a.pdf", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(written_.front(), "ten-01.png");
  EXPECT_EQ(written_.back(), "ten-10.png");
}

TEST_F(InvoicePicturesTest, SheetsOfOnePictureAreDrawnOnce) {
  EXPECT_OK(Draw("out.png", "a.jpg", {1, 1, 1}));
  EXPECT_THAT(written_, ElementsAre("out.png"));
}

TEST_F(InvoicePicturesTest, AFolderTakesPicturesNamedLikeTheirDocuments) {
  EXPECT_OK(Draw("seen/", "in/no.5.pdf", {1}));
  EXPECT_THAT(written_, ElementsAre("seen/no.5.png"));
  EXPECT_OK(Draw("seen", "-", {1, 2}));
  EXPECT_THAT(written_, ElementsAre("seen/standard-input-1.png", "seen/standard-input-2.png"));
}

TEST_F(InvoicePicturesTest, KeepsWhatExistsUnlessForced) {
  folder_.Write("out.png", "mine");
  EXPECT_THAT(Draw("out.png", "a.pdf", {1}),
              StatusIs(Code::kAlreadyExists, AllOf(HasSubstr("out.png"), HasSubstr("--force"))));
  EXPECT_EQ(ReadFile(folder_ / "out.png"), "mine");
  EXPECT_OK(Draw("out.png", "a.pdf", {1}, true));
  EXPECT_EQ(ReadFile(folder_ / "out.png"), "page 1");
}

TEST_F(InvoicePicturesTest, NeverReplacesTheDocument) {
  folder_.Write("a.png", "the scan");
  EXPECT_THAT(Draw("a.png", "a.png", {1}, true), StatusIs(Code::kInvalidInput));
  EXPECT_EQ(ReadFile(folder_ / "a.png"), "the scan");
}

TEST_F(InvoicePicturesTest, RefusesTwoDocumentsOfOneName) {
  auto pictures = InvoicePictures::Open({.folder = folder_.path(),
                                         .target = "seen/",
                                         .documents = {"x/a.pdf", "y/a.pdf"},
                                         .force = true});
  ASSERT_OK(pictures);
  EXPECT_OK((*pictures)->Draw("x/a.pdf", "", Pages({1}), {}, painter_, {}, written_));
  EXPECT_THAT((*pictures)->Draw("y/a.pdf", "", Pages({1}), {}, painter_, {}, written_),
              StatusIs(Code::kAlreadyExists));
}

TEST_F(InvoicePicturesTest, RefusesOneFileForSeveralDocuments) {
  EXPECT_THAT(InvoicePictures::Open(
                  {.folder = folder_.path(), .target = "out.png", .documents = {"a.pdf", "b.pdf"}}),
              StatusIs(Code::kInvalidInput, HasSubstr("name a folder: out/")));
}

TEST_F(InvoicePicturesTest, RefusesAnotherKindOfPicture) {
  EXPECT_THAT(Draw("out.jpg", "a.pdf", {1}),
              StatusIs(Code::kInvalidInput, HasSubstr("name it out.png")));
}

TEST_F(InvoicePicturesTest, SaysThatTheFolderIsMissing) {
  EXPECT_THAT(Draw("nowhere/out.png", "a.pdf", {1}),
              StatusIs(Code::kNotFound, HasSubstr("write nowhere/out.png")));
}

TEST_F(InvoicePicturesTest, LeavesNothingHalf) {
  painter_.fails_at = 2;
  EXPECT_THAT(Draw("out.png", "a.pdf", {1, 2}),
              StatusIs(Code::kLimitExceeded, HasSubstr("draw out-2.png: too large")));
  EXPECT_THAT(written_, ElementsAre("out-1.png"));
  std::vector<std::string> left;
  for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    left.push_back(entry.path().filename().string());
  }
  EXPECT_THAT(left, ElementsAre("out-1.png"));
}

invoices::Invoice Invoice() {
  invoices::Invoice invoice;
  invoice.fields["total"] = {
      .value = "9.00", .raw = "9.00", .confidence = 0.979, .page = 1, .box = {1, 1, 5, 5}};
  invoice.fields["supplier_tax_id"] = {
      .value = "1", .raw = "1", .confidence = 0.5, .page = 2, .box = {2, 2, 5, 5}};
  invoice.fields["currency"] = {.value = "EUR", .raw = "", .confidence = 0.9, .page = 1, .box = {}};
  invoices::Line line;
  line.confidence = 0.97;
  line.box = {3, 3, 5, 5};
  invoice.lines = {line};
  invoice.verdict = invoices::Verdict::kReview;
  return invoice;
}

std::vector<std::string> Texts(const std::vector<Mark>& marks) {
  std::vector<std::string> texts;
  for (const Mark& mark : marks) texts.push_back((mark.box.empty() ? "= " : "") + mark.text);
  return texts;
}

TEST(MarksOf, ShowWhatWasReadFromThePage) {
  EXPECT_THAT(Texts(MarksOf(Invoice(), 1)),
              ElementsAre("1: 0.97", "total 0.97", "= verdict: review", "= field", "= product line",
                          "= not printed: currency 0.90"));
  EXPECT_THAT(Texts(MarksOf(Invoice(), 2)),
              ElementsAre("supplier tax id 0.50", "= verdict: review", "= below 0.75: look twice"));
}

TEST(MarksOf, GiveDoubtAColourOfItsOwn) {
  const Mark sure = MarksOf(Invoice(), 1).at(1), doubtful = MarksOf(Invoice(), 2).at(0);
  EXPECT_FALSE(sure.colour == doubtful.colour);
  EXPECT_EQ(doubtful.colour, MarksOf(Invoice(), 2).at(2).colour) << "as the legend says";
}

TEST(MarksOf, StayWithinWhatAPageTakes) {
  invoices::Invoice invoice = Invoice();
  invoice.lines.resize(5000, invoice.lines[0]);
  const auto marks = MarksOf(invoice, 1);
  EXPECT_OK(CheckMarks(marks));
  EXPECT_THAT(Texts(marks), ::testing::Contains("total 0.97")) << "lines give way, fields do not";
}

}  // namespace
}  // namespace telar::app
