#include <gmock/gmock.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "documents/isolation/reader_process.h"
#include "tests/documents/isolation/pool_fixture.h"
#include "tests/support/paths.h"

namespace telar::documents {
namespace {

constexpr std::uint64_t kMostBytes = 500'000'000, kMostBetweenPages = 300'000'000;

/// The most memory the process has held, in bytes (proc(5), VmHWM in KiB).
std::uint64_t PeakBytes(pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; in >> word;) {
    std::uint64_t kibibytes = 0;
    if (word == "VmHWM:" && in >> kibibytes) return kibibytes << 10;
  }
  return 0;
}

/// A page of `width` × `height` points with lines of Helvetica from top to bottom.
std::string PageOfText(int width, int height) {
  std::string content = "BT /F1 9 Tf 48 TL 30 " + std::to_string(height - 30) + " Td\n";
  for (int row = 0; row * 48 < height - 60; ++row) {
    content += "(Art " + std::to_string(1000 + row) + " Bobina de hilo";
    for (int word = 0; 200 + word * 50 < width; ++word) content += " " + std::to_string(row * word);
    content += ") Tj T*\n";
  }
  content += "ET";
  return "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
         "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
         "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 " +
         std::to_string(width) + " " + std::to_string(height) +
         "] /Contents 4 0 R\n  /Resources <</Font <</F1 <</Type /Font /Subtype /Type1 "
         "/BaseFont /Helvetica>>>>>>>> endobj\n4 0 obj <</Length " +
         std::to_string(content.size()) + ">> stream\n" + content +
         "\nendstream endobj\ntrailer <</Root 1 0 R>>\n";
}

TEST_F(PoolTest, APageOfAnyShapeByNetworksTakesLessThan500Megabytes) {
  if (TELAR_SANITIZED) GTEST_SKIP() << "a sanitizer takes memory of its own";
  if (!std::filesystem::exists(testing::ProgramDir() / "../share/telar/ocr")) {
    GTEST_SKIP() << "this build is without the networks";
  }
  PoolOptions options = Options();
  options.program = testing::ProgramDir() / "telar-reader";
  options.readers = 1;
  Open(std::move(options));
  read_.force_ocr = true;
  read_.ocr = OcrEngineName::kNeural;
  read_.ocr_dpi = 300;
  read_.limits.time = std::chrono::minutes(10);
  // A small one first: what it leaves behind must not stand in the way of the larger ones.
  const std::pair<int, int> sizes[] = {{220, 500}, {595, 842}, {842, 595}, {300, 800}, {800, 800}};
  for (const auto& [width, height] : sizes) {
    ASSERT_OK_AND_ASSIGN(const Document document, Read(PageOfText(width, height)));
    ASSERT_THAT(document.ocr_engine, ::testing::StartsWith("PP-OCR"));
    const pid_t reader = pool_->Statistics().readers.at(0).pid;
    const std::uint64_t peak = PeakBytes(reader);
    EXPECT_GT(peak, 0U);
    EXPECT_LT(peak, kMostBytes) << "after a page of " << width << " x " << height << " points";
    EXPECT_LT(ResidentBytes(reader), kMostBetweenPages) << "between pages";
  }
}

}  // namespace
}  // namespace telar::documents
