#include "bench/accuracy/measure.h"

#include <atomic>
#include <cstdio>

#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "bench/support/parallel.h"
#include "invoices/picture_look.h"

namespace telar::bench {
namespace {

void ScoreField(const std::string& name, const Truth& truth, const invoices::Invoice& invoice,
                CaseScore& score) {
  const auto expected = truth.fields.find(name);
  const invoices::Field* got = invoice.Find(name);
  const bool is_true = expected != truth.fields.end();
  if (!is_true && (got == nullptr || !truth.complete)) return;
  FieldScore field{.field = name, .is_true = is_true, .found = got != nullptr};
  if (is_true) field.expected = expected->second.value;
  if (got != nullptr) {
    field.got = TypeOf(name) == FieldType::kText ? got->raw : got->value;
    field.confidence = got->confidence;
  }
  if (is_true && got != nullptr) {
    field.exact = ExactlyRight(TypeOf(name), *got, expected->second);
    field.normal = field.exact || NormallyRight(TypeOf(name), *got, expected->second);
  }
  score.fields.push_back(std::move(field));
}

}  // namespace

invoices::Invoice InvoiceOf(const ReadCase& read, const invoices::EvidenceWeights& weights) {
  if (!read.document.ok()) return {.verdict = invoices::Verdict::kFailed};
  std::optional<documents::Document> used;
  return invoices::ExtractWithPictures(
      *read.document, [&] { return read.with_pictures; }, weights, nullptr, nullptr, used);
}

CaseScore ScoreInvoice(const Case& one, const ReadCase& read, const invoices::Invoice& invoice) {
  CaseScore score{.group = one.group, .name = one.name, .error = read.document.status()};
  score.verdict = invoice.verdict;
  score.reasons = invoice.reasons;
  for (const std::string_view name : invoices::kFieldNames) {
    ScoreField(std::string(name), read.truth, invoice, score);
  }
  if (read.truth.lines) {
    score.lines = ScoreLines(invoice.lines, *read.truth.lines, read.truth.complete);
  }
  return score;
}

std::vector<ReadCase> ReadCases(const std::vector<Case>& cases, documents::Reader& reader) {
  std::vector<ReadCase> read(cases.size());
  std::atomic<std::size_t> done{0};
  ForEach(cases.size(), Cores(), [&](std::size_t i) {
    read[i].truth = OrDie(cases[i].load());
    read[i].document = reader.Read(read[i].truth.bytes, cases[i].options);
    if (read[i].document.ok() && invoices::WantsPictures(*read[i].document, {})) {
      read[i].with_pictures =
          invoices::WithPictures(read[i].truth.bytes, *read[i].document, reader, cases[i].options);
    }
    read[i].truth.bytes = {};
    const std::size_t now = ++done;
    if (now % 50 == 0) std::fprintf(stderr, "%zu of %zu documents\n", now, cases.size());
  });
  return read;
}

std::vector<CaseScore> ScoreCases(
    const std::vector<Case>& cases, const std::vector<ReadCase>& read,
    const std::function<const invoices::EvidenceWeights&(std::size_t)>& weights_of) {
  std::vector<CaseScore> scores(cases.size());
  ForEach(cases.size(), Cores(), [&](std::size_t i) {
    scores[i] = ScoreInvoice(cases[i], read[i], InvoiceOf(read[i], weights_of(i)));
  });
  return scores;
}

}  // namespace telar::bench
