#include "documents/lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace telar::documents {
namespace {

// A word in its own upright frame: u along the writing direction, v down the page of lines.
struct Cell {
  float u0, v0, u1, v1;
  std::size_t word;

  float height() const { return v1 - v0; }
  float middle() const { return (v0 + v1) / 2; }
  float center() const { return (u0 + u1) / 2; }
};

struct Row {
  std::vector<Cell> cells;
  Cell reference;  // the nearest cell to the left that is not a mere point or dash
};

Cell Upright(const Box& box, int turn, std::size_t word) {
  switch (turn & 3) {
    case 1: return {box.y0, -box.x1, box.y1, -box.x0, word};
    case 2: return {-box.x1, -box.y1, -box.x0, -box.y0, word};
    case 3: return {-box.y1, box.x0, -box.y0, box.x1, word};
    default: return {box.x0, box.y0, box.x1, box.y1, word};
  }
}

bool SameRow(const Cell& a, const Cell& b) {
  const float low = std::min(a.height(), b.height());
  const float high = std::max(a.height(), b.height());
  const float overlap = std::min(a.v1, b.v1) - std::max(a.v0, b.v0);
  if (overlap < 0.5F * low) return false;
  // Points, dashes and quotes sit anywhere in their row.
  if (low < 0.5F * high) return true;
  return std::abs(a.v1 - b.v1) <= 0.5F * low || std::abs(a.middle() - b.middle()) <= 0.25F * high;
}

std::vector<Row> BuildRows(std::vector<Cell> cells) {
  std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) {
    return a.u0 != b.u0 ? a.u0 < b.u0 : a.middle() < b.middle();
  });
  std::vector<Row> rows;
  for (const Cell& cell : cells) {
    Row* best = nullptr;
    float best_distance = 0;
    for (Row& row : rows) {
      if (!SameRow(row.reference, cell)) continue;
      const Cell& last = row.cells.back();
      const float covered = std::min(last.u1, cell.u1) - cell.u0;
      if (covered > 0.5F * std::min(last.u1 - last.u0, cell.u1 - cell.u0)) continue;
      const float distance = std::abs(row.reference.middle() - cell.middle()) +
                             0.02F * std::max(0.0F, cell.u0 - last.u1);
      if (best == nullptr || distance < best_distance) {
        best = &row;
        best_distance = distance;
      }
    }
    if (best == nullptr) {
      rows.push_back({.cells = {cell}, .reference = cell});
      continue;
    }
    best->cells.push_back(cell);
    if (cell.height() >= 0.5F * best->reference.height()) best->reference = cell;
  }
  return rows;
}

// The median slope (dv/du) of rows long enough to tell; 0 when there are none.
float CommonSlope(const std::vector<Row>& rows) {
  std::vector<float> slopes;
  for (const Row& row : rows) {
    const float span = row.cells.back().center() - row.cells.front().center();
    if (row.cells.size() < 3 || span < 8 * row.reference.height()) continue;
    const auto n = static_cast<float>(row.cells.size());
    float mean_u = 0, mean_v = 0;
    for (const Cell& c : row.cells) {
      mean_u += c.center() / n;
      mean_v += c.middle() / n;
    }
    float uv = 0, uu = 0;
    for (const Cell& c : row.cells) {
      uv += (c.center() - mean_u) * (c.middle() - mean_v);
      uu += (c.center() - mean_u) * (c.center() - mean_u);
    }
    if (uu > 0) slopes.push_back(uv / uu);
  }
  if (slopes.empty()) return 0;
  const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
  std::nth_element(slopes.begin(), middle, slopes.end());
  return *middle;
}

std::vector<Row> RowsOfGroup(std::vector<Cell> cells) {
  std::vector<Row> rows = BuildRows(cells);
  // Below this slope a page's width drifts by less than a row.
  constexpr float kLevel = 0.002F;
  constexpr float kSteepest = 0.2F;
  const float slope = CommonSlope(rows);
  if (std::abs(slope) > kLevel && std::abs(slope) < kSteepest) {
    for (Cell& c : cells) {
      const float shift = slope * c.center();
      c.v0 -= shift;
      c.v1 -= shift;
    }
    rows = BuildRows(std::move(cells));
  }
  const auto middle = [](const Row& row) {
    return std::accumulate(row.cells.begin(), row.cells.end(), 0.0F,
                           [](float sum, const Cell& c) { return sum + c.middle(); }) /
           static_cast<float>(row.cells.size());
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    const float va = middle(a), vb = middle(b);
    return va != vb ? va < vb : a.cells.front().u0 < b.cells.front().u0;
  });
  return rows;
}

}  // namespace

void ArrangeLines(std::vector<Word>& words, const std::vector<int>& turns) {
  std::array<std::vector<Cell>, 4> groups;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const int turn = turns.empty() ? 0 : turns[i] & 3;
    groups[static_cast<std::size_t>(turn)].push_back(Upright(words[i].box, turn, i));
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });

  std::vector<Word> arranged;
  arranged.reserve(words.size());
  int line = 0;
  for (std::vector<Cell>& group : groups) {
    for (const Row& row : RowsOfGroup(std::move(group))) {
      for (const Cell& cell : row.cells) {
        arranged.push_back(std::move(words[cell.word]));
        arranged.back().line = line;
      }
      ++line;
    }
  }
  words = std::move(arranged);
}

void OrderKnownLines(std::vector<Word>& words) {
  struct Place {
    float middle = 0;
    int words = 0, rank = 0;
  };
  std::map<int, Place> places;
  for (const Word& word : words) {
    Place& place = places[word.line];
    place.middle += word.box.center_y();
    ++place.words;
  }
  std::vector<Place*> order;
  for (auto& [line, place] : places) {
    place.middle /= static_cast<float>(place.words);
    order.push_back(&place);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const Place* a, const Place* b) { return a->middle < b->middle; });
  for (std::size_t i = 0; i < order.size(); ++i) order[i]->rank = static_cast<int>(i);
  for (Word& word : words) word.line = places[word.line].rank;
  std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) {
    return a.line != b.line ? a.line < b.line : a.box.center_x() < b.box.center_x();
  });
}

}  // namespace telar::documents
