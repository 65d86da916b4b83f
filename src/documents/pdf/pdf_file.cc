#include "documents/pdf/pdf_file.h"

#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <climits>
#include <cmath>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "core/text.h"
#include "documents/image/uncovered.h"
#include "documents/lines.h"
#include "documents/pdf/clean_text.h"
#include "documents/pdf/join_words.h"

namespace telar::documents {
namespace {

constexpr std::size_t kMostWords = 50'000;
constexpr std::size_t kLongestLayout = 4 << 20;
// Points; the largest page that the format knows is 14,400 wide (ISO 32000-1, annex C).
constexpr float kWidest = 1e6F;
constexpr double kWidestSheet = 14'400;
// A page with more words than this is no scan with a stamp on it.
constexpr std::size_t kFewWords = 30;
// All pictures of a file together; a scan of a page at 72 dpi has twice as many pixels, a scanned
// letterhead at 150 dpi about as many.
constexpr double kScanPixels = 250'000;
constexpr double kLogoPixels = 10'000;
constexpr int kGlanceDpi = 36;
constexpr std::uint64_t kGlancePixels = 4'000'000;

// Poppler reports what it repairs to one function for the whole process.
thread_local std::string* first_complaint = nullptr;

void KeepFirstComplaint(const std::string& message, void*) {
  if (first_complaint != nullptr && first_complaint->empty()) *first_complaint = message;
}

class ListenToPoppler {
 public:
  explicit ListenToPoppler(std::string& complaint) {
    static const bool registered = [] {
      poppler::set_debug_error_function(KeepFirstComplaint, nullptr);
      return true;
    }();
    static_cast<void>(registered);
    first_complaint = &complaint;
  }
  ~ListenToPoppler() { first_complaint = before_; }
  ListenToPoppler(const ListenToPoppler&) = delete;
  ListenToPoppler& operator=(const ListenToPoppler&) = delete;

 private:
  std::string* const before_ = first_complaint;
};

// Poppler builds its tables of names and encodings with the first open document and drops them with
// the last, which costs more than a small file; one document that stays open keeps them.
void KeepTables() {
  static constexpr std::string_view kSmallest =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
      "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
  static const std::unique_ptr<poppler::document> kept = [] {
    std::string complaint;
    const ListenToPoppler listen(complaint);
    return std::unique_ptr<poppler::document>(poppler::document::load_from_raw_data(
        kSmallest.data(), static_cast<int>(kSmallest.size())));
  }();
  static_cast<void>(kept);
}

Status Damaged(std::string what, const std::string& complaint) {
  std::string message = std::move(what);
  if (!complaint.empty()) {
    message += ": " + CollapseSpaces(ToValidUtf8(std::string_view(complaint).substr(0, 200)));
  }
  return Status::InvalidInput(std::move(message));
}

// Vendor exceptions become a Status here; `work` returns a Result.
template <typename Work>
auto Guarded(const char* operation, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return Status::LimitExceeded(std::string(operation) + ": out of memory");
  } catch (const std::exception& e) {
    return Status::InvalidInput(std::string(operation) + ": " + e.what());
  }
}

std::u32string FromUtf16(const poppler::ustring& text) {
  std::u32string characters;
  characters.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t unit = text[i];
    const bool pair = unit >= 0xD800 && unit < 0xDC00 && i + 1 < text.size() &&
                      text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000;
    if (pair) {
      const char32_t low = text[++i];
      characters += 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    } else {
      characters += unit;
    }
  }
  return characters;
}

Box ToBox(const poppler::rectf& r) {
  return {.x0 = static_cast<float>(r.left()),
          .y0 = static_cast<float>(r.top()),
          .x1 = static_cast<float>(r.right()),
          .y1 = static_cast<float>(r.bottom())};
}

bool IsBoldFont(const std::string& name) {
  const std::string lower = AsciiLower(name);
  for (const char* mark : {"bold", "black", "heavy", "demi"}) {
    if (lower.find(mark) != std::string::npos) return true;
  }
  return false;
}

