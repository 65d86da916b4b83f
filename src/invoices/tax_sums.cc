#include "invoices/tax_sums.h"

#include <algorithm>
#include <bit>
#include <string_view>

namespace telar::invoices {
namespace {

constexpr double kSureLabel = 0.5;
constexpr std::size_t kMostTaxes = 4;

/// Which half of a tax that the union and a state share equally; 0 for a tax of its own.
int HalfOf(std::string_view name) {
  const auto says = [&](std::string_view word) { return name.find(word) != name.npos; };
  if (says("cgst") || says("central")) return 1;
  return says("sgst") || says("utgst") || says("state") ? 2 : 0;
}

/// The only rate a row prints; none when it prints several.
std::optional<Decimal> RateOf(const Evidence& e, std::size_t r) {
  std::optional<Decimal> rate;
  for (const Amount& amount : e.amounts[r]) {
    if (!amount.percent) continue;
    if (rate) return std::nullopt;
    rate = amount.readings.Under(e.numbers.mark);
  }
  return rate;
}

/// The taxes whose bits are in `set`, as one.
Decimal SumOf(const std::vector<const SumCandidate*>& taxes, std::size_t set) {
  Decimal sum;
  for (std::size_t i = 0; i < taxes.size(); ++i) {
    if ((set >> i & 1U) != 0) sum = sum + taxes[i]->value;
  }
  return sum;
}

/// One of them is what the others come to.
bool HoldSum(const Evidence& e, const std::vector<const SumCandidate*>& taxes, std::size_t all) {
  if (taxes.size() == 2 && AreTwoTaxes(e, *taxes[0], *taxes[1])) return false;
  const Decimal sum = SumOf(taxes, all);
  return std::any_of(taxes.begin(), taxes.end(),
                     [&](const SumCandidate* tax) { return tax->value + tax->value == sum; });
}

}  // namespace

bool AreTwoTaxes(const Evidence& e, const SumCandidate& a, const SumCandidate& b) {
  if (a.value.is_zero() && b.value.is_zero()) return false;
  const int half = HalfOf(a.name), other = HalfOf(b.name);
  if (half != 0 && other != 0) return half != other;
  if (a.row == b.row || a.below || b.below) return false;
  const auto rate = RateOf(e, a.row), other_rate = RateOf(e, b.row);
  return rate && other_rate && *rate != *other_rate;
}

std::optional<SumCandidate> SumOfTaxes(const Evidence& e, const std::vector<SumCandidate>& taxes,
                                       const std::vector<Decimal>& differences) {
  std::vector<const SumCandidate*> rows;
  for (const SumCandidate& tax : taxes) {
    const bool fresh = std::none_of(rows.begin(), rows.end(), [&](const SumCandidate* r) {
      return r->row == tax.row && !AreTwoTaxes(e, *r, tax);
    });
    if (fresh && StrengthOf(tax) > kSureLabel && !tax.value.is_zero()) rows.push_back(&tax);
  }
  if (rows.size() < 2 || rows.size() > kMostTaxes) return std::nullopt;
  const std::size_t all = (std::size_t{1} << rows.size()) - 1;
  if (HoldSum(e, rows, all)) return std::nullopt;
  const auto closes = [&](std::size_t set) {
    return std::find(differences.begin(), differences.end(), SumOf(rows, set)) != differences.end();
  };
  std::size_t chosen = all;
  for (std::size_t set = all; set > 0 && !closes(chosen); --set) {
    if (std::popcount(set) >= 2 && closes(set)) chosen = set;
  }
  SumCandidate sum = *rows[static_cast<std::size_t>(std::countr_zero(chosen))];
  sum.value = SumOf(rows, chosen);
  sum.span = {};
  return sum;
}

}  // namespace telar::invoices
