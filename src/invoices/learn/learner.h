#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "documents/document.h"
#include "documents/reader.h"
#include "invoices/evidence_weights.h"

namespace telar::invoices::learn {

/// A document as read and what is true of it.
struct LabelledDocument {
  documents::Document document;
  /// Field to its true value: normalised as Field::value, or as printed.
  std::map<std::string, std::string, std::less<>> truth;
  /// The truth names every field that is printed: a field found beside them is wrong.
  bool complete = false;
  std::string source{};  ///< Where the bytes are, for LearnOptions::look.
};

/// What is believed of the evidence before any document is seen: rules of thumb for the fields that
/// have a number or a date behind a label, nothing for the others. Made once, lives for ever.
const EvidenceWeights& PriorWeights();

struct LearnOptions {
  double ridge = 0.3;  ///< Weight of the penalty Σ (weight − prior)² / 2, in documents.
  int steps = 250;     ///< Of the optimiser (Adam), for each kind of decision.
  int folds = 4;       ///< For the calibration.
  /// Reads a region of a document again by the engine that did not read it; empty: what a second
  /// look is worth stays as PriorWeights has it.
  std::function<Result<std::vector<documents::Word>>(const LabelledDocument&,
                                                     const documents::PageRegion&)>
      look{};
  /// Told what is going on; may be empty.
  std::function<void(std::string_view)> progress;
};

/// Learns the weights of the evidence from `documents` (borrowed during the call).
///
/// For each kind of decision it extracts all documents, marks the choices that agree with the truth
/// (a text or a number that is read slightly wrong: the most similar ones; a field that is not
/// printed: "none"), and maximises the likelihood of the marked choices together, less the penalty.
/// Evidence that no document shows keeps the weight of PriorWeights. The calibration comes
/// from documents left out of the learning: the documents are dealt into folds by supplier, so that
/// no fold knows a supplier of another, and each field's curve is fitted to what the folds got
/// right. Last, the doubtful fields of the documents left out are read again, and what agreement
/// and disagreement tell is learned from that (second_look.h).
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
