#pragma once

#include <string>
#include <string_view>

namespace telar {

/// `text` as text of an HTML page or as an attribute's value in double quotes: markup is escaped,
/// malformed UTF-8, control characters (line breaks and tabs become a space) and the marks that
/// change the direction of what follows (Unicode UAX #9, explicit formatting) become U+FFFD.
std::string HtmlText(std::string_view text);

}  // namespace telar
