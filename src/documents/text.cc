#include <algorithm>

#include "documents/document.h"

namespace telar::documents {

std::string_view FileKindName(FileKind kind) {
  switch (kind) {
    case FileKind::kPdf: return "pdf";
    case FileKind::kJpeg: return "jpeg";
    case FileKind::kPng: return "png";
    case FileKind::kTiff: return "tiff";
    case FileKind::kXml: return "xml";
    case FileKind::kUnknown: break;
  }
  return "unknown";
}

Box Union(const Box& a, const Box& b) {
  return {.x0 = std::min(a.x0, b.x0),
          .y0 = std::min(a.y0, b.y0),
          .x1 = std::max(a.x1, b.x1),
          .y1 = std::max(a.y1, b.y1)};
}

Box UprightBox(const Page& page, const Box& box) {
  const float w = page.width, h = page.height;
  switch (page.quarter_turns & 3) {
    case 1: return {.x0 = h - box.y1, .y0 = box.x0, .x1 = h - box.y0, .y1 = box.x1};
    case 2: return {.x0 = w - box.x1, .y0 = h - box.y1, .x1 = w - box.x0, .y1 = h - box.y0};
    case 3: return {.x0 = box.y0, .y0 = w - box.x1, .x1 = box.y1, .y1 = w - box.x0};
    default: return box;
  }
}

bool Document::HasText() const {
  return std::any_of(pages.begin(), pages.end(),
                     [](const Page& page) { return !page.words.empty(); });
}

std::string PageText(const Page& page) {
  std::string text;
  const Word* previous = nullptr;
  for (const Word& word : page.words) {
    if (previous != nullptr) text += previous->line == word.line ? ' ' : '\n';
    text += word.text;
    previous = &word;
  }
  if (previous != nullptr) text += '\n';
  return text;
}

std::string DocumentText(const Document& document) {
  std::string text;
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    if (i > 0) text += '\f';
    text += PageText(document.pages[i]);
  }
  return text;
}

}  // namespace telar::documents
