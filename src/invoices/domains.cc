#include "invoices/domains.h"

#include <algorithm>

#include "core/text.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostDomains = 12, kAlike = 6;

std::string LettersOf(std::string_view text) {
  std::string letters = Fold(text);
  std::erase_if(letters, [](char c) { return c < 'a' || c > 'z'; });
  return letters;
}

bool IsHost(std::string_view name) {
  static constexpr std::string_view kHosts[] = {"gmail", "hotmail", "yahoo", "outlook", "live"};
  return std::find(std::begin(kHosts), std::end(kHosts), name) != std::end(kHosts);
}

/// "amazon" of "https://aws.amazon.com/help" and of "post@amazon.co.uk"; empty when the word is no
/// address.
std::string RegisteredIn(std::string_view word) {
  static constexpr std::string_view kEnds[] = {
      "com", "net", "org", "eu", "fr", "de", "nl", "es", "it", "uk", "in", "io", "co", "pt", "be",
      "ch",  "at",  "us",  "mx", "br", "ar", "cl", "pe", "my", "sg", "au", "nz", "ie", "pl", "biz"};
  static constexpr std::string_view kSecond[] = {"co", "com", "org", "net", "gov", "edu", "ac"};
  if (const std::size_t at = word.rfind('@'); at != word.npos) word.remove_prefix(at + 1);
  if (const std::size_t at = word.find("://"); at != word.npos) word.remove_prefix(at + 3);
  word = word.substr(0, word.find_first_of("/?"));
  while (!word.empty() && std::string_view(".,;:)").find(word.back()) != word.npos)
    word.remove_suffix(1);
  std::vector<std::string_view> parts = Split(word, '.');
  const auto is_in = [](std::string_view part, const auto& list) {
    return std::find(std::begin(list), std::end(list), part) != std::end(list);
  };
  if (parts.size() < 2 || !is_in(AsciiLower(parts.back()), kEnds)) return {};
  parts.pop_back();
  if (parts.size() > 1 && is_in(AsciiLower(parts.back()), kSecond)) parts.pop_back();
  return LettersOf(parts.back());
}

}  // namespace

Domains::Domains(const Evidence& e) {
  for (std::size_t r = 0; r < e.size(); ++r) {
    const std::string& text = e.row(r).text;
    for (std::size_t at = text.find_first_of("@.");
         at != std::string::npos && names_.size() < kMostDomains;
         at = text.find_first_of("@.", at + 1)) {
      const bool www = at >= 3 && AsciiLower(text.substr(at - 3, 3)) == "www" && text[at] == '.';
      if (text[at] != '@' && !www) continue;
      const std::size_t end = std::min(text.find_first_of(" \t/,;", at + 1), text.size());
      const std::size_t dot = text.rfind('.', end - 1);
      if (dot == std::string::npos || dot <= at + 1) continue;
      std::string name = LettersOf(std::string_view(text).substr(at + 1, dot - at - 1));
      if (name.size() >= 3 && !IsHost(name)) names_.push_back(std::move(name));
    }
    for (const RowWord& word : e.row(r).words) {
      if (registered_.size() >= kMostDomains) break;
      const std::string_view printed = e.row(r).Text(word.span);
      if (printed.find('.') == printed.npos) continue;
      std::string name = RegisteredIn(printed);
      if (name.size() >= 3 && !IsHost(name)) registered_.push_back(std::move(name));
    }
  }
}

Domains::Likeness Domains::LikenessOf(std::string_view name) const {
  const std::string letters = LettersOf(name);
  if (letters.size() < 3) return Likeness::kNone;
  Likeness likeness = Likeness::kNone;
  for (const std::string& domain : registered_) {
    if (domain == letters) return Likeness::kSame;
    if (domain.starts_with(letters)) likeness = Likeness::kBegins;
  }
  return likeness;
}

bool Domains::Hold(std::string_view name) const {
  const std::string letters = LettersOf(name);
  return letters.size() >= 3 && std::any_of(names_.begin(), names_.end(), [&](const auto& d) {
           return d.find(letters.substr(0, std::min(letters.size(), kAlike))) == 0 ||
                  letters.find(d) != std::string::npos;
         });
}

}  // namespace telar::invoices
