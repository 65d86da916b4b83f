#include "invoices/sums.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "invoices/payments.h"
#include "invoices/sum_evidence.h"
#include "invoices/tax_sums.h"

namespace telar::invoices {
namespace {

using namespace sum_evidence;

constexpr std::size_t kMostTotals = 8, kMostParts = 4;

/// A candidate with what the rest of the document says about its value.
struct Part : SumCandidate {
  int seen = 0;        ///< Further rows that print the value.
  bool lines = false;  ///< The lines add up to it.
  std::array<float, kEvidenceCount> evidence{};
};

class Chooser {
 public:
  Chooser(const Evidence& e, const std::vector<SumCandidate>& candidates,
          const std::vector<Line>& lines, const EvidenceWeights& weights)
      : e_(e),
        candidates_(candidates),
        lines_(lines),
        weights_(weights),
        payments_(FindPayments(candidates)),
        decision_("sums", kNames) {
    CountValues();
    PrintedRates();
    LineSum();
    Extras();
    totals_ = Pick({Label::kTotal, Label::kTotalDue, Label::kSubtotal}, kMostTotals);
    AddRoundedTotal();
    AddPaidTotal();
    subtotals_ = Pick({Label::kSubtotal}, kMostParts);
    taxes_ = Pick({Label::kTax}, kMostParts);
    discounts_ = Pick({Label::kDiscount}, 2);
    // "Discount 0.00" says that there is none.
    std::erase_if(discounts_, [](const Part& part) { return part.value.is_zero(); });
    AddTaxSum();
    for (std::size_t i = 0; i < totals_.size(); ++i) Judge(i);
    // An amount without a label is no total by its size alone.
    std::erase_if(totals_, [](const Part& total) {
      const auto& is = total.evidence;
      return total.label_weight == 0 && total.seen == 0 && !total.lines &&
             is[kTotalCashLessChange] + is[kTotalRoundedFromOther] + is[kTotalIsPaid] == 0;
    });
    for (Part& part : subtotals_)
      JudgePart(part, kSubtotalLabel, kSubtotalBelow, kSubtotalNoMoney, kSubtotalNotLast);
    for (Part& part : subtotals_) part.evidence[kSubtotalLines] = part.lines;
    for (Part& part : taxes_) JudgePart(part, kTaxLabel, kTaxBelow, kTaxNoMoney, kTaxNotLast);
    for (Part& part : taxes_) part.evidence[kTaxZero] = part.value.is_zero();
    for (Part& part : taxes_) part.evidence[kTaxSummed] = part.span.empty();
    for (Part& part : discounts_)
      part.evidence[kDiscountLabel] = static_cast<float>(part.label_weight);
  }

  Sums Choose(Trace* trace) {
    for (std::size_t g = 0; g <= totals_.size(); ++g) {
      for (std::size_t s = 0; s <= subtotals_.size(); ++s) {
        for (std::size_t t = 0; t <= taxes_.size(); ++t) {
          for (std::size_t d = 0; d <= discounts_.size(); ++d) {
            Offer({At(subtotals_, s), At(taxes_, t), At(discounts_, d), At(totals_, g)},
                  trace != nullptr);
          }
        }
      }
    }
    decision_.Weigh(weights_);
    Sums sums = Settle(trace);
    if (trace != nullptr) trace->decisions.push_back(std::move(decision_));
    return sums;
  }

 private:
  struct Choice {
    const Part *subtotal = nullptr, *tax = nullptr, *discount = nullptr, *total = nullptr;
  };

  static const Part* At(const std::vector<Part>& list, std::size_t i) {
    return i < list.size() ? &list[i] : nullptr;
  }

  static bool Near(const Decimal& a, const Decimal& b, std::int64_t hundredths = 2) {
    return (a - b).Abs() <= Decimal::FromUnits(hundredths, 2);
  }

  /// In how many rows each value is printed.
  void CountValues() {
    for (std::size_t r = 0; r < e_.size(); ++r) {
      std::set<Decimal> values;
      for (const Amount& amount : e_.amounts[r]) {
        const auto value = amount.readings.Under(e_.numbers.mark);
        if (value && !amount.percent && amount.unit.empty()) values.insert(*value);
      }
      for (const Decimal& value : values) ++printed_[value];
    }
  }

  void PrintedRates() {
    for (const auto& row : e_.amounts) {
      for (const Amount& amount : row) {
        const auto value = amount.readings.Under(e_.numbers.mark);
        if (amount.percent && value && !value->is_zero() && *value < Decimal(60))
          rates_.insert(*value);
      }
    }
  }

