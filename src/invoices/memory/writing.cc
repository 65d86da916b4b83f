#include "invoices/memory/writing.h"

#include <algorithm>
#include <optional>

#include "core/text.h"
#include "invoices/characters.h"
#include "invoices/memory/likeness.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kLongest = 400, kShortWord = 2;
constexpr double kAlike = 0.85;

bool IsPart(char c) {
  return IsDigit(c) || IsAsciiLetter(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// A text as its letters and digits, and what stands before each of them and behind the last.
struct Taken {
  std::string parts;
  std::vector<std::string> before;  // one more than parts
  std::vector<bool> behind_short;   // whether a short word without digits ends there
  std::vector<std::string> words;   // that ends there; the first is empty
};

Taken TakeApart(std::string_view text) {
  Taken taken;
  std::string signs;
  std::string word;
  bool fresh = true;
  const auto close = [&] {
    taken.before.push_back(signs);
    const bool is_short = !word.empty() && word.size() <= kShortWord && CountDigits(word) == 0;
    taken.behind_short.push_back(is_short);
    taken.words.push_back(word);
  };
  for (const char c : text) {
    if (!IsPart(c)) {
      signs += c;
      fresh = true;
      continue;
    }
    close();
    signs.clear();
    if (fresh) word.clear();
    fresh = false;
    word += c;
    taken.parts += c;
  }
  close();
  return taken;
}

std::string WithoutBlanks(std::string signs) {
  std::erase(signs, ' ');
  return signs;
}

bool HasSign(std::string_view signs) {
  return signs.find_first_not_of(' ') != std::string_view::npos;
}

/// For each part of `read` the one of `written` in its place; nothing where it has none.
std::vector<std::optional<std::size_t>> Aligned(std::string_view read, std::string_view written) {
  const std::size_t columns = written.size() + 1;
  std::vector<std::size_t> cost((read.size() + 1) * columns);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& {
    return cost[i * columns + j];
  };
  for (std::size_t i = 0; i <= read.size(); ++i) at(i, 0) = i;
  for (std::size_t j = 0; j <= written.size(); ++j) at(0, j) = j;
  for (std::size_t i = 1; i <= read.size(); ++i) {
    for (std::size_t j = 1; j <= written.size(); ++j) {
      at(i, j) = std::min({at(i - 1, j - 1) + (read[i - 1] == written[j - 1] ? 0U : 1U),
                           at(i - 1, j) + 1, at(i, j - 1) + 1});
    }
  }
  std::vector<std::optional<std::size_t>> aligned(read.size());
  for (std::size_t i = read.size(), j = written.size(); i > 0 && j > 0;) {
    const std::size_t step = read[i - 1] == written[j - 1] ? 0U : 1U;
    if (at(i, j) == at(i - 1, j - 1) + step) {
      aligned[--i] = --j;
    } else if (at(i, j) == at(i - 1, j) + 1) {
      --i;
    } else {
      --j;
    }
  }
  return aligned;
}

}  // namespace

std::vector<Written> SignsWritten(std::string_view read, std::string_view written) {
  const Taken from = TakeApart(AsciiUpper(CollapseSpaces(read)));
  const Taken to = TakeApart(AsciiUpper(CollapseSpaces(written)));
  const std::size_t count = from.parts.size();
  if (count == 0 || count > kLongest || to.parts.empty() || to.parts.size() > kLongest) return {};
  if (Likeness(from.parts, to.parts) < kAlike) return {};
  const auto aligned = Aligned(from.parts, to.parts);
  std::vector<Written> found;
  for (std::size_t i = 1; i <= count; ++i) {
    if (!HasSign(from.before[i]) || !aligned[i - 1]) continue;
    const bool at_end = i == count;
    const std::size_t there = *aligned[i - 1] + 1;
    const bool follows = at_end ? there == to.parts.size() : aligned[i] && *aligned[i] == there;
    if (!follows) continue;
    found.push_back({{from.before[i], from.behind_short[i], at_end}, to.before[there]});
  }
  return found;
}

std::vector<SignDifference> SignDifferences(std::string_view read, std::string_view written) {
  const Taken from = TakeApart(Fold(CollapseSpaces(read)));
  const Taken to = TakeApart(Fold(CollapseSpaces(written)));
  if (from.parts != to.parts) return {};
  std::vector<SignDifference> differences;
  for (std::size_t i = 0; i < from.before.size(); ++i) {
    if (from.before[i] == to.before[i]) continue;
    const std::string signs = WithoutBlanks(from.before[i]);
    const bool last = i + 1 == from.before.size();
    differences.push_back({{from.before[i], from.behind_short[i], last},
                           from.words[i] + signs,
                           signs == WithoutBlanks(to.before[i]),
                           i == 0 || last});
  }
  return differences;
}

std::string WithEndOf(std::string_view written, std::string_view read) {
  const auto end = [](std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && !IsPart(text[at - 1])) --at;
    return at;
  };
  return std::string(written.substr(0, end(written))) + std::string(read.substr(end(read)));
}

std::string Rewrite(std::string_view text, const std::map<Signs, std::string>& convention) {
  const Taken taken = TakeApart(CollapseSpaces(text));
  std::string rewritten = taken.before.front();
  for (std::size_t i = 1; i < taken.before.size(); ++i) {
    const std::string& signs = taken.before[i];
    rewritten += taken.parts[i - 1];
    const auto known =
        convention.find({signs, taken.behind_short[i], i + 1 == taken.before.size()});
    rewritten += known == convention.end() ? signs : known->second;
  }
  return rewritten;
}

}  // namespace telar::invoices
