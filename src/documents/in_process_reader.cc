#include "documents/in_process_reader.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <new>
#include <string>
#include <utility>

#include "core/log.h"
#include "documents/check_document.h"
#include "documents/detect.h"
#include "documents/einvoice/read.h"
#include "documents/einvoice/xml.h"
#include "documents/image/clean_up.h"
#include "documents/image/image_file.h"
#include "documents/image/marked_page.h"
#include "documents/image/pixels.h"
#include "documents/lines.h"
#include "documents/ocr/engines.h"
#include "documents/pdf/attached_invoice.h"
#include "documents/pdf/pdf_file.h"
#include "documents/recognize_picture.h"

namespace telar::documents {
namespace {

constexpr float kPointsPerInch = 72;
// What a region gets around it, in its heights: boxes cut letters, and engines want some paper.
constexpr float kRegionMargin = 0.35F;
constexpr int kRegionDetail = 2;  // times the resolution of a whole page

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
  return DetectKind(bytes);
}

// The kind of a file whose pages can be shown.
Result<FileKind> PagedKind(std::string_view bytes, const ReadOptions& options) {
  TELAR_ASSIGN_OR_RETURN(const FileKind kind, CheckedKind(bytes, options));
  if (kind == FileKind::kXml) {
    return Status::NotFound("find a page: an XML file has none")
        .WithHint("The values of a structured invoice have a place in the XML instead.");
  }
  return kind;
}

Result<EInvoice> ReadXml(std::string_view bytes, const ReadLimits& limits) {
  einvoice::XmlLimits xml;
  xml.bytes = static_cast<std::size_t>(limits.file_bytes);
  TELAR_ASSIGN_OR_RETURN(const std::unique_ptr<const einvoice::XmlTree> tree,
                         einvoice::XmlTree::Parse(bytes, xml));
  return einvoice::ReadEInvoice(*tree);
}

// Failures of one page that say something about the whole document or the set-up.
bool StopsDocument(const Status& status) {
  return status.code() == Code::kDeadlineExceeded || status.code() == Code::kCancelled ||
         status.code() == Code::kInvalidConfig || status.code() == Code::kUnavailable;
}

bool Overlap(const Box& a, const Box& b) {
  const float x = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const float y = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  if (x <= 0 || y <= 0) return false;
  return x * y > 0.3F * std::min(a.width() * a.height(), b.width() * b.height());
}

// Adds what was recognised on a page beside the words of its text layer.
void AddRecognized(std::vector<Word> recognized, Page& page) {
  constexpr float kSure = 0.6F;  // less is ornament
  const std::size_t text = page.words.size();
  int lines = 0;
  for (const Word& word : page.words) lines = std::max(lines, word.line + 1);
  for (Word& word : recognized) {
    const bool known =
        std::any_of(page.words.begin(), page.words.begin() + static_cast<std::ptrdiff_t>(text),
                    [&](const Word& w) { return Overlap(w.box, word.box); });
    if (known || word.confidence < kSure) continue;
    word.line += lines;
    page.words.push_back(std::move(word));
  }
  if (page.words.size() == text) return;
  page.source = PageSource::kMixed;
  OrderKnownLines(page.words);
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

  /// Fills page.words, page.source and page.quarter_turns; further sheets of paper on the picture
  /// are appended to `further`. `units_per_pixel` leads from pixels to the page's units.
  Status Recognize(PageImage image, float units_per_pixel, Page& page, std::vector<Page>& further) {
    page.source = PageSource::kOcr;
    page.words.clear();
    if (IsBlank(image)) return Status::Ok();
    TELAR_RETURN_IF_ERROR(OpenEngine());
    TELAR_ASSIGN_OR_RETURN(std::vector<SheetWords> sheets,
                           RecognizePicture(std::move(image), *engine_, deadline_));
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      Page& sheet = i == 0 ? page : further.emplace_back(further.empty() ? page : further.back());
      sheet.words = std::move(sheets[i].words);
      sheet.quarter_turns = sheets[i].quarter_turns;
      Place(sheet.words, units_per_pixel, {});
    }
    return Status::Ok();
  }

  /// The words of a picture that is known to be upright and level: a part of a page, whose upper
  /// left corner lies at `origin`.
  Result<std::vector<Word>> RecognizePart(const PageImage& image, float units_per_pixel,
                                          const Box& origin) {
    if (IsBlank(image)) return std::vector<Word>{};
    TELAR_RETURN_IF_ERROR(OpenEngine());
    TELAR_ASSIGN_OR_RETURN(std::vector<Word> words, engine_->Recognize(image, deadline_));
    Place(words, units_per_pixel, origin);
    return words;
  }

