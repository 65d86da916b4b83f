#include "invoices/line_counts.h"

#include <algorithm>
#include <optional>

#include "invoices/check.h"
#include "invoices/line_numbers.h"

namespace telar::invoices {
namespace {

struct Count {
  Decimal quantity, price;
  std::string unit;
};

/// A row of a quantity, a unit or none, a sign of multiplication and a price, alone.
std::optional<Count> CountIn(const Evidence& e, std::size_t r, DecimalMark mark) {
  const Row& row = e.row(r);
  const auto& amounts = e.amounts[r];
  if (amounts.size() != 2 || amounts[0].percent || amounts[1].percent) return std::nullopt;
  const auto quantity = amounts[0].readings.Under(mark), price = amounts[1].readings.Under(mark);
  if (!quantity || !price) return std::nullopt;
  Count count{*quantity, *price, std::string(amounts[0].unit)};
  const std::string_view between = row.Text({amounts[0].span.end, amounts[1].span.begin});
  const bool times = between.find_first_of("@xX*") != std::string_view::npos ||
                     between.find("\xC3\x97") != std::string_view::npos;
  if (!times) return std::nullopt;
  for (const Atom& atom : row.atoms) {
    const bool number = std::any_of(amounts.begin(), amounts.end(), [&](const Amount& a) {
      return atom.span.begin >= a.span.begin && atom.span.end <= a.span.end;
    });
    if (number || atom.folded == "x") continue;
    const bool unit = atom.span.begin >= amounts[0].span.end &&
                      atom.span.end <= amounts[1].span.begin && atom.folded.size() <= 6;
    if (!unit || !count.unit.empty()) return std::nullopt;
    count.unit = std::string(row.Text(atom.span));
    const std::size_t end = atom.span.end;
    if (end < row.text.size() && row.text[end] == '.') count.unit += '.';
  }
  return count;
}

bool Counted(const Line& line) {
  return line.quantity && line.unit_price && !(*line.quantity == Decimal(1));
}

}  // namespace

void TakeCountRows(const Evidence& e, DecimalMark mark, std::vector<LineFacts>& facts,
                   LineTable& table) {
  std::set<std::size_t> taken;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    Line& line = table.lines[i];
    if (!line.amount || Counted(line)) continue;
    const std::size_t r = facts[i].row;
    for (const std::size_t at : {r - 1, r + 1}) {
      if (at >= e.size() || e.row(at).page != e.row(r).page || taken.contains(at)) continue;
      const bool other =
          std::any_of(facts.begin(), facts.end(), [&](const LineFacts& f) { return f.row == at; });
      const auto count = other ? std::nullopt : CountIn(e, at, mark);
      if (!count || !ProductAgrees(count->quantity, count->price, *line.amount)) continue;
      line.quantity = count->quantity;
      line.unit_price = count->price;
      if (!count->unit.empty()) line.unit = count->unit;
      line.confidence = std::max(line.confidence, 0.95);
      facts[i].proven = true;
      taken.insert(at);
      table.rows.insert(at);
      break;
    }
  }
}

}  // namespace telar::invoices
