#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/context.h"
#include "config/settings.h"
#include "documents/isolation/reader_pool.h"
#include "models/dataset.h"
#include "models/evaluation.h"
#include "models/gate.h"
#include "models/registry.h"

namespace telar::app {

/// What every command of `telar model` works with.
struct ModelDesk {
  Context& context;
  config::Settings settings;
  std::unique_ptr<store::ObjectStore> store;
  std::unique_ptr<models::Registry> registry;
  /// What is learned from and measured on: the manifest of a snapshot by its hash, or the version
  /// that learned from it; empty: models.dataset.
  std::string snapshot;
  std::unique_ptr<store::ObjectStore> labelled;  ///< Opened by the first ReadLabelled.

  /// Labelled documents, prepared; one split alone with `only`. A progress bar meanwhile; what is
  /// left out is named at the end.
  Result<models::Dataset> ReadLabelled(const models::Preparation& preparation,
                                       std::optional<models::Split> only);
  /// "champion", "candidate", "12" or "v12". kNotFound when there is none.
  Result<models::ModelManifest> Find(const std::string& name);
};

/// Settings and registry. `make`: a registry whose folder is missing is made; otherwise kNotFound.
Result<std::unique_ptr<ModelDesk>> OpenModelDesk(Context& context, bool make);

/// What a model file says of the test documents, beside the truth.
struct Judgement {
  models::Evaluation evaluation;
  models::SetFacts test;
  std::vector<double> probabilities;  ///< Of class 1, in the order of `documents`.
  models::Dataset documents;          ///< The test split, prepared for this model.
};

/// Evaluates exactly these bytes. `documents` are reused when they are prepared for the model, and
/// read otherwise. Errors of ServedModel::Open and ReadDataset.
Result<Judgement> Judge(ModelDesk& desk, const std::string& bytes, const std::string& name,
                        std::optional<models::Dataset> documents = {});

/// A candidate before the gate, with the champion measured on the same documents when there is one.
struct Gated {
  models::GateVerdict verdict;
  std::optional<models::ModelManifest> champion;
  std::optional<models::Evaluation> champion_evaluation;
};
Result<Gated> AskGate(ModelDesk& desk, const Judgement& candidate, const models::SetFacts& train);

/// Counts of the training set that a version's manifest tells; zeros when it tells none.
models::SetFacts TrainFacts(const models::ModelManifest& manifest);

/// The features and scores of judged documents, kept in the registry for drift; its SHA-256.
Result<std::string> KeepBaseline(ModelDesk& desk, const Judgement& judgement);

}  // namespace telar::app