std::pair<float, float> DisplayedSize(const poppler::page& page) {
  const poppler::rectf crop = page.page_rect(poppler::crop_box);
  float width = static_cast<float>(std::abs(crop.width()));
  float height = static_cast<float>(std::abs(crop.height()));
  const auto orientation = page.orientation();
  if (orientation == poppler::page::landscape || orientation == poppler::page::seascape) {
    std::swap(width, height);
  }
  return {width, height};
}

// The whole sheet (the media box), in points from the corner of the page as displayed, which is
// what the crop box leaves of it. Empty, which for Poppler is the page, where the two are the same
// or the sheet's size makes no sense.
poppler::rectf Sheet(const poppler::page& page) {
  const poppler::rectf crop = page.page_rect(poppler::crop_box);
  const poppler::rectf media = page.page_rect(poppler::media_box);
  if (!(media.width() <= kWidestSheet && media.height() <= kWidestSheet)) return {};
  const double left = crop.left() - media.left(), right = media.right() - crop.right();
  const double below = crop.top() - media.top(), above = media.bottom() - crop.bottom();
  if (left + right + below + above <= 0) return {};
  switch (page.orientation()) {
    case poppler::page::landscape: return {-below, -left, media.height(), media.width()};
    case poppler::page::upside_down: return {-right, -below, media.width(), media.height()};
    case poppler::page::seascape: return {-above, -right, media.height(), media.width()};
    case poppler::page::portrait: break;
  }
  return {-left, -above, media.width(), media.height()};
}

// The number after the first `key` in `text`; 0 when there is none.
double NumberAfter(std::string_view text, std::string_view key) {
  const std::size_t at = text.find(key);
  if (at == std::string_view::npos) return 0;
  double number = 0;
  std::size_t i = at + key.size();
  while (i < text.size() && text[i] == ' ') ++i;
  for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
    number = number * 10 + (text[i] - '0');
  return number;
}

struct Pictures {
  double pixels = 0;   ///< Of all together.
  double largest = 0;  ///< Pixels of the largest.
};

// The dictionary of a picture is never compressed, so a look at the raw bytes finds every picture
// that is an object of its own (ISO 32000-1, 7.5.7).
Pictures PicturesOf(std::string_view bytes) {
  Pictures pictures;
  for (std::size_t at = 0; (at = bytes.find("/Image", at)) != std::string_view::npos; ++at) {
    const std::size_t from = at < 400 ? 0 : at - 400;
    std::string_view before = bytes.substr(from, at - from);
    if (const std::size_t object = before.rfind(" obj"); object != std::string_view::npos) {
      before.remove_prefix(object);
    }
    std::string_view after = bytes.substr(at, 400);
    after = after.substr(0, after.find("stream"));
    const double width = std::max(NumberAfter(before, "/Width"), NumberAfter(after, "/Width"));
    const double height = std::max(NumberAfter(before, "/Height"), NumberAfter(after, "/Height"));
    pictures.pixels += width * height;
    pictures.largest = std::max(pictures.largest, width * height);
    if (pictures.largest >= kScanPixels) break;
  }
  return pictures;
}

// True when much more of the page is printed outside of the words than by them.
bool MostlyPicture(const PageImage& look, const Page& page) {
  constexpr int kCell = 4;
  const int columns = look.width / kCell, rows = look.height / kCell;
  if (columns == 0 || rows == 0) return false;
  std::vector<bool> covered(static_cast<std::size_t>(columns * rows));
  const float scale_x = static_cast<float>(columns) / page.width;
  const float scale_y = static_cast<float>(rows) / page.height;
  for (const Word& word : page.words) {
    const int x0 = std::max(0, static_cast<int>(word.box.x0 * scale_x));
    const int x1 = std::min(columns - 1, static_cast<int>(word.box.x1 * scale_x));
    const int y0 = std::max(0, static_cast<int>(word.box.y0 * scale_y));
    const int y1 = std::min(rows - 1, static_cast<int>(word.box.y1 * scale_y));
    for (int y = y0; y <= y1; ++y) {
      for (int x = x0; x <= x1; ++x) covered[static_cast<std::size_t>(y * columns + x)] = true;
    }
  }
  int by_words = 0, by_others = 0;
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      int sum = 0;
      for (int dy = 0; dy < kCell; ++dy) {
        const auto start = static_cast<std::size_t>((y * kCell + dy) * look.width + x * kCell);
        for (std::size_t dx = 0; dx < kCell; ++dx) {
          sum += static_cast<unsigned char>(look.pixels[start + dx]);
        }
      }
      constexpr int kPaper = 235;
      if (sum >= kPaper * kCell * kCell) continue;
      ++(covered[static_cast<std::size_t>(y * columns + x)] ? by_words : by_others);
    }
  }
  return by_others > 2 * by_words && by_others * 20 > columns * rows;
}

}  // namespace

