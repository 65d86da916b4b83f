#include <cmath>
#include <string>

#include "core/text.h"
#include "fuzz/support/pen.h"
#include "fuzz/support/require.h"
#include "invoices/evidence.h"
#include "invoices/layout.h"

namespace {

using namespace telar;
using namespace telar::invoices;
using fuzz::Require;

bool Finite(const documents::Box& box) {
  return std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) &&
         std::isfinite(box.y1);
}

void JudgeRow(const Row& row) {
  Require(row.page != nullptr && !row.words.empty(), "a row has a page and words", row.text);
  Require(IsValidUtf8(row.text), "a row's text is valid UTF-8", row.text);
  Require(row.height >= 1 && std::isfinite(row.height), "a row has a height", row.text);
  std::size_t end = 0;
  for (const RowWord& word : row.words) {
    Require(word.span.begin >= end && row.Text(word.span) == word.word->text,
            "words stand in their row in order", row.text);
    Require(Finite(row.BoxOf(word.span)) && Finite(row.PrintedBoxOf(word.span)),
            "a word's box is finite", row.text);
    end = word.span.end;
  }
  Require(end == row.text.size(), "a row ends with its last word", row.text);
  end = 0;
  for (const Span& segment : row.segments) {
    Require(segment.begin >= end && segment.end <= row.text.size(), "segments are in order",
            row.text);
    Require(row.Text(segment).find('\t') == std::string_view::npos, "segments lie between tabs",
            row.text);
    end = segment.end;
  }
  end = 0;
  for (const Atom& atom : row.atoms) {
    Require(atom.span.begin >= end && atom.span.end <= row.text.size() && !atom.span.empty() &&
                !atom.folded.empty(),
            "atoms are in order and not empty", row.text);
    end = atom.span.end;
  }
  end = 0;
  for (const LabelHit& hit : FindLabels(row)) {
    Require(hit.span.begin >= end && !hit.span.empty() && hit.span.end <= row.text.size(),
            "labels are in order and do not overlap", row.text);
    Require(hit.weight > 0 && hit.weight <= 1, "a label's weight is in 0..1", row.text);
    end = hit.span.end;
  }
}

}  // namespace

/// Any page of words becomes rows that hold every word once, and evidence that lies inside them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const documents::Document document = fuzz::DrawDocument(fuzz::AsText(data, size));
  Require(fuzz::IsSound(document), "the pen draws what a reader may give");
  const Layout layout = BuildLayout(document);
  std::size_t words = 0, drawn = 0;
  for (const Row& row : layout.rows) {
    JudgeRow(row);
    words += row.words.size();
  }
  for (const documents::Page& page : document.pages) drawn += page.words.size();
  Require(words == drawn, "every word is in one row");
  const Evidence evidence = Gather(layout);
  Require(evidence.labels.size() == layout.rows.size() &&
              evidence.dates.size() == layout.rows.size() &&
              evidence.amounts.size() == layout.rows.size(),
          "evidence has one entry a row");
  for (std::size_t r = 0; r < evidence.size(); ++r) {
    for (std::size_t h = 0; h < evidence.labels[r].size(); ++h) {
      const Place right = RightOf(evidence, r, h);
      Require(right.row == r && right.span.end <= evidence.row(r).text.size(),
              "the place right of a label is in its row", evidence.row(r).text);
      for (const Place& below : Below(evidence, r, evidence.labels[r][h].span))
        Require(below.row > r && below.row < evidence.size() &&
                    below.span.end <= evidence.row(below.row).text.size(),
                "the place below a label is in a later row", evidence.row(r).text);
    }
  }
  return 0;
}
