#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "invoices/templates/template.h"

namespace telar::invoices::templates {

/// A rectangle of pages as `area` names it: pixels at `dpi`, origin top left.
struct Area {
  int first_page = 1, last_page = 1;
  double dpi = 72, x = 0, y = 0, width = 0, height = 0;
};

/// The text a template works on.
struct SourceText {
  std::string text;  ///< Valid UTF-8.
  /// The text inside of an area; empty when the document has none, and `area` is then ignored.
  std::function<std::string(const Area&)> crop{};
};

/// Where a value was found, to find its box.
struct Capture {
  std::string field;       ///< "amount", or "lines".
  int row = -1;            ///< Of lines and tables, from 0; -1 for a single field.
  std::string raw;         ///< As printed.
  std::size_t before = 0;  ///< How often `raw` stands in the text before this place, spaces aside.
};

/// What a template makes of a text.
struct Extraction {
  Map fields;  ///< Exactly invoice2data's result, in its order: issuer, template_name, …, desc.
  std::vector<Capture> captures;
  std::vector<std::string> unmatched;  ///< Fields of the template that found nothing.
};

/// Runs a template on a text that it matches. Pure but for the clock of `matching`, which bounds it
/// and tells the century of years of two digits.
///
/// Errors, each naming the field: kNotFound when required fields are missing; kInvalidInput when a
/// value has not the form its type asks for ("12.5.3" as a float), strict_fields finds an unknown
/// name, or values cannot be grouped; kLimitExceeded when a pattern takes too long.
Result<Extraction> Run(const Template& t, const SourceText& source, Matching& matching);

}  // namespace telar::invoices::templates
