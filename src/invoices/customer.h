#pragma once

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "invoices/evidence.h"

namespace telar::invoices {

/// Whom the document is written to, and where customers' labels open a block.
struct Customer {
  std::optional<Field> name;
  std::size_t row = static_cast<std::size_t>(-1);  ///< Of the name.
  Span span;
  std::vector<std::pair<std::size_t, documents::Box>> blocks;  ///< Row and straight box of labels.
};

/// By its labels ("Cliente", "Bill to", "Rechnungsadresse"), to their right or below. Rows in
/// `line_rows` belong to the table of products and name nobody.
Customer FindCustomer(const Evidence& evidence, const std::set<std::size_t>& line_rows);

}  // namespace telar::invoices
