#include "invoices/templates/draft_patterns.h"

#include <algorithm>

#include "core/text.h"

namespace telar::invoices::templates {
namespace {

constexpr std::size_t kMostPlaces = 8;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordByte(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::vector<std::string_view> WordsOf(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < line.size();) {
    while (at < line.size() && IsSpace(line[at])) ++at;
    const std::size_t from = at;
    while (at < line.size() && !IsSpace(line[at])) ++at;
    if (at > from) words.push_back(line.substr(from, at - from));
  }
  return words;
}

bool HasDigit(std::string_view word) { return std::any_of(word.begin(), word.end(), IsDigit); }

std::string JoinedLiteral(const std::vector<std::string_view>& words, std::size_t from,
                          std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (i > from ? "\\s+" : "") + Literal(words[i]);
  return out;
}

/// Behind the last words before the value that are no values themselves.
void Behind(std::string_view before, std::string_view value, std::vector<std::string>& patterns) {
  const std::vector<std::string_view> words = WordsOf(before);
  std::size_t plain = words.size();
  while (plain > 0 && words.size() - plain < 4 && !HasDigit(words[plain - 1])) --plain;
  for (const std::size_t count : {3U, 2U, 4U, 1U}) {
    if (count > words.size() - plain) continue;
    patterns.push_back(JoinedLiteral(words, words.size() - count, words.size()) + "\\s*(" +
                       std::string(value) + ")");
  }
}

/// Under the words of the line above that stand over the value.
void Under(std::string_view text, std::size_t line_start, std::size_t column,
           std::string_view value, std::vector<std::string>& patterns) {
  std::size_t end = line_start;
  std::string_view above;
  for (int tries = 0; end > 0 && tries < 6; ++tries) {
    --end;  // the line break
    const std::size_t newline = end == 0 ? text.npos : text.rfind('\n', end - 1);
    const std::size_t start = newline == text.npos ? 0 : newline + 1;
    above = text.substr(start, end - start);
    end = start;
    if (!WordsOf(above).empty()) break;
  }
  const std::vector<std::string_view> words = WordsOf(above);
  if (words.empty()) return;
  std::size_t nearest = 0, least = above.size() + column + 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto at = static_cast<std::size_t>(words[i].data() - above.data());
    const std::size_t distance = column < at                     ? at - column
                                 : column > at + words[i].size() ? column - at - words[i].size()
                                                                 : 0;
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  }
  const std::string heading = Literal(words[nearest]);
  // The values of the columns to the left are passed over by their number.
  for (std::size_t before = 0; before < 8; ++before) {
    patterns.push_back(heading + "[^\\n]*\\n\\s*" +
                       (before == 0 ? "" : "(?:\\S+\\s+){" + std::to_string(before) + "}") + "(" +
                       std::string(value) + ")");
  }
}

void Before(std::string_view behind, std::string_view value, std::vector<std::string>& patterns) {
  const std::vector<std::string_view> words = WordsOf(behind);
  if (words.empty() || HasDigit(words[0])) return;
  patterns.push_back("(" + std::string(value) + ")\\s*" + Literal(words[0]));
}

}  // namespace

std::string Literal(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (IsSpace(text[at])) {
      while (at + 1 < text.size() && IsSpace(text[at + 1])) ++at;
      out += "\\s+";
    } else {
      if (!IsWordByte(text[at]) && text[at] != '_') out += '\\';
      out += text[at];
    }
  }
  return out;
}

std::string ShapeOf(std::string_view raw) {
  std::string out;
  for (std::size_t at = 0; at < raw.size();) {
    std::size_t end = at;
    if (IsDigit(raw[at])) {
      while (end < raw.size() && IsDigit(raw[end])) ++end;
      const std::size_t count = end - at;
      out += count <= 2 ? "\\d{1,2}" : "\\d{" + std::to_string(count) + "}";
    } else if (IsWordByte(raw[at])) {
      while (end < raw.size() && IsWordByte(raw[end]) && !IsDigit(raw[end])) ++end;
      out += "[^\\W\\d_]+";
    } else {
      while (end < raw.size() && !IsWordByte(raw[end])) ++end;
      out += Literal(raw.substr(at, end - at));
    }
    at = end;
  }
  return out;
}

std::vector<std::string> PatternsAround(std::string_view text, std::string_view raw,
                                        std::string_view value) {
  std::vector<std::string> patterns;
  if (raw.empty()) return patterns;
  std::size_t places = 0;
  for (std::size_t at = text.find(raw); at != text.npos && places < kMostPlaces;
       at = text.find(raw, at + 1), ++places) {
    const std::size_t newline = at == 0 ? text.npos : text.rfind('\n', at - 1);
    const std::size_t start = newline == text.npos ? 0 : newline + 1;
    const std::size_t after = at + raw.size();
    Behind(text.substr(start, at - start), value, patterns);
    Under(text, start, at - start, value, patterns);
    Before(text.substr(after, std::min(text.find('\n', after), text.size()) - after), value,
           patterns);
  }
  return patterns;
}

std::string YamlQuoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

}  // namespace telar::invoices::templates
