#include "documents/einvoice/encoding.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text.h"

namespace telar::documents::einvoice {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// What 0x80 to 0x9F are in Windows-1252; the five that are nothing stay control characters.
constexpr std::array<char16_t, 32> kWindows = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// Length of the well-formed character at the start (Unicode table 3-7); 0 when there is none.
std::size_t CharacterBytes(std::string_view text) {
  const auto at = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto follows = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
  const unsigned lead = at(0), second = at(1);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
    return follows(1) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
    return follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

// Bytes of a character that the end of the text cuts off; 0 when it ends with a whole one.
std::size_t CutOffBytes(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if ((byte & 0xC0U) == 0x80U) continue;
    const std::size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;
    return wanted > back ? back : 0;
  }
  return 0;
}

// The encoding that the XML declaration names, in lower case; empty when it names none.
std::string DeclaredEncoding(std::string_view text) {
  if (!text.starts_with("<?xml")) return {};
  const std::string_view declaration = text.substr(0, std::min<std::size_t>(text.find("?>"), 512));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos) return {};
  return AsciiLower(Trim(declaration.substr(at + 1, end - at - 1)));
}

enum class Declared { kNone, kUtf8, kUtf16, kWindows1252, kLatin9, kUnknown };

Declared Meaning(std::string_view name) {
  if (name.empty()) return Declared::kNone;
  std::string bare;
  std::copy_if(name.begin(), name.end(), std::back_inserter(bare),
               [](char c) { return c != '-' && c != '_' && c != ' '; });
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), bare) != names.end();
  };
  if (is({"utf8", "unicode", "ascii", "usascii"})) return Declared::kUtf8;
  if (is({"utf16", "utf16le", "utf16be"})) return Declared::kUtf16;
  if (is({"iso88591", "88591", "latin1", "windows1252", "cp1252", "ansi"})) {
    return Declared::kWindows1252;
  }
  if (is({"iso885915", "latin9"})) return Declared::kLatin9;
  return Declared::kUnknown;
}

bool IsAscii(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::optional<XmlStart> Wide(std::string_view bytes) {
  XmlStart start;
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) {
    start.charset = bytes[0] == '\xFF' ? Charset::kUtf16LittleEndian : Charset::kUtf16BigEndian;
    start.skipped = 2;
  } else if (bytes.starts_with("<\0"sv)) {
    start.charset = Charset::kUtf16LittleEndian;
  } else if (bytes.starts_with("\0<"sv)) {
    start.charset = Charset::kUtf16BigEndian;
  } else {
    return std::nullopt;
  }
  const std::size_t low = start.charset == Charset::kUtf16LittleEndian ? 0 : 1;
  while (start.skipped + 1 < bytes.size()) {
    const char c = bytes[start.skipped + low];
    if (bytes[start.skipped + 1 - low] != 0 || Trim({&c, 1}) == std::string_view(&c, 1)) break;
    if (c == '\n') ++start.skipped_lines;
    start.skipped += 2;
  }
  return start;
}

}  // namespace

Result<XmlStart> FindEncoding(std::string_view bytes) {
  if (std::optional<XmlStart> wide = Wide(bytes)) return *std::move(wide);
  XmlStart start;
  std::string_view text = bytes;
  while (true) {
    if (text.starts_with(kByteOrderMark)) {
      text.remove_prefix(kByteOrderMark.size());
    } else if (!text.empty() && " \t\r\n"sv.find(text[0]) != std::string_view::npos) {
      if (text[0] == '\n') ++start.skipped_lines;
      text.remove_prefix(1);
    } else {
      break;
    }
  }
  start.skipped = bytes.size() - text.size();

  const std::string name = DeclaredEncoding(text);
  const Declared declared = Meaning(name);
  if (declared == Declared::kUnknown && !IsAscii(text)) {
    return Status::InvalidInput("parse XML: it declares an encoding that is not known")
        .WithHint("Save it in UTF-8.");
  }
  const std::size_t cut_off = CutOffBytes(text);
  const bool utf8 = IsValidUtf8(text.substr(0, text.size() - cut_off));
  const bool latin = declared == Declared::kWindows1252 || declared == Declared::kLatin9;
  if (utf8 && !(latin && cut_off > 0 && IsAscii(text.substr(0, text.size() - cut_off)))) {
    start.cut_off = cut_off;
    if (declared == Declared::kUtf16 || (latin && !IsAscii(text))) {
      start.note = "declared as " + AsciiUpper(name) + ", written in UTF-8";
    }
  } else if (latin) {
    start.charset = declared == Declared::kLatin9 ? Charset::kLatin9 : Charset::kWindows1252;
  } else {
    start.charset = Charset::kUtf8WithStrays;
    start.note = "some letters are not UTF-8 and were read as Windows-1252";
  }
  return start;
}

char32_t CodePoint(Charset charset, unsigned char byte) {
  if (charset == Charset::kLatin9) {
    switch (byte) {
      case 0xA4: return 0x20AC;
      case 0xA6: return 0x0160;
      case 0xA8: return 0x0161;
      case 0xB4: return 0x017D;
      case 0xB8: return 0x017E;
      case 0xBC: return 0x0152;
      case 0xBD: return 0x0153;
      case 0xBE: return 0x0178;
      default: return byte;
    }
  }
  return byte >= 0x80 && byte <= 0x9F ? kWindows[byte - 0x80U] : byte;
}

std::string TakeRepaired(std::string_view& rest, std::size_t most) {
  std::string text;
  while (!rest.empty() && text.size() < most) {
    const std::size_t bytes = CharacterBytes(rest);
    if (bytes > 0) {
      text.append(rest.substr(0, bytes));
    } else {
      text += EncodeUtf8(
          std::u32string(1, CodePoint(Charset::kWindows1252, static_cast<unsigned char>(rest[0]))));
    }
    rest.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  return text;
}

}  // namespace telar::documents::einvoice
