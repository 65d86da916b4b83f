#include "invoices/line_sums.h"

#include <algorithm>

namespace telar::invoices {
namespace {

bool IsTotal(Label label) {
  return label == Label::kSubtotal || label == Label::kTotal || label == Label::kTotalDue;
}

/// "Total Qty: 9", "No. of items 4", "Item(s): 5".
bool CountsPieces(const Row& row) {
  constexpr std::string_view kFirst[] = {"total", "tot",  "no",  "number", "item",  "items",
                                         "qty",   "qtys", "sum", "aantal", "piezas"};
  constexpr std::string_view kCount[] = {"qty",       "qtys",   "quantity", "item",
                                         "items",     "itern",  "count",    "pieces",
                                         "articulos", "piezas", "artikelen"};
  const auto among = [](const auto& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
  };
  if (row.atoms.size() < 2 || row.atoms.size() > 8 || !among(kFirst, row.atoms[0].folded))
    return false;
  std::size_t counts = 0, names = 0;
  for (const Atom& atom : row.atoms) {
    const bool letters = atom.folded[0] >= 'a' && atom.folded[0] <= 'z';
    if (among(kCount, atom.folded)) ++counts;
    else if (letters && atom.folded.size() > 4 && !among(kFirst, atom.folded)) ++names;
  }
  return counts > 0 && names == 0;
}

/// Letters of a row's words from `begin` to `end`.
std::size_t LettersIn(const Row& row, std::size_t begin, std::size_t end) {
  std::size_t letters = 0;
  for (const Atom& atom : row.atoms) {
    const bool letter = atom.folded[0] >= 'a' && atom.folded[0] <= 'z';
    if (letter && atom.span.begin >= begin && atom.span.end <= end) letters += atom.folded.size();
  }
  return letters;
}

}  // namespace

bool EndsTable(Label label) {
  switch (label) {
    case Label::kSubtotal:
    case Label::kTax:
    case Label::kDiscount:
    case Label::kTotal:
    case Label::kTotalDue:
    case Label::kShipping:
    case Label::kRounding:
    case Label::kCash:
    case Label::kChange:
    case Label::kPaid:
    case Label::kOtherTotal: return true;
    default: return false;
  }
}

bool IsSumRow(const Evidence& e, std::size_t r, bool after_lines) {
  const Row& row = e.row(r);
  if (!e.amounts[r].empty() && CountsPieces(row)) return true;
  for (const LabelHit& hit : e.labels[r]) {
    if (!EndsTable(hit.label)) continue;
    const Amount* next = nullptr;
    for (const Amount& amount : e.amounts[r]) {
      if (amount.digits.begin >= hit.span.end && next == nullptr) next = &amount;
    }
    if (next == nullptr) {
      // The label alone, its amount elsewhere: only when it is the whole row.
      if (IsTotal(hit.label) && after_lines && hit.span.begin == 0 &&
          hit.span.end + 2 >= row.text.size())
        return true;
      continue;
    }
    const std::size_t before = LettersIn(row, 0, hit.span.begin);
    const std::size_t between = LettersIn(row, hit.span.end, next->span.begin);
    const bool starts = row.SegmentAt(hit.span.begin).begin == hit.span.begin || before == 0;
    const bool always = before == 0 || IsTotal(hit.label) || hit.label == Label::kTax;
    // Other sums beside text: a table's line of that name would have a quantity or a price too.
    const auto after = std::count_if(
        e.amounts[r].begin(), e.amounts[r].end(),
        [&](const Amount& a) { return a.digits.begin >= hit.span.end && !a.percent; });
    if (starts && between <= 12 && (always || after == 1)) return true;
    // "(Excl. tax) Sub total (RM)": words before, nothing but the amount after.
    if (IsTotal(hit.label) && after == 1 && between <= 3 && e.amounts[r].size() == 1) return true;
  }
  return false;
}

bool IsCarriedRow(const Evidence& e, std::size_t r, DecimalMark mark, const Decimal& so_far) {
  constexpr std::size_t kMostBefore = 10, kMostBetween = 14;
  const Row& row = e.row(r);
  if (e.amounts[r].empty()) return false;
  for (const LabelHit& hit : e.labels[r]) {
    if (hit.label != Label::kCarry) continue;
    std::size_t next = row.text.size(), counts = 0;
    bool agrees = false;
    for (const Amount& amount : e.amounts[r]) {
      if (amount.digits.begin < hit.span.end) continue;
      next = std::min(next, amount.span.begin);
      if (!amount.money()) ++counts;
      agrees = agrees || (!so_far.is_zero() && amount.readings.Under(mark) == so_far);
    }
    if (agrees) return true;
    const bool one_word = row.Text(hit.span).find(' ') == std::string_view::npos;
    // "Total carried forward", but no "annual report".
    if (LettersIn(row, 0, hit.span.begin) > (one_word ? 0 : kMostBefore)) continue;
    if (LettersIn(row, hit.span.end, next) > kMostBetween) continue;
    if (one_word && (hit.weight < 0.85 || hit.language != e.language)) continue;
    if (e.prints_decimals && counts > 0 && e.amounts[r].size() > counts) continue;
    return true;
  }
  return false;
}

bool OnlyShipping(const Evidence& e, std::size_t r) {
  return std::all_of(e.labels[r].begin(), e.labels[r].end(), [](const LabelHit& h) {
    return h.label == Label::kShipping || !EndsTable(h.label);
  });
}

std::vector<Decimal> PrintedSums(const Evidence& e, DecimalMark mark,
                                 const std::set<std::size_t>& line_rows) {
  std::vector<Decimal> sums;
  const auto take = [&](std::size_t r, const Span& span) {
    if (line_rows.contains(r)) return;
    for (const Amount& amount : e.amounts[r]) {
      const auto value = amount.readings.Under(mark);
      if (amount.digits.begin < span.begin || amount.digits.end > span.end || amount.percent ||
          !value || value->is_zero())
        continue;
      if (!HasSum(sums, *value, 0)) sums.push_back(*value);
    }
  };
  for (std::size_t r = 0; r < e.size(); ++r) {
    for (std::size_t i = 0; i < e.labels[r].size(); ++i) {
      if (!IsTotal(e.labels[r][i].label)) continue;
      take(r, {e.labels[r][i].span.end, e.row(r).text.size()});
      for (const Place& place : Below(e, r, e.labels[r][i].span)) take(place.row, place.span);
    }
  }
  return sums;
}

bool HasSum(const std::vector<Decimal>& sums, const Decimal& value, std::int64_t cents) {
  return std::any_of(sums.begin(), sums.end(), [&](const Decimal& sum) {
    return (sum - value).Abs() <= Decimal::FromUnits(cents, 2);
  });
}

}  // namespace telar::invoices
