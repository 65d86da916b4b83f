#include "documents/ocr/tesseract/tesseract_engine.h"

#include <omp.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>
#include <vector>

#include "core/text.h"
#include "documents/image/pixels.h"
#include "documents/lines.h"

namespace telar::documents {
namespace {

// The letter height at which recognition is best for its price.
constexpr float kLetterPixels = 24;
constexpr float kMostEnlarged = 3;
constexpr std::int64_t kMostPixels = 40'000'000;

// Tesseract asks OpenMP for four threads a line, which costs more than it brings; nesting depth 0
// makes its parallel regions run in the calling thread. The setting belongs to the thread.
void StayOnThisThread() { omp_set_max_active_levels(0); }

bool IsLanguageCode(std::string_view code) {
  return !code.empty() && std::all_of(code.begin(), code.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Status NoModel(const std::string& code) {
  std::string package = "tesseract-ocr-" + AsciiLower(code);
  std::replace(package.begin(), package.end(), '_', '-');
  return Status::InvalidConfig("open Tesseract: no model for language '" + code + "'")
      .WithHint("Install the Debian package " + package + " or change the OCR languages.");
}

float BestScale(const PageImage& gray) {
  const float letter = MedianLetterHeight(gray);
  if (letter <= 0) return 1;
  const float scale = std::min(kLetterPixels / letter, kMostEnlarged);
  const auto pixels = static_cast<float>(static_cast<std::int64_t>(gray.width) * gray.height);
  const float fitting = std::sqrt(static_cast<float>(kMostPixels) / pixels);
  if (scale > fitting) return std::max(1.0F, fitting);
  // Near enough: resampling would only blur.
  return scale > 0.9F && scale < 1.1F ? 1 : scale;
}

bool IsWordText(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || u >= 0x80;
  });
}

struct Watch {
  const Clock* clock;
  Deadline deadline;
};

}  // namespace

struct TesseractEngine::Impl {
  const Clock* clock = nullptr;
  std::string name;
  tesseract::TessBaseAPI api;
};

TesseractEngine::TesseractEngine(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TesseractEngine::~TesseractEngine() = default;

Result<std::unique_ptr<OcrEngine>> TesseractEngine::Open(const TesseractOptions& options) {
  if (options.clock == nullptr) return Status::InvalidConfig("open Tesseract: no clock");
  const std::vector<std::string_view> codes = Split(options.languages, '+');
  for (const std::string_view code : codes) {
    if (!IsLanguageCode(code)) {
      return Status::InvalidConfig("open Tesseract: '" + options.languages +
                                   "' is no list of languages")
          .WithHint("Write codes joined by '+', such as spa+eng.");
    }
  }
  StayOnThisThread();
  auto impl = std::make_unique<Impl>();
  impl->clock = options.clock;
  impl->name = std::string("tesseract ") + tesseract::TessBaseAPI::Version();
  impl->api.SetVariable("debug_file", "/dev/null");
  const char* folder = options.tessdata.empty() ? nullptr : options.tessdata.c_str();
  const bool failed =
      impl->api.Init(folder, options.languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0;
  std::vector<std::string> loaded;
  if (!failed) impl->api.GetLoadedLanguagesAsVector(&loaded);
  for (const std::string_view code : codes) {
    if (std::find(loaded.begin(), loaded.end(), code) == loaded.end())
      return NoModel(std::string(code));
  }
  // Sauvola's local threshold; no second try on inverted text.
  impl->api.SetVariable("thresholding_method", "2");
  impl->api.SetVariable("tessedit_do_invert", "0");
  impl->api.SetPageSegMode(tesseract::PSM_SINGLE_BLOCK);
  return std::unique_ptr<OcrEngine>(new TesseractEngine(std::move(impl)));
}

std::string_view TesseractEngine::name() const { return impl_->name; }

Result<std::vector<Word>> TesseractEngine::Recognize(const PageImage& image,
                                                     Deadline deadline) try {
  StayOnThisThread();
  PageImage gray = ToGray(image);
  const float scale = BestScale(gray);
  if (scale != 1) gray = Scale(gray, scale);
  const float back_x = static_cast<float>(image.width) / static_cast<float>(gray.width);
  const float back_y = static_cast<float>(image.height) / static_cast<float>(gray.height);

  tesseract::TessBaseAPI& api = impl_->api;
  api.SetImage(reinterpret_cast<const unsigned char*>(gray.pixels.data()), gray.width, gray.height,
               1, gray.width);
  constexpr int kDpiOfSuchLetters = 300;
  api.SetSourceResolution(kDpiOfSuchLetters);

  Watch watch{impl_->clock, deadline};
  tesseract::ETEXT_DESC monitor;
  monitor.cancel_this = &watch;
  monitor.cancel = [](void* self, int) {
    const auto* w = static_cast<const Watch*>(self);
    return w->deadline.Expired(*w->clock);
  };
  const bool failed = api.Recognize(&monitor) != 0;
  if (deadline.Expired(*impl_->clock)) {
    api.Clear();
    return Status::DeadlineExceeded("recognise page: out of time");
  }
  std::vector<Word> words;
  const std::unique_ptr<tesseract::ResultIterator> found(failed ? nullptr : api.GetIterator());
  constexpr auto kWord = tesseract::RIL_WORD;
  int line = -1;
  if (found != nullptr) {
    do {
      if (found->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++line;
      const std::unique_ptr<char[]> text(found->GetUTF8Text(kWord));
      int left = 0, top = 0, right = 0, bottom = 0;
      if (text == nullptr || !found->BoundingBox(kWord, &left, &top, &right, &bottom)) continue;
      Word word{.text = ToValidUtf8(Trim(text.get())),
                .box = {.x0 = static_cast<float>(left) * back_x,
                        .y0 = static_cast<float>(top) * back_y,
                        .x1 = static_cast<float>(right) * back_x,
                        .y1 = static_cast<float>(bottom) * back_y},
                .confidence = std::clamp(found->Confidence(kWord) / 100, 0.0F, 1.0F)};
      constexpr float kNoise = 0.3F;
      const bool noise = word.confidence < kNoise && !IsWordText(word.text);
      if (word.text.empty() || word.box.empty() || noise) continue;
      float row = 0, descenders = 0, ascenders = 0;
      found->RowAttributes(&row, &descenders, &ascenders);
      word.font_size = row * back_y;
      word.line = line;
      words.push_back(std::move(word));
    } while (found->Next(kWord));
  }
  api.Clear();
  // Its rows know more than the boxes, whose ends may reach into the next word.
  OrderKnownLines(words);
  return words;
} catch (const std::bad_alloc&) {
  return Status::LimitExceeded("recognise page: out of memory");
}

}  // namespace telar::documents
