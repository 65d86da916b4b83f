#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/random.h"

namespace telar::samples {

/// Independent streams of chance of one document, so that a change in one leaves the others alone.
enum class Stream : std::uint64_t {
  kRequest = 1,
  kPlan,
  kSupplier,
  kCues,
  kDegradation,
  kPixels,
  kLayout,
  kPhoto,
  kReceipt,
  kWear,
  kTrade,
  kLabelled,
  kLabelledCues,
  kLabelledSupplier,
  kLabelledPage
};

/// The stream of chance of document (or supplier) `index` of `seed`.
SeededRandom RandomOf(std::uint64_t seed, std::uint64_t index, Stream stream);

/// Uniform in [low, high], both included.
int Between(Random& random, int low, int high);
/// Uniform in [low, high).
double Uniform(Random& random, double low, double high);
/// True in `percent` of 100 cases.
bool Chance(Random& random, int percent);

template <typename T, std::size_t N>
const T& Pick(Random& random, const T (&choices)[N]) {
  return choices[random.Below(N)];
}

/// The words joined by one space, empty ones left out. A braced list is evaluated left to right, so
/// draws inside it keep their order.
std::string Phrase(std::initializer_list<std::string_view> words);
/// Replaces `from` wherever it stands as a word of its own.
void ReplaceWord(std::string& text, std::string_view from, std::string_view to);
/// `count` random decimal digits.
std::string Digits(Random& random, int count);

}  // namespace telar::samples
