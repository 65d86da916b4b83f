#include "documents/pdf/raw_streams.h"

#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/text.h"

namespace telar::documents {
namespace {

// A dictionary of a stream or a file specification is short.
constexpr std::size_t kDictionaryReach = 8192;
constexpr std::size_t kStep = 64 << 10;
constexpr std::size_t kMostNames = 1000;

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

void SkipBlanks(std::string_view text, std::size_t& at) {
  while (at < text.size() && IsBlank(text[at])) ++at;
}

std::optional<std::size_t> NumberAt(std::string_view text, std::size_t& at) {
  SkipBlanks(text, at);
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
  if (error != std::errc()) return std::nullopt;
  at = static_cast<std::size_t>(end - text.data());
  return value;
}

/// "12 0 R" at `at`: 12.
std::optional<int> ReferenceAt(std::string_view text, std::size_t at) {
  const auto object = NumberAt(text, at);
  if (!object || !NumberAt(text, at)) return std::nullopt;
  SkipBlanks(text, at);
  if (at >= text.size() || text[at] != 'R' || *object > 100'000'000) return std::nullopt;
  return static_cast<int>(*object);
}

/// Where the value of `key` begins; a longer key that starts the same is another.
std::optional<std::size_t> ValueOf(std::string_view dictionary, std::string_view key) {
  for (std::size_t at = 0; (at = dictionary.find(key, at)) != std::string_view::npos;) {
    at += key.size();
    const bool ends = at >= dictionary.size() || IsBlank(dictionary[at]) ||
                      std::string_view("<([/").find(dictionary[at]) != std::string_view::npos;
    if (ends) return at;
  }
  return std::nullopt;
}

/// The number before " G obj" at the end of `before`.
int ObjectNumber(std::string_view before) {
  const auto last_number = [&]() -> std::string_view {
    while (!before.empty() && IsBlank(before.back())) before.remove_suffix(1);
    std::size_t begin = before.size();
    while (begin > 0 && IsDigit(before[begin - 1])) --begin;
    const std::string_view number = before.substr(begin);
    before = before.substr(0, begin);
    return number;
  };
  last_number();
  std::size_t at = 0;
  const std::string_view number = last_number();
  const auto value = NumberAt(number, at);
  return value && *value < 100'000'000 ? static_cast<int>(*value) : 0;
}

/// The object around `at`: its number, and its text from "obj" up to `end`.
std::pair<int, std::string_view> ObjectAround(std::string_view pdf, std::size_t at,
                                              std::size_t end) {
  const std::size_t from = at < kDictionaryReach ? 0 : at - kDictionaryReach;
  const std::size_t begin = pdf.substr(from, at - from).rfind(" obj");
  if (begin == std::string_view::npos) return {0, pdf.substr(from, end - from)};
  return {ObjectNumber(pdf.substr(from, begin)),
          pdf.substr(from + begin + 4, end - (from + begin + 4))};
}

/// The length of the data at `begin`: as the dictionary says where "endstream" follows there, else
/// up to the next "endstream", else to the end of the file.
std::size_t DataLength(std::string_view pdf, std::size_t begin, std::string_view dictionary) {
  constexpr std::size_t kNear = 4;
  if (auto at = ValueOf(dictionary, "/Length"); at && !ReferenceAt(dictionary, *at)) {
    const auto length = NumberAt(dictionary, *at);
    if (length && *length <= pdf.size() - begin) {
      const std::string_view after = pdf.substr(begin + *length, kNear + 9);
      if (after.find("endstream") != std::string_view::npos) return *length;
    }
  }
  const std::size_t end = pdf.find("endstream", begin);
  return (end == std::string_view::npos ? pdf.size() : end) - begin;
}

std::string FromUtf16(std::string_view bytes) {
  std::u32string characters;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    characters += static_cast<char32_t>(static_cast<unsigned char>(bytes[i]) << 8 |
                                        static_cast<unsigned char>(bytes[i + 1]));
  }
  // Halves of pairs are no characters.
  return ToValidUtf8(EncodeUtf8(characters));
}

/// A literal or hexadecimal string at `at`, as UTF-8; escapes other than of signs are kept.
std::string StringAt(std::string_view text, std::size_t at) {
  SkipBlanks(text, at);
  std::string bytes;
  if (at < text.size() && text[at] == '(') {
    int depth = 1;
    for (++at; at < text.size(); ++at) {
      char c = text[at];
      if (c == '\\' && at + 1 < text.size()) c = text[++at];
      else if (c == '(') ++depth;
      else if (c == ')' && --depth == 0) break;
      bytes += c;
    }
  } else if (at + 1 < text.size() && text[at] == '<' && text[at + 1] != '<') {
    int high = -1;
    for (++at; at < text.size() && text[at] != '>'; ++at) {
      int digit = 0;
      if (std::from_chars(&text[at], &text[at] + 1, digit, 16).ec != std::errc()) continue;
      if (high < 0) {
        high = digit;
      } else {
        bytes += static_cast<char>(high * 16 + digit);
        high = -1;
      }
    }
  }
  if (bytes.starts_with("\xFE\xFF")) return FromUtf16(std::string_view(bytes).substr(2));
  return ToValidUtf8(bytes);
}

struct EndInflate {
  z_stream* stream;
  ~EndInflate() { inflateEnd(stream); }
};

}  // namespace

