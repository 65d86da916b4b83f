#pragma once

#include <string>

#include "samples/sample.h"

namespace telar::samples {

/// The truth about a sample as indented JSON, ending in a newline; the same names and forms as
/// `telar invoices read --json`, as far as they can be true without reading:
///
///   {"file", "seed", "index", "pages", "class": "preventiva|correctiva", "layout", "language",
///    "credit_note",
///    "fields": {"total": {"value", "raw", "page", "box": [x0, y0, x1, y1]}, …},
///    "lines": [{"description", "raw", "code", "quantity", "unit", "unit_price", "amount",
///               "tax_rate", "discount", "page", "box"}, …],
///    "einvoice": null | {"form": "ubl", "file", "fields": {"total": "112.00", …},
///                        "lines": [{"description", "code", "quantity", "unit", "unit_price",
///                                   "amount", "tax_rate"}, …]},
///    "extras": {"rounding" | "shipping" | "service_charge" | "withheld" | "payable": a field, …},
///    "degradation": null | {"format", "dpi", "color", "skew_degrees", "noise", "blur", "light",
///                           "paper", "jpeg_quality", "stamp", "fade", "black_and_white",
///                           "quarter_turns", "perspective", "surroundings", "surroundings_grey"}}
///
/// A field or a line's value that the document does not print is absent, or null in a line.
/// A discount's value is positive. The description of a line leaves out a trailing price note
/// ("Dólares por metro"); `raw` has the line's cells as printed from left to right. Boxes are in
/// the units of the file. `einvoice` has what the XML says, in the forms in which it is read. When
/// no label names the currency, its raw text is the symbol.
std::string TruthJson(const Sample& sample, std::uint64_t seed);

}  // namespace telar::samples
