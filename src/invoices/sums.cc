#include "invoices/sums.h"

#include <algorithm>

namespace telar::invoices {
namespace {

constexpr std::size_t kMostPerLabel = 6;

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
    case Label::kChange: return true;
    default: return false;
  }
}

/// Letters between a label and its amount that are no date, currency or amount: the more, the less
/// they belong together.
std::size_t LettersBetween(const Evidence& e, std::size_t r, Span between) {
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
  return letters;
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
        if (!IsSum(hit.label) || Take(hit, RightOf(e_, r, h), hit.weight)) continue;
        for (const Place& place : Below(e_, r, hit.span)) {
          if (!line_rows_.contains(place.row) && Take(hit, place, 0.75 * hit.weight)) break;
        }
      }
    }
    std::stable_sort(
        found_.begin(), found_.end(),
        [](const SumCandidate& a, const SumCandidate& b) { return a.score > b.score; });
    return std::move(found_);
  }

 private:
  bool Take(const LabelHit& hit, const Place& place, double weight) {
    const Row& row = e_.row(place.row);
    std::vector<const Amount*> amounts;
    for (const Amount& amount : e_.amounts[place.row]) {
      const bool inside =
          amount.digits.begin >= place.span.begin && amount.digits.end <= place.span.end;
      if (inside && !amount.percent && amount.unit.empty()) amounts.push_back(&amount);
    }
    bool any = false;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      const Amount& amount = *amounts[i];
      const auto value = amount.readings.Under(mark_);
      if (!value) continue;
      double score = weight * (hit.label == Label::kTotal ? 0.85 : 0.95);
      if (i + 1 < amounts.size()) score *= 0.7;
      if (e_.prints_decimals && !amount.money()) score *= 0.35;
      if (!place.below &&
          LettersBetween(e_, place.row, {place.span.begin, amount.span.begin}) > 10) {
        score *= 0.6;
      }
      // Sums stand in the lower part and on the last pages.
      score += 0.03 * static_cast<double>(place.row) / static_cast<double>(e_.size());
      found_.push_back({hit.label, *value, score, place.row, amount.span});
      any = true;
    }
    return any && !row.text.empty();
  }

  const Evidence& e_;
  DecimalMark mark_;
  const std::set<std::size_t>& line_rows_;
  std::vector<SumCandidate> found_;
};

/// What may be beside the equation: nothing, shipping, rounding, both.
std::vector<Decimal> Extras(const std::vector<SumCandidate>& candidates) {
  std::vector<Decimal> extras = {Decimal()};
  for (const Label label : {Label::kShipping, Label::kRounding}) {
    const auto it = std::find_if(candidates.begin(), candidates.end(),
                                 [&](const SumCandidate& c) { return c.label == label; });
    if (it == candidates.end() || it->value.is_zero()) continue;
    const std::size_t n = extras.size();
    for (std::size_t i = 0; i < n; ++i) extras.push_back(extras[i] + it->value);
    // A reader may lose the minus of a rounding.
    if (label == Label::kRounding) extras.push_back(-it->value.Abs());
  }
  return extras;
}

class Chooser {
 public:
  Chooser(const Evidence& e, const std::vector<SumCandidate>& candidates,
          const std::vector<Line>& lines)
      : e_(e), candidates_(candidates), extras_(Extras(candidates)) {
    subtotals_ = Pick({Label::kSubtotal});
    taxes_ = Pick({Label::kTax});
    discounts_ = Pick({Label::kDiscount});
    totals_ = Pick({Label::kTotal, Label::kTotalDue});
    AddTaxSum();
    AddRounded();
    BackByLines(lines);
    BackByCash();
  }

  Sums Choose() {
    Choice best;
    double best_score = 0;
    for (std::size_t g = 0; g <= totals_.size(); ++g) {
      for (std::size_t s = 0; s <= subtotals_.size(); ++s) {
        for (std::size_t t = 0; t <= taxes_.size(); ++t) {
          for (std::size_t d = 0; d <= discounts_.size(); ++d) {
            const Choice choice{At(subtotals_, s), At(taxes_, t), At(discounts_, d),
                                At(totals_, g)};
            const double score = Score(choice);
            if (score > best_score) {
              best_score = score;
              best = choice;
            }
          }
        }
      }
    }
    return Result(best);
  }

