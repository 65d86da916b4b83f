#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.h"
#include "invoices/evidence_weights.h"

namespace telar::invoices::learn {

/// A document as read and what is true of it.
struct LabelledDocument {
  documents::Document document;
  /// Field to its true value: normalised as Field::value, or as printed.
  std::map<std::string, std::string, std::less<>> truth;
  /// The truth names every field that is printed: a field found beside them is wrong.
  bool complete = false;
};

struct LearnOptions {
  double ridge = 0.3;  ///< Weight of the penalty Σ weight² / 2, in documents.
  int steps = 250;     ///< Of the optimiser (Adam), for each kind of decision.
  int folds = 4;       ///< For the calibration.
  /// Told what is going on; may be empty.
  std::function<void(std::string_view)> progress;
};

/// Learns the weights of the evidence from `documents` (borrowed during the call).
///
/// For each kind of decision in turn it extracts all documents, marks the choices that agree with
/// the truth (a name or an address that is read slightly wrong: the most similar ones), and
/// maximises the likelihood of the marked choices together, less the penalty. The calibration comes
/// from documents left out of the learning: the documents are dealt into folds by supplier, so that
/// no fold knows a supplier of another, and each field's curve is fitted to what the folds got
/// right.
///
/// Deterministic: the same documents in the same order give the same weights.
EvidenceWeights Learn(const std::vector<const LabelledDocument*>& documents,
                      const LearnOptions& options);

/// 0 … folds − 1, by the supplier of the truth; the same supplier has the same fold.
int FoldOf(const LabelledDocument& document, int folds);

/// True when a value found is the true one: amounts as numbers, anything else by its letters and
/// digits, accents and case ignored; dates as dates where the truth is ISO.
bool Agrees(std::string_view field, std::string_view found, std::string_view truth);

}  // namespace telar::invoices::learn
