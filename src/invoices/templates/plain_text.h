#pragma once

#include <string>
#include <string_view>

namespace telar::invoices::templates {

/// Characters taken apart and without their accents: Unicode's NFKD less U+0300 to U+0362, for
/// Latin, Greek and Cyrillic letters, punctuation, number forms, ligatures and full-width signs;
/// others are kept. "é" becomes "e", "½" "1⁄2", a no-break space a space.
std::string WithoutAccents(std::string_view text);

/// Python's str.lower() for Latin, Greek and Cyrillic letters; others are kept.
std::string LowerCase(std::string_view text);

/// Python's str.strip(): without Unicode's white space at both ends.
std::string_view Strip(std::string_view text);

}  // namespace telar::invoices::templates
