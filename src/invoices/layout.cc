#include "invoices/layout.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/text.h"

namespace telar::invoices {
namespace {

using documents::Box;
using documents::Word;

constexpr float kColumnGap = 0.9F;     // in word heights
constexpr float kColumnGapOcr = 1.5F;  // till printers space their words widely
constexpr int kNeighbours = 16;        // rows looked at on either side of a word

struct Placed {
  const Word* word;
  Box flat;  // with the skew of the page taken out
};

using Groups = std::vector<std::vector<Placed>>;

/// Words in order of x, each joined to the row whose last word is level with it.
Groups Chain(std::vector<Placed> words) {
  std::stable_sort(words.begin(), words.end(),
                   [](const Placed& a, const Placed& b) { return a.flat.x0 < b.flat.x0; });
  Groups groups;
  std::multimap<float, std::size_t> by_y;
  for (const Placed& placed : words) {
    const Box& box = placed.flat;
    const float y = box.center_y();
    auto best = by_y.end();
    float least = 1e9F;
    const auto consider = [&](std::multimap<float, std::size_t>::iterator at) {
      const Box& last = groups[at->second].back().flat;
      const float height = std::min(box.height(), last.height());
      const float apart = std::abs(at->first - y);
      // Words that lie on top of each other are not neighbours in one row.
      const bool beside = last.x1 <= box.x0 + 0.6F * box.width() + 1;
      if (apart < 0.5F * std::max(height, 1.0F) && beside && apart < least) {
        least = apart;
        best = at;
      }
    };
    auto up = by_y.lower_bound(y);
    auto down = up;
    for (int i = 0; i < kNeighbours && up != by_y.end(); ++i) consider(up++);
    for (int i = 0; i < kNeighbours && down != by_y.begin(); ++i) consider(--down);
    std::size_t group = groups.size();
    if (best == by_y.end()) {
      groups.emplace_back();
    } else {
      group = best->second;
      by_y.erase(best);
    }
    groups[group].push_back(placed);
    by_y.emplace(y, group);
  }
  return groups;
}

/// Rise per unit to the right, as most runs of close words have it.
float Skew(const Groups& groups) {
  std::vector<float> slopes;
  const auto take = [&](const std::vector<Placed>& group, std::size_t first, std::size_t last) {
    if (last - first < 2) return;
    const Box &left = group[first].flat, &right = group[last].flat;
    const float run = right.center_x() - left.center_x();
    if (run < 5 * left.height()) return;
    slopes.push_back((right.center_y() - left.center_y()) / run);
  };
  for (const auto& group : groups) {
    // Across a wide gap a skewed row may have been joined with its neighbour.
    std::size_t first = 0;
    for (std::size_t i = 1; i < group.size(); ++i) {
      if (group[i].flat.x0 - group[i - 1].flat.x1 < 3 * group[i].flat.height()) continue;
      take(group, first, i - 1);
      first = i;
    }
    take(group, first, group.size() - 1);
  }
  if (slopes.size() < 4) return 0;
  std::nth_element(slopes.begin(), slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2),
                   slopes.end());
  return slopes[slopes.size() / 2];
}

/// The box turned back by a small angle around the page's origin. A box around skewed print is
/// higher than the print by its share of the slope.
Box Flat(const Box& box, float slope) {
  const float x = slope * box.center_y(), y = -slope * box.center_x();
  const float extra = std::min(std::abs(slope) * box.width(), 0.5F * box.height()) / 2;
  return {box.x0 + x, box.y0 + y + extra, box.x1 + x, box.y1 + y - extra};
}

Row MakeRow(const documents::Page& page, const std::vector<Placed>& group) {
  Row row;
  row.page = &page;
  std::vector<float> heights;
  for (const Placed& placed : group) heights.push_back(placed.flat.height());
  std::nth_element(heights.begin(),
                   heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2),
                   heights.end());
  row.height = std::max(heights[heights.size() / 2], 1.0F);
  const float column_gap = page.source == documents::PageSource::kOcr ? kColumnGapOcr : kColumnGap;
  std::size_t segment = 0;
  for (const Placed& placed : group) {
    const Word& word = *placed.word;
    if (!row.words.empty()) {
      const float gap = placed.flat.x0 - row.words.back().flat.x1;
      if (gap > column_gap * row.height) {
        row.segments.push_back({segment, row.text.size()});
        segment = row.text.size() + 1;
        row.text.push_back('\t');
      } else {
        row.text.push_back(' ');
      }
    }
    row.words.push_back(
        {&word, placed.flat, {row.text.size(), row.text.size() + word.text.size()}});
    row.text += word.text;
    row.box = Around(row.box, placed.flat);
  }
  row.segments.push_back({segment, row.text.size()});
  row.atoms = SplitAtoms(row.text);
  return row;
}

