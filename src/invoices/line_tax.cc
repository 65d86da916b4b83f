#include "invoices/line_tax.h"

#include <algorithm>
#include <map>

#include "invoices/characters.h"

namespace telar::invoices {
namespace {

const Decimal kHighestRate(40);

}  // namespace

std::set<Decimal> PrintedRates(const Evidence& e, DecimalMark mark) {
  std::set<Decimal> rates;
  for (const auto& row : e.amounts) {
    for (const Amount& amount : row) {
      const auto rate = amount.readings.Under(mark);
      if (amount.percent && rate && *rate <= kHighestRate) rates.insert(*rate);
    }
  }
  return rates;
}

std::optional<Decimal> RateOf(const Row& row, const RowNumbers& numbers, const LineRoles& roles,
                              const LineColumns& columns, DecimalMark mark,
                              const std::set<Decimal>& rates) {
  std::optional<Decimal> found;
  for (const Amount* other : numbers.tail) {
    const auto rate = other->readings.Under(mark);
    // "Cotton 100 %" belongs to the name.
    if (!rate || other->span.begin < FirstRole(numbers, roles)) continue;
    const double as_tax = columns.Fit(row, *other, Column::kTax);
    if (other->percent) {
      const bool discount =
          columns.Has(Column::kDiscount) &&
          (!columns.Has(Column::kTax) || columns.Fit(row, *other, Column::kDiscount) > as_tax);
      if (!discount) found = rate;
    } else if (other != roles.quantity && other != roles.price && other != roles.amount &&
               (other->decimals == 0 || rates.contains(*rate) ||
                columns.UnderRate(row.BoxOf(other->digits))) &&
               other->currency.empty() && as_tax > 0.6 && *rate <= kHighestRate && !found &&
               as_tax > columns.Fit(row, *other, Column::kDiscount)) {
      found = rate;
    }
  }
  return found;
}

std::string TaxMark(const Row& row, const RowNumbers& numbers) {
  if (numbers.tail.empty() || row.atoms.empty()) return {};
  const Atom& last = row.atoms.back();
  const std::string_view printed = row.Text(last.span);
  if (last.span.begin < numbers.tail.back()->span.end || printed.size() > 3 ||
      !AllCapitals(printed) || IsUnit(last.folded) || CurrencyMarkAt(row.text, last.span.begin) > 0)
    return {};
  return std::string(printed);
}

void SetTaxRates(const Evidence& e, DecimalMark mark, const std::vector<LineFacts>& facts,
                 std::vector<Line>& lines) {
  std::set<std::string_view> marks;
  std::set<std::size_t> line_rows;
  for (const LineFacts& line : facts) {
    line_rows.insert(line.row);
    if (!line.tax_mark.empty()) marks.insert(line.tax_mark);
  }
  if (marks.empty()) return;
  std::map<std::string_view, std::set<Decimal>> rates;
  for (std::size_t r = 0; r < e.size(); ++r) {
    if (line_rows.contains(r)) continue;
    const Row& row = e.row(r);
    for (std::size_t i = 0; i < std::min<std::size_t>(row.atoms.size(), 8); ++i) {
      const auto known = marks.find(row.Text(row.atoms[i].span));
      if (known == marks.end()) continue;
      for (const Amount& amount : e.amounts[r]) {
        const auto rate = amount.readings.Under(mark);
        const bool behind = amount.digits.begin >= row.atoms[i].span.end &&
                            amount.digits.begin <= row.atoms[i].span.end + 12;
        if (amount.percent && rate && behind && *rate <= kHighestRate) rates[*known].insert(*rate);
      }
    }
  }
  for (std::size_t i = 0; i < lines.size() && i < facts.size(); ++i) {
    const auto found = rates.find(facts[i].tax_mark);
    if (!lines[i].tax_rate && found != rates.end() && found->second.size() == 1)
      lines[i].tax_rate = *found->second.begin();
  }
}

}  // namespace telar::invoices