void ForEachStream(std::string_view pdf, const std::function<bool(const RawStream&)>& see) {
  constexpr std::string_view kKeyword = "stream";
  for (std::size_t at = 0; (at = pdf.find(kKeyword, at)) != std::string_view::npos;) {
    const std::size_t keyword = at;
    at += kKeyword.size();
    std::size_t begin = at;
    if (begin < pdf.size() && pdf[begin] == '\r') ++begin;
    if (begin < pdf.size() && pdf[begin] == '\n') ++begin;
    if (begin == at) continue;
    const auto [object, text] = ObjectAround(pdf, keyword, keyword);
    const std::size_t open = text.find("<<"), close = text.rfind(">>");
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) continue;
    // Only blanks stand between a dictionary and its stream.
    if (!Trim(text.substr(close + 2)).empty()) continue;
    RawStream stream{
        .object = object, .dictionary = text.substr(open, close + 2 - open), .data = {}};
    stream.data = pdf.substr(begin, DataLength(pdf, begin, stream.dictionary));
    if (!see(stream)) return;
    at = begin + stream.data.size();
  }
}

Result<std::string> Decode(const RawStream& stream, std::size_t most, bool cut) {
  const auto too_long = [&] {
    return Status::LimitExceeded("decode an embedded file: larger than " +
                                 std::to_string(most >> 20) + " MiB");
  };
  if (!stream.Has("/Filter")) {
    if (stream.data.size() > most && !cut) return too_long();
    return std::string(stream.data.substr(0, most));
  }
  for (const char* other : {"/ASCII", "/LZW", "/RunLength", "/Crypt", "/DCT", "/JPX", "/CCITT",
                            "/JBIG2", "/Predictor", "/A85", "/AHx"}) {
    if (stream.Has(other))
      return Status::InvalidInput("decode an embedded file: a filter other than FlateDecode");
  }
  z_stream z{};
  if (inflateInit(&z) != Z_OK)
    return Status::LimitExceeded("decode an embedded file: out of memory");
  const EndInflate end{&z};
  // zlib takes its input by a pointer to bytes that it does not write to.
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(stream.data.data()));
  z.avail_in = static_cast<uInt>(std::min<std::size_t>(stream.data.size(), 1U << 31));
  std::string bytes;
  int result = Z_OK;
  while (result == Z_OK) {
    const std::size_t had = bytes.size();
    // One byte beyond the limit tells a stream of just that size from a longer one.
    const std::size_t room = std::min(kStep, most + 1 - had);
    bytes.resize(had + room);
    z.next_out = reinterpret_cast<Bytef*>(bytes.data() + had);
    z.avail_out = static_cast<uInt>(room);
    result = inflate(&z, Z_NO_FLUSH);
    bytes.resize(had + room - z.avail_out);
    if (bytes.size() > most) {
      if (!cut) return too_long();
      bytes.resize(most);
      return bytes;
    }
  }
  // What a cut-off stream held is kept: its reader tells what is missing.
  if (bytes.empty() && !stream.data.empty())
    return Status::InvalidInput("decode an embedded file: its data is damaged");
  return bytes;
}

std::map<int, std::string> EmbeddedNames(std::string_view pdf) {
  std::map<int, std::string> names;
  for (std::size_t at = 0; (at = pdf.find("/EF", at)) != std::string_view::npos; ++at) {
    if (names.size() >= kMostNames) break;
    const std::size_t end = std::min(pdf.find("endobj", at), at + kDictionaryReach);
    const std::string_view text = ObjectAround(pdf, at, std::min(end, pdf.size())).second;
    const std::size_t key = static_cast<std::size_t>(pdf.data() + at - text.data());
    std::size_t open = key + 3;
    SkipBlanks(text, open);
    if (text.substr(open, 2) != "<<") continue;
    const std::size_t close = text.find(">>", open);
    if (close == std::string_view::npos) continue;
    const std::string_view files = text.substr(open, close - open);
    // The name stands beside /EF in the same dictionary, before or after it.
    const std::string rest = std::string(text.substr(0, key)) + std::string(text.substr(close + 2));
    std::string name;
    for (const char* with : {"/UF", "/F"}) {
      if (const auto value = ValueOf(rest, with); value && name.empty())
        name = StringAt(rest, *value);
    }
    for (const char* file : {"/UF", "/F"}) {
      const auto value = ValueOf(files, file);
      if (const auto object = value ? ReferenceAt(files, *value) : std::nullopt)
        names.insert_or_assign(*object, name);
    }
  }
  return names;
}

}  // namespace telar::documents
