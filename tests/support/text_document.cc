#include "tests/support/text_document.h"

#include <string>

#include "core/text.h"

namespace telar::testing {

documents::Document TextDocument(std::string_view text, const TextLayout& layout) {
  documents::Document document;
  document.kind = documents::FileKind::kPdf;
  for (const std::string_view page_text : Split(text, '\f')) {
    documents::Page page;
    page.number = static_cast<int>(document.pages.size()) + 1;
    page.source = layout.source;
    page.pixels = layout.source == documents::PageSource::kOcr;
    int line = 0;
    for (const std::string_view row : Split(page_text, '\n')) {
      const std::u32string letters = DecodeUtf8(row);
      for (std::size_t at = 0; at < letters.size();) {
        if (letters[at] == U' ' || letters[at] == U'\r') {
          ++at;
          continue;
        }
        const std::size_t begin = at;
        while (at < letters.size() && letters[at] != U' ' && letters[at] != U'\r') ++at;
        const float x0 = 40 + static_cast<float>(begin) * layout.char_width;
        const float x1 = 40 + static_cast<float>(at) * layout.char_width;
        const float y0 = 40 + static_cast<float>(line) * layout.line_height + layout.skew * x0;
        documents::Word word;
        word.text = EncodeUtf8(std::u32string_view(letters).substr(begin, at - begin));
        word.box = {x0, y0, x1, y0 + layout.word_height};
        word.confidence = layout.confidence;
        word.line = line;
        page.words.push_back(std::move(word));
        page.width = std::max(page.width, x1 + 40);
        page.height = std::max(page.height, y0 + layout.word_height + 40);
      }
      ++line;
    }
    document.pages.push_back(std::move(page));
  }
  document.page_count = static_cast<int>(document.pages.size());
  return document;
}

}  // namespace telar::testing
