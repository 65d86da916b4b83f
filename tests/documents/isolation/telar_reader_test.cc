#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "tests/documents/isolation/pool_fixture.h"
#include "tests/support/paths.h"

namespace telar::documents {
namespace {

class TelarReaderTest : public PoolTest {
 protected:
  void SetUp() override {
    PoolOptions options = Options();
    options.program = testing::ProgramDir() / "telar-reader";
    Open(std::move(options));
  }
};

// One page, one line of Helvetica, which is not embedded: the font comes from the system.
constexpr std::string_view kInvoicePdf = R"(%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R
  /Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
4 0 obj <</Length 53>> stream
BT /F1 24 Tf 20 100 Td (Factura 1234 Total 56) Tj ET 
endstream endobj
trailer <</Root 1 0 R>>
)";

TEST_F(TelarReaderTest, ReadsAPdfInsideTheSandbox) {
  EXPECT_EQ(Answer(kInvoicePdf), "Factura 1234 Total 56");
}

TEST_F(TelarReaderTest, RecognisesAPageByNetworksInsideTheSandbox) {
  read_.force_ocr = true;
  read_.ocr = OcrEngineName::kNeural;
  ASSERT_OK_AND_ASSIGN(const Document document, Read(kInvoicePdf));
  if (!std::filesystem::exists(testing::ProgramDir() / "../share/telar/ocr")) {
    GTEST_SKIP() << "this build is without the networks";
  }
  EXPECT_THAT(document.ocr_engine, ::testing::StartsWith("PP-OCR"));
  EXPECT_EQ(PageText(document.pages.at(0)), "Factura 1234 Total 56\n");
}

TEST_F(TelarReaderTest, RecognisesAPageByTesseractInsideTheSandbox) {
  read_.force_ocr = true;
  read_.ocr = OcrEngineName::kTesseract;
  read_.languages = "eng";
  EXPECT_EQ(Answer(kInvoicePdf), "Factura 1234 Total 56");
}

TEST_F(TelarReaderTest, APageThatNeedsMoreMemoryThanAllowedCostsOneDocument) {
  SKIP_WITHOUT_ADDRESS_LIMIT();
  read_.force_ocr = true;
  read_.ocr = OcrEngineName::kTesseract;
  read_.languages = "eng";
  read_.limits.memory_bytes = 6 << 20;
  EXPECT_THAT(Read(kInvoicePdf), testing::StatusIs(Code::kLimitExceeded));
  read_.limits.memory_bytes = 512 << 20;
  EXPECT_EQ(Answer(kInvoicePdf), "Factura 1234 Total 56");
}

TEST_F(TelarReaderTest, RendersAPdfInsideTheSandbox) {
  ASSERT_OK_AND_ASSIGN(const PageImage image, pool_->Render(kInvoicePdf, 1, 144, read_));
  EXPECT_EQ(image.width, 600);
  EXPECT_EQ(image.height, 400);
}

TEST_F(TelarReaderTest, DrawsMarksInsideTheSandbox) {
  const Mark mark{{20, 80, 200, 110}, "total 0.97", {0, 120, 90}};
  ASSERT_OK_AND_ASSIGN(const MarkedPicture picture, pool_->Draw(kInvoicePdf, 1, {mark}, read_));
  EXPECT_GT(picture.png.size(), 1000U);
}

TEST_F(TelarReaderTest, RefusesWhatIsNoDocumentAndLivesOn) {
  EXPECT_THAT(Read("this is no document"), testing::StatusIs(Code::kInvalidInput));
  EXPECT_EQ(pool_->Statistics().died, 0U);
}

TEST_F(TelarReaderTest, ReadsAnInvoiceInXmlInsideTheSandbox) {
  ASSERT_OK_AND_ASSIGN(const Document document,
                       Read("<Invoice><UBLVersionID>2.1</UBLVersionID><ID>F-7</ID></Invoice>"));
  ASSERT_TRUE(document.einvoice);
  EXPECT_EQ(document.einvoice->number.text, "F-7");
}

std::string Repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

TEST_F(TelarReaderTest, BombsInXmlEndByTheirOwnLimitWithinLittleMemory) {
  SKIP_WITHOUT_ADDRESS_LIMIT();
  read_.limits.memory_bytes = 200 << 20;
  std::string attributes = "<Invoice";
  for (int i = 0; i < 1'000'000; ++i) attributes += " a" + std::to_string(i) + "='1'";
  const std::pair<std::string, std::string_view> bombs[] = {
      {"<!DOCTYPE a [<!ENTITY b '0123456789'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><a>&c;</a>",
       "document type declaration"},
      {"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
       "document type declaration"},
      {Repeated("<Invoice>", 7'000'000), "elements in elements"},
      {"<Invoice>" + Repeated("<a/>", 15'000'000), "elements, at most"},
      {attributes + "/>", "a tag or comment is too long"},
      {"<Invoice a='" + std::string(60 << 20, 'x') + "'/>", "a tag or comment is too long"},
      {"<Invoice>" + std::string(60 << 20, 'x'), "text of one element"},
      {"<Invoice>" + std::string(60 << 20, '\xF1'), "text of one element"},
      {"<Invoice><!--" + std::string(60 << 20, 'x'), "a tag or comment is too long"},
  };
  for (const auto& [bytes, why] : bombs) {
    EXPECT_THAT(Read(bytes).status().ToString(), ::testing::HasSubstr(std::string(why)))
        << bytes.substr(0, 40);
  }
  EXPECT_EQ(pool_->Statistics().died, 0U);
}

TEST_F(TelarReaderTest, StartedByHandExplainsItself) {
  EXPECT_EQ(WEXITSTATUS(std::system(
                (testing::ProgramDir() / "telar-reader 3</dev/null 2>/dev/null").c_str())),
            2);
}

}  // namespace
}  // namespace telar::documents
