#pragma once

#include <string>
#include <vector>

#include "invoices/currency.h"
#include "invoices/dates.h"
#include "invoices/invoice.h"
#include "invoices/labels.h"
#include "invoices/layout.h"
#include "invoices/locale.h"
#include "invoices/numbers.h"

namespace telar::invoices {

/// Everything the rows of a document show before any field is chosen: one entry a row in each list.
/// Points into the layout, which points into the document.
struct Evidence {
  const Layout* layout = nullptr;
  std::vector<std::vector<LabelHit>> labels;
  std::vector<std::vector<PrintedDate>> dates;
  std::vector<std::vector<Amount>> amounts;  ///< Without the digits of dates.
  NumberLocale numbers;
  DateLocale order;
  std::vector<CountryScore> countries;  ///< The likeliest first.
  Language language = Language::kEnglish;
  DocumentCurrency currency;
  bool prints_decimals = false;  ///< Some amount has two decimals.

  const Row& row(std::size_t index) const { return layout->rows[index]; }
  std::size_t size() const { return layout->rows.size(); }
};

Evidence Gather(const Layout& layout);

/// A place where a field's value may stand, found from its label.
struct Place {
  std::size_t row = 0;
  Span span;           ///< Where to look in that row.
  bool below = false;  ///< Under the label and not to its right.
};

/// What is to the right of a label, up to the next label of the row; empty at the row's end.
Place RightOf(const Evidence& evidence, std::size_t row, std::size_t hit);
/// The words under a label: those that share its horizontal extent in the first row that has any,
/// of the next two on the same page and close by. At most one place.
std::vector<Place> Below(const Evidence& evidence, std::size_t row, const Span& label);

/// A field with its evidence filled in: raw text, box, page and how the page was read.
Field MakeField(const Row& row, Span span, std::string value, double confidence);
/// `text` without blanks and with single spaces for runs of blanks and tabs.
std::string OneLine(std::string_view text);

}  // namespace telar::invoices