  void LineSum() {
    if (lines_.empty()) return;
    Decimal sum;
    for (const Line& line : lines_) {
      if (!line.amount) return;
      sum = sum + *line.amount;
    }
    line_sum_ = sum;
  }

  /// What may be beside the equation: nothing, shipping, rounding, both.
  void Extras() {
    for (const Label label : {Label::kShipping, Label::kRounding}) {
      const auto it = std::find_if(candidates_.begin(), candidates_.end(), [&](const auto& c) {
        return c.label == label && !c.value.is_zero();
      });
      if (it == candidates_.end()) continue;
      const std::size_t n = extras_.size();
      for (std::size_t i = 0; i < n; ++i) extras_.push_back(extras_[i] + it->value);
      // A reader may lose the minus of a rounding.
      if (label == Label::kRounding) {
        extras_.push_back(-it->value.Abs());
        rounding_ = it->value.Abs();
      }
    }
  }

  bool IsSame(const Part& part, const SumCandidate& other) const {
    return part.value == other.value && (part.label != Label::kTax || other.label != Label::kTax ||
                                         !AreTwoTaxes(e_, part, other));
  }

  /// The candidates of these labels, one a value and tax, the surest label first.
  std::vector<Part> Pick(std::initializer_list<Label> labels, std::size_t most) const {
    std::vector<Part> picked;
    for (const SumCandidate& candidate : candidates_) {
      if (std::find(labels.begin(), labels.end(), candidate.label) == labels.end()) continue;
      const auto same = std::find_if(picked.begin(), picked.end(),
                                     [&](const Part& p) { return IsSame(p, candidate); });
      if (same == picked.end()) picked.push_back({candidate});
      else if (StrengthOf(candidate) > StrengthOf(*same))
        static_cast<SumCandidate&>(*same) = candidate;
    }
    std::stable_sort(picked.begin(), picked.end(),
                     [](const Part& a, const Part& b) { return StrengthOf(a) > StrengthOf(b); });
    if (picked.size() > most) picked.resize(most);
    const std::int64_t cents =
        std::clamp<std::int64_t>(static_cast<std::int64_t>(lines_.size()) / 2, 1, 5);
    for (Part& part : picked) {
      const auto count = printed_.find(part.value);
      part.seen = count == printed_.end() ? 0 : count->second - 1;
      part.lines = line_sum_ && Near(*line_sum_, part.value, cents);
    }
    return picked;
  }

  /// Taxes printed apart are one tax together.
  void AddTaxSum() {
    // A table of taxes has given it.
    if (std::any_of(taxes_.begin(), taxes_.end(), [](const Part& p) { return p.span.empty(); }))
      return;
    std::vector<Decimal> differences;
    for (const Part& total : totals_) {
      for (const Part& subtotal : subtotals_) {
        if (total.label_weight > 0) differences.push_back(total.value - subtotal.value);
      }
    }
    if (auto sum = SumOfTaxes(e_, {taxes_.begin(), taxes_.end()}, differences))
      taxes_.push_back({*std::move(sum)});
  }

  /// Where a total plus the rounding is printed below it, that is the total, labelled or not.
  void AddRoundedTotal() {
    if (!rounding_) return;
    for (std::size_t i = 0, n = totals_.size(); i < n; ++i) {
      for (const Decimal& rounded :
           {totals_[i].value + *rounding_, totals_[i].value - *rounding_}) {
        const bool known = std::any_of(totals_.begin(), totals_.end(),
                                       [&](const Part& t) { return t.value == rounded; });
        if (known || !printed_.contains(rounded)) continue;
        for (std::size_t r = totals_[i].row + 1; r < e_.size(); ++r) {
          const auto amount =
              std::find_if(e_.amounts[r].begin(), e_.amounts[r].end(), [&](const Amount& a) {
                return a.readings.Under(e_.numbers.mark) == rounded && !a.percent;
              });
          if (amount == e_.amounts[r].end()) continue;
          Part part{{.label = Label::kTotal, .value = rounded, .row = r, .span = amount->span}};
          part.seen = printed_.at(rounded) - 1;
          totals_.push_back(part);
          return;
        }
      }
    }
  }

