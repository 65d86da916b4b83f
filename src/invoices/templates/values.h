#pragma once

#include <string>
#include <string_view>

#include "invoices/templates/template.h"

namespace telar::invoices::templates {

/// A printed number by the template's decimal separator, as invoice2data reads it: thousands marks,
/// white space and apostrophes go. kInvalidInput for what is no number then, and for a number with
/// marks where the separator is empty.
Result<Float> ParseNumber(std::string_view printed, const Options& options);

/// Python's float() of a text: digits with a point, also with an exponent.
Result<Float> ParseFloat(std::string_view text);

/// A printed date: the template's date_formats, then as dateutil reads it (loose_date.h), then as
/// dateparser does in the template's languages (local_date.h). Null when it is none. Errors of
/// Regex::Search.
Result<Value> ParseDate(std::string_view printed, const Options& options, Matching& matching);

/// A captured text as "int", "float", "date" or "datetime"; kInvalidInput for another type. Empty
/// text is zero, or no date.
Result<Value> Coerce(const std::string& printed, std::string_view type, const Options& options,
                     Matching& matching);

/// `group` of a field: sum, min, max, first, last, join; what is empty, zero or null does not
/// count. Null for an unknown way. kInvalidInput for values that cannot be added or compared.
Result<Value> Group(std::string_view way, const List& values);

/// Each value once, in the order of their first places.
List WithoutRepeats(const List& values);

}  // namespace telar::invoices::templates
