#include "samples/chance.h"

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

std::string Digits(Random& random, int count) {
  std::string digits;
  for (int i = 0; i < count; ++i) digits += static_cast<char>('0' + random.Below(10));
  return digits;
}

}  // namespace telar::samples
