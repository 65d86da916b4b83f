#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/document.h"
#include "invoices/evidence.h"

namespace telar::invoices {

/// A piece of print: bytes of one row of the layout.
struct Print {
  std::size_t row = 0;
  Span span;
};

/// A document as the memory looks at it: its rows with dates and amounts, and the text of its
/// letterhead for comparing. Borrows the document. Immutable after construction.
class PrintedDocument {
 public:
  explicit PrintedDocument(const documents::Document& document);
  PrintedDocument(const PrintedDocument&) = delete;
  PrintedDocument& operator=(const PrintedDocument&) = delete;

  const Evidence& evidence() const { return evidence_; }
  std::size_t size() const { return layout_.rows.size(); }
  const Row& row(std::size_t index) const { return layout_.rows[index]; }

  /// Shapes (likeness.h) of the lines at the head of the first page: what is printed in one column
  /// of one row, five characters or more; at most kHeadRows rows deep.
  const std::vector<std::string>& head_lines() const { return head_lines_; }
  /// Codes at the head of the first page (registers, tax numbers, telephones), compact, with at
  /// least six digits; and, from anywhere, what proves itself: tax numbers and accounts.
  const std::set<std::string>& numbers() const { return numbers_; }
  const std::set<std::string>& proven_tax_ids() const { return proven_tax_ids_; }
  const std::set<std::string>& ibans() const { return ibans_; }

  /// Where `shape` stands on the first page: in its rows read straight across, or column by column.
  struct Match {
    double likeness = 0;
    std::vector<Print> prints;  ///< One a row.
    std::string shape;          ///< What stands there.
    /// Of the characters that differ, the highest confidence of a word: 0 where nothing differs; a
    /// text layer's words are sure of all theirs.
    double surest_difference = 0;
  };
  Match Find(std::string_view shape) const;

  /// Pairs of neighbouring characters of the first page's shapes, for telling quickly what cannot
  /// be there: the share of `shape`'s own triples of characters that occur on the page.
  double SharedTriples(std::string_view shape) const;

  /// How surely a part of a field was read: the lowest confidence of the words in `box` on `page`
  /// that hold `text` (folded, without blanks); 1 where it is not there or a text layer says it.
  double SureOf(std::string_view text, int page, const documents::Box& box) const;

 private:
  /// Rows of the first page, or of one of its columns, as one text.
  struct Stream {
    std::string shape;
    std::vector<float> sure;                            // the confidence of each character's word
    std::vector<std::pair<std::size_t, Print>> starts;  // where each print begins in `shape`
  };
  static void Append(Stream& stream, const Row& row, Print print);

  const Layout layout_;
  const Evidence evidence_;
  std::vector<Stream> streams_;
  std::vector<std::string> head_lines_;
  std::set<std::string> numbers_, proven_tax_ids_, ibans_;
  std::set<std::string> triples_;
};

/// Rows of the first page that count as its head.
inline constexpr std::size_t kHeadRows = 18;

}  // namespace telar::invoices