  /// What was paid less the change is the total, also where its own print cannot be read.
  void AddPaidTotal() {
    for (const Payment& payment : payments_) {
      const Decimal paid = payment.Total();
      const bool known = std::any_of(totals_.begin(), totals_.end(),
                                     [&](const Part& t) { return t.value == paid; });
      if (known || !payment.change || paid <= Decimal(0)) continue;
      if (const auto misread = MisreadTotal(e_, paid)) totals_.push_back({*misread});
      else if (!payment.Changed())
        totals_.push_back(
            {{.label = Label::kTotal, .value = paid, .row = payment.row, .span = payment.span}});
    }
  }

  bool RowSays(std::size_t row, std::initializer_list<std::string_view> words) const {
    for (const Atom& atom : e_.row(row).atoms) {
      if (std::find(words.begin(), words.end(), atom.folded) != words.end()) return true;
    }
    return false;
  }

  void Judge(std::size_t index) {
    Part& total = totals_[index];
    auto& is = total.evidence;
    const auto set = [&](Name evidence, bool value) { is[evidence] = value ? 1.0F : 0.0F; };
    const Row& row = e_.row(total.row);
    is[total.label == Label::kTotalDue   ? kTotalDueLabel
       : total.label == Label::kSubtotal ? kTotalSubtotalLabel
                                         : kTotalLabel] = static_cast<float>(total.label_weight);
    set(kTotalUnlabelled, total.label_weight == 0);
    set(kTotalBelow, total.below);
    set(kTotalNotLast, !total.last_in_row);
    set(kTotalNoMoney, !total.money);
    set(kTotalWordsBetween, total.words_between);
    is[kTotalDown] = static_cast<float>(total.row) / static_cast<float>(e_.size());
    bool last = true, largest = true;
    for (const Part& other : totals_) {
      if (&other == &total || other.label_weight == 0) continue;
      last = last && other.row <= total.row;
      largest = largest && other.value <= total.value;
      if (!rounding_) continue;
      const bool apart = Near((other.value - total.value).Abs(), *rounding_, 0);
      if (apart && other.row < total.row) set(kTotalRoundedFromOther, true);
      if (apart && other.row > total.row) set(kTotalRoundsToOther, true);
    }
    set(kTotalLastOfTotals, last && total.label_weight > 0);
    set(kTotalLargest, largest);
    for (const Amount& amount : e_.amounts[total.row]) {
      if (amount.span == total.span) set(kTotalCurrency, !amount.currency.empty());
    }
    std::size_t small = 0;
    for (const Row& other : e_.layout->rows) small += other.height < 0.87F * row.height;
    set(kTotalLargePrint, small * 4 > 3 * e_.size());
    set(kTotalRowTax, RowSays(total.row, {"gst", "sst", "tax", "iva", "vat", "igv", "tva", "mwst",
                                          "btw", "cukai", "sr"}));
    set(kTotalRowNet, RowSays(total.row, {"excl", "exc", "excluding", "before", "ex", "sin", "ht",
                                          "netto", "net", "zonder", "sub"}));
    set(kTotalRowGross,
        RowSays(total.row, {"incl", "inclusive", "inc", "including", "con", "ttc", "brutto",
                            "gross", "payable", "due", "grand", "nett", "after"}));
    set(kTotalRowRounded, RowSays(total.row, {"rounded", "rounding", "round"}));
    set(kTotalRowCount, RowSays(total.row, {"qty", "quantity", "item", "items", "unidades", "pcs",
                                            "points", "savings", "saving", "discount"}));
    set(kTotalAgain, total.seen == 1);
    set(kTotalManyTimes, total.seen > 1);
    for (const Payment& payment : payments_) {
      // What change was given on is not the total.
      const bool changed = payment.Changed() && printed_.contains(payment.Total());
      const bool elsewhere = payment.row != total.row || (payment.change && !payment.Changed());
      if (payment.cash == total.value && elsewhere && !changed) set(kTotalIsPaid, true);
      if (payment.Changed() && payment.Total() == total.value) set(kTotalCashLessChange, true);
    }
    set(kTotalLines, total.lines);
    set(kTotalLinePrice,
        lines_.size() > 1 && std::any_of(lines_.begin(), lines_.end(), [&](const Line& line) {
          return line.amount && *line.amount == total.value;
        }));
    set(kTotalNegative, total.value.is_negative());
    set(kTotalZero, total.value.is_zero());
    is[kTotalUnsure] = static_cast<float>(1 - row.ConfidenceOf(total.span));
  }

  static void JudgePart(Part& part, Name label, Name below, Name no_money, Name not_last) {
    part.evidence[label] = static_cast<float>(part.label_weight);
    part.evidence[below] = part.below;
    part.evidence[no_money] = !part.money;
    part.evidence[not_last] = !part.last_in_row;
  }

