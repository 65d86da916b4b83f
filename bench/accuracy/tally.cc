#include "bench/accuracy/tally.h"

#include <algorithm>

namespace telar::bench {
namespace {

Counts CountsOf(const FieldScore& field, bool right) {
  return {.right = right ? 1 : 0, .found = field.found ? 1 : 0, .true_ones = field.is_true ? 1 : 0};
}

Counts& Of(std::vector<std::pair<std::string, Counts>>& table, const std::string& field) {
  for (auto& [name, counts] : table) {
    if (name == field) return counts;
  }
  return table.emplace_back(field, Counts{}).second;
}

void Fill(Bin& bin, const FieldScore& field) {
  ++bin.count;
  bin.right += field.normal ? 1 : 0;
  bin.confidence += field.confidence;
}

// The fields that a verdict stands on.
bool IsCore(std::string_view field) {
  for (const std::string_view core :
       {"supplier", "invoice_number", "purchase_order", "date", "currency", "total"}) {
    if (field == core) return true;
  }
  return false;
}

void AddCase(const CaseScore& score, Tally& tally) {
  ++tally.documents;
  tally.unreadable += score.error.ok() ? 0 : 1;
  const bool accepted = score.verdict == invoices::Verdict::kAccept;
  bool all_right = true;
  for (const FieldScore& field : score.fields) {
    const Counts exact = CountsOf(field, field.exact), normal = CountsOf(field, field.normal);
    Of(tally.exact, field.field) += exact;
    Of(tally.normal, field.field) += normal;
    tally.all_exact += exact;
    tally.all_normal += normal;
    if (accepted) tally.accepted_fields += normal;
    if (accepted && IsCore(field.field)) tally.accepted_core += normal;
    if (!field.found) continue;
    all_right = all_right && field.normal;
    const auto above =
        std::upper_bound(kBinEdges.begin() + 1, kBinEdges.end() - 1, field.confidence);
    Fill(tally.bins[static_cast<std::size_t>(above - kBinEdges.begin()) - 1], field);
  }
  tally.accepted += accepted ? 1 : 0;
  tally.accepted_right += accepted && all_right ? 1 : 0;
  for (const auto& [cell, counts] : score.lines.counts) tally.lines[cell] += counts;
}

// Rows in the order of the contract, whatever document came first.
void Order(std::vector<std::pair<std::string, Counts>>& table) {
  std::vector<std::pair<std::string, Counts>> ordered;
  for (const std::string_view name : invoices::kFieldNames) {
    for (auto& row : table) {
      if (row.first == name) ordered.push_back(row);
    }
  }
  table = std::move(ordered);
}

}  // namespace

std::vector<Tally> TallyByGroup(const std::vector<CaseScore>& scores) {
  std::vector<Tally> tallies;
  for (const CaseScore& score : scores) {
    if (tallies.empty() || tallies.back().group != score.group) {
      tallies.push_back({.group = score.group});
    }
    AddCase(score, tallies.back());
  }
  for (Tally& tally : tallies) {
    Order(tally.exact);
    Order(tally.normal);
  }
  return tallies;
}

}  // namespace telar::bench
