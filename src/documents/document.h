#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/einvoice.h"

namespace telar::documents {

/// What the bytes are, found by content and never by name.
enum class FileKind { kUnknown, kPdf, kJpeg, kPng, kTiff, kXml };

/// "pdf", "jpeg", "png", "tiff", "xml", "unknown".
std::string_view FileKindName(FileKind kind);

/// An axis-aligned rectangle in the units of its page, origin top left, x to the right, y down.
/// x0 <= x1 and y0 <= y1.
struct Box {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
  float center_x() const { return (x0 + x1) / 2; }
  float center_y() const { return (y0 + y1) / 2; }
  bool empty() const { return x1 <= x0 || y1 <= y0; }
  /// The smallest box around both.
  friend Box Union(const Box& a, const Box& b);
  friend bool operator==(const Box&, const Box&) = default;
};

/// How the words of a page were had.
enum class PageSource {
  kNone,   ///< Nothing could be read; Page::error says why.
  kText,   ///< The PDF's own text layer.
  kOcr,    ///< Recognised from pixels.
  kMixed,  ///< The text layer, and what its pictures say beside it; Word::recognized tells.
};

/// One printed word: no white space inside, valid UTF-8.
struct Word {
  std::string text;
  Box box;
  float confidence = 1;  ///< 0..1; 1 for a text layer.
  float font_size = 0;   ///< Points or pixels like the box; 0 when unknown.
  bool bold = false;
  int line = 0;  ///< Words of one printed line (as the reader found it) share a number, unique in
                 ///< the page.
  bool recognized = false;  ///< From pixels, by OCR.
};

/// One page, or one of several sheets of paper on one picture, which share the picture's number and
/// coordinates. Words are in reading order: lines from top to bottom, words from left to right.
struct Page {
  int number = 1;               ///< 1-based, as the file counts.
  float width = 0, height = 0;  ///< PDF points (1/72 inch) or pixels of the image as given.
  bool pixels = false;          ///< True when boxes are pixels, false when they are PDF points.
  PageSource source = PageSource::kNone;
  int quarter_turns = 0;  ///< Clockwise, 0..3: what sets the print upright. Boxes are not turned.
  std::vector<Word> words;
  /// The text layer set in lines and columns with spaces, as `pdftotext -layout` prints the page,
  /// a form feed at its end; empty without ReadOptions::layout_text and for pages of pictures.
  std::string layout_text{};
  std::string error;  ///< Why the page gave no words; empty otherwise.
};

/// Where a box of the page's lies once the page is turned upright.
Box UprightBox(const Page& page, const Box& box);

/// Everything that was read from one file. Plain data: copy, move, send between processes.
struct Document {
  FileKind kind = FileKind::kUnknown;
  std::vector<Page> pages;
  int page_count = 0;    ///< Pages the file has; more than pages.size() when a limit cut it.
  std::string producer;  ///< PDF metadata, for people; may be empty.
  /// What the XML publishes: the file itself, or one inside the PDF.
  std::optional<EInvoice> einvoice;
  /// Why an attachment of the PDF that should be an invoice in XML could not be read, where
  /// `einvoice` is absent; with it they are among its own diagnostics.
  std::vector<std::string> attachment_diagnostics;
  std::string ocr_engine;  ///< Name and version of what recognised pages; empty when none was.

  bool HasText() const;  ///< True when a page has words; an XML has none.
};

/// The page's words as lines of text, one space between words, one '\n' after each line.
std::string PageText(const Page& page);
/// All pages, a form feed between two pages.
std::string DocumentText(const Document& document);

}  // namespace telar::documents
