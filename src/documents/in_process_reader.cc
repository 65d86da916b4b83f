#include "documents/in_process_reader.h"

#include <algorithm>
#include <new>
#include <string>

#include "documents/detect.h"
#include "documents/image/image_file.h"
#include "documents/image/marked_page.h"
#include "documents/image/pixels.h"
#include "documents/ocr/engines.h"
#include "documents/pdf/pdf_file.h"

namespace telar::documents {
namespace {

Status NoSuchPage(int number, int count) {
  return Status::NotFound("render page " + std::to_string(number) + ": the document has " +
                          std::to_string(count) + (count == 1 ? " page" : " pages"));
}

Status OutOfTime(const ReadOptions& options) {
  return Status::DeadlineExceeded("read document: it took longer than " +
                                  FormatDuration(options.limits.time));
}

Result<FileKind> CheckedKind(std::string_view bytes, const ReadOptions& options) {
  if (bytes.size() > options.limits.file_bytes) {
    return Status::LimitExceeded("read document: " + std::to_string(bytes.size()) +
                                 " bytes, at most " + std::to_string(options.limits.file_bytes) +
                                 " are allowed");
  }
  TELAR_ASSIGN_OR_RETURN(const FileKind kind, DetectKind(bytes));
  if (kind == FileKind::kXml) {
    return Status::InvalidInput("read document: an XML file has no pages")
        .WithHint("Structured invoices in XML are read by another reader.");
  }
  return kind;
}

// Failures of one page that say something about the whole document or the set-up.
bool StopsDocument(const Status& status) {
  return status.code() == Code::kDeadlineExceeded || status.code() == Code::kCancelled ||
         status.code() == Code::kInvalidConfig || status.code() == Code::kUnavailable;
}

}  // namespace

/// The OCR of one document: takes an engine when the first page needs it, hands it back at the end.
class InProcessReader::PageRecognizer {
 public:
  PageRecognizer(InProcessReader& reader, const ReadOptions& options, Deadline deadline)
      : reader_(reader), request_{options.ocr, options.languages}, deadline_(deadline) {}
  ~PageRecognizer() {
    if (engine_ != nullptr) reader_.KeepEngine(request_, std::move(engine_));
  }
  PageRecognizer(const PageRecognizer&) = delete;
  PageRecognizer& operator=(const PageRecognizer&) = delete;

  /// Name of the engine that read; empty when no page needed one.
  std::string engine_name() const { return engine_ == nullptr ? "" : std::string(engine_->name()); }

  /// Fills page.words and page.source; `units_per_pixel` leads from pixels to the page's units.
  Status Recognize(const PageImage& image, float units_per_pixel, Page& page) {
    page.source = PageSource::kOcr;
    page.words.clear();
    if (IsBlank(image)) return Status::Ok();
    if (engine_ == nullptr) {
      TELAR_ASSIGN_OR_RETURN(engine_, reader_.TakeEngine(request_));
    }
    TELAR_ASSIGN_OR_RETURN(page.words, engine_->Recognize(image, deadline_));
    for (Word& word : page.words) {
      word.box.x0 *= units_per_pixel;
      word.box.y0 *= units_per_pixel;
      word.box.x1 *= units_per_pixel;
      word.box.y1 *= units_per_pixel;
      word.font_size *= units_per_pixel;
    }
    return Status::Ok();
  }

