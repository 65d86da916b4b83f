#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "invoices/templates/value.h"

namespace telar::invoices::templates {

/// What a template file may cost.
inline constexpr std::size_t kMaxFileBytes = 1 << 20;
inline constexpr std::size_t kMaxFileValues = 50'000;  ///< Aliases counted as often as they stand.

/// The one document of a YAML text as PyYAML's SafeLoader reads it: plain words follow YAML 1.1
/// (yes, no, on, off, 0x1F, 010, 1_000, 12:30, 2014-05-07, ~), of a key given twice the last value
/// counts, `<<` merges. Differences: a whole number beyond 64 bits stays text; a time of day is
/// dropped from a timestamp; tags other than the standard ones are not obeyed.
///
/// kInvalidInput "LINE: cause" for what is no YAML, for several documents, for tabs that indent and
/// for keys that are no words; kLimitExceeded beyond the bounds above. An empty text is null.
Result<Value> ReadYamlFile(const std::string& text);

/// The same for a template in JSON.
Result<Value> ReadJsonFile(const std::string& text);

/// A plain scalar by the rules of YAML 1.1.
Value ResolvePlain(std::string_view text);

}  // namespace telar::invoices::templates
