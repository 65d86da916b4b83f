#include "invoices/templates/layout_text.h"

#include <algorithm>
#include <cmath>

#include "core/text.h"

namespace telar::invoices::templates {
namespace {

using documents::Page;
using documents::PageSource;
using documents::Word;

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \n\r\t\f\v") == text.npos; }

std::size_t Length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

/// The width of a character: the median over the words.
float CharacterWidth(const std::vector<const Word*>& words) {
  std::vector<float> widths;
  for (const Word* word : words) {
    widths.push_back(word->box.width() /
                     static_cast<float>(std::max<std::size_t>(1, Length(word->text))));
  }
  std::nth_element(widths.begin(), widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2),
                   widths.end());
  return std::max(widths[widths.size() / 2], 0.1F);
}

/// Words as lines in which each begins about where it stands.
std::string Set(const std::vector<const Word*>& words) {
  if (words.empty()) return {};
  const float width = CharacterWidth(words);
  float left = words.front()->box.x0;
  for (const Word* word : words) left = std::min(left, word->box.x0);
  constexpr float kWidestLine = 400;
  std::string text, line;
  std::size_t column = 0;
  const Word* before = nullptr;
  for (const Word* word : words) {
    if (before != nullptr && word->line != before->line) {
      text += line + '\n';
      line.clear();
      column = 0;
    }
    const bool first = line.empty();
    const auto wanted =
        static_cast<std::size_t>(std::clamp((word->box.x0 - left) / width, 0.0F, kWidestLine));
    std::size_t spaces = wanted > column ? wanted - column : 0;
    if (!first) {
      // A gap that parts columns is more than the space between two words.
      const bool apart = word->box.x0 - before->box.x1 > 1.6F * width;
      spaces = apart ? std::max<std::size_t>(spaces, 2) : 1;
    }
    line.append(spaces, ' ').append(word->text);
    column += spaces + Length(word->text);
    before = word;
  }
  return text + line + '\n';
}

std::string OwnText(const Page& page) {
  if (!page.layout_text.empty()) return page.layout_text;
  std::vector<const Word*> words;
  for (const Word& word : page.words) words.push_back(&word);
  return Set(words) + '\f';
}

}  // namespace

std::string PrintedText(const documents::Document& document) {
  std::string text;
  for (const Page& page : document.pages) text += OwnText(page);
  return IsBlank(text) ? std::string() : text;
}

std::string TextWithPictures(const documents::Document& document) {
  std::string text;
  bool any = false;
  for (const Page& page : document.pages) {
    text += OwnText(page);
    if (page.layout_text.empty()) continue;
    std::vector<const Word*> recognized;
    for (const Word& word : page.words) {
      if (word.recognized) recognized.push_back(&word);
    }
    if (recognized.empty()) continue;
    any = true;
    if (text.ends_with('\f')) text.pop_back();
    text += Set(recognized) + '\f';
  }
  return any ? text : std::string();
}

std::string AreaText(const documents::Document& document, const Area& area) {
  const auto scale = static_cast<float>(72 / area.dpi);
  const auto x0 = static_cast<float>(area.x) * scale, y0 = static_cast<float>(area.y) * scale;
  const auto x1 = static_cast<float>(area.x + area.width) * scale;
  const auto y1 = static_cast<float>(area.y + area.height) * scale;
  std::string text;
  for (const Page& page : document.pages) {
    if (page.pixels || page.number < area.first_page || page.number > area.last_page) continue;
    std::vector<const Word*> words;
    for (const Word& word : page.words) {
      const documents::Box& box = word.box;
      if (box.x0 < x1 && box.x1 > x0 && box.y0 < y1 && box.y1 > y0) words.push_back(&word);
    }
    std::stable_sort(words.begin(), words.end(), [](const Word* a, const Word* b) {
      return std::pair(a->box.y0, a->box.x0) < std::pair(b->box.y0, b->box.x0);
    });
    constexpr float kSameLine = 3;
    for (std::size_t i = 0; i < words.size();) {
      std::size_t end = i + 1;
      while (end < words.size() && words[end]->box.y0 - words[end - 1]->box.y0 <= kSameLine) ++end;
      std::stable_sort(words.begin() + static_cast<std::ptrdiff_t>(i),
                       words.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Word* a, const Word* b) { return a->box.x0 < b->box.x0; });
      if (!text.empty()) text += '\n';
      for (std::size_t w = i; w < end; ++w) text += (w > i ? " " : "") + words[w]->text;
      i = end;
    }
  }
  return text;
}

SourceText SourceOf(const documents::Document& document, std::string text) {
  SourceText source{.text = std::move(text), .crop = {}};
  const bool points = std::any_of(document.pages.begin(), document.pages.end(), [](const Page& p) {
    return !p.pixels && p.source != PageSource::kNone;
  });
  if (points) source.crop = [&document](const Area& area) { return AreaText(document, area); };
  return source;
}

}  // namespace telar::invoices::templates
