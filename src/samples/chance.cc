#include "samples/chance.h"

#include <cctype>

namespace telar::samples {

SeededRandom RandomOf(std::uint64_t seed, std::uint64_t index, Stream stream) {
  const std::uint64_t a = SeededRandom(seed).Next();
  const std::uint64_t b = SeededRandom(a ^ index).Next();
  return SeededRandom(SeededRandom(b + static_cast<std::uint64_t>(stream)).Next());
}

int Between(Random& random, int low, int high) {
  return low + static_cast<int>(random.Below(static_cast<std::uint64_t>(high - low + 1)));
}

double Uniform(Random& random, double low, double high) {
  return low + random.Fraction() * (high - low);
}

bool Chance(Random& random, int percent) { return Between(random, 0, 99) < percent; }

std::string Phrase(std::initializer_list<std::string_view> words) {
  std::string phrase;
  for (std::string_view word : words) {
    if (word.empty()) continue;
    if (!phrase.empty()) phrase += ' ';
    phrase += word;
  }
  return phrase;
}

void ReplaceWord(std::string& text, std::string_view from, std::string_view to) {
  const auto letter = [&](std::size_t at) {
    return at < text.size() && (std::isalpha(static_cast<unsigned char>(text[at])) != 0);
  };
  std::size_t at = 0;
  while ((at = text.find(from, at)) != std::string::npos) {
    if ((at > 0 && letter(at - 1)) || letter(at + from.size())) {
      at += from.size();
    } else {
      text.replace(at, from.size(), to);
      at += to.size();
    }
  }
}

std::string Digits(Random& random, int count) {
  std::string digits;
  for (int i = 0; i < count; ++i) digits += static_cast<char>('0' + random.Below(10));
  return digits;
}

}  // namespace telar::samples
