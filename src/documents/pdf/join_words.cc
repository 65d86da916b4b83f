#include "documents/pdf/join_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace telar::documents {
namespace {

bool Touch(const Word& left, const Word& right) {
  const float size = std::min(left.box.height(), right.box.height());
  const float gap = right.box.x0 - left.box.x1;
  return left.line == right.line && gap > -0.1F * size && gap < 0.05F * size &&
         std::abs(left.box.y1 - right.box.y1) < 0.1F * size &&
         std::abs(left.box.height() - right.box.height()) < 0.15F * size;
}

}  // namespace

void JoinTouchingWords(std::vector<Word>& words) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kept > 0 && Touch(words[kept - 1], words[i])) {
      Word& left = words[kept - 1];
      left.text += words[i].text;
      left.box = Union(left.box, words[i].box);
      left.bold = left.bold && words[i].bold;
      continue;
    }
    if (kept != i) words[kept] = std::move(words[i]);
    ++kept;
  }
  words.resize(kept);
}

}  // namespace telar::documents
