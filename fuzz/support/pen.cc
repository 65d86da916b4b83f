#include "fuzz/support/pen.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/text.h"

namespace telar::fuzz {
namespace {

using documents::Document;
using documents::Page;
using documents::PageSource;
using documents::Word;

constexpr float kLeft = 40, kTop = 40, kLetter = 6, kRow = 14, kBlank = 4, kColumn = 60;
constexpr char32_t kReplacement = 0xFFFD;

class Pen {
 public:
  Document Draw(std::string_view bytes) {
    document_.kind = documents::FileKind::kPdf;
    NewPage();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      const auto c = static_cast<unsigned char>(bytes[at]);
      if (c > ' ' && c != 0x7F) {
        text_.push_back(bytes[at]);
        continue;
      }
      EndWord();
      const bool takes_one = (c >= 1 && c <= 4) || c == 6 || c == 7;
      if (takes_one && at + 1 >= bytes.size()) break;
      Step(c, takes_one ? static_cast<unsigned char>(bytes[++at]) : 0);
    }
    EndWord();
    document_.page_count = static_cast<int>(document_.pages.size());
    return std::move(document_);
  }

 private:
  void Step(unsigned char command, unsigned char operand) {
    const float turn = static_cast<float>(static_cast<signed char>(operand));
    const float far = std::ldexp(1.0F, operand % 60 - 30);
    switch (command) {
      case 1: x_ += 4 * turn; break;
      case 2: y_ += turn; break;
      case 3: height_ = operand; break;
      case 4: confidence_ = static_cast<float>(operand) / 255; break;
      case 5:
        document_.pages.back().source = PageSource::kOcr;
        document_.pages.back().pixels = true;
        break;
      case 6: x_ = far; break;
      case 7: height_ = far; break;
      case 8: bold_ = true; break;
      case '\t': x_ += kColumn; break;
      case '\n':
        x_ = kLeft;
        y_ += kRow;
        ++line_;
        break;
      case '\f': NewPage(); break;
      default: x_ += kBlank;
    }
  }

  void NewPage() {
    const auto number = static_cast<int>(document_.pages.size()) + 1;
    document_.pages.push_back(
        {.number = number, .width = 595, .height = 842, .source = PageSource::kText});
    x_ = kLeft;
    y_ = kTop;
    line_ = 0;
  }

  void EndWord() {
    if (text_.empty()) return;
    std::u32string letters = DecodeUtf8(text_);
    // A reader leaves no space, control or half character in a word.
    std::erase_if(letters, [](char32_t c) { return c < 0xA1 && (c >= 0x7F || c <= ' '); });
    std::replace(letters.begin(), letters.end(), char32_t{0x3000}, kReplacement);
    const float width = kLetter * static_cast<float>(letters.size());
    if (!letters.empty()) {
      document_.pages.back().words.push_back({.text = EncodeUtf8(letters),
                                              .box = {x_, y_, x_ + width, y_ + height_},
                                              .confidence = confidence_,
                                              .font_size = height_,
                                              .bold = bold_,
                                              .line = line_});
    }
    x_ += width;
    text_.clear();
  }

  Document document_;
  std::string text_;
  float x_ = kLeft, y_ = kTop, height_ = 10, confidence_ = 1;
  bool bold_ = false;
  int line_ = 0;
};

}  // namespace

Document DrawDocument(std::string_view bytes) { return Pen().Draw(bytes); }

bool IsSound(const Document& document) {
  for (const Page& page : document.pages) {
    for (const Word& word : page.words) {
      const bool printable = !word.text.empty() && IsValidUtf8(word.text) &&
                             std::none_of(word.text.begin(), word.text.end(), [](char c) {
                               return static_cast<unsigned char>(c) <= ' ';
                             });
      const auto& box = word.box;
      const float numbers[] = {box.x0, box.y0, box.x1, box.y1, word.confidence, word.font_size};
      const bool near = std::all_of(std::begin(numbers), std::end(numbers),
                                    [](float f) { return std::abs(f) <= 1e9F; });
      if (!printable || !near) return false;
    }
  }
  return true;
}

}  // namespace telar::fuzz
