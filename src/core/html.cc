#include "core/html.h"

#include "core/text.h"

namespace telar {
namespace {

bool IsFormatting(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

bool IsControl(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
}

}  // namespace

std::string HtmlText(std::string_view text) {
  std::string html;
  for (const char32_t c : DecodeUtf8(text)) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\'': html += "&#39;"; break;
      case '\n':
      case '\r':
      case '\t': html += ' '; break;
      default:
        html += EncodeUtf8(std::u32string(1, IsControl(c) || IsFormatting(c) ? U'\uFFFD' : c));
    }
  }
  return html;
}

}  // namespace telar
