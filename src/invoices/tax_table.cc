#include "invoices/tax_table.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace telar::invoices {
namespace {

constexpr std::size_t kMostRows = 40;
constexpr std::size_t kMostBetween = 3;  // from row to row
constexpr double kBaseWeight = 0.8;      // a base is not always named

/// A row "19 %  1.000,00  190,00": the rate of a tax, its base and the tax.
struct RatedTax {
  std::size_t row = 0;
  Decimal rate, base, tax;
  Span at_tax;
};

/// A printed rate: "20.000 %" is 20 also where a comma marks the decimals.
std::optional<Decimal> RateUnder(const NumberReadings& readings, DecimalMark mark) {
  const Decimal whole(100);
  const auto value = readings.Under(mark);
  if (!value || *value < whole) return value;
  for (const auto& other : {readings.point, readings.comma}) {
    if (other && *other < whole) return other;
  }
  return value;
}

class TaxTable {
 public:
  TaxTable(const Evidence& e, DecimalMark mark) : e_(e), mark_(mark) {}

  std::vector<SumCandidate> Sums(const std::set<std::size_t>& line_rows) {
    for (std::size_t r = 0; r < e_.size(); ++r) {
      if (line_rows.contains(r)) continue;
      if (const auto rated = RatedTaxOf(r)) Add(*rated);
    }
    Decimal base, tax;
    for (const RatedTax& row : rows_) {
      base = base + row.base;
      tax = tax + row.tax;
    }
    if (rows_.empty() || rows_.size() > kMostRows || tax.is_zero()) return {};
    const RatedTax& first = rows_.front();
    const bool only = rows_.size() == 1;
    std::vector<SumCandidate> sums = {{.label = Label::kTax,
                                       .value = tax,
                                       .row = first.row,
                                       .span = only ? first.at_tax : Span(),
                                       .label_weight = only ? 0.8 : 1}};
    if (!only) FindBelow(sums.front());
    if (!only && IsPrinted(base + tax)) {
      sums.push_back({.label = Label::kSubtotal,
                      .value = base,
                      .row = first.row,
                      .label_weight = kBaseWeight});
    }
    return sums;
  }

 private:
  std::optional<RatedTax> RatedTaxOf(std::size_t r) const {
    std::optional<Decimal> rate;
    std::vector<std::pair<Decimal, Span>> money;
    for (const Amount& amount : e_.amounts[r]) {
      const auto value = amount.readings.Under(mark_);
      if (!value || !amount.unit.empty()) continue;
      if (!amount.percent) money.emplace_back(*value, amount.span);
      else if (rate) return std::nullopt;
      else rate = RateUnder(amount.readings, mark_);
    }
    if (!rate || rate->is_negative() || *rate >= Decimal(60)) return std::nullopt;
    if (rate->is_zero()) return UntaxedOf(r, money);
    for (const auto& [base, at_base] : money) {
      for (const auto& [tax, at_tax] : money) {
        if (tax.is_zero() || tax.Abs() >= base.Abs()) continue;
        // Half of the last digit of the tax, in hundredths of the base's unit.
        const Decimal apart = (base * *rate - tax * Decimal(100)).Abs();
        const bool near = apart <= Decimal::FromUnits(e_.prints_decimals ? 110 : 11000, 2);
        const bool whole = base.Abs() > Decimal(1) && tax.Abs() > Decimal::FromUnits(2, 2);
        if (near && whole) return RatedTax{r, *rate, base, tax, at_tax};
      }
    }
    return std::nullopt;
  }

  /// "0 %  17,85  0,00": only beside rows that are taxed.
  std::optional<RatedTax> UntaxedOf(std::size_t r,
                                    const std::vector<std::pair<Decimal, Span>>& money) const {
    if (rows_.empty() || !Follows(r) || money.size() < 2 || money.front().first.is_zero())
      return std::nullopt;
    const auto zero =
        std::find_if(money.begin(), money.end(), [](const auto& m) { return m.first.is_zero(); });
    if (zero == money.end()) return std::nullopt;
    return RatedTax{r, Decimal(), money.front().first, Decimal(), zero->second};
  }

  bool Follows(std::size_t r) const {
    return r - rows_.back().row <= kMostBetween && e_.row(r).page == e_.row(rows_.back().row).page;
  }

  void Add(const RatedTax& rated) {
    if (!rows_.empty() && !Follows(rated.row)) rows_.clear();
    if (rows_.size() > kMostRows) return;
    const auto same = [&](const RatedTax& row) { return row.rate == rated.rate; };
    Decimal sum;
    for (const RatedTax& row : rows_) {
      if (same(row)) sum = sum + row.base;
    }
    if (sum == rated.base) std::erase_if(rows_, same);
    rows_.push_back(rated);
  }

  /// Where the tax of all rows is printed below them.
  void FindBelow(SumCandidate& tax) const {
    const std::size_t last = rows_.back().row;
    for (std::size_t r = last + 1; r < std::min(last + 3, e_.size()); ++r) {
      for (const Amount& amount : e_.amounts[r]) {
        if (amount.percent || amount.readings.Under(mark_) != tax.value || !tax.span.empty())
          continue;
        tax.row = r;
        tax.span = amount.span;
      }
    }
  }

  bool IsPrinted(const Decimal& value) const {
    return std::any_of(e_.amounts.begin(), e_.amounts.end(), [&](const auto& row) {
      return std::any_of(row.begin(), row.end(), [&](const Amount& amount) {
        return !amount.percent && amount.unit.empty() && amount.readings.Under(mark_) == value;
      });
    });
  }

  const Evidence& e_;
  const DecimalMark mark_;
  std::vector<RatedTax> rows_;
};

}  // namespace

std::vector<SumCandidate> FindTaxTable(const Evidence& evidence, DecimalMark mark,
                                       const std::set<std::size_t>& line_rows) {
  return TaxTable(evidence, mark).Sums(line_rows);
}

}  // namespace telar::invoices
