#include "invoices/line_numbers.h"

#include <algorithm>

#include "core/text.h"
#include "invoices/characters.h"

namespace telar::invoices {
namespace {

constexpr std::size_t kMostNumbers = 6;
constexpr std::size_t kMostLeading = 6;  // position, ordered, cancelled, shipped, …

/// What may stand between the numbers of a line: signs, times, units, currency, names of taxes and
/// their short codes.
bool IsFiller(const Row& row, const Atom& atom, bool closing) {
  const std::string& word = atom.folded;
  if (word == "x" || word == "por" || word == "a" || IsUnit(word) || IsTaxName(word)) return true;
  if (CurrencyMarkAt(row.text, atom.span.begin) > 0 || word == "us") return true;
  const std::string_view printed = row.Text(atom.span);
  if (closing && (word.size() == 1 || (word.size() == 3 && AllCapitals(printed)))) return true;
  return word.size() <= 2 && AsciiUpper(printed) == printed;
}

/// True when nothing but fillers stands between two places of a row, of which the first may be the
/// end of a number.
bool OnlyFillers(const Row& row, std::size_t begin, std::size_t end, const LineColumns& columns,
                 const Amount* number = nullptr) {
  if (number != nullptr && !columns.empty())
    begin = std::max(begin, CountedUnit(row, *number, columns).end);
  return std::all_of(row.atoms.begin(), row.atoms.end(), [&](const Atom& atom) {
    return atom.span.end <= begin || atom.span.begin >= end ||
           IsFiller(row, atom, end == row.text.size()) || InUnitColumn(row, atom, columns);
  });
}

}  // namespace

Span CountedUnit(const Row& row, const Amount& number, const LineColumns& columns) {
  constexpr std::size_t kLongest = 14;
  const auto skip = [&](std::size_t at) {
    while (at < row.text.size() && row.text[at] == ' ') ++at;
    return at;
  };
  const Span cell = row.SegmentAt(number.digits.begin);
  const Span unit{skip(number.span.end), cell.end};
  if (skip(cell.begin) != number.span.begin || unit.empty() || number.percent ||
      unit.end - unit.begin > kLongest || row.Text(unit).find(' ') != std::string_view::npos)
    return {};
  const auto first = std::find_if(row.atoms.begin(), row.atoms.end(),
                                  [&](const Atom& a) { return a.span.end > unit.begin; });
  if (first == row.atoms.end() || first->span.begin >= unit.end || IsDigit(first->folded[0]) ||
      first->folded == "x")
    return {};
  const auto under = [&](Column column) {
    return columns.Under(row.BoxOf(cell), column, 0.3F) || columns.Fit(row, number, column) > 0.8;
  };
  const bool counts =
      !columns.QuantityLeads() && number.currency.empty() && under(Column::kQuantity);
  return counts || under(Column::kPrice) ? unit : Span{};
}

bool IsTaxName(std::string_view folded) {
  constexpr std::string_view kNames[] = {"cgst", "sgst", "igst", "gst", "vat", "iva", "tva",
                                         "mwst", "ust",  "btw",  "pst", "hst", "qst"};
  return std::find(std::begin(kNames), std::end(kNames), folded) != std::end(kNames);
}

bool InUnitColumn(const Row& row, const Atom& atom, const LineColumns& columns) {
  if (!columns.Has(Column::kUnit) || atom.folded.empty() || atom.folded[0] < 'a' ||
      atom.folded[0] > 'z') {
    return false;
  }
  const Span cell = row.SegmentAt(atom.span.begin);
  const bool alone = row.Text(cell).find(' ') == std::string_view::npos;
  // "12 Stk": set close to its number, it shares the cell with that alone.
  const std::string_view before = row.Text({cell.begin, atom.span.begin});
  const bool counted =
      !before.empty() && before.find_first_not_of("0123456789.,' ") == std::string_view::npos;
  if (!alone && !counted && !IsUnit(atom.folded)) return false;
  return columns.Under(row.BoxOf(atom.span), Column::kUnit, 0.3F);
}

bool IsTimes(const Row& row, const Amount& amount) {
  const auto sign = [](std::string_view text) {
    return text.starts_with("x ") || text.starts_with("X ") || text.starts_with("\xC3\x97") ||
           text.starts_with("*") || text.starts_with("@") || text.starts_with("x\t") ||
           text.starts_with("X\t");
  };
  std::size_t after = amount.span.end;
  while (after < row.text.size() && (row.text[after] == ' ' || row.text[after] == '\t')) ++after;
  return after < row.text.size() && sign(std::string_view(row.text).substr(after));
}

RowNumbers SplitRow(const Row& row, const std::vector<Amount>& amounts,
                    const LineColumns& columns) {
  RowNumbers numbers;
  std::size_t at = row.text.size();
  std::size_t left = amounts.size();
  while (left > 0 && numbers.tail.size() < kMostNumbers &&
         OnlyFillers(row, amounts[left - 1].span.end, at, columns, &amounts[left - 1])) {
    --left;
    numbers.tail.push_back(&amounts[left]);
    at = amounts[left].span.begin;
  }
  std::reverse(numbers.tail.begin(), numbers.tail.end());
  std::size_t begin = 0;
  const Amount* leading = nullptr;
  if (columns.QuantityLeads()) {
    double best = 0.6;
    for (std::size_t i = 0; i < std::min<std::size_t>(left, kMostLeading); ++i) {
      const double fit = columns.Fit(row, amounts[i], Column::kQuantity);
      if (fit <= best) continue;
      best = fit;
      leading = &amounts[i];
    }
  }
  if (leading != nullptr) {
    numbers.lead = leading;
    numbers.before = {0, leading->span.begin};
    begin = leading->span.end;
  } else if (left > 0 && OnlyFillers(row, 0, amounts[0].span.begin, columns)) {
    numbers.lead = &amounts[0];
    begin = amounts[0].span.end;
    if (left > 1 && OnlyFillers(row, begin, amounts[1].span.begin, columns)) {
      numbers.lead_next = &amounts[1];
      begin = amounts[1].span.end;
    }
  }
  numbers.text = {begin, numbers.tail.empty() ? row.text.size() : numbers.tail.front()->span.begin};
  return numbers;
}

}  // namespace telar::invoices