 private:
  /// A candidate with what speaks for it beside its label.
  struct Backed : SumCandidate {
    int seen = 0;        ///< Further rows that print the same value under such a label.
    bool lines = false;  ///< The lines add up to it.
    bool paid = false;   ///< Cash less change gives it, or another total with the rounding.
  };

  struct Choice {
    const Backed *subtotal = nullptr, *tax = nullptr, *discount = nullptr, *total = nullptr;
  };

  static const Backed* At(const std::vector<Backed>& list, std::size_t i) {
    return i < list.size() ? &list[i] : nullptr;
  }

  /// The best candidates of these labels, one a value.
  std::vector<Backed> Pick(std::initializer_list<Label> labels) {
    std::vector<Backed> picked;
    for (const SumCandidate& candidate : candidates_) {
      if (std::find(labels.begin(), labels.end(), candidate.label) == labels.end()) continue;
      const auto same = std::find_if(picked.begin(), picked.end(),
                                     [&](const Backed& p) { return p.value == candidate.value; });
      if (same != picked.end()) {
        if (same->row != candidate.row) ++same->seen;
      } else if (picked.size() < kMostPerLabel) {
        picked.push_back({candidate});
      }
    }
    return picked;
  }

  /// Two taxes of different rates are one tax together.
  void AddTaxSum() {
    std::vector<const Backed*> rows;
    for (const Backed& tax : taxes_) {
      const bool fresh = std::none_of(rows.begin(), rows.end(),
                                      [&](const Backed* r) { return r->row == tax.row; });
      if (fresh && tax.score > 0.5 && !tax.value.is_zero()) rows.push_back(&tax);
    }
    if (rows.size() < 2 || rows.size() > 4) return;
    Backed sum = *rows.front();
    sum.value = Decimal();
    for (const Backed* row : rows) sum.value = sum.value + row->value;
    sum.score *= 0.7;
    sum.span = {};
    taxes_.push_back(sum);
  }

  /// Where a total plus the rounding is what was paid, that is the total, labelled or not.
  void AddRounded() {
    const auto rounding = std::find_if(
        candidates_.begin(), candidates_.end(),
        [](const SumCandidate& c) { return c.label == Label::kRounding && !c.value.is_zero(); });
    if (rounding == candidates_.end()) return;
    for (std::size_t i = 0; i < totals_.size(); ++i) {
      const Decimal up = totals_[i].value + rounding->value.Abs(),
                    down = totals_[i].value - rounding->value.Abs();
      for (Backed& other : totals_) {
        if (&other != &totals_[i] && (other.value == up || other.value == down) &&
            other.row > totals_[i].row)
          other.paid = true;
      }
      const auto cash =
          std::find_if(candidates_.begin(), candidates_.end(), [&](const SumCandidate& c) {
            return c.label == Label::kCash && (c.value == up || c.value == down);
          });
      const bool known = std::any_of(totals_.begin(), totals_.end(), [&](const Backed& t) {
        return cash != candidates_.end() && t.value == cash->value;
      });
      if (cash == candidates_.end() || known || totals_.size() > kMostPerLabel) continue;
      totals_.push_back({*cash});
      totals_.back().paid = true;
      return;
    }
  }

  void BackByLines(const std::vector<Line>& lines) {
    Decimal sum;
    for (const Line& line : lines) {
      if (!line.amount) return;
      sum = sum + *line.amount;
    }
    if (lines.empty()) return;
    const auto cents = std::clamp<std::int64_t>(static_cast<std::int64_t>(lines.size()) / 2, 1, 5);
    for (auto* list : {&subtotals_, &totals_}) {
      for (Backed& c : *list) c.lines = Near(sum, c.value, Decimal::FromUnits(cents, 2));
    }
  }

  void BackByCash() {
    for (const SumCandidate& cash : candidates_) {
      if (cash.label != Label::kCash || cash.score < 0.5) continue;
      for (const SumCandidate& change : candidates_) {
        if (change.label != Label::kChange) continue;
        for (Backed& total : totals_) total.paid |= cash.value - change.value.Abs() == total.value;
      }
    }
  }

  bool Near(const Decimal& a, const Decimal& b, const Decimal& tolerance) const {
    return (a - b).Abs() <= tolerance;
  }

