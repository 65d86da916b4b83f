#include "invoices/sums.h"

#include <algorithm>
#include <map>

namespace telar::invoices {
namespace {

constexpr std::size_t kMostPerLabel = 6;

bool IsSum(Label label) {
  switch (label) {
    case Label::kSubtotal: case Label::kTax: case Label::kDiscount: case Label::kTotal:
    case Label::kTotalDue: case Label::kShipping: case Label::kRounding: case Label::kCash:
    case Label::kChange:
      return true;
    default:
      return false;
  }
}

/// Letters between a label and its amount that are no date, currency or amount: the more, the less
/// they belong together.
std::size_t LettersBetween(const Evidence& e, std::size_t r, Span between) {
  std::size_t letters = 0;
  for (const Atom& atom : e.row(r).atoms) {
    if (atom.span.begin < between.begin || atom.span.end > between.end) continue;
    const bool in_date = std::any_of(e.dates[r].begin(), e.dates[r].end(), [&](const PrintedDate& d) {
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
    std::stable_sort(found_.begin(), found_.end(), [](const SumCandidate& a, const SumCandidate& b) {
      return a.score > b.score;
    });
    return std::move(found_);
  }

 private:
  bool Take(const LabelHit& hit, const Place& place, double weight) {
    const Row& row = e_.row(place.row);
    std::vector<const Amount*> amounts;
    for (const Amount& amount : e_.amounts[place.row]) {
      const bool inside = amount.digits.begin >= place.span.begin && amount.digits.end <= place.span.end;
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
      if (!place.below && LettersBetween(e_, place.row, {place.span.begin, amount.span.begin}) > 10) {
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
  Chooser(const Evidence& e, const std::vector<SumCandidate>& candidates, const std::vector<Line>& lines)
      : e_(e), candidates_(candidates), extras_(Extras(candidates)) {
    subtotals_ = Pick({Label::kSubtotal});
    taxes_ = Pick({Label::kTax});
    discounts_ = Pick({Label::kDiscount});
    totals_ = Pick({Label::kTotal, Label::kTotalDue});
    AddTaxSum();
    bool complete = !lines.empty();
    for (const Line& line : lines) {
      if (line.amount) line_sum_ = line_sum_ + *line.amount;
      else complete = false;
    }
    has_lines_ = complete;
    line_tolerance_ = Decimal::FromUnits(std::clamp<std::int64_t>(static_cast<std::int64_t>(lines.size()) / 2, 1, 5), 2);
    for (const SumCandidate& cash : candidates) {
      if (cash.label != Label::kCash || cash.score < 0.5) continue;
      for (const SumCandidate& change : candidates) {
        if (change.label == Label::kChange) paid_.push_back(cash.value - change.value.Abs());
      }
    }
  }

  Sums Choose() {
    Choice best;
    double best_score = 0;
    for (std::size_t g = 0; g <= totals_.size(); ++g) {
      for (std::size_t s = 0; s <= subtotals_.size(); ++s) {
        for (std::size_t t = 0; t <= taxes_.size(); ++t) {
          for (std::size_t d = 0; d <= discounts_.size(); ++d) {
            const Choice choice{At(subtotals_, s), At(taxes_, t), At(discounts_, d), At(totals_, g)};
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
  struct Choice {
    const SumCandidate *subtotal = nullptr, *tax = nullptr, *discount = nullptr, *total = nullptr;
  };

  static const SumCandidate* At(const std::vector<SumCandidate>& list, std::size_t i) {
    return i < list.size() ? &list[i] : nullptr;
  }

  /// The best candidates of these labels; one a value, and how often it was seen.
  std::vector<SumCandidate> Pick(std::initializer_list<Label> labels) {
    std::vector<SumCandidate> picked;
    for (const SumCandidate& candidate : candidates_) {
      if (std::find(labels.begin(), labels.end(), candidate.label) == labels.end()) continue;
      const auto same = std::find_if(picked.begin(), picked.end(), [&](const SumCandidate& p) {
        return p.value == candidate.value;
      });
      if (same != picked.end()) {
        if (same->row != candidate.row) seen_[same->value.Normalized().ToString()] += 1;
      } else if (picked.size() < kMostPerLabel) {
        picked.push_back(candidate);
      }
    }
    return picked;
  }

  /// Two taxes of different rates are one tax together.
  void AddTaxSum() {
    std::vector<const SumCandidate*> rows;
    for (const SumCandidate& tax : taxes_) {
      const bool fresh = std::none_of(rows.begin(), rows.end(), [&](const SumCandidate* r) { return r->row == tax.row; });
      if (fresh && tax.score > 0.5 && !tax.value.is_zero()) rows.push_back(&tax);
    }
    if (rows.size() < 2 || rows.size() > 4) return;
    SumCandidate sum = *rows.front();
    sum.value = Decimal();
    for (const SumCandidate* row : rows) sum.value = sum.value + row->value;
    sum.score *= 0.7;
    sum.span = {};
    taxes_.push_back(sum);
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

  bool LinesAgree(const SumCandidate* with) const {
    return has_lines_ && with != nullptr && Near(line_sum_, with->value, line_tolerance_);
  }

  bool PaidAgrees(const SumCandidate* total) const {
    return total != nullptr && std::any_of(paid_.begin(), paid_.end(), [&](const Decimal& paid) {
      return Near(paid, total->value, kCent);
    });
  }

  int Seen(const SumCandidate* c) const {
    const auto it = seen_.find(c->value.Normalized().ToString());
    return it == seen_.end() ? 0 : it->second;
  }

  double Score(const Choice& c) const {
    double score = 0;
    if (c.total != nullptr) {
      score += 1.5 * c.total->score + 0.15 * std::min(Seen(c.total), 3);
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
    if (c.total != nullptr && c.tax != nullptr && c.tax->value.Abs() * Decimal(2) > c.total->value.Abs() &&
        !c.total->value.is_zero()) {
      score -= 1.0;
    }
    if (LinesAgree(c.subtotal)) score += 0.8;
    if (LinesAgree(c.total)) score += 0.6;
    if (PaidAgrees(c.total)) score += 0.8;
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
      if (Seen(c.total) > 0) confidence = std::max(confidence, 0.92);
      if (PaidAgrees(c.total)) confidence = std::max(confidence, 0.95);
      if (LinesAgree(c.total) || (LinesAgree(c.subtotal) && sums.equation)) confidence = std::max(confidence, 0.96);
      if (real) confidence = std::max(confidence, 0.97);
      sums.confirmed = confidence >= 0.9;
      sums.total = ToField(*c.total, confidence);
    }
    const auto part = [&](const SumCandidate* s) -> std::optional<Field> {
      if (s == nullptr) return std::nullopt;
      return ToField(*s, real ? 0.96 : LinesAgree(s) ? 0.94 : 0.8 * alone(*s));
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
  std::map<std::string, int> seen_;
  std::vector<SumCandidate> subtotals_, taxes_, discounts_, totals_;
  Decimal line_sum_, line_tolerance_;
  bool has_lines_ = false;
  std::vector<Decimal> paid_;
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
