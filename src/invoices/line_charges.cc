#include "invoices/line_charges.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "invoices/line_repair.h"
#include "invoices/line_sums.h"
#include "invoices/line_text.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostCharges = 400;
constexpr std::size_t kMostStarts = 2000;
constexpr std::size_t kMostTaxes = 4;
constexpr std::size_t kMostBetween = 6;  // rows of text between two charges

/// A row that may be a charge.
struct Charge {
  std::size_t row = 0;
  const Amount* amount = nullptr;
  Decimal value;
  Span text;
  bool named = false;  ///< The text is a name, and no code alone.
  documents::Box name, number;
};

class ChargeFinder {
 public:
  ChargeFinder(const Evidence& e, DecimalMark mark)
      : e_(e), mark_(mark), sums_(PrintedSums(e, mark, {})) {
    for (std::size_t r = 0; r < e.size(); ++r)
      amounts_.push_back(WithGlued(e.row(r), e.amounts[r]));
    for (std::size_t r = 0; r < e.size(); ++r) rows_.push_back(Read(r));
  }

  LineTable Find() const {
    std::vector<std::size_t> best;
    if (sums_.empty()) return {};
    std::size_t starts = 0;
    for (std::size_t r = 0; r < rows_.size() && starts < kMostStarts; ++r) {
      if (!rows_[r] || Sums(r, false)) continue;
      ++starts;
      for (const bool indented : {true, false}) {
        std::vector<std::size_t> list = ListFrom(r, indented);
        if (list.size() >= 2 && list.size() > best.size()) best = std::move(list);
      }
    }
    if (best.empty()) best = OnlyCharge();
    return Table(best);
  }

 private:
  std::optional<Charge> Read(std::size_t r) const {
    const Row& row = e_.row(r);
    if (IsCarriedRow(e_, r, mark_, Decimal())) return std::nullopt;
    const RowNumbers numbers = SplitRow(row, amounts_[r], {});
    if (numbers.tail.empty()) return std::nullopt;
    Charge charge;
    charge.row = r;
    charge.amount = numbers.tail.back();
    const auto value = charge.amount->readings.Under(mark_);
    if (!value || charge.amount->percent || !IsMoney(*charge.amount) ||
        !charge.amount->unit.empty())
      return std::nullopt;
    const auto money = std::count_if(numbers.tail.begin(), numbers.tail.end(),
                                     [&](const Amount* a) { return IsMoney(*a); });
    if (money != 1) return std::nullopt;
    charge.value = *value;
    // "Monthly fee 2.0": a number in the cell of the name belongs to it.
    charge.text = {0, charge.amount->span.begin};
    for (const Amount* number : numbers.tail) {
      const std::size_t cell = row.SegmentAt(number->span.begin).begin;
      if (cell == 0 && number != charge.amount && number->span.begin > 0) continue;
      charge.text.end = number->span.begin;
      break;
    }
    if (charge.text.empty()) charge.text.end = charge.amount->span.begin;
    if (row.text.find_first_not_of(" \t") >= charge.text.end) return std::nullopt;
    charge.named = NamesProduct(row.Text(charge.text));
    charge.name = row.BoxOf({row.words.front().span});
    charge.number = row.BoxOf(charge.amount->digits);
    return charge;
  }

  /// A sum, and no transport that is charged like anything else.
  bool Sums(std::size_t r, bool after_lines) const {
    return IsSumRow(e_, r, after_lines) && !OnlyShipping(e_, r);
  }

  /// Where no money has decimals, its thousands tell it.
  bool IsMoney(const Amount& amount) const {
    const bool thousands = amount.digits.end - amount.digits.begin >= 5;
    return amount.money() || (!e_.prints_decimals && thousands);
  }

  /// The charges from row `first` on whose sum is printed; empty when there is no such sum.
  /// `indented`: rows further in are parts of a charge, rows further out end the list.
  std::vector<std::size_t> ListFrom(std::size_t first, bool indented) const {
    const Charge& head = *rows_[first];
    if (!Named(first)) return {};
    std::vector<std::size_t> list = {first}, proven;
    Decimal sum = head.value;
    std::size_t last = first;
    for (std::size_t r = first + 1; r < rows_.size() && list.size() < kMostCharges; ++r) {
      const Row& row = e_.row(r);
      if (row.page != e_.row(first).page) break;
      const float in = row.box.x0 - head.name.x0;
      const bool level = std::abs(in) < 0.8F * row.height;
      if (!rows_[r]) {
        if (r - last > kMostBetween) break;
        if (IsSumRow(e_, r, true) && (level || !indented)) break;
        continue;
      }
      if (indented && in >= 0.8F * row.height) {
        last = r;
        continue;
      }
      if (Sums(r, true) && HasSum(sums_, sum + TaxesFrom(r), 1)) proven = list;
      if (Sums(r, true) || (indented && !level) || !Aligned(head, *rows_[r])) break;
      if (!Named(r)) break;
      // Shipping below charges that are a sum already is no charge.
      if (proven.size() == list.size() && IsSumRow(e_, r, true)) break;
      list.push_back(r);
      last = r;
      sum = sum + rows_[r]->value;
      if (HasSum(sums_, sum, 1)) proven = list;
    }
    return proven;
  }