  bool Equation(const Choice& c) const {
    if (c.subtotal == nullptr || c.total == nullptr) return false;
    Decimal sum = c.subtotal->value;
    if (c.tax != nullptr) sum = sum + c.tax->value;
    if (c.discount != nullptr) sum = sum - c.discount->value.Abs();
    return std::any_of(extras_.begin(), extras_.end(), [&](const Decimal& extra) {
      return Near(sum + extra, c.total->value, kCent);
    });
  }

  double Score(const Choice& c) const {
    double score = 0;
    if (c.total != nullptr) {
      score += 1.5 * c.total->score + 0.15 * std::min(c.total->seen, 3);
      if (c.total->value.is_negative()) score -= 0.2;
      if (c.total->value.is_zero()) score -= 1.0;
    }
    if (c.subtotal != nullptr) score += 0.6 * c.subtotal->score;
    if (c.tax != nullptr) score += 0.4 * c.tax->score;
    if (c.discount != nullptr) score += 0.3 * c.discount->score;
    if (c.total != nullptr && c.subtotal != nullptr) {
      if (Equation(c)) {
        score += c.tax != nullptr && !c.tax->value.is_zero() ? 1.5 : 0.7;
      } else if (Near(c.subtotal->value, c.total->value, kCent)) {
        score += 0.2;  // prices include the tax
      } else {
        score -= 1.0;
      }
    }
    if (c.total != nullptr && c.tax != nullptr &&
        c.tax->value.Abs() * Decimal(2) > c.total->value.Abs() && !c.total->value.is_zero()) {
      score -= 1.0;
    }
    if (c.subtotal != nullptr && c.subtotal->lines) score += 0.8;
    if (c.total != nullptr && c.total->lines) score += 0.6;
    if (c.total != nullptr && c.total->paid) score += 0.8;
    return score;
  }

  Field ToField(const SumCandidate& c, double confidence) const {
    const Row& row = e_.row(c.row);
    if (!c.span.empty()) return MakeField(row, c.span, c.value.ToString(), confidence);
    Field field = MakeField(row, {}, c.value.ToString(), confidence);
    field.how = How::kComputed;
    field.raw = {};
    field.box = {};
    return field;
  }

  Sums Result(const Choice& c) const {
    Sums sums;
    sums.equation = Equation(c);
    const bool real = sums.equation && ((c.tax != nullptr && !c.tax->value.is_zero()) ||
                                        (c.discount != nullptr && !c.discount->value.is_zero()));
    const auto alone = [](const SumCandidate& s) { return std::min(0.85, 0.35 + 0.5 * s.score); };
    if (c.total != nullptr) {
      double confidence = alone(*c.total);
      if (c.total->seen > 0) confidence = std::max(confidence, 0.92);
      if (c.total->paid) confidence = std::max(confidence, 0.95);
      const bool added = c.subtotal != nullptr && c.subtotal->lines && sums.equation;
      if (c.total->lines || added) confidence = std::max(confidence, 0.96);
      if (real) confidence = std::max(confidence, 0.97);
      sums.confirmed = confidence >= 0.9;
      sums.total = ToField(*c.total, confidence);
    }
    const auto part = [&](const Backed* s) -> std::optional<Field> {
      if (s == nullptr) return std::nullopt;
      return ToField(*s, real ? 0.96 : s->lines ? 0.94 : 0.8 * alone(*s));
    };
    sums.subtotal = part(c.subtotal);
    sums.tax = part(c.tax);
    sums.discount = part(c.discount);
    return sums;
  }

  const Decimal kCent = Decimal::FromUnits(2, 2);
  const Evidence& e_;
  const std::vector<SumCandidate>& candidates_;
  std::vector<Decimal> extras_;
  std::vector<Backed> subtotals_, taxes_, discounts_, totals_;
};

}  // namespace

std::vector<SumCandidate> FindSums(const Evidence& evidence, DecimalMark mark,
                                   const std::set<std::size_t>& line_rows) {
  return Finder(evidence, mark, line_rows).Find();
}

Sums ChooseSums(const Evidence& evidence, const std::vector<SumCandidate>& candidates,
                const std::vector<Line>& lines) {
  return Chooser(evidence, candidates, lines).Choose();
}

}  // namespace telar::invoices
