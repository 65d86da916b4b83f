#include "invoices/sum_candidates.h"

#include <algorithm>
#include <map>

namespace telar::invoices {
namespace {

constexpr std::size_t kMostUnlabelled = 4;

/// Other words stand between a label and its amount: the more letters, the less they belong
/// together.
bool WordsBetween(const Evidence& e, std::size_t r, Span between) {
  std::size_t letters = 0;
  for (const Atom& atom : e.row(r).atoms) {
    if (atom.span.begin < between.begin || atom.span.end > between.end) continue;
    const bool in_date =
        std::any_of(e.dates[r].begin(), e.dates[r].end(), [&](const PrintedDate& d) {
          return atom.span.begin >= d.span.begin && atom.span.end <= d.span.end;
        });
    const char c = atom.folded[0];
    if (!in_date && c >= 'a' && c <= 'z' && atom.folded.size() > 3) letters += atom.folded.size();
  }
  return letters > 10;
}

class Finder {
 public:
  Finder(const Evidence& e, DecimalMark mark, const std::set<std::size_t>& line_rows)
      : e_(e), mark_(mark), line_rows_(line_rows) {}

  std::vector<SumCandidate> Find() {
    for (std::size_t r = 0; r < e_.size(); ++r) {
      if (line_rows_.contains(r)) continue;
      for (std::size_t h = 0; h < e_.labels[r].size(); ++h) {
        const LabelHit& hit = e_.labels[r][h];
        if (!IsSum(hit.label) || Take(hit, RightOf(e_, r, h))) continue;
        for (const Place& place : Below(e_, r, hit.span)) {
          if (!line_rows_.contains(place.row) && Take(hit, place)) break;
        }
      }
    }
    TakeUnlabelled();
    return std::move(found_);
  }

 private:
  bool Take(const LabelHit& hit, const Place& place) {
    std::vector<const Amount*> amounts;
    for (const Amount& amount : e_.amounts[place.row]) {
      const bool inside =
          amount.digits.begin >= place.span.begin && amount.digits.end <= place.span.end;
      if (inside && !amount.percent && amount.unit.empty()) amounts.push_back(&amount);
    }
    bool any = false;
    for (const Amount* amount : amounts) {
      const auto value = amount->readings.Under(mark_);
      if (!value) continue;
      found_.push_back(
          {.label = hit.label,
           .value = *value,
           .row = place.row,
           .span = amount->span,
           .label_weight = hit.weight,
           .below = place.below,
           .last_in_row = amount == amounts.back(),
           .money = amount->money() || !e_.prints_decimals,
           .words_between = !place.below &&
                            WordsBetween(e_, place.row, {place.span.begin, amount->span.begin})});
      any = true;
    }
    return any;
  }

  /// A label that could not be read leaves its amount: the largest amounts, each once.
  void TakeUnlabelled() {
    std::map<Decimal, SumCandidate> by_value;
    for (std::size_t r = 0; r < e_.size(); ++r) {
      for (const Amount& amount : e_.amounts[r]) {
        const auto value = amount.readings.Under(mark_);
        if (!value || amount.percent || !amount.unit.empty() || amount.decimals != 2) continue;
        const bool labelled = std::any_of(found_.begin(), found_.end(), [&](const auto& c) {
          return (c.label == Label::kTotal || c.label == Label::kTotalDue) && c.value == *value;
        });
        if (labelled || value->is_zero() || value->is_negative()) continue;
        by_value.try_emplace(
            *value,
            SumCandidate{.label = Label::kTotal, .value = *value, .row = r, .span = amount.span});
      }
    }
    std::size_t taken = 0;
    for (auto it = by_value.rbegin(); it != by_value.rend() && taken < kMostUnlabelled;
         ++it, ++taken) {
      found_.push_back(it->second);
    }
  }

  const Evidence& e_;
  DecimalMark mark_;
  const std::set<std::size_t>& line_rows_;
  std::vector<SumCandidate> found_;
};

}  // namespace

bool IsSum(Label label) {
  switch (label) {
    case Label::kSubtotal:
    case Label::kTax:
    case Label::kDiscount:
    case Label::kTotal:
    case Label::kTotalDue:
    case Label::kShipping:
    case Label::kRounding:
    case Label::kCash:
    case Label::kPaid:
    case Label::kChange: return true;
    default: return false;
  }
}

std::vector<SumCandidate> FindSums(const Evidence& evidence, DecimalMark mark,
                                   const std::set<std::size_t>& line_rows) {
  return Finder(evidence, mark, line_rows).Find();
}

}  // namespace telar::invoices