  /// Subtotal, discount, tax and total agree: with which help.
  enum class Sum { kNone, kPlain, kExtras };
  Sum AddsUp(const Choice& c) const {
    if (c.subtotal == nullptr || c.total == nullptr) return Sum::kNone;
    Decimal sum = c.subtotal->value;
    if (c.tax != nullptr) sum = sum + c.tax->value;
    if (c.discount != nullptr) sum = sum - c.discount->value.Abs();
    if (Near(sum, c.total->value)) return Sum::kPlain;
    const bool helped = std::any_of(extras_.begin(), extras_.end(), [&](const Decimal& extra) {
      return Near(sum + extra, c.total->value);
    });
    return helped ? Sum::kExtras : Sum::kNone;
  }

  bool AtRate(const Decimal& tax, const Decimal& base, const Decimal& rate) const {
    return Near(base * rate, tax * Decimal(100), 100);
  }

  bool AtUsualRate(const Decimal& tax, const Decimal& base) const {
    static constexpr int kRates[] = {4, 5, 6, 7, 8, 10, 12, 16, 18, 19, 20, 21, 22, 23};
    return std::any_of(std::begin(kRates), std::end(kRates),
                       [&](int rate) { return AtRate(tax, base, Decimal(rate)); });
  }

  void Offer(const Choice& c, bool traced) {
    Decision::Says says;
    if (traced) {
      for (const auto& [name, part] :
           {std::pair<std::string_view, const Part*>{"subtotal", c.subtotal},
            {"tax", c.tax},
            {"discount", c.discount},
            {"total", c.total}}) {
        if (part != nullptr) says.emplace_back(name, part->value.ToString());
      }
    }
    choices_.push_back(c);
    const std::span<float> is = decision_.Add(std::move(says));
    for (const Part* part : {c.total, c.subtotal, c.tax, c.discount}) {
      if (part == nullptr) continue;
      for (std::size_t i = 0; i < kEvidenceCount; ++i) is[i] += part->evidence[i];
    }
    is[kNoTotal] = c.total == nullptr;
    if (c.total == nullptr) return;
    const Decimal& total = c.total->value;
    const bool taxed = c.tax != nullptr && !c.tax->value.is_zero();
    const bool discounted = c.discount != nullptr && !c.discount->value.is_zero();
    const Sum sum = AddsUp(c);
    if (sum != Sum::kNone) {
      is[kAddsUpWithTax] = taxed;
      is[kAddsUpWithZeroTax] = c.tax != nullptr && !taxed && !discounted;
      is[kAddsUpWithoutTax] = !taxed && !discounted && !Near(c.subtotal->value, total, 0);
      is[kAddsUpWithDiscount] = discounted;
      is[kAddsUpWithExtras] = sum == Sum::kExtras;
      is[kSubtotalIsTotal] = Near(c.subtotal->value, total, 0);
    } else if (c.subtotal != nullptr) {
      if (Near(c.subtotal->value, total)) is[kSubtotalIsTotal] = 1;
      else is[kDoesNotAddUp] = 1;
    }
    if (c.discount != nullptr) is[kDiscountTooLarge] = c.discount->value.Abs() > total.Abs();
    if (!taxed) return;
    const Decimal tax = c.tax->value.Abs();
    is[kTaxIsTotal] = tax == total.Abs();
    is[kTaxTooLarge] = tax * Decimal(3) > total.Abs();
    // The base is the subtotal where there is one, else what remains of the total.
    const Decimal base = c.subtotal != nullptr && sum != Sum::kNone && !discounted
                             ? c.subtotal->value.Abs()
                             : total.Abs() - tax;
    is[kTaxAtPrintedRate] = std::any_of(
        rates_.begin(), rates_.end(), [&](const Decimal& rate) { return AtRate(tax, base, rate); });
    is[kTaxAtUsualRate] = is[kTaxAtPrintedRate] == 0 && AtUsualRate(tax, base);
    is[kTaxInsideTotal] = sum == Sum::kNone && (is[kTaxAtPrintedRate] + is[kTaxAtUsualRate]) > 0;
  }

  double PrintOf(const Part& part) const {
    return part.span.empty() ? 1 : e_.row(part.row).ConfidenceOf(part.span);
  }

  Field ToField(const Part& part, std::string_view name, double probability) const {
    Field field = MakeField(e_.row(part.row), part.span, part.value.ToString(), 1);
    field.confidence = weights_.CalibrationOf(name).Apply(probability, PrintOf(part));
    if (!part.span.empty()) return field;
    field.how = How::kComputed;
    field.raw = {};
    field.box = {};
    return field;
  }

