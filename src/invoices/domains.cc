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
      static constexpr std::string_view kHosts[] = {"gmail", "hotmail", "yahoo", "outlook", "live"};
      if (name.size() >= 3 &&
          std::find(std::begin(kHosts), std::end(kHosts), name) == std::end(kHosts))
        names_.push_back(std::move(name));
    }
  }
}

bool Domains::Hold(std::string_view name) const {
  const std::string letters = LettersOf(name);
  return letters.size() >= 3 && std::any_of(names_.begin(), names_.end(), [&](const auto& d) {
           return d.find(letters.substr(0, std::min(letters.size(), kAlike))) == 0 ||
                  letters.find(d) != std::string::npos;
         });
}

}  // namespace telar::invoices
