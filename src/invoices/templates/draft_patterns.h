#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace telar::invoices::templates {

/// Literal text as a pattern: signs escaped, white space as \s+.
std::string Literal(std::string_view text);

/// A pattern for values printed like `raw`: digits become \d{n}, letters \w+, the rest itself.
std::string ShapeOf(std::string_view raw);

/// Patterns that catch `raw` by one group, from the one that tells most about the place to the one
/// that tells least: behind the words before it on its line, under the heading above it, before the
/// words behind it. `value` is the pattern of the group. None when `raw` is not in the text.
std::vector<std::string> PatternsAround(std::string_view text, std::string_view raw,
                                        std::string_view value);

/// A text between single quotes, as YAML writes it.
std::string YamlQuoted(std::string_view text);

}  // namespace telar::invoices::templates
