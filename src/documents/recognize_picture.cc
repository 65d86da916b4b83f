#include "documents/recognize_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "documents/image/clean_up.h"
#include "documents/image/pixels.h"

namespace telar::documents {
namespace {

constexpr float kReadable = 0.85F;  // mean confidence of what is read the right way up
constexpr float kTall = 1.5F;       // height ÷ width of a word that runs up or down
constexpr float kClearly = 1.5F;    // how much better another direction has to be

float Letters(const Word& word) { return static_cast<float>(word.text.size()); }

bool RunsUpright(const Word& word) { return word.box.height() > kTall * word.box.width(); }

/// What the words say about the direction they were read in.
struct Impression {
  float letters = 0, confidence = 0, sideways = 0;

  explicit Impression(const std::vector<Word>& words) {
    float weighted = 0, long_letters = 0, long_sideways = 0;
    for (const Word& word : words) {
      letters += Letters(word);
      weighted += Letters(word) * word.confidence;
      constexpr std::size_t kTelling = 3;  // shorter words may be taller than wide anyway
      if (word.text.size() < kTelling) continue;
      long_letters += Letters(word);
      if (RunsUpright(word)) long_sideways += Letters(word);
    }
    if (letters > 0) confidence = weighted / letters;
    if (long_letters > 0) sideways = long_sideways / long_letters;
  }

  bool Upright() const { return confidence >= kReadable && sideways < 0.5F; }
};

/// How much of the words was surely read from left to right.
float Sense(const std::vector<Word>& words) {
  float sense = 0;
  for (const Word& word : words) {
    if (!RunsUpright(word)) sense += Letters(word) * std::max(0.0F, word.confidence - 0.5F);
  }
  return sense;
}

/// The part, half as wide and half as high as the picture, that holds most of the words; they are
/// found whatever their direction.
PageImage FullestPart(const PageImage& image, const std::vector<Word>& words) {
  const int width = std::max(1, image.width / 2), height = std::max(1, image.height / 2);
  int best_x = (image.width - width) / 2, best_y = (image.height - height) / 2;
  float most = 0;
  for (int j = 0; j < 3; ++j) {
    for (int i = 0; i < 3; ++i) {
      const int left = (image.width - width) * i / 2, top = (image.height - height) * j / 2;
      float letters = 0;
      for (const Word& word : words) {
        const int x = static_cast<int>(word.box.center_x()) - left;
        const int y = static_cast<int>(word.box.center_y()) - top;
        if (x >= 0 && x < width && y >= 0 && y < height) letters += Letters(word);
      }
      if (letters <= most) continue;
      most = letters;
      best_x = left;
      best_y = top;
    }
  }
  return Warped(image, PixelMap::Shift(best_x, best_y), width, height);
}

/// The quarter turns after which a part of the sheet reads best; 0 unless another is clearly
/// better.
Result<int> BestTurn(const PageImage& image, const std::vector<Word>& words, OcrEngine& engine,
                     Deadline deadline) {
  const PageImage part = FullestPart(image, words);
  std::array<float, 4> sense{};
  for (int turns = 0; turns < 4; ++turns) {
    TELAR_ASSIGN_OR_RETURN(const std::vector<Word> found,
                           engine.Recognize(turns == 0 ? part : Turned(part, turns), deadline));
    sense[static_cast<std::size_t>(turns)] = Sense(found);
  }
  constexpr float kLeast = 5;  // a dozen letters
  const auto best = std::max_element(sense.begin(), sense.end());
  if (*best < kLeast || *best < kClearly * sense[0]) return 0;
  return static_cast<int>(best - sense.begin());
}

/// `width` and `height` are those of the picture the sheet was found on.
Result<SheetWords> RecognizeSheet(Sheet sheet, float width, float height, OcrEngine& engine,
                                  Deadline deadline) {
  SheetWords result;
  if (IsBlank(sheet.image)) return result;
  const auto turn = [&](int quarters) {
    const PageImage before = std::move(sheet.image);
    sheet.image = Turned(before, quarters);
    sheet.back = sheet.back.After(PixelMap::BeforeTurn(quarters, before.width, before.height));
    result.quarter_turns = (result.quarter_turns + quarters) & 3;
  };
  if (sheet.sideways) turn(1);
  TELAR_ASSIGN_OR_RETURN(result.words, engine.Recognize(sheet.image, deadline));
  if (!Impression(result.words).Upright()) {
    TELAR_ASSIGN_OR_RETURN(int quarters, BestTurn(sheet.image, result.words, engine, deadline));
    // What proves nothing stays as it was given.
    if (quarters == 0 && sheet.sideways) quarters = 3;
    if (quarters != 0) {
      turn(quarters);
      TELAR_ASSIGN_OR_RETURN(result.words, engine.Recognize(sheet.image, deadline));
    }
  }
  if (sheet.back.identity()) return result;
  for (Word& word : result.words) word.box = sheet.back.Bounds(word.box, width, height);
  return result;
}

}  // namespace

Result<std::vector<SheetWords>> RecognizePicture(PageImage image, OcrEngine& engine,
                                                 Deadline deadline) {
  const auto width = static_cast<float>(image.width), height = static_cast<float>(image.height);
  std::vector<SheetWords> read;
  for (Sheet& sheet : CleanUp(std::move(image))) {
    TELAR_ASSIGN_OR_RETURN(SheetWords words,
                           RecognizeSheet(std::move(sheet), width, height, engine, deadline));
    read.push_back(std::move(words));
  }
  return read;
}

}  // namespace telar::documents
