#include <algorithm>
#include <cmath>
#include <string>

#include "core/text.h"
#include "documents/isolation/wire.h"
#include "documents/pdf/pdf_file.h"
#include "fuzz/support/require.h"

namespace {

using namespace telar;
using namespace telar::documents;
using fuzz::Require;

constexpr int kMostPages = 3;

/// `content` as the one page of a sound file, so that changes reach the text operators. Poppler
/// finds the objects without a cross-reference table.
std::string PageWith(std::string_view content) {
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
         "/Resources<</Font<</F1 4 0 R>>>>>>endobj\n"
         "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold"
         "/Encoding/WinAnsiEncoding>>endobj\n"
         "5 0 obj<</Length " +
         std::to_string(content.size()) + ">>stream\n" + std::string(content) +
         "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
}

bool Finite(const Word& word) {
  return std::isfinite(word.box.x0) && std::isfinite(word.box.y0) && std::isfinite(word.box.x1) &&
         std::isfinite(word.box.y1) && std::isfinite(word.font_size);
}

void JudgeLayer(const TextLayer& layer, int number) {
  const Page& page = layer.page;
  Require(page.number == number && page.source == PageSource::kText && !page.pixels,
          "a text layer says what it is");
  Require(std::isfinite(page.width) && std::isfinite(page.height), "a page has a size");
  Require(!layer.trusted || !page.words.empty(), "an empty layer is not trusted");
  int line = 0;
  for (const Word& word : page.words) {
    Require(!word.text.empty() && IsValidUtf8(word.text) &&
                word.text.find_first_of(" \t\n\r\f\v") == std::string::npos,
            "a word is one word in valid UTF-8", word.text);
    Require(Finite(word) && word.box.x0 <= word.box.x1 && word.box.y0 <= word.box.y1,
            "a word's box is finite and upright", word.text);
    Require(word.line == line || word.line == line + 1, "lines are numbered in order", word.text);
    line = word.line;
  }
}

void JudgeTrip(const PdfFile& file, Document document) {
  document.kind = FileKind::kPdf;
  document.page_count = file.page_count();
  document.producer = file.producer();
  Require(IsValidUtf8(document.producer), "metadata is valid UTF-8");
  const wire::Frame frame = wire::EncodeReply(std::move(document));
  Require(wire::DecodeReply(frame).ok(), "what was read can be handed over");
}

void JudgeFile(std::string_view bytes) {
  const auto file = PdfFile::Open(bytes);
  if (!file.ok()) {
    Require(
        file.status().code() == Code::kInvalidInput || file.status().code() == Code::kLimitExceeded,
        "a damaged file is refused", file.status().message());
    return;
  }
  Require((*file)->page_count() >= 1, "an open file has pages");
  Document document;
  for (int number = 1; number <= std::min((*file)->page_count(), kMostPages); ++number) {
    auto layer = (*file)->ReadText(number);
    if (!layer.ok()) continue;
    JudgeLayer(*layer, number);
    document.pages.push_back(std::move(layer->page));
  }
  JudgeTrip(**file, std::move(document));
}

}  // namespace

/// Any bytes as a PDF file, or as the content of a page when they are none: refused, or read into
/// words that keep their promises and pass the reader process's wire.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::AsText(data, size);
  if (bytes.starts_with("%PDF-")) {
    JudgeFile(bytes);
  } else {
    JudgeFile(PageWith(bytes));
  }
  return 0;
}
