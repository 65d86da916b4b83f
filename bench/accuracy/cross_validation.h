#pragma once

#include <vector>

#include "bench/accuracy/measure.h"

namespace telar::bench {

/// Scores every case with weights that were learned without its fold: without its supplier, that is
/// (invoices/learn/learner.h).
std::vector<CaseScore> CrossValidated(const std::vector<Case>& cases,
                                      const std::vector<ReadCase>& read, int folds);

/// Weights learned from all cases that could be read, with what a second look is worth left at the
/// prior. Says on stderr what is going on.
invoices::EvidenceWeights LearnedFrom(const std::vector<ReadCase>& read);

}  // namespace telar::bench
