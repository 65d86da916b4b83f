#include "invoices/sum_candidates.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "invoices/currency.h"
#include "invoices/no_sums.h"
#include "invoices/tax_table.h"
#include "invoices/total_row.h"

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

bool IsTotal(Label label) { return label == Label::kTotal || label == Label::kTotalDue; }

class Finder {
 public:
  Finder(const Evidence& e, DecimalMark mark, const std::set<std::size_t>& line_rows)
      : e_(e), mark_(mark), line_rows_(line_rows) {}

  std::vector<SumCandidate> Find() {
    found_ = FindTaxTable(e_, mark_, line_rows_);
    for (std::size_t r = 0; r < e_.size(); ++r) {
      if (line_rows_.contains(r) || TakeHeadedRow(r)) continue;
      for (std::size_t h = 0; h < e_.labels[r].size(); ++h) {
        const LabelHit& hit = e_.labels[r][h];
        if (!IsSum(hit.label)) continue;
        const std::string name = NameOf(r, hit.span);
        if (Take(hit, name, RightOf(e_, r, h))) continue;
        for (const Place& place : Below(e_, r, hit.span)) {
          if (!line_rows_.contains(place.row) && Take(hit, name, place)) break;
        }
      }
    }
    TakeUnlabelled();
    return std::move(found_);
  }

 private:
  std::string NameOf(std::size_t r, Span label) const {
    std::string name;
    for (const Atom& atom : e_.row(r).atoms) {
      if (atom.span.begin < label.begin || atom.span.begin >= label.end) continue;
      name += (name.empty() ? "" : " ") + atom.folded;
    }
    return name;
  }

  /// "USD 101.33  EUR 96.10": of a sum in two currencies the one in the document's.
  void KeepOwnCurrency(std::vector<const Amount*>& amounts) const {
    const auto is_own = [&](const Amount* a) {
      const auto meaning = MeaningOf(a->currency);
      return meaning && meaning->code == e_.currency.code;
    };
    if (std::none_of(amounts.begin(), amounts.end(), is_own)) return;
    std::erase_if(amounts, [&](const Amount* a) {
      const auto meaning = MeaningOf(a->currency);
      return meaning && !meaning->shared && meaning->code != e_.currency.code;
    });
  }

  /// Without what it is taken of and, beside money, the mark of a footnote: "VAT [1]  6.30".
  static void KeepTax(const Row& row, std::vector<const Amount*>& amounts) {
    if (amounts.empty()) return;
    const Amount* const last = amounts.back();
    const bool money =
        std::any_of(amounts.begin(), amounts.end(), [](const Amount* a) { return a->money(); });
    std::erase_if(amounts, [&](const Amount* amount) {
      return (money && !amount->money()) || (amount != last && IsTaxedBase(row, *amount));
    });
  }

  bool Take(const LabelHit& hit, const std::string& name, const Place& place) {
    std::vector<const Amount*> amounts;
    for (const Amount& amount : e_.amounts[place.row]) {
      const bool inside =
          amount.digits.begin >= place.span.begin && amount.digits.end <= place.span.end;
      const Row& row = e_.row(place.row);
      if (!inside || amount.percent || !amount.unit.empty() || IsArticle(row, amount)) continue;
      if (IsCapital(row, amount)) continue;
      if (amounts.empty() && !place.below && IsRegistration(row, hit, amount)) return true;
      amounts.push_back(&amount);
    }
    KeepOwnCurrency(amounts);
    if (hit.label == Label::kTax) KeepTax(e_.row(place.row), amounts);
    const SumCandidate whole{.label = hit.label,
                             .row = place.row,
                             .label_weight = hit.weight,
                             .below = place.below,
                             .name = name};
    if (IsTotal(hit.label) && TakeTotalRow(whole, amounts)) return true;
    bool any = false;
    for (const Amount* amount : amounts) {
      const auto value = amount->readings.Under(mark_);
      if (!value) continue;
      SumCandidate found = whole;
      found.value = *value;
      found.span = amount->span;
      found.last_in_row = amount == amounts.back();
      found.money = amount->money() || !e_.prints_decimals;
      found.words_between =
          !place.below && WordsBetween(e_, place.row, {place.span.begin, amount->span.begin});
      found_.push_back(std::move(found));
      any = true;
    }
    return any;
  }

  bool TakeTotalRow(SumCandidate total, const std::vector<const Amount*>& amounts) {
    if (amounts.empty()) return false;
    const auto value = amounts.back()->readings.Under(mark_);
    if (!value) return false;
    total.value = *value;
    total.span = amounts.back()->span;
    total.money = amounts.back()->money() || !e_.prints_decimals;
    std::vector<SumCandidate> sums = SumsOfTotalRow(amounts, mark_, total);
    std::move(sums.begin(), sums.end(), std::back_inserter(found_));
    return !sums.empty();
  }

  /// "Net   VAT 20 %   Total" above "155.50   31.10   186.60", with or without a word for the net.
  bool TakeHeadedRow(std::size_t r) {
    const auto& labels = e_.labels[r];
    const auto total = std::find_if(labels.begin(), labels.end(),
                                    [](const LabelHit& hit) { return IsTotal(hit.label); });
    const bool taxed = std::any_of(labels.begin(), total,
                                   [](const LabelHit& hit) { return hit.label == Label::kTax; });
    const std::size_t below = r + 1;
    if (total == labels.end() || !taxed || below >= e_.size() || line_rows_.contains(below) ||
        e_.row(below).page != e_.row(r).page || !e_.labels[below].empty())
      return false;
    std::vector<const Amount*> amounts;
    for (const Amount& amount : e_.amounts[below]) {
      if (amount.percent || !amount.unit.empty()) return false;
      amounts.push_back(&amount);
    }
    const Row& row = e_.row(below);
    if (amounts.size() != row.segments.size()) return false;
    return TakeTotalRow({.label = total->label,
                         .row = below,
                         .label_weight = total->weight,
                         .below = true,
                         .name = NameOf(r, total->span)},
                        amounts);
  }

  /// A label that could not be read leaves its amount: the largest amounts, each once.
  void TakeUnlabelled() {
    std::map<Decimal, SumCandidate> by_value;
    for (std::size_t r = 0; r < e_.size(); ++r) {
      for (const Amount& amount : e_.amounts[r]) {
        const auto value = amount.readings.Under(mark_);
        if (!value || amount.percent || !amount.unit.empty() || amount.decimals != 2) continue;
        const bool labelled = std::any_of(found_.begin(), found_.end(), [&](const auto& c) {
          return IsTotal(c.label) && c.value == *value;
        });
        if (labelled || value->is_zero() || value->is_negative() || IsCapital(e_.row(r), amount))
          continue;
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

double StrengthOf(const SumCandidate& c) {
  // Of two labels at one value, that of a total says more of a total.
  return c.label_weight * (c.label == Label::kSubtotal ? 0.9 : 1) * (c.below ? 0.75 : 1) *
         (c.money ? 1 : 0.4) * (c.words_between ? 0.6 : 1) * (c.last_in_row ? 1 : 0.8);
}

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