/// True for the bytes of letters and digits: ASCII, and two- or three-byte sequences outside the
/// blocks of Latin-1 signs (lead byte C2) and general punctuation and currency (lead byte E2).
bool IsAtomByte(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c == 0xC3 && at + 1 < text.size()) {
    const auto next = static_cast<unsigned char>(text[at + 1]);
    return next != 0x97 && next != 0xB7;
  }
  return c >= 0xC3 && c != 0xE2 && c < 0xF0;
}

std::size_t SequenceLength(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  const std::size_t length = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

}  // namespace

Box Around(const Box& a, const Box& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

float HorizontalOverlap(const Box& a, const Box& b) {
  const float shared = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const float narrow = std::min(a.width(), b.width());
  return shared <= 0 || narrow <= 0 ? 0 : std::min(1.0F, shared / narrow);
}

std::vector<Atom> SplitAtoms(std::string_view text) {
  std::vector<Atom> atoms;
  for (std::size_t at = 0; at < text.size();) {
    if (!IsAtomByte(text, at)) {
      at += SequenceLength(text, at);
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && IsAtomByte(text, at)) at += SequenceLength(text, at);
    atoms.push_back({{begin, at}, Fold(text.substr(begin, at - begin))});
  }
  return atoms;
}

Box Row::BoxOf(Span span) const {
  return BoxOf(span, [](const RowWord& word) { return word.flat; });
}

Box Row::PrintedBoxOf(Span span) const {
  return BoxOf(span, [](const RowWord& word) { return word.word->box; });
}

Box Row::BoxOf(Span span, Box (*box_of)(const RowWord&)) const {
  Box around;
  auto it = std::partition_point(words.begin(), words.end(),
                                 [&](const RowWord& w) { return w.span.end <= span.begin; });
  for (; it != words.end() && it->span.begin < span.end; ++it) {
    Box part = box_of(*it);
    const auto length = static_cast<float>(it->span.end - it->span.begin);
    if (length > 0) {
      const float width = part.width();
      const float left = part.x0;
      if (span.begin > it->span.begin) {
        part.x0 = left + width * static_cast<float>(span.begin - it->span.begin) / length;
      }
      if (span.end < it->span.end) {
        part.x1 = left + width * static_cast<float>(span.end - it->span.begin) / length;
      }
    }
    around = Around(around, part);
  }
  return around;
}

bool Row::IsRecognized(Span span) const {
  if (page->source == documents::PageSource::kOcr) return true;
  return std::any_of(words.begin(), words.end(), [&](const RowWord& w) {
    return w.word->recognized && w.span.end > span.begin && w.span.begin < span.end;
  });
}

double Row::ConfidenceOf(Span span) const {
  double least = 1;
  auto it = std::partition_point(words.begin(), words.end(),
                                 [&](const RowWord& w) { return w.span.end <= span.begin; });
  for (; it != words.end() && it->span.begin < span.end; ++it) {
    least = std::min(least, static_cast<double>(it->word->confidence));
  }
  return std::clamp(least, 0.0, 1.0);
}

Span Row::SegmentAt(std::size_t at) const {
  for (const Span& segment : segments) {
    if (at <= segment.end) return segment;
  }
  return segments.empty() ? Span{} : segments.back();
}

Layout BuildLayout(const documents::Document& document) {
  Layout layout;
  std::size_t left = kMaxWords;
  for (const documents::Page& page : document.pages) {
    std::vector<Placed> words;
    for (const Word& word : page.words) {
      if (word.text.empty()) continue;
      if (left == 0) {
        layout.cut = true;
        break;
      }
      --left;
      words.push_back({&word, documents::UprightBox(page, word.box)});
    }
    Groups groups = Chain(words);
    // Once straightened, more of each row is found, and the slope is known better.
    float slope = 0;
    for (int pass = 0; pass < 3; ++pass) {
      const float more = Skew(groups);
      if (std::abs(more) < 0.002F) break;
      slope += more;
      for (Placed& placed : words) {
        placed.flat = Flat(documents::UprightBox(page, placed.word->box), slope);
      }
      groups = Chain(words);
    }
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      float sum = 0;
      for (const Placed& placed : groups[i]) sum += placed.flat.center_y();
      order.emplace_back(sum / static_cast<float>(groups[i].size()), i);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [y, index] : order) layout.rows.push_back(MakeRow(page, groups[index]));
  }
  return layout;
}

}  // namespace telar::invoices
