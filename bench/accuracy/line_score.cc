#include "bench/accuracy/line_score.h"

#include <algorithm>
#include <set>

#include "bench/accuracy/compare.h"

namespace telar::bench {
namespace {

constexpr std::string_view kNumberCells[] = {"quantity", "unit_price", "amount", "tax_rate"};

bool IsNumberCell(std::string_view cell) {
  return std::find(std::begin(kNumberCells), std::end(kNumberCells), cell) !=
         std::end(kNumberCells);
}

TrueLine CellsOf(const invoices::Line& line) {
  TrueLine cells;
  if (!line.description.empty()) cells["description"] = line.description;
  if (line.code) cells["code"] = *line.code;
  if (line.unit) cells["unit"] = *line.unit;
  for (const auto& [name, number] : {std::pair{"quantity", &line.quantity},
                                     {"unit_price", &line.unit_price},
                                     {"amount", &line.amount},
                                     {"tax_rate", &line.tax_rate}}) {
    if (*number) cells[name] = (*number)->ToString();
  }
  return cells;
}

bool CellRight(const std::string& cell, const TrueLine& found, const TrueLine& truth) {
  const auto got = found.find(cell), expected = truth.find(cell);
  if (got == found.end() || expected == truth.end()) return false;
  if (!IsNumberCell(cell))
    return LettersAndDigits(got->second) == LettersAndDigits(expected->second);
  const auto number = PrintedNumber(got->second), wanted = PrintedNumber(expected->second);
  return number && wanted && *number == *wanted;
}

int CellsRight(const TrueLine& found, const TrueLine& truth) {
  int right = 0;
  for (const auto& [cell, value] : truth) right += CellRight(cell, found, truth) ? 1 : 0;
  return right;
}

// For every true line the found line it is paired with, or -1: the longest common subsequence,
// weighed with the cells that agree.
std::vector<int> Pair(const std::vector<TrueLine>& found, const std::vector<TrueLine>& truth) {
  const std::size_t n = truth.size(), m = found.size();
  std::vector<std::vector<int>> best(n + 1, std::vector<int>(m + 1, 0));
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      best[i][j] = std::max(
          {best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + CellsRight(found[j], truth[i])});
    }
  }
  std::vector<int> pairs(n, -1);
  for (std::size_t i = 0, j = 0; i < n && j < m;) {
    const int here = CellsRight(found[j], truth[i]);
    if (here > 0 && best[i][j] == best[i + 1][j + 1] + here) {
      pairs[i++] = static_cast<int>(j++);
    } else if (best[i][j] == best[i + 1][j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return pairs;
}

bool AllRight(const TrueLine& found, const TrueLine& truth, bool numbers_only) {
  return std::all_of(truth.begin(), truth.end(), [&](const auto& cell) {
    return (numbers_only && !IsNumberCell(cell.first)) || CellRight(cell.first, found, truth);
  });
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  right += other.right;
  found += other.found;
  true_ones += other.true_ones;
  return *this;
}

LineScore ScoreLines(const std::vector<invoices::Line>& lines, const std::vector<TrueLine>& truth,
                     bool complete) {
  std::vector<TrueLine> found;
  for (const invoices::Line& line : lines) found.push_back(CellsOf(line));
  const std::vector<int> pairs = Pair(found, truth);

  LineScore score;
  std::map<std::string, Counts>& scores = score.counts;
  std::set<std::size_t> paired;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    const bool has = pairs[i] >= 0;
    const std::size_t j = has ? static_cast<std::size_t>(pairs[i]) : 0;
    if (has) paired.insert(j);
    for (const auto& [cell, value] : truth[i]) {
      Counts& counts = scores["line." + cell];
      ++counts.true_ones;
      counts.found += has && found[j].contains(cell) ? 1 : 0;
      if (has && CellRight(cell, found[j], truth[i])) {
        ++counts.right;
        continue;
      }
      const auto got = has ? found[j].find(cell) : TrueLine::const_iterator();
      score.mistakes.push_back({.line = i + 1,
                                .cell = cell,
                                .expected = value,
                                .got = has && got != found[j].end() ? got->second : ""});
    }
    scores["line"].right += has && AllRight(found[j], truth[i], false) ? 1 : 0;
    scores["line numbers"].right += has && AllRight(found[j], truth[i], true) ? 1 : 0;
    if (!has || !complete) continue;
    for (const auto& [cell, value] : found[j]) {
      if (!truth[i].contains(cell)) ++scores["line." + cell].found;
    }
  }
  for (std::size_t j = 0; j < found.size(); ++j) {
    if (paired.contains(j) || !complete) continue;
    for (const auto& [cell, value] : found[j]) ++scores["line." + cell].found;
  }
  for (const char* whole : {"line", "line numbers"}) {
    scores[whole].found += static_cast<int>(found.size());
    scores[whole].true_ones += static_cast<int>(truth.size());
  }
  return score;
}

}  // namespace telar::bench
