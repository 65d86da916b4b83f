#include "app/model_classifier.h"

#include "app/wiring.h"
#include "inference/model.h"
#include "models/bundled_model.h"

namespace telar::app {

using invoices::Classification;
using invoices::InvoiceClass;

Result<std::unique_ptr<ModelClassifier>> ModelClassifier::Open(const config::Settings& settings,
                                                               const Clock& clock,
                                                               bool suggestions) {
  using Bundled = config::Settings::BundledModel;
  std::unique_ptr<ModelClassifier> classifier(new ModelClassifier());
  classifier->bundled_decides_ = settings.models.bundled == Bundled::kTrust;
  models::ChampionOptions options;
  options.clock = &clock;
  options.refresh = settings.models.refresh;
  TELAR_ASSIGN_OR_RETURN(classifier->store_, OpenModelStore(settings, clock, /*create=*/false));
  if (classifier->store_ != nullptr) {
    classifier->registry_ =
        std::make_unique<models::Registry>(*classifier->store_, clock, models::VerifyModel);
    options.registry = classifier->registry_.get();
  }
  const bool wanted =
      classifier->bundled_decides_ || (suggestions && settings.models.bundled == Bundled::kSuggest);
  // A machine that cannot run models has no use for the one that ships; a champion is an order.
  if (wanted && inference::Supported().ok()) options.bundled = models::BundledModel();
  TELAR_ASSIGN_OR_RETURN(classifier->champion_, models::Champion::Open(std::move(options)));
  if (classifier->champion_->Current() == nullptr) return std::unique_ptr<ModelClassifier>();
  return classifier;
}

Result<std::optional<Classification>> ModelClassifier::Classify(
    const invoices::RenderFirstPage& render) {
  const auto version = champion_->Current();
  if (version == nullptr) return std::optional<Classification>();
  TELAR_ASSIGN_OR_RETURN(const documents::PageImage page, render(version->preparation().dpi));
  TELAR_ASSIGN_OR_RETURN(const models::PreparedPage prepared,
                         models::Prepare(page, version->preparation()));
  TELAR_ASSIGN_OR_RETURN(const double probability, version->Probability(prepared));
  const bool preventiva = probability > 0.5;
  return std::optional(
      Classification{.label = preventiva ? InvoiceClass::kPreventiva : InvoiceClass::kCorrectiva,
                     .probability = preventiva ? probability : 1 - probability,
                     .model = version->name(),
                     .suggested = version->version() == 0 && !bundled_decides_});
}

bool ModelClassifier::Decides() {
  const auto version = champion_->Current();
  return version != nullptr && (version->version() > 0 || bundled_decides_);
}

}  // namespace telar::app