 private:
  Status OpenEngine() {
    if (engine_ != nullptr) return Status::Ok();
    TELAR_ASSIGN_OR_RETURN(engine_, reader_.TakeEngine(request_));
    return Status::Ok();
  }

  static void Place(std::vector<Word>& words, float units_per_pixel, const Box& origin) {
    for (Word& word : words) {
      word.box = {.x0 = origin.x0 + word.box.x0 * units_per_pixel,
                  .y0 = origin.y0 + word.box.y0 * units_per_pixel,
                  .x1 = origin.x0 + word.box.x1 * units_per_pixel,
                  .y1 = origin.y0 + word.box.y1 * units_per_pixel};
      word.font_size *= units_per_pixel;
      word.recognized = true;
    }
  }

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
  if (kind == FileKind::kXml) {
    Document document;
    document.kind = kind;
    TELAR_ASSIGN_OR_RETURN(document.einvoice, ReadXml(bytes, options.limits));
    return document;
  }
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
  AttachedInvoice attached = ReadAttachedInvoice(
      bytes, *file, [&](std::string_view xml) { return ReadXml(xml, options.limits); });
  document.einvoice = std::move(attached.einvoice);
  if (!document.einvoice) document.attachment_diagnostics = std::move(attached.diagnostics);

  PageRecognizer recognizer(*this, options, deadline);
  const std::uint64_t most = options.limits.page_pixels;
  const auto read_page = [&](Page& page, std::vector<Page>& further) -> Status {
    TELAR_ASSIGN_OR_RETURN(TextLayer layer, file->ReadText(page.number, options.small_pictures));
    page = std::move(layer.page);
    if (options.layout_text && !options.force_ocr) {
      TELAR_ASSIGN_OR_RETURN(page.layout_text, file->LayoutText(page.number));
    }
    if (layer.trusted && !options.force_ocr) {
      for (Box& part : layer.pictures) {
        const auto read = [&]() -> Result<std::vector<Word>> {
          TELAR_ASSIGN_OR_RETURN(const PageImage image,
                                 file->RenderPart(page.number, options.ocr_dpi, 1, most, part));
          return recognizer.RecognizePart(image, kPointsPerInch / image.dpi, part);
        };
        Result<std::vector<Word>> words = read();
        if (words.ok()) {
          AddRecognized(*std::move(words), page);
        } else if (words.status().code() == Code::kDeadlineExceeded) {
          return words.status();
        } else {
          log::Warn("a picture beside the text of a page cannot be read",
                    {{"page", page.number}, {"reason", words.status().FullMessage()}});
        }
      }
      return Status::Ok();
    }
    std::vector<Word> text;
    if (!options.force_ocr) text = std::move(page.words);
    TELAR_ASSIGN_OR_RETURN(PageImage image, file->Render(page.number, options.ocr_dpi, 1, most));
    const float points = kPointsPerInch / image.dpi;
    TELAR_RETURN_IF_ERROR(recognizer.Recognize(std::move(image), points, page, further));
    if (!text.empty()) {
      std::vector<Word> seen = std::exchange(page.words, std::move(text));
      page.source = PageSource::kText;
      AddRecognized(std::move(seen), page);
    }
    return Status::Ok();
  };
  const Status pages = ReadPages(options, deadline, read_page, document);
  // The XML says it all where no page can be read.
  if (!pages.ok() && (!document.einvoice || StopsDocument(pages))) return pages;
  document.ocr_engine = recognizer.engine_name();
  return document;
}

Result<Document> InProcessReader::ReadImages(std::string_view bytes, FileKind kind,
                                             const ReadOptions& options, Deadline deadline) {
  Document document;
  document.kind = kind;
  TELAR_ASSIGN_OR_RETURN(document.page_count, CountImagePages(bytes, kind));
  PageRecognizer recognizer(*this, options, deadline);
  const auto read_page = [&](Page& page, std::vector<Page>& further) -> Status {
    page.pixels = true;
    TELAR_ASSIGN_OR_RETURN(PageImage image,
                           DecodeImagePage(bytes, kind, page.number, options.limits.page_pixels));
    page.width = static_cast<float>(image.width);
    page.height = static_cast<float>(image.height);
    return recognizer.Recognize(std::move(image), 1, page, further);
  };
  TELAR_RETURN_IF_ERROR(ReadPages(options, deadline, read_page, document));
  document.ocr_engine = recognizer.engine_name();
  return document;
}

