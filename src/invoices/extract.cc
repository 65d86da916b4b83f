#include "invoices/extract.h"

#include <algorithm>

#include "invoices/check.h"
#include "invoices/evidence.h"
#include "invoices/identity.h"
#include "invoices/lines.h"
#include "invoices/parties.h"
#include "invoices/several_receipts.h"
#include "invoices/subtotal.h"
#include "invoices/sums.h"

namespace telar::invoices {
namespace {

/// Lines and sums under one decimal mark, and how well they hang together.
struct Books {
  LineTable table;
  std::vector<SumCandidate> candidates;
  Sums sums;
  int agreement = 0;
};

Books ReadBooksUnder(Evidence& evidence, DecimalMark mark, const EvidenceWeights& weights) {
  evidence.numbers.mark = mark;
  Books books;
  books.table = FindLines(evidence, mark);
  books.candidates = FindSums(evidence, mark, books.table.rows);
  books.sums = ChooseSums(evidence, books.candidates, books.table.lines, weights, nullptr);
  books.agreement =
      books.table.agreeing + (books.sums.equation ? 2 : 0) + (books.sums.confirmed ? 1 : 0);
  return books;
}

/// A number with two readings among those that matter; empty when there is none.
std::string TwoReadings(const Evidence& evidence) {
  for (const auto& row : evidence.amounts) {
    for (const Amount& amount : row) {
      if (!amount.readings.ambiguous() || !amount.unit.empty()) continue;
      for (std::size_t r = 0; r < evidence.size(); ++r) {
        if (&evidence.amounts[r] == &row) return std::string(evidence.row(r).Text(amount.digits));
      }
    }
  }
  return {};
}

/// Money has two decimals or none: three digits after a mark are thousands, unless arithmetic says
/// otherwise.
DecimalMark MarkWithoutThreeDecimals(const Evidence& evidence) {
  int point = 0, comma = 0;
  for (const auto& row : evidence.amounts) {
    for (const Amount& amount : row) {
      if (!amount.readings.ambiguous()) continue;
      (amount.readings.point->scale() == 3 ? comma : point) += 1;
    }
  }
  return comma > point ? DecimalMark::kComma : DecimalMark::kPoint;
}

/// Lines and sums under the decimal mark that the document decides on; where none of its numbers
/// does, under the one with which they hang together better, which evidence.numbers then has.
/// `doubt` gets a number with two readings when neither is better.
Books ReadBooks(Evidence& evidence, const EvidenceWeights& weights, std::string& doubt) {
  if (evidence.numbers.decided) return ReadBooksUnder(evidence, evidence.numbers.mark, weights);
  const DecimalMark likely = MarkWithoutThreeDecimals(evidence);
  const DecimalMark other =
      likely == DecimalMark::kPoint ? DecimalMark::kComma : DecimalMark::kPoint;
  Books books = ReadBooksUnder(evidence, likely, weights);
  const std::string two_readings = TwoReadings(evidence);
  if (two_readings.empty()) return books;
  Books against = ReadBooksUnder(evidence, other, weights);
  if (against.agreement > books.agreement) return against;
  evidence.numbers.mark = likely;
  if (books.agreement == against.agreement) doubt = two_readings;
  return books;
}

/// A field that no verdict waits for and that is more likely wrong than right is not said; of an
/// address most is right even where a letter is not.
void LeaveOutDoubtful(Invoice& invoice) {
  std::erase_if(invoice.fields, [](const auto& entry) {
    const auto& [name, field] = entry;
    const bool kept =
        name == "supplier" || name == "supplier_address" || name == "date" || name == "total";
    return !kept && field.confidence < kWorthSaying;
  });
}

}  // namespace

Invoice Extract(const documents::Document& document, Explanation* explanation) {
  if (explanation == nullptr) return ExtractWith(document, EvidenceWeights::BuiltIn(), nullptr);
  Trace trace;
  Invoice invoice = ExtractWith(document, EvidenceWeights::BuiltIn(), &trace);
  *explanation = std::move(trace.explanation);
  return invoice;
}

Invoice ExtractWith(const documents::Document& document, const EvidenceWeights& weights,
                    Trace* trace, Findings* found) {
  if (HasSeveralSheets(document)) {
    std::vector<Invoice> sheets;
    for (const documents::Document& sheet : SheetsOf(document)) {
      sheets.push_back(ExtractWith(sheet, weights, nullptr));
    }
    if (Invoice joined; JoinReceipts(std::move(sheets), joined)) return joined;
  }
  Invoice invoice;
  Findings findings;
  const Layout layout = BuildLayout(document);
  findings.any_words = !layout.rows.empty();
  findings.cut = layout.cut;
  if (!findings.any_words) {
    Check(findings, invoice);
    if (found != nullptr) *found = std::move(findings);
    return invoice;
  }
  Evidence evidence = Gather(layout);
  Books books = ReadBooks(evidence, weights, findings.number_format);
  if (trace != nullptr) {
    books.sums = ChooseSums(evidence, books.candidates, books.table.lines, weights, trace);
  }
  ComputeSubtotal(evidence, books.candidates, books.table.lines, books.sums);
  const CustomerBlocks customers = FindParties(evidence, books.table.rows, weights, invoice, trace);
  FindIdentity(evidence, customers, weights, invoice, findings.date_order, trace);
  if (const auto date = invoice.fields.find("date");
      date != invoice.fields.end() && !findings.date_order.empty()) {
    date->second.confidence = std::min(date->second.confidence, 0.5);
  }
  const auto keep = [&](std::string_view name, std::optional<Field>& field) {
    if (!field) return;
    if (!findings.number_format.empty()) field->confidence = std::min(field->confidence, 0.5);
    invoice.fields.emplace(name, *std::move(field));
  };
  findings.total_confirmed = books.sums.confirmed;
  findings.sums_agree = books.sums.equation;
  keep("subtotal", books.sums.subtotal);
  keep("tax", books.sums.tax);
  keep("discount", books.sums.discount);
  keep("total", books.sums.total);
  invoice.lines = std::move(books.table.lines);
  if (trace == nullptr || !trace->keep_doubtful) LeaveOutDoubtful(invoice);
  Check(findings, invoice);
  if (found != nullptr) *found = findings;
  if (trace != nullptr) {
    // Fields found by one rule have but one candidate.
    for (const auto& [name, field] : invoice.fields) {
      auto& candidates = trace->explanation[name];
      if (candidates.empty())
        candidates.push_back({field.value, field.raw, field.page, field.box, field.confidence, {}});
    }
  }
  return invoice;
}

}  // namespace telar::invoices
