#include "invoices/customer.h"

#include <algorithm>

#include "invoices/characters.h"
#include "invoices/legal_form.h"
#include "invoices/letterhead.h"

namespace telar::invoices {
namespace {

class Finder {
 public:
  Finder(const Evidence& e, const std::set<std::size_t>& line_rows)
      : e_(e), line_rows_(line_rows) {}

  Customer Find() {
    double best = 0;
    Place place;
    for (std::size_t r = 0; r < e_.size(); ++r) {
      if (line_rows_.contains(r)) continue;
      for (std::size_t h = 0; h < e_.labels[r].size(); ++h) {
        const LabelHit& hit = e_.labels[r][h];
        const Row& row = e_.row(r);
        // "Service clients" in a sentence is no label.
        if (hit.label != Label::kCustomer || row.SegmentAt(hit.span.begin).begin != hit.span.begin)
          continue;
        found_.blocks.emplace_back(r, row.BoxOf(row.SegmentAt(hit.span.begin)));
        Place right = RightOf(e_, r, h);
        const std::size_t tab = row.text.find_first_not_of(":. \t", right.span.begin);
        if (tab != std::string::npos && tab < right.span.end) {
          right.span = {tab, std::min(right.span.end, row.SegmentAt(tab).end)};
        }
        const auto offer = [&](const Place& name, double score) {
          if (!IsName(name)) return false;
          // A company's legal form outweighs the side on which the name stands.
          if (HasLegalForm(name)) score += 0.3;
          if (score <= best) return true;
          best = score;
          place = name;
          return true;
        };
        const bool same_cell =
            right.span.begin < row.SegmentAt(hit.span.begin).end && !right.span.empty();
        const bool beside = offer(right, hit.weight * (same_cell ? 1 : 0.95));
        if (beside && (same_cell || HasLegalForm(right))) continue;
        for (const Place& below : Below(e_, r, hit.span)) {
          Place whole = below;
          const Span segment = e_.row(below.row).SegmentAt(below.span.begin);
          whole.span = {std::min(segment.begin, below.span.begin), segment.end};
          if (offer(whole, hit.weight * 0.9)) break;
        }
      }
    }
    if (best <= 0.3) return std::move(found_);
    const Row& row = e_.row(place.row);
    Span span = place.span;
    while (!span.empty() && (row.text[span.end - 1] == ' ' || row.text[span.end - 1] == ',' ||
                             row.Text(span).ends_with("..")))
      --span.end;
    found_.name = MakeField(row, span, OneLine(row.Text(span)), 0.4 + 0.45 * std::min(best, 1.0));
    found_.row = place.row;
    found_.span = span;
    return std::move(found_);
  }

 private:
  bool IsName(const Place& place) const {
    const std::string_view text = e_.row(place.row).Text(place.span);
    if (CountLetters(text) < 3 || CountDigits(text) > CountLetters(text) || text.ends_with(':') ||
        text.find('@') != std::string_view::npos) {
      return false;
    }
    for (const LabelHit& hit : e_.labels[place.row]) {
      if (hit.span.begin >= place.span.begin && hit.span.begin < place.span.end &&
          hit.weight > 0.6 && hit.label != Label::kSupplier && hit.label != Label::kCustomer) {
        return false;
      }
    }
    return true;
  }

  bool HasLegalForm(const Place& place) const {
    const auto [first, last] = AtomsIn(e_.row(place.row), place.span);
    return LegalFormEnd(e_.row(place.row).atoms, first, last) > 0;
  }

  const Evidence& e_;
  const std::set<std::size_t>& line_rows_;
  Customer found_;
};

}  // namespace

Customer FindCustomer(const Evidence& evidence, const std::set<std::size_t>& line_rows) {
  return Finder(evidence, line_rows).Find();
}

}  // namespace telar::invoices
