#include "invoices/memory/likeness.h"

#include <algorithm>
#include <vector>

#include "core/text.h"

namespace telar::invoices {
namespace {

char Alike(char c) {
  switch (c) {
    case 'o':
    case 'd':
    case 'q': return '0';
    case 'i':
    case 'l': return '1';
    case 'z': return '2';
    case 's': return '5';
    case 'g': return '6';
    case 'b': return '8';
    default: return c;
  }
}

}  // namespace

std::string Essence(std::string_view text) {
  std::string kept = Fold(text);
  std::erase_if(kept, [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    return !letter && !(c >= '0' && c <= '9');
  });
  return kept;
}

std::string ShapeOf(std::string_view text) {
  std::string shape = Essence(text);
  std::transform(shape.begin(), shape.end(), shape.begin(), Alike);
  return shape;
}

double Likeness(std::string_view a, std::string_view b) {
  const std::size_t longest = std::max(a.size(), b.size());
  if (longest == 0) return 1;
  return 1 - static_cast<double>(EditDistance(a, b)) / static_cast<double>(longest);
}

Inside FindInside(std::string_view needle, std::string_view text) {
  Inside best;
  if (needle.empty() || text.empty()) return best;
  // One column of the matrix: the distance of the needle's first i bytes to a text that ends here,
  // and where that text begins.
  struct Cell {
    std::size_t distance = 0, begin = 0;
  };
  std::vector<Cell> column(needle.size() + 1);
  for (std::size_t i = 0; i <= needle.size(); ++i) column[i] = {i, 0};
  std::size_t least = needle.size() + 1;
  for (std::size_t j = 0; j < text.size(); ++j) {
    Cell diagonal = column[0];
    column[0] = {0, j + 1};
    for (std::size_t i = 1; i <= needle.size(); ++i) {
      Cell cell = diagonal;
      cell.distance += needle[i - 1] == text[j] ? 0U : 1U;
      if (column[i].distance + 1 < cell.distance) cell = {column[i].distance + 1, column[i].begin};
      if (column[i - 1].distance + 1 < cell.distance) {
        cell = {column[i - 1].distance + 1, column[i - 1].begin};
      }
      diagonal = column[i];
      column[i] = cell;
    }
    if (column.back().distance >= least) continue;
    least = column.back().distance;
    best.begin = column.back().begin;
    best.end = j + 1;
  }
  best.likeness =
      std::max(0.0, 1 - static_cast<double>(least) / static_cast<double>(needle.size()));
  return best;
}

}  // namespace telar::invoices
