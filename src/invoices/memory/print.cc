#include "invoices/memory/print.h"

#include <algorithm>
#include <span>

#include "core/text.h"
#include "invoices/check_digits.h"
#include "invoices/memory/likeness.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kLongestStream = 6000;
constexpr std::size_t kShortestLine = 5, kFewestDigits = 6;
constexpr std::size_t kWordsOfANumber = 4;

std::size_t CountDigits(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

/// What stands behind the last sign that ends a label: "NIF:B1234" is "B1234".
std::string_view BehindLabel(std::string_view word) {
  const std::size_t at = word.find_last_of(":#=");
  return at == std::string_view::npos || at + 1 == word.size() ? word : word.substr(at + 1);
}

/// Words of a row that may be one number printed in groups, compact.
std::vector<std::string> NumbersOf(const Row& row) {
  std::vector<std::string> numbers;
  for (std::size_t first = 0; first < row.words.size(); ++first) {
    std::string joined;
    for (std::size_t i = first; i < std::min(row.words.size(), first + kWordsOfANumber); ++i) {
      const std::string_view word = row.Text(row.words[i].span);
      std::string part = Compact(i == first ? BehindLabel(word) : word);
      const bool prefix = i == first && part.size() <= 4;
      if (!prefix && CountDigits(part) * 2 < part.size()) break;
      joined += part;
      if (CountDigits(joined) >= kFewestDigits && joined.size() <= 34) numbers.push_back(joined);
    }
  }
  return numbers;
}

/// The highest confidence among the characters of `printed` that an alignment with `wanted`
/// changes; of a character that is missing there, the lower one of its neighbours'.
double SurestDifference(std::string_view wanted, std::string_view printed,
                        std::span<const float> sure) {
  const std::size_t rows = wanted.size() + 1, columns = printed.size() + 1;
  std::vector<std::size_t> cost(rows * columns);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& {
    return cost[i * columns + j];
  };
  for (std::size_t i = 0; i < rows; ++i) at(i, 0) = i;
  for (std::size_t j = 0; j < columns; ++j) at(0, j) = j;
  for (std::size_t i = 1; i < rows; ++i) {
    for (std::size_t j = 1; j < columns; ++j) {
      at(i, j) = std::min({at(i - 1, j - 1) + (wanted[i - 1] == printed[j - 1] ? 0U : 1U),
                           at(i - 1, j) + 1, at(i, j - 1) + 1});
    }
  }
  float surest = 0;
  for (std::size_t i = wanted.size(), j = printed.size(); i > 0 || j > 0;) {
    const bool same = i > 0 && j > 0 && wanted[i - 1] == printed[j - 1];
    if (i > 0 && j > 0 && at(i, j) == at(i - 1, j - 1) + (same ? 0U : 1U)) {
      --i, --j;
      if (!same) surest = std::max(surest, sure[j]);
    } else if (j > 0 && at(i, j) == at(i, j - 1) + 1) {
      --j;
      surest = std::max(surest, sure[j]);
    } else {
      --i;
      const float before = j > 0 ? sure[j - 1] : 1, after = j < sure.size() ? sure[j] : 1;
      surest = std::max(surest, std::min(before, after));
    }
  }
  return static_cast<double>(surest);
}

}  // namespace

PrintedDocument::PrintedDocument(const documents::Document& document)
    : layout_(BuildLayout(document)), evidence_(Gather(layout_)) {
  streams_.resize(3);  // straight across, left half, right half
  const documents::Page* first = layout_.rows.empty() ? nullptr : layout_.rows.front().page;
  std::size_t head = 0;
  for (std::size_t r = 0; r < layout_.rows.size(); ++r) {
    const Row& row = layout_.rows[r];
    for (std::string& number : NumbersOf(row)) {
      if (ProvenScheme(number) != nullptr) proven_tax_ids_.insert(number);
      if (IsIban(number)) ibans_.insert(number);
      if (row.page == first && head < kHeadRows) numbers_.insert(std::move(number));
    }
    if (row.page != first) continue;
    Append(streams_[0], row, {r, {0, row.text.size()}});
    for (const Span& segment : row.segments) {
      const bool left = row.BoxOf(segment).center_x() < first->width / 2;
      Append(streams_[left ? 1 : 2], row, {r, segment});
      std::string shape = ShapeOf(row.Text(segment));
      if (head < kHeadRows && shape.size() >= kShortestLine) {
        head_lines_.push_back(std::move(shape));
      }
    }
    if (!row.text.empty()) ++head;
  }
  for (const Stream& stream : streams_) {
    for (std::size_t i = 0; i + 3 <= stream.shape.size(); ++i) {
      triples_.insert(stream.shape.substr(i, 3));
    }
  }
}

void PrintedDocument::Append(Stream& stream, const Row& row, Print print) {
  if (stream.shape.size() > kLongestStream) return;
  const std::size_t begin = stream.shape.size();
  for (const RowWord& word : row.words) {
    const Span part{std::max(word.span.begin, print.span.begin),
                    std::min(word.span.end, print.span.end)};
    if (part.empty()) continue;
    stream.shape += ShapeOf(row.Text(part));
    stream.sure.resize(stream.shape.size(), word.word->confidence);
  }
  if (stream.shape.size() > begin) stream.starts.push_back({begin, print});
}

PrintedDocument::Match PrintedDocument::Find(std::string_view shape) const {
  Match best;
  for (const Stream& stream : streams_) {
    const Inside inside = FindInside(shape, stream.shape);
    if (inside.likeness <= best.likeness) continue;
    best.likeness = inside.likeness;
    best.shape = stream.shape.substr(inside.begin, inside.end - inside.begin);
    best.surest_difference = SurestDifference(
        shape, best.shape, std::span(stream.sure).subspan(inside.begin, best.shape.size()));
    best.prints.clear();
    for (std::size_t i = 0; i < stream.starts.size(); ++i) {
      const std::size_t begin = stream.starts[i].first;
      const std::size_t end =
          i + 1 < stream.starts.size() ? stream.starts[i + 1].first : stream.shape.size();
      if (begin < inside.end && inside.begin < end) best.prints.push_back(stream.starts[i].second);
    }
  }
  return best;
}

double PrintedDocument::SureOf(std::string_view text, int page, const documents::Box& box) const {
  double sure = 1;
  for (const Row& row : layout_.rows) {
    if (row.page->number != page) continue;
    for (const RowWord& printed : row.words) {
      const documents::Box& at = printed.word->box;
      const bool inside = at.center_x() >= box.x0 && at.center_x() <= box.x1 &&
                          at.center_y() >= box.y0 && at.center_y() <= box.y1;
      if (!inside || Fold(row.Text(printed.span)).find(text) == std::string::npos) continue;
      sure = std::min(sure, static_cast<double>(printed.word->confidence));
    }
  }
  return sure;
}

double PrintedDocument::SharedTriples(std::string_view shape) const {
  if (shape.size() < 3) return Find(shape).likeness;
  std::size_t shared = 0;
  for (std::size_t i = 0; i + 3 <= shape.size(); ++i) {
    shared += triples_.contains(std::string(shape.substr(i, 3))) ? 1U : 0U;
  }
  return static_cast<double>(shared) / static_cast<double>(shape.size() - 2);
}

}  // namespace telar::invoices
