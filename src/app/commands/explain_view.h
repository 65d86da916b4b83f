#pragma once

#include <string>

#include "app/style.h"
#include "documents/document.h"
#include "invoices/invoice_json.h"

namespace telar::app {

struct ExplainOptions {
  int width = 0;  ///< As in Table::Render: long values are shortened, 0 prints all.
  Style style;
  bool utf8 = true;  ///< Draws with box and block elements instead of '|' and '#'.
  bool all = false;  ///< Every candidate and all its evidence, not only what weighs most.
};

/// Why an invoice reads as it does, for people: how its print is read, the verdict with its reasons
/// and, per field, a tree of the candidates: value, probability as a bar, place on the page and the
/// evidence that weighs most. The chosen one comes first, then up to five others. `document` gives
/// the size of its pages.
///
/// `report.explanation` must be there.
std::string ExplainView(const invoices::ReadReport& report, const documents::Document& document,
                        const ExplainOptions& options);

}  // namespace telar::app
