#pragma once

#include <string>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "documents/document.h"
#include "invoices/invoice.h"

namespace telar::invoices::templates {

/// A template drafted from one document.
struct Draft {
  std::string yaml;                   ///< The file's text.
  std::vector<std::string> fields;    ///< Keys of the template that give back what was extracted.
  std::vector<std::string> left_out;  ///< Fields that were extracted and found no pattern.
  std::size_t lines = 0;              ///< Product lines that the rule for lines gives back.
};

/// Drafts a template for documents like this one: keywords that are printed (tax number, name of
/// the supplier), for each extracted field a pattern around its place (the words before it on its
/// line, or the heading above it), options (decimal separator, date format, language, currency),
/// and a rule for the product lines when every line prints its parts in the same order.
///
/// Every pattern was run on the document and gives the extracted value and no other; what no
/// pattern gives is left out. `document` wants ReadOptions::layout_text. kInvalidInput when the
/// document has no text or no supplier to know it by.
Result<Draft> DraftTemplate(const documents::Document& document, const Invoice& invoice,
                            const Clock& clock);

/// A file name made of the supplier's name: "hilos-del-valle.yml".
std::string DraftFileName(const Invoice& invoice);

}  // namespace telar::invoices::templates
