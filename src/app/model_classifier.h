#pragma once

#include <memory>

#include "config/settings.h"
#include "core/clock.h"
#include "core/result.h"
#include "invoices/classification.h"
#include "models/champion.h"

namespace telar::app {

/// The seam Classifier over the model in production: pages are prepared as the model says, and
/// every answer names the version it came from. Safe from several threads.
class ModelClassifier final : public invoices::Classifier {
 public:
  /// The registry's champion, followed while the program runs; as long as there is none, the model
  /// that ships, as far as models.bundled lets it. Null when there is neither, or when
  /// `suggestions` is false and all there is would only suggest. A registry whose folder appears
  /// later is not noticed.
  ///
  /// Errors of the registry, and of a champion that cannot be served on this machine: documents
  /// are not quietly left to people instead. `clock` is borrowed.
  static Result<std::unique_ptr<ModelClassifier>> Open(const config::Settings& settings,
                                                       const Clock& clock, bool suggestions);

  Result<std::optional<invoices::Classification>> Classify(
      const invoices::RenderFirstPage& render) override;
  bool Decides() override;

 private:
  ModelClassifier() = default;

  std::unique_ptr<store::ObjectStore> store_;
  std::unique_ptr<models::Registry> registry_;
  std::unique_ptr<models::Champion> champion_;
  bool bundled_decides_ = false;
};

}  // namespace telar::app