struct PdfFile::Impl {
  std::string_view bytes;
  std::unique_ptr<poppler::document> document;
  mutable std::optional<Pictures> pictures_seen;

  const Pictures& pictures() const {
    if (!pictures_seen) pictures_seen = PicturesOf(bytes);
    return *pictures_seen;
  }

  Result<std::unique_ptr<poppler::page>> OpenPage(int number) const {
    std::string complaint;
    const ListenToPoppler listen(complaint);
    std::unique_ptr<poppler::page> page(document->create_page(number - 1));
    if (page == nullptr)
      return Damaged("open page " + std::to_string(number) + ": damaged", complaint);
    return page;
  }
};

PdfFile::PdfFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PdfFile::~PdfFile() = default;

Result<std::unique_ptr<PdfFile>> PdfFile::Open(std::string_view bytes) {
  if (bytes.size() > INT_MAX) return Status::LimitExceeded("open PDF: larger than 2 GiB");
  return Guarded("open PDF", [&]() -> Result<std::unique_ptr<PdfFile>> {
    KeepTables();
    std::string complaint;
    const ListenToPoppler listen(complaint);
    auto impl = std::make_unique<Impl>();
    impl->bytes = bytes;
    impl->document.reset(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (impl->document == nullptr) return Damaged("open PDF: damaged beyond repair", complaint);
    if (impl->document->is_locked()) {
      return Status::InvalidInput("open PDF: password protected")
          .WithHint("Save the file without a password and hand it in again.");
    }
    if (impl->document->pages() < 1) return Damaged("open PDF: it has no pages", complaint);
    return std::unique_ptr<PdfFile>(new PdfFile(std::move(impl)));
  });
}

int PdfFile::page_count() const { return impl_->document->pages(); }

std::string PdfFile::producer() const {
  const poppler::byte_array utf8 = impl_->document->get_producer().to_utf8();
  return CollapseSpaces(ToValidUtf8(std::string_view(utf8.data(), utf8.size())));
}

std::string PdfFile::metadata() const {
  constexpr std::size_t kMost = 1 << 20;
  const poppler::byte_array utf8 = impl_->document->metadata().to_utf8();
  return ToValidUtf8(std::string_view(utf8.data(), std::min(utf8.size(), kMost)));
}

bool PdfFile::encrypted() const { return impl_->document->is_encrypted(); }

std::vector<EmbeddedFile> PdfFile::EmbeddedFiles(std::size_t most) const {
  std::string complaint;
  const ListenToPoppler listen(complaint);
  std::vector<EmbeddedFile> files;
  if (!impl_->document->has_embedded_files()) return files;
  for (const poppler::embedded_file* file : impl_->document->embedded_files()) {
    if (files.size() == most) break;
    const int size = file->is_valid() ? file->size() : 0;
    files.push_back({.name = ToValidUtf8(file->name()),
                     .bytes = size > 0 ? static_cast<std::uint64_t>(size) : 0});
  }
  return files;
}

Result<std::string> PdfFile::EmbeddedBytes(std::size_t index) const {
  return Guarded("read an embedded file", [&]() -> Result<std::string> {
    std::string complaint;
    const ListenToPoppler listen(complaint);
    const std::vector<poppler::embedded_file*> files = impl_->document->embedded_files();
    if (index >= files.size()) return Status::NotFound("read an embedded file: no such entry");
    if (!files[index]->is_valid()) return Damaged("read an embedded file: damaged", complaint);
    const poppler::byte_array bytes = files[index]->data();
    return std::string(bytes.data(), bytes.size());
  });
}

Result<TextLayer> PdfFile::ReadText(int number, bool small_pictures) const {
  return Guarded("read page text", [&]() -> Result<TextLayer> {
    TELAR_ASSIGN_OR_RETURN(const std::unique_ptr<poppler::page> source, impl_->OpenPage(number));
    std::string complaint;
    const ListenToPoppler listen(complaint);

    TextLayer layer;
    Page& page = layer.page;
    page.number = number;
    std::tie(page.width, page.height) = DisplayedSize(*source);
    page.source = PageSource::kText;
    if (!(page.width <= kWidest && page.height <= kWidest)) {
      return Status::InvalidInput("read page text: the page's size makes no sense");
    }

    const std::vector<poppler::text_box> raw =
        source->text_list(poppler::page::text_list_include_font);
    if (raw.size() > kMostWords) {
      return Status::LimitExceeded("read page text: page " + std::to_string(number) + " holds " +
                                   std::to_string(raw.size()) + " words, at most " +
                                   std::to_string(kMostWords) + " are read");
    }
    TextQuality quality;
    std::vector<int> turns;
    page.words.reserve(raw.size());
    for (const poppler::text_box& text_box : raw) {
      const std::u32string characters = FromUtf16(text_box.text());
      for (CleanPiece& piece : CleanWord(characters, quality)) {
        Box box = ToBox(text_box.bbox());
        if (piece.first > 0 || piece.last < characters.size()) {
          box = ToBox(text_box.char_bbox(piece.first));
          for (std::size_t i = piece.first + 1; i < piece.last; ++i) {
            box = Union(box, ToBox(text_box.char_bbox(i)));
          }
        }
        if (!(box.width() <= kWidest && box.height() <= kWidest)) continue;
        const bool on_page = box.center_x() >= 0 && box.center_x() <= page.width &&
                             box.center_y() >= 0 && box.center_y() <= page.height;
        if (box.empty() || !on_page) continue;
        page.words.push_back({.text = std::move(piece.text), .box = box});
        Word& word = page.words.back();
        if (text_box.has_font_info()) {
          word.font_size = static_cast<float>(text_box.get_font_size());
          word.bold = IsBoldFont(text_box.get_font_name());
        }
        turns.push_back(text_box.rotation());
      }
    }
    DropDuplicates(page.words, turns);
    ArrangeLines(page.words, turns);
    JoinTouchingWords(page.words);

    if (quality.Garbage()) page.words.clear();
    layer.trusted = !page.words.empty();
    if (!layer.trusted) return layer;
    const bool few = page.words.size() < kFewWords;
    const Pictures& pictures = impl_->pictures();
    const double wanted = small_pictures ? kLogoPixels : kScanPixels;
    if ((few ? pictures.pixels : pictures.largest) < wanted) return layer;
    const Result<PageImage> look = Render(number, kGlanceDpi, 1, kGlancePixels);
    if (!look.ok()) return layer;
    layer.trusted = !few || !MostlyPicture(*look, page);
    if (layer.trusted && pictures.largest >= wanted) {
      layer.pictures = UncoveredParts(*look, page);
    }
    return layer;
  });
}

Result<std::string> PdfFile::LayoutText(int number) const {
  return Guarded("read page layout", [&]() -> Result<std::string> {
    TELAR_ASSIGN_OR_RETURN(const std::unique_ptr<poppler::page> page, impl_->OpenPage(number));
    std::string complaint;
    const ListenToPoppler listen(complaint);
    const poppler::byte_array utf8 =
        page->text(Sheet(*page), poppler::page::physical_layout).to_utf8();
    if (utf8.size() > kLongestLayout) return std::string();
    std::string text = ToValidUtf8(std::string_view(utf8.data(), utf8.size()));
    const bool blank = text.find_first_not_of(" \n\r\t\f") == text.npos;
    return blank ? std::string() : text;
  });
}

Result<PageImage> PdfFile::Render(int number, int dpi, int channels,
                                  std::uint64_t max_pixels) const {
  constexpr float kBeyond = 1e6F;
  Box whole{.x0 = 0, .y0 = 0, .x1 = kBeyond, .y1 = kBeyond};
  return RenderPart(number, dpi, channels, max_pixels, whole);
}

Result<PageImage> PdfFile::RenderPart(int number, int dpi, int channels, std::uint64_t max_pixels,
                                      Box& part) const {
  return Guarded("render page", [&]() -> Result<PageImage> {
    TELAR_ASSIGN_OR_RETURN(const std::unique_ptr<poppler::page> page, impl_->OpenPage(number));
    std::string complaint;
    const ListenToPoppler listen(complaint);

    constexpr int kLowestDpi = 72;
    const auto [page_width, page_height] = DisplayedSize(*page);
    part = {.x0 = std::max(0.0F, part.x0),
            .y0 = std::max(0.0F, part.y0),
            .x1 = std::min(page_width, part.x1),
            .y1 = std::min(page_height, part.y1)};
    if (part.empty()) {
      return Status::InvalidInput("render a part of page " + std::to_string(number) +
                                  ": it lies beyond the page");
    }
    const bool whole = part == Box{.x0 = 0, .y0 = 0, .x1 = page_width, .y1 = page_height};
    const float width = part.width(), height = part.height();
    const auto pixels_at = [&, w = width, h = height](int d) {
      return std::ceil(static_cast<double>(w) * d / 72) *
             std::ceil(static_cast<double>(h) * d / 72);
    };
    const auto most = static_cast<double>(max_pixels);
    if (pixels_at(dpi) > most) {
      const double fitting = dpi * std::sqrt(most / pixels_at(dpi));
      int lower = static_cast<int>(fitting);
      if (lower > 0 && pixels_at(lower) > most) --lower;
      if (lower < std::min(dpi, kLowestDpi)) {
        return Status::LimitExceeded(
            "render page " + std::to_string(number) + ": " + std::to_string(std::lround(width)) +
            " × " + std::to_string(std::lround(height)) + " points need more than " +
            std::to_string(max_pixels) + " pixels even at " + std::to_string(kLowestDpi) + " dpi");
      }
      dpi = lower;
    }

    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    renderer.set_image_format(channels == 1 ? poppler::image::format_gray8
                                            : poppler::image::format_rgb24);
    int left = -1, top = -1, columns = -1, rows = -1;  // the whole page, in Poppler's words
    if (!whole) {
      const float scale = static_cast<float>(dpi) / 72;
      left = static_cast<int>(std::floor(part.x0 * scale));
      top = static_cast<int>(std::floor(part.y0 * scale));
      columns = static_cast<int>(std::ceil(part.x1 * scale)) - left;
      rows = static_cast<int>(std::ceil(part.y1 * scale)) - top;
      part = {.x0 = static_cast<float>(left) / scale,
              .y0 = static_cast<float>(top) / scale,
              .x1 = static_cast<float>(left + columns) / scale,
              .y1 = static_cast<float>(top + rows) / scale};
    }
    const poppler::image image =
        renderer.render_page(page.get(), dpi, dpi, left, top, columns, rows);
    if (!image.is_valid()) {
      return Damaged("render page " + std::to_string(number) + ": damaged", complaint);
    }
    PageImage result{.width = image.width(),
                     .height = image.height(),
                     .channels = channels,
                     .dpi = static_cast<float>(dpi),
                     .pixels = {}};
    const auto row = static_cast<std::size_t>(result.width) * static_cast<std::size_t>(channels);
    result.pixels.reserve(row * static_cast<std::size_t>(result.height));
    for (int y = 0; y < result.height; ++y) {
      result.pixels.append(
          image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row(), row);
    }
    return result;
  });
}

}  // namespace telar::documents
