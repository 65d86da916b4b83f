#include "invoices/line_charges.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "invoices/line_sums.h"
#include "invoices/line_text.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostCharges = 400;
constexpr std::size_t kMostStarts = 2000;
constexpr std::size_t kMostBetween = 6;  // rows of text between two charges

/// A row that may be a charge.
struct Charge {
  std::size_t row = 0;
  const Amount* amount = nullptr;
  Decimal value;
  Span text;
  documents::Box name, number;
};

class ChargeFinder {
 public:
  ChargeFinder(const Evidence& e, DecimalMark mark)
      : e_(e), mark_(mark), sums_(PrintedSums(e, mark, {})) {
    for (std::size_t r = 0; r < e.size(); ++r) rows_.push_back(Read(r));
  }

  LineTable Find() const {
    std::vector<std::size_t> best;
    if (sums_.empty()) return {};
    std::size_t starts = 0;
    for (std::size_t r = 0; r < rows_.size() && starts < kMostStarts; ++r) {
      if (!rows_[r] || IsSumRow(e_, r, false)) continue;
      ++starts;
      for (const bool indented : {true, false}) {
        std::vector<std::size_t> list = ListFrom(r, indented);
        if (list.size() >= 2 && list.size() > best.size()) best = std::move(list);
      }
    }
    return Table(best);
  }

 private:
  std::optional<Charge> Read(std::size_t r) const {
    const Row& row = e_.row(r);
    const RowNumbers numbers = SplitRow(row, e_.amounts[r], {});
    if (numbers.tail.empty()) return std::nullopt;
    Charge charge;
    charge.row = r;
    charge.amount = numbers.tail.back();
    const auto value = charge.amount->readings.Under(mark_);
    if (!value || charge.amount->percent || !charge.amount->money() || !charge.amount->unit.empty())
      return std::nullopt;
    const auto money = std::count_if(numbers.tail.begin(), numbers.tail.end(),
                                     [](const Amount* a) { return a->money(); });
    if (money != 1) return std::nullopt;
    charge.value = *value;
    charge.text = {0, numbers.tail.front()->span.begin};
    if (!NamesProduct(row.Text(charge.text))) return std::nullopt;
    charge.name = row.BoxOf({row.words.front().span});
    charge.number = row.BoxOf(charge.amount->digits);
    return charge;
  }

  /// The charges from row `first` on whose sum is printed; empty when there is no such sum.
  /// `indented`: rows further in are parts of a charge, rows further out end the list.
  std::vector<std::size_t> ListFrom(std::size_t first, bool indented) const {
    const Charge& head = *rows_[first];
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
      if (IsSumRow(e_, r, true) || (indented && !level) || !Aligned(head, *rows_[r])) break;
      list.push_back(r);
      last = r;
      sum = sum + rows_[r]->value;
      if (HasSum(sums_, sum, 1)) proven = list;
    }
    return proven;
  }

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
      line.page = row.page->number;
      line.box = row.PrintedBoxOf({0, row.text.size()});
      line.confidence = 0.9 * (0.6 + 0.4 * row.ConfidenceOf({0, row.text.size()}));
      table.lines.push_back(std::move(line));
      table.rows.insert(r);
    }
    return table;
  }

  /// A count before the name ("2 Coffee") that is more than one, and where the name begins.
  std::optional<std::pair<Decimal, std::size_t>> LeadingCount(std::size_t r) const {
    if (e_.amounts[r].empty()) return std::nullopt;
    const Amount& lead = e_.amounts[r].front();
    const auto value = lead.readings.Under(mark_);
    const bool count = lead.span.begin == 0 && lead.decimals == 0 && !lead.percent &&
                       lead.digits.end <= 3 && value && *value > Decimal(1) &&
                       &lead != rows_[r]->amount;
    return count ? std::optional(std::pair(*value, lead.span.end)) : std::nullopt;
  }

  const Evidence& e_;
  const DecimalMark mark_;
  const std::vector<Decimal> sums_;
  std::vector<std::optional<Charge>> rows_;
};

}  // namespace

LineTable FindCharges(const Evidence& evidence, DecimalMark mark) {
  return ChargeFinder(evidence, mark).Find();
}

}  // namespace telar::invoices
