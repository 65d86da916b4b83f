#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "documents/document.h"
#include "documents/einvoice.h"
#include "documents/mark.h"

namespace telar::documents {

/// What one document may cost. A document that wants more fails with kLimitExceeded (or
/// kDeadlineExceeded for seconds) and costs nobody else anything.
struct ReadLimits {
  std::uint64_t file_bytes = 64ULL << 20;
  std::uint64_t memory_bytes = 1024ULL << 20;  ///< Address space the reader process may add for it.
  std::uint64_t page_pixels = 64'000'000;      ///< Of one decoded or rendered page.
  int pages = 200;  ///< Pages beyond are not read; page_count still tells.
  Duration time = std::chrono::seconds(120);
};

/// kNeural: two networks (PP-OCR on OpenVINO), far more accurate on receipts and photos.
/// kTesseract: takes its place where the networks cannot run.
enum class OcrEngineName { kTesseract, kNeural };

struct ReadOptions {
  ReadLimits limits;
  /// Tesseract language codes joined by '+', tried as one model; the networks need none.
  std::string languages = "spa+eng";
  OcrEngineName ocr = OcrEngineName::kNeural;
  /// Dots per inch at which a page without text layer is rendered for OCR.
  int ocr_dpi = 300;
  /// Reads every page by OCR even where it has a text layer.
  bool force_ocr = false;
  /// Fills Page::layout_text, for templates.
  bool layout_text = false;
  /// Reads small pictures beside a text layer too, such as a logo with the sender's name; without
  /// it only those as large as a scanned letterhead.
  bool small_pictures = false;
};

/// A picture of a page: 8-bit gray or RGB, rows top to bottom, no padding.
struct PageImage {
  int width = 0, height = 0, channels = 0;  ///< channels is 1 or 3.
  float dpi = 0;                            ///< 0 when the file does not say.
  std::string pixels;                       ///< width × height × channels bytes.
};

/// A part of a page to be read once more.
struct PageRegion {
  int page = 1;           ///< 1-based.
  Box box;                ///< In the units of the page.
  int quarter_turns = 0;  ///< Page::quarter_turns.
};

/// What stands in a region.
struct RegionWords {
  std::vector<Word> words;  ///< As OcrEngine gives them; boxes in the units of the page.
  std::string engine;       ///< Name and version of what recognised them.
};

/// Bytes in, words out. The seam between documents and everybody else.
///
/// Errors of Read: kInvalidInput (empty, not a document, damaged, encrypted: the message says
/// which), kLimitExceeded, kDeadlineExceeded (its own limit: not worth a retry here, the caller
/// decides), kUnavailable (no reader process could be had), kCancelled. A page that cannot be read
/// does not fail the document: Page::error tells, as long as one page could be read. An XML has no
/// pages: its Document has `einvoice` and nothing else, and every page of it is kNotFound.
///
/// Implementations are safe to call from several threads at once.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Result<Document> Read(std::string_view bytes, const ReadOptions& options) = 0;
  /// Page `number` (1-based) as a picture: a PDF page rendered at `dpi`, an image as it is (`dpi`
  /// ignored). kNotFound when there is no such page; otherwise the errors of Read.
  virtual Result<PageImage> Render(std::string_view bytes, int number, int dpi,
                                   const ReadOptions& options) = 0;
  /// Recognises one part of a page by the engine of `options`, with a margin and at a higher
  /// resolution than Read; a text layer does not count. kNotFound when there is no such page,
  /// kInvalidInput when nothing of the region is on it; otherwise the errors of Read.
  virtual Result<RegionWords> ReadRegion(std::string_view bytes, const PageRegion& region,
                                         const ReadOptions& options) = 0;
  /// Page `number` (1-based) with `marks` drawn on it (image/marked_page.h says how). Errors as of
  /// Render and CheckMarks.
  virtual Result<MarkedPicture> Draw(std::string_view bytes, int number,
                                     const std::vector<Mark>& marks,
                                     const ReadOptions& options) = 0;
  /// Holds a structured invoice, alone or inside a PDF, against the rules of EN 16931
  /// (einvoice/rules/check_rules.h). kInvalidInput when there is none, or one of a syntax the rules
  /// do not speak of; otherwise the errors of Read.
  virtual Result<RuleReport> Check(std::string_view bytes, const ReadOptions& options) = 0;
};

}  // namespace telar::documents
