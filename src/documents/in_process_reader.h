#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/clock.h"
#include "documents/ocr.h"
#include "documents/reader.h"

namespace telar::documents {

/// Which engine a page asks for; two requests that are equal may share one engine in turn.
struct OcrRequest {
  OcrEngineName engine = OcrEngineName::kTesseract;
  std::string languages;
  friend bool operator==(const OcrRequest&, const OcrRequest&) = default;
};

/// Opens one engine. Called from any thread, only when a page needs it.
using OcrOpener = std::function<Result<std::unique_ptr<OcrEngine>>(const OcrRequest&)>;

struct InProcessOptions {
  /// For deadlines. Borrowed; outlives the reader.
  const Clock* clock = nullptr;
  /// Folder of Tesseract's *.traineddata files; empty: where the system keeps them.
  std::string tessdata;
  /// Folder of the networks' files; empty or incomplete: Tesseract reads in their place.
  std::string models;
  /// Replaces the built-in engines (ocr/engines.h); for tests.
  OcrOpener open_ocr;
};

/// Reads documents in the calling thread: finds the kind, takes the text layer of each PDF page
/// that has one and recognises the other pages and all images.
///
/// - A page with a text layer and large pictures is PageSource::kMixed when those hold words beside
///   the layer's; the layer's own words are never replaced. The same holds for a scan with a few
///   words of text on it.
/// - Pictures are cleaned up first (image/clean_up.h): several sheets of paper on one become pages
///   of the same number.
/// - Foreign bytes reach the parsers here; a parser that crashes takes the process with it. Outside
///   of tests and tools this class runs inside the reader process.
/// - An OCR engine is opened when the first page needs one (so born-digital files never load a
///   model) and kept for later documents; one engine per thread that reads at the same time.
/// - ReadLimits: file_bytes, pages, page_pixels and time hold (time between pages and inside OCR,
///   not inside the PDF library); memory_bytes is the reader process's business.
/// - A PDF page that would need more than page_pixels at ocr_dpi is rendered at the lower
///   resolution that fits, not below 72 dpi; else its Page::error says so.
/// - A page of an image has the size it is shown at: the orientation a camera noted is applied.
/// - XML has no pages and no words; it is read into Document::einvoice (einvoice/read.h), and so is
///   XML inside a PDF, beside its pages. An XML that is no invoice is kInvalidInput. A page of an
///   XML is kNotFound. What is wrong with an attachment never costs the pages, and unreadable pages
///   never cost the XML.
///
/// Safe to call from several threads at once.
class InProcessReader final : public Reader {
 public:
  /// kInvalidConfig when `options.clock` is missing. Opens no engine.
  static Result<std::unique_ptr<Reader>> Open(InProcessOptions options);

  Result<Document> Read(std::string_view bytes, const ReadOptions& options) override;
  Result<PageImage> Render(std::string_view bytes, int number, int dpi,
                           const ReadOptions& options) override;
  Result<RegionWords> ReadRegion(std::string_view bytes, const PageRegion& region,
                                 const ReadOptions& options) override;
  Result<MarkedPicture> Draw(std::string_view bytes, int number, const std::vector<Mark>& marks,
                             const ReadOptions& options) override;
  Result<RuleReport> Check(std::string_view bytes, const ReadOptions& options) override;

 private:
  class PageRecognizer;

  explicit InProcessReader(InProcessOptions options) : options_(std::move(options)) {}

  Result<Document> ReadPdf(std::string_view bytes, const ReadOptions& options, Deadline deadline);
  Result<Document> ReadImages(std::string_view bytes, FileKind kind, const ReadOptions& options,
                              Deadline deadline);
  /// Reads the document's pages up to the limit. `read_page` fills the page with the number it was
  /// given, and may append further sheets of it. Ok when one could be read.
  Status ReadPages(const ReadOptions& options, Deadline deadline,
                   const std::function<Status(Page&, std::vector<Page>& further)>& read_page,
                   Document& document);
  Result<std::unique_ptr<OcrEngine>> TakeEngine(const OcrRequest& request);
  void KeepEngine(const OcrRequest& request, std::unique_ptr<OcrEngine> engine);

  const InProcessOptions options_;
  std::mutex mutex_;
  std::vector<std::pair<OcrRequest, std::unique_ptr<OcrEngine>>> idle_;  // guarded by mutex_
};

}  // namespace telar::documents