Status InProcessReader::ReadPages(const ReadOptions& options, Deadline deadline,
                                  const std::function<Status(Page&, std::vector<Page>&)>& read_page,
                                  Document& document) {
  const int count = std::min(document.page_count, options.limits.pages);
  Status first_failure;
  bool one_read = false;
  for (int number = 1; number <= count; ++number) {
    if (deadline.Expired(*options_.clock)) return OutOfTime(options);
    Page page;
    page.number = number;
    std::vector<Page> further;
    if (Status status = read_page(page, further); status.ok()) {
      one_read = true;
    } else {
      if (StopsDocument(status)) return status;
      page.source = PageSource::kNone;
      page.words.clear();
      page.error = status.ToString();
      if (first_failure.ok()) first_failure = std::move(status);
    }
    document.pages.push_back(std::move(page));
    for (Page& sheet : further) sheet.layout_text.clear();
    std::move(further.begin(), further.end(), std::back_inserter(document.pages));
  }
  return one_read ? Status::Ok() : first_failure;
}

Result<PageImage> InProcessReader::Render(std::string_view bytes, int number, int dpi,
                                          const ReadOptions& options) try {
  TELAR_ASSIGN_OR_RETURN(const FileKind kind, PagedKind(bytes, options));
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

Result<RegionWords> InProcessReader::ReadRegion(std::string_view bytes, const PageRegion& region,
                                                const ReadOptions& options) try {
  TELAR_ASSIGN_OR_RETURN(const FileKind kind, PagedKind(bytes, options));
  const Deadline deadline = Deadline::After(*options_.clock, options.limits.time);
  const float margin = kRegionMargin * std::min(region.box.width(), region.box.height());
  Box part{.x0 = region.box.x0 - margin,
           .y0 = region.box.y0 - margin,
           .x1 = region.box.x1 + margin,
           .y1 = region.box.y1 + margin};
  PageImage image;
  float units_per_pixel = 1;
  if (kind == FileKind::kPdf) {
    TELAR_ASSIGN_OR_RETURN(const std::unique_ptr<PdfFile> file, PdfFile::Open(bytes));
    if (region.page < 1 || region.page > file->page_count())
      return NoSuchPage(region.page, file->page_count());
    TELAR_ASSIGN_OR_RETURN(image, file->RenderPart(region.page, options.ocr_dpi * kRegionDetail, 1,
                                                   options.limits.page_pixels, part));
    units_per_pixel = kPointsPerInch / image.dpi;
  } else {
    TELAR_ASSIGN_OR_RETURN(const int count, CountImagePages(bytes, kind));
    if (region.page < 1 || region.page > count) return NoSuchPage(region.page, count);
    TELAR_ASSIGN_OR_RETURN(const PageImage page,
                           DecodeImagePage(bytes, kind, region.page, options.limits.page_pixels));
    const auto width = static_cast<float>(page.width), height = static_cast<float>(page.height);
    part = {.x0 = std::floor(std::max(0.0F, part.x0)),
            .y0 = std::floor(std::max(0.0F, part.y0)),
            .x1 = std::ceil(std::min(width, part.x1)),
            .y1 = std::ceil(std::min(height, part.y1))};
    if (part.empty()) {
      return Status::InvalidInput("read a region of page " + std::to_string(region.page) +
                                  ": it lies beyond the page");
    }
    image = Warped(page, PixelMap::Shift(part.x0, part.y0), static_cast<int>(part.width()),
                   static_cast<int>(part.height()));
  }
  const PixelMap back = PixelMap::BeforeTurn(region.quarter_turns, image.width, image.height);
  const auto width = static_cast<float>(image.width), height = static_cast<float>(image.height);
  if (!back.identity()) image = Turned(image, region.quarter_turns);

  PageRecognizer recognizer(*this, options, deadline);
  TELAR_ASSIGN_OR_RETURN(std::vector<Word> words, recognizer.RecognizePart(image, 1, {}));
  for (Word& word : words) {
    const Box box = back.Bounds(word.box, width, height);
    word.box = {.x0 = part.x0 + box.x0 * units_per_pixel,
                .y0 = part.y0 + box.y0 * units_per_pixel,
                .x1 = part.x0 + box.x1 * units_per_pixel,
                .y1 = part.y0 + box.y1 * units_per_pixel};
    word.font_size *= units_per_pixel;
  }
  return RegionWords{.words = std::move(words), .engine = recognizer.engine_name()};
} catch (const std::bad_alloc&) {
  return Status::LimitExceeded("read a region of page " + std::to_string(region.page) +
                               ": out of memory");
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

Result<RuleReport> InProcessReader::Check(std::string_view bytes, const ReadOptions& options) try {
  return CheckDocument(bytes, options.limits);
} catch (const std::bad_alloc&) {
  return Status::LimitExceeded("check an invoice: out of memory");
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
