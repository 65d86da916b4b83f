#include "bench/accuracy/cross_validation.h"

#include <cstdio>

#include "bench/support/machine.h"
#include "bench/support/parallel.h"
#include "invoices/learn/learner.h"

namespace telar::bench {

namespace learn = invoices::learn;

namespace {

std::vector<learn::LabelledDocument> Labelled(const std::vector<ReadCase>& read) {
  std::vector<learn::LabelledDocument> documents(read.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (read[i].document.ok()) documents[i].document = *read[i].document;
    documents[i].complete = read[i].truth.complete;
    for (const auto& [name, field] : read[i].truth.fields) documents[i].truth[name] = field.value;
  }
  return documents;
}

}  // namespace

invoices::EvidenceWeights LearnedFrom(const std::vector<ReadCase>& read) {
  const std::vector<learn::LabelledDocument> documents = Labelled(read);
  std::vector<const learn::LabelledDocument*> known;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (read[i].document.ok()) known.push_back(&documents[i]);
  }
  learn::LearnOptions options;
  options.progress = [](std::string_view text) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
  };
  return learn::Learn(known, options);
}

std::vector<CaseScore> CrossValidated(const std::vector<Case>& cases,
                                      const std::vector<ReadCase>& read, int folds) {
  const std::vector<learn::LabelledDocument> documents = Labelled(read);
  std::vector<invoices::EvidenceWeights> weights(static_cast<std::size_t>(folds));
  ForEach(weights.size(), Cores(), [&](std::size_t fold) {
    std::vector<const learn::LabelledDocument*> known;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (!read[i].document.ok() || learn::FoldOf(documents[i], folds) == static_cast<int>(fold))
        continue;
      known.push_back(&documents[i]);
    }
    weights[fold] = learn::Learn(known, {});
    std::fprintf(stderr, "fold %zu learned from %zu documents\n", fold + 1, known.size());
  });
  return ScoreCases(cases, read, [&](std::size_t i) -> const invoices::EvidenceWeights& {
    return weights[static_cast<std::size_t>(learn::FoldOf(documents[i], folds))];
  });
}

}  // namespace telar::bench
