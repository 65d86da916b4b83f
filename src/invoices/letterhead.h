#pragma once

#include <cstddef>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "invoices/evidence.h"

namespace telar::invoices {

inline constexpr std::size_t kNoPiece = static_cast<std::size_t>(-1);

/// What a line of print in a letterhead looks like. Everything is judged from its own words.
struct Traits {
  std::size_t letters = 0, digits = 0;
  std::size_t words = 0;         ///< Atoms of two letters or more.
  std::size_t lower_words = 0;   ///< Of them, those that begin in lower case.
  bool street = false;           ///< A word of streets, floors, buildings ("jalan", "calle", "no").
  bool postcode = false;         ///< What may be a postal code, of any country.
  bool region = false;           ///< A country or a large place.
  bool telephone = false;        ///< "Tel", "Fax" or digits that look like such a number.
  bool web = false;              ///< An address of mail or of the web.
  bool register_number = false;  ///< A company's number, alone or in parentheses.
  bool title = false;            ///< "Invoice", "Receipt" …
  bool business = false;         ///< A word of shops ("trading", "restaurant", "farmacia").
  bool label = false;            ///< A label of a field that is not the supplier.
  bool date = false, money = false;
  bool customer = false;  ///< Inside a block that a customer's label opens.
  bool comma_at_end = false;
  bool legal_form = false;  ///< Has a company's legal form.
  bool generic = false;     ///< No word but those that any shop's name may have.
  bool branch = false;      ///< "1245-Town": a number and a name, as branches are called.

  /// Looks like a part of a postal address.
  bool AddressLike() const;
};

/// One line of print in one column of the first page.
struct Piece {
  std::size_t row = 0;
  Span span;
  documents::Box box;  ///< Straight.
  float height = 0;
  double confidence = 1;  ///< Of its least sure word.
  Traits traits;
  std::size_t above = kNoPiece, below = kNoPiece;  ///< The neighbours in its column.
};

/// How the first page is printed.
struct FirstPage {
  std::size_t rows = 0;    ///< The first so many of the document.
  documents::Box print;    ///< Of all of them.
  float usual_height = 1;  ///< Of a row.
  bool narrow = false;     ///< As wide as a till prints.
};
FirstPage MeasureFirstPage(const Evidence& evidence);

/// The first page as lines of print in their columns, from top to bottom.
struct Letterhead {
  std::vector<Piece> pieces;
  float usual_height = 1;
  float top = 0, bottom = 1, right = 1;  ///< Of all print.
  bool roll = false;                     ///< A receipt: one column, as wide as a till prints.
};

/// `customers`: straight boxes of customers' labels by row. Rows in `line_rows` are left out. On a
/// receipt, which is one column wide, a row is one piece even where a till spaces its words widely.
Letterhead ReadLetterhead(const Evidence& evidence, const std::set<std::size_t>& line_rows,
                          const std::vector<std::pair<std::size_t, documents::Box>>& customers);

/// The traits of a part of a row.
Traits TraitsOf(const Evidence& evidence, std::size_t row, Span span);
/// True when a label found inside a span is the label of a value: it has one behind, or is most of
/// the span. "CASH & CARRY", "Data Systems Ltd": a label's word in a name is none.
bool IsLabelOf(const Row& row, Span span, const LabelHit& hit);
/// "Fattura n. AB00118827 del …": the document and its number, and so no name.
bool NamesDocument(const Evidence& evidence, std::size_t row, Span span);
/// Atoms [first, last) that begin inside the span.
std::pair<std::size_t, std::size_t> AtomsIn(const Row& row, Span span);

}  // namespace telar::invoices
