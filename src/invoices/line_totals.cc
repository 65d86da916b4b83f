#include "invoices/line_totals.h"

#include <algorithm>

#include "invoices/check.h"
#include "invoices/line_charges.h"
#include "invoices/line_sums.h"

namespace telar::invoices {
namespace {

std::int64_t Cents(std::size_t lines) {
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(lines) / 2, 1, 5);
}

/// How many of the first lines add up to a printed sum, most first; 0 when none do. Lines that are
/// proven are never left out.
std::size_t LinesThatAddUp(const std::vector<Line>& lines, const std::vector<LineFacts>& facts,
                           const std::vector<Decimal>& sums) {
  std::vector<Decimal> running = {Decimal()};
  for (const Line& line : lines) {
    if (!line.amount) return 0;
    running.push_back(running.back() + *line.amount);
  }
  for (std::size_t n = lines.size(); n > 0; --n) {
    if (HasSum(sums, running[n], Cents(n))) return n;
    if (facts[n - 1].proven) return 0;
  }
  return 0;
}

void Keep(std::size_t n, std::vector<LineFacts>& facts, LineTable& table) {
  for (std::size_t i = n; i < facts.size(); ++i) table.rows.erase(facts[i].row);
  table.lines.resize(n);
  facts.resize(n);
}

/// The charges with the lines already read in their place; none when a proven line is not among
/// them.
bool TakeCharges(LineTable charges, std::vector<LineFacts>& facts, LineTable& table) {
  std::vector<LineFacts> merged;
  std::size_t i = 0, at = 0;
  std::set<std::size_t> rows;
  for (const std::size_t row : charges.rows) {
    for (; i < facts.size() && facts[i].row < row; ++i) {
      if (facts[i].proven) return false;
    }
    Line& charge = charges.lines[at++];
    if (i < facts.size() && facts[i].row == row && table.lines[i].amount == charge.amount) {
      charge = table.lines[i];
      merged.push_back(facts[i++]);
    } else {
      merged.push_back({row, false, {}});
    }
  }
  if (std::any_of(facts.begin() + static_cast<std::ptrdiff_t>(std::min(i, facts.size())),
                  facts.end(), [](const LineFacts& f) { return f.proven; }))
    return false;
  facts = std::move(merged);
  charges.rows.insert(table.rows.begin(), table.rows.end());
  table = std::move(charges);
  return true;
}

}  // namespace

void SettleTotals(const Evidence& e, DecimalMark mark, std::vector<LineFacts>& facts,
                  LineTable& table) {
  std::set<std::size_t> proven;
  for (const LineFacts& line : facts) {
    if (line.proven) proven.insert(line.row);
  }
  const std::vector<Decimal> sums = PrintedSums(e, mark, proven);
  const std::size_t n = LinesThatAddUp(table.lines, facts, sums);
  table.adds_up = n > 0;
  if (n > 0) Keep(n, facts, table);
  if (!table.adds_up) {
    LineTable charges = FindCharges(e, mark);
    if (!charges.lines.empty()) table.adds_up = TakeCharges(std::move(charges), facts, table);
  }
  table.agreeing = static_cast<int>(
      std::count_if(facts.begin(), facts.end(), [](const LineFacts& f) { return f.proven; }));
  if (!table.adds_up) return;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    Line& line = table.lines[i];
    // A right amount says nothing for a quantity and a price that do not give it.
    const bool doubted = !facts[i].proven && line.quantity && line.unit_price &&
                         !ProductAgrees(*line.quantity, *line.unit_price, *line.amount);
    if (!doubted) line.confidence = 1 - 0.6 * (1 - line.confidence);
  }
}

}  // namespace telar::invoices
