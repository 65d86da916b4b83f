#include "invoices/payments.h"

#include <string>
#include <string_view>

namespace telar::invoices {
namespace {

constexpr double kSureLabel = 0.5;

bool SameButForMark(std::string_view print, const Decimal& value) {
  const std::string right = value.ToString();
  const std::size_t mark = right.find('.');
  if (mark == std::string::npos || mark + 3 != right.size() || print.size() != right.size())
    return false;
  std::string mended(print);
  mended[mark] = '.';
  return mended == right && std::string_view("-:; ").find(print[mark]) != std::string_view::npos;
}

}  // namespace

std::vector<Payment> FindPayments(const std::vector<SumCandidate>& candidates) {
  std::vector<Payment> payments;
  for (const SumCandidate& cash : candidates) {
    const bool paid = cash.label == Label::kCash || cash.label == Label::kPaid;
    if (!paid || cash.label_weight < kSureLabel) continue;
    const std::size_t before = payments.size();
    for (const SumCandidate& change : candidates) {
      if (change.label != Label::kChange || change.row < cash.row) continue;
      payments.push_back({cash.value.Abs(), change.value.Abs(), cash.row, cash.span});
    }
    if (payments.size() == before)
      payments.push_back({cash.value.Abs(), std::nullopt, cash.row, cash.span});
  }
  return payments;
}

std::optional<SumCandidate> MisreadTotal(const Evidence& evidence, const Decimal& value) {
  constexpr std::string_view kDigits = "0123456789";
  for (std::size_t r = 0; r < evidence.size(); ++r) {
    const Row& row = evidence.row(r);
    if (row.page->source != documents::PageSource::kOcr) continue;
    for (const LabelHit& hit : evidence.labels[r]) {
      if (hit.label != Label::kTotal && hit.label != Label::kTotalDue) continue;
      const std::size_t begin = row.text.find_first_of(kDigits, hit.span.end);
      if (begin == std::string::npos) continue;
      const Span span{begin, row.text.find_last_of(kDigits) + 1};
      if (!SameButForMark(row.Text(span), value)) continue;
      return SumCandidate{
          .label = hit.label, .value = value, .row = r, .span = span, .label_weight = hit.weight};
    }
  }
  return std::nullopt;
}

}  // namespace telar::invoices