 private:
  InProcessReader& reader_;
  const OcrRequest request_;
  const Deadline deadline_;
  std::unique_ptr<OcrEngine> engine_;
};

Result<std::unique_ptr<Reader>> InProcessReader::Open(InProcessOptions options) {
  if (options.clock == nullptr) return Status::InvalidConfig("open reader: no clock");
  return std::unique_ptr<Reader>(new InProcessReader(std::move(options)));
}

Result<Document> InProcessReader::Read(std::string_view bytes, const ReadOptions& options) try {
  TELAR_ASSIGN_OR_RETURN(const FileKind kind, CheckedKind(bytes, options));
  const Deadline deadline = Deadline::After(*options_.clock, options.limits.time);
  if (kind == FileKind::kPdf) return ReadPdf(bytes, options, deadline);
  return ReadImages(bytes, kind, options, deadline);
} catch (const std::bad_alloc&) {
  return Status::LimitExceeded("read document: out of memory");
}

Result<Document> InProcessReader::ReadPdf(std::string_view bytes, const ReadOptions& options,
                                          Deadline deadline) {
  TELAR_ASSIGN_OR_RETURN(const std::unique_ptr<PdfFile> file, PdfFile::Open(bytes));
  Document document;
  document.kind = FileKind::kPdf;
  document.page_count = file->page_count();
  document.producer = file->producer();

  constexpr float kPointsPerInch = 72;
  PageRecognizer recognizer(*this, options, deadline);
  const auto read_page = [&](Page& page) -> Status {
    TELAR_ASSIGN_OR_RETURN(TextLayer layer, file->ReadText(page.number));
    page = std::move(layer.page);
    if (layer.trusted && !options.force_ocr) return Status::Ok();
    TELAR_ASSIGN_OR_RETURN(const PageImage image, file->Render(page.number, options.ocr_dpi, 1,
                                                               options.limits.page_pixels));
    return recognizer.Recognize(image, kPointsPerInch / image.dpi, page);
  };
  TELAR_RETURN_IF_ERROR(ReadPages(options, deadline, read_page, document));
  document.ocr_engine = recognizer.engine_name();
  return document;
}

Result<Document> InProcessReader::ReadImages(std::string_view bytes, FileKind kind,
                                             const ReadOptions& options, Deadline deadline) {
  Document document;
  document.kind = kind;
  TELAR_ASSIGN_OR_RETURN(document.page_count, CountImagePages(bytes, kind));
  PageRecognizer recognizer(*this, options, deadline);
  const auto read_page = [&](Page& page) -> Status {
    page.pixels = true;
    TELAR_ASSIGN_OR_RETURN(const PageImage image,
                           DecodeImagePage(bytes, kind, page.number, options.limits.page_pixels));
    page.width = static_cast<float>(image.width);
    page.height = static_cast<float>(image.height);
    return recognizer.Recognize(image, 1, page);
  };
  TELAR_RETURN_IF_ERROR(ReadPages(options, deadline, read_page, document));
  document.ocr_engine = recognizer.engine_name();
  return document;
}

Status InProcessReader::ReadPages(const ReadOptions& options, Deadline deadline,
                                  const std::function<Status(Page&)>& read_page,
                                  Document& document) {
  const int count = std::min(document.page_count, options.limits.pages);
  Status first_failure;
  bool one_read = false;
  for (int number = 1; number <= count; ++number) {
    if (deadline.Expired(*options_.clock)) return OutOfTime(options);
    Page page;
    page.number = number;
    if (Status status = read_page(page); status.ok()) {
      one_read = true;
    } else {
      if (StopsDocument(status)) return status;
      page.source = PageSource::kNone;
      page.words.clear();
      page.error = status.ToString();
      if (first_failure.ok()) first_failure = std::move(status);
    }
    document.pages.push_back(std::move(page));
  }
  return one_read ? Status::Ok() : first_failure;
}

Result<PageImage> InProcessReader::Render(std::string_view bytes, int number, int dpi,
                                          const ReadOptions& options) try {
  TELAR_ASSIGN_OR_RETURN(const FileKind kind, CheckedKind(bytes, options));
  if (kind == FileKind::kPdf) {
    TELAR_ASSIGN_OR_RETURN(const std::unique_ptr<PdfFile> file, PdfFile::Open(bytes));
    if (number < 1 || number > file->page_count()) return NoSuchPage(number, file->page_count());
    if (dpi < 1) return Status::InvalidInput("render page: dpi must be positive");
    return file->Render(number, dpi, 3, options.limits.page_pixels);
  }
  TELAR_ASSIGN_OR_RETURN(const int count, CountImagePages(bytes, kind));
  if (number < 1 || number > count) return NoSuchPage(number, count);
  return DecodeImagePage(bytes, kind, number, options.limits.page_pixels);
} catch (const std::bad_alloc&) {
  return Status::LimitExceeded("render page " + std::to_string(number) + ": out of memory");
}

Result<MarkedPicture> InProcessReader::Draw(std::string_view bytes, int number,
                                            const std::vector<Mark>& marks,
                                            const ReadOptions& options) try {
  TELAR_ASSIGN_OR_RETURN(const PageImage image, Render(bytes, number, kMarkedDpi, options));
  TELAR_ASSIGN_OR_RETURN(const FileKind kind, DetectKind(bytes));
  const float units_to_pixels = kind == FileKind::kPdf ? image.dpi / 72 : 1;
  return DrawMarks(image, units_to_pixels, marks, options.limits.page_pixels);
} catch (const std::bad_alloc&) {
  return Status::LimitExceeded("draw page " + std::to_string(number) + ": out of memory");
}

Result<std::unique_ptr<OcrEngine>> InProcessReader::TakeEngine(const OcrRequest& request) {
  {
    const std::lock_guard lock(mutex_);
    const auto idle = std::find_if(idle_.begin(), idle_.end(),
                                   [&](const auto& entry) { return entry.first == request; });
    if (idle != idle_.end()) {
      std::unique_ptr<OcrEngine> engine = std::move(idle->second);
      idle_.erase(idle);
      return engine;
    }
  }
  if (options_.open_ocr) return options_.open_ocr(request);
  return OpenEngine(
      {.clock = options_.clock, .tessdata = options_.tessdata, .models = options_.models}, request);
}

void InProcessReader::KeepEngine(const OcrRequest& request, std::unique_ptr<OcrEngine> engine) {
  const std::lock_guard lock(mutex_);
  idle_.emplace_back(request, std::move(engine));
}

}  // namespace telar::documents