  /// What the rows of taxes from row `r` on come to: "Taxes and fees" below charges may have no
  /// subtotal above it. Zero when there are none.
  Decimal TaxesFrom(std::size_t r) const {
    Decimal taxes;
    for (std::size_t end = std::min(r + kMostTaxes, rows_.size()); r < end && rows_[r]; ++r) {
      const auto& labels = e_.labels[r];
      if (labels.empty() || labels.front().label != Label::kTax) break;
      taxes = taxes + rows_[r]->value;
    }
    return taxes;
  }

  /// The only row with money above the first sum, when that sum is its amount.
  std::vector<std::size_t> OnlyCharge() const {
    std::optional<std::size_t> only;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      if (IsSumRow(e_, r, false) && HasMoney(r)) {
        if (!only || r - *only > kMostBetween || !SamePage(*only, r)) return {};
        const auto value = amounts_[r].back().readings.Under(mark_);
        const bool same = value && *value == rows_[*only]->value;
        return same ? std::vector{*only} : std::vector<std::size_t>();
      }
      if (!HasMoney(r)) continue;
      if (only || !rows_[r] || !e_.labels[r].empty() || !Named(r)) return {};
      only = r;
    }
    return {};
  }

  bool HasMoney(std::size_t r) const { return !amounts_[r].empty() && amounts_[r].back().money(); }

  bool SamePage(std::size_t a, std::size_t b) const { return e_.row(a).page == e_.row(b).page; }

  /// The row of text below a charge that has only a code; none when there is no such row.
  std::optional<std::size_t> NameBelow(std::size_t r) const {
    const std::size_t next = r + 1;
    if (next >= e_.size() || !SamePage(r, next) || HasMoney(next) || !e_.labels[next].empty() ||
        !NamesProduct(e_.row(next).text) ||
        e_.row(next).box.y0 - e_.row(r).box.y1 > 1.2F * e_.row(r).height)
      return std::nullopt;
    return next;
  }

  bool Named(std::size_t r) const { return rows_[r]->named || NameBelow(r); }

  bool Aligned(const Charge& a, const Charge& b) const {
    const float slack = 1.2F * e_.row(b.row).height;
    return std::abs(a.number.x1 - b.number.x1) < slack;
  }

  LineTable Table(const std::vector<std::size_t>& list) const {
    LineTable table;
    for (const std::size_t r : list) {
      const Row& row = e_.row(r);
      const Charge& charge = *rows_[r];
      Line line;
      line.amount = charge.value;
      Span text = charge.text;
      if (const auto count = LeadingCount(r)) {
        line.quantity = count->first;
        text.begin = count->second;
      } else {
        line.quantity = Decimal(1);
        line.unit_price = charge.value;
      }
      line.description = CleanDescription(row.Text(text));
      line.raw = OneLine(row.text);
      line.box = row.PrintedBoxOf({0, row.text.size()});
      if (!charge.named) NameFrom(*NameBelow(r), line);
      line.page = row.page->number;
      // One amount that is the total may be anything that is repeated.
      line.confidence =
          (list.size() > 1 ? 0.9 : 0.7) * (0.6 + 0.4 * row.ConfidenceOf({0, row.text.size()}));
      table.lines.push_back(std::move(line));
      table.rows.insert(r);
    }
    return table;
  }

  void NameFrom(std::size_t below, Line& line) const {
    const Row& row = e_.row(below);
    const std::string_view own = line.description;
    const std::string_view word = own.substr(own.find_last_of(" \t") + 1);
    if (word.size() >= 4) line.code = std::string(word);
    line.description = CleanDescription(row.text);
    line.raw += " " + OneLine(row.text);
    line.box = Around(line.box, row.PrintedBoxOf({0, row.text.size()}));
  }

  /// A count before the name ("2 Coffee") that is more than one, and where the name begins.
  std::optional<std::pair<Decimal, std::size_t>> LeadingCount(std::size_t r) const {
    if (amounts_[r].empty()) return std::nullopt;
    const Amount& lead = amounts_[r].front();
    const auto value = lead.readings.Under(mark_);
    const bool count = lead.span.begin == 0 && lead.decimals == 0 && !lead.percent &&
                       lead.digits.end <= 3 && value && *value > Decimal(1) &&
                       &lead != rows_[r]->amount;
    return count ? std::optional(std::pair(*value, lead.span.end)) : std::nullopt;
  }

  const Evidence& e_;
  const DecimalMark mark_;
  const std::vector<Decimal> sums_;
  std::vector<std::vector<Amount>> amounts_;
  std::vector<std::optional<Charge>> rows_;
};

}  // namespace

LineTable FindCharges(const Evidence& evidence, DecimalMark mark) {
  return ChargeFinder(evidence, mark).Find();
}

}  // namespace telar::invoices