  /// By all sets that have it: the total is what people pay, whatever else is read beside it.
  const Part* MostProbableTotal() const {
    std::map<const Part*, double> by_total;
    for (std::size_t i = 0; i < choices_.size(); ++i)
      by_total[choices_[i].total] += decision_.probability(i);
    return std::max_element(by_total.begin(), by_total.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

  std::size_t BestWith(const Part* total) const {
    std::size_t best = choices_.size();
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      if (choices_[i].total != total) continue;
      if (best == choices_.size() || decision_.probability(i) > decision_.probability(best))
        best = i;
    }
    return best;
  }

  Sums Settle(Trace* trace) const {
    const std::size_t best = BestWith(MostProbableTotal());
    const Choice& c = choices_[best];
    Sums sums;
    sums.equation = AddsUp(c) != Sum::kNone;
    const auto settle = [&](const Part* Choice::*which,
                            std::string_view name) -> std::optional<Field> {
      std::map<const Part*, std::pair<double, std::size_t>> by_part;  // probability, best choice
      for (std::size_t i = 0; i < choices_.size(); ++i) {
        auto [it, fresh] = by_part.try_emplace(choices_[i].*which, 0, i);
        it->second.first += decision_.probability(i);
        if (decision_.probability(i) > decision_.probability(it->second.second))
          it->second.second = i;
      }
      if (trace != nullptr) Explain(by_part, name, best, c.*which, *trace);
      const Part* part = c.*which;
      if (part == nullptr) return std::nullopt;
      if (trace != nullptr)
        trace->beliefs[std::string(name)] = {by_part[part].first, PrintOf(*part)};
      return ToField(*part, name, by_part[part].first);
    };
    sums.total = settle(&Choice::total, "total");
    sums.subtotal = settle(&Choice::subtotal, "subtotal");
    sums.tax = settle(&Choice::tax, "tax");
    sums.discount = settle(&Choice::discount, "discount");
    // What is taken off prints with a minus or without.
    if (sums.discount) sums.discount->value = c.discount->value.Abs().ToString();
    if (c.total != nullptr) {
      const auto& is = c.total->evidence;
      const bool real = sums.equation && ((c.tax != nullptr && !c.tax->value.is_zero()) ||
                                          (c.discount != nullptr && !c.discount->value.is_zero()));
      sums.confirmed = real || c.total->seen > 0 || c.total->lines ||
                       is[kTotalCashLessChange] > 0 ||
                       (c.subtotal != nullptr && c.subtotal->lines && sums.equation);
    }
    return sums;
  }

  void Explain(const std::map<const Part*, std::pair<double, std::size_t>>& by_part,
               std::string_view name, std::size_t best, const Part* chosen, Trace& trace) const {
    std::vector<Candidate> candidates;
    for (const auto& [part, found] : by_part) {
      if (part == nullptr || found.first < 0.001) continue;
      const Field field = ToField(*part, name, found.first);
      candidates.push_back({field.value, field.raw, field.page, field.box, found.first,
                            decision_.WhyOf(part == chosen ? best : found.second, weights_)});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.probability > b.probability; });
    // The most probable set need not hold the most probable value.
    if (chosen != nullptr) {
      const std::string value = chosen->value.ToString();
      const auto won = std::find_if(candidates.begin(), candidates.end(),
                                    [&](const Candidate& c) { return c.value == value; });
      if (won != candidates.end()) std::rotate(candidates.begin(), won, won + 1);
    }
    if (!candidates.empty()) trace.explanation[std::string(name)] = std::move(candidates);
  }

  const Evidence& e_;
  const std::vector<SumCandidate>& candidates_;
  const std::vector<Line>& lines_;
  const EvidenceWeights& weights_;
  const std::vector<Payment> payments_;
  Decision decision_;
  std::vector<Choice> choices_;
  std::map<Decimal, int> printed_;
  std::set<Decimal> rates_;
  std::optional<Decimal> line_sum_, rounding_;
  std::vector<Decimal> extras_ = {Decimal()};
  std::vector<Part> subtotals_, taxes_, discounts_, totals_;
};

}  // namespace

Sums ChooseSums(const Evidence& evidence, const std::vector<SumCandidate>& candidates,
                const std::vector<Line>& lines, const EvidenceWeights& weights, Trace* trace) {
  return Chooser(evidence, candidates, lines, weights).Choose(trace);
}

}  // namespace telar::invoices
