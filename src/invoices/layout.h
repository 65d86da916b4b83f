#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"

namespace telar::invoices {

/// Words beyond this many in one document are not looked at.
inline constexpr std::size_t kMaxWords = 50'000;

/// A range of bytes in Row::text.
struct Span {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// A run of letters and digits in a row, folded (lower case, no accents) for comparing.
struct Atom {
  Span span;
  std::string folded;
};

struct RowWord {
  const documents::Word* word = nullptr;  ///< Borrowed from the document.
  documents::Box flat;                    ///< Its place once the page is turned straight.
  Span span;
};

/// One printed row over the whole width of its page, whatever the reader called a line. Its text is
/// the words from left to right, joined by one space, or by a tab where the gap is as wide as a gap
/// between columns. Lives no longer than the document.
struct Row {
  const documents::Page* page = nullptr;
  documents::Box box;  ///< Straight, like every box of a row but PrintedBoxOf.
  float height = 0;    ///< Of a typical word.
  std::string text;
  std::vector<RowWord> words;
  std::vector<Span> segments;  ///< The pieces between tabs.
  std::vector<Atom> atoms;

  std::string_view Text(Span span) const {
    return std::string_view(text).substr(span.begin, span.end - span.begin);
  }
  /// Around every word the span touches; a part of a word has its share of the word's width.
  documents::Box BoxOf(Span span) const;
  /// The same in the page's own coordinates, for people and for evidence.
  documents::Box PrintedBoxOf(Span span) const;
  /// True when some of what the span touches was recognised from pixels.
  bool IsRecognized(Span span) const;
  /// The lowest confidence of the words the span touches; 1 for a text layer.
  double ConfidenceOf(Span span) const;
  /// The segment that holds this byte.
  Span SegmentAt(std::size_t at) const;

 private:
  documents::Box BoxOf(Span span, documents::Box (*box_of)(const RowWord&)) const;
};

/// A document's rows: pages in order, rows from top to bottom.
struct Layout {
  std::vector<Row> rows;
  bool cut = false;  ///< True when there were more than kMaxWords words.
};

/// Groups words into rows by their vertical overlap with their neighbour to the left, so that a
/// page skewed by a degree or two still gives straight rows.
Layout BuildLayout(const documents::Document& document);

/// The smallest box around both; an empty box counts as nothing.
documents::Box Around(const documents::Box& a, const documents::Box& b);
/// The share of the narrower of two horizontal extents that the other covers, 0..1.
float HorizontalOverlap(const documents::Box& a, const documents::Box& b);

/// Runs of letters and digits with their folded text; what is between is punctuation.
std::vector<Atom> SplitAtoms(std::string_view text);

}  // namespace telar::invoices
