#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "invoices/invoice.h"
#include "invoices/templates/template.h"

namespace telar::invoices::templates {

/// The entry `lines` of a template's fields, and how many rows it gives.
struct DraftedLines {
  std::string yaml;  ///< Indented for `fields`; empty when the table is not clear.
  std::size_t rows = 0;
};

/// Drafts the rule for the product lines: a pattern that names the parts of a line in the order in
/// which every line of `invoice` prints them, from the heading above the first to the words below
/// the last. Only a rule that gives back as many rows with the same amounts is handed out.
DraftedLines DraftLines(std::string_view text, const Invoice& invoice, const Options& options,
                        const Clock& clock);

}  // namespace telar::invoices::templates
