#include "samples/labelled.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "samples/chance.h"
#include "samples/truth_json.h"

namespace telar::samples {
namespace {

constexpr int kSuppliers = 160, kVariants = 12, kTrainingVariants = 8;

// FNV-1a, 64 bits: which side a supplier is on depends on its name alone, so that two suppliers of
// one name never part.
bool IsTestSupplier(std::string_view name) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return (hash >> 32) % 4 == 0;
}

InvoicePlan PlanOf(const LabelledRequest& request, bool test, Random& random) {
  PlanOptions options;
  options.invoice_class = random.Fraction() < request.preventive_share ? InvoiceClass::kPreventiva
                                                                       : InvoiceClass::kCorrectiva;
  options.pages_max = 1;
  LabelledMarks page;
  SeededRandom cue_random = RandomOf(request.seed, request.index, Stream::kLabelledCues);
  page.cues = DrawCueSet(*options.invoice_class, cue_random);
  page.chance = RandomOf(request.seed, request.index, Stream::kLabelledPage).Next();
  options.lines = page.cues.has(Cue::kLongTable) ? Between(random, 8, 12) : Between(random, 1, 4);
  const double scale = Uniform(random, 0.8, 0.95);
  for (;;) {
    options.supplier = random.Below(kSuppliers);
    SeededRandom habits = RandomOf(request.seed, *options.supplier, Stream::kLabelledSupplier);
    options.layout = Chance(habits, 45) ? LayoutChoice::kTextile : LayoutChoice::kGeneric;
    options.language = Chance(habits, 80) ? LanguageChoice::kSpanish : LanguageChoice::kEnglish;
    InvoicePlan plan = PlanInvoice(request.seed, request.index, options);
    if (IsTestSupplier(plan.supplier.name) != test) continue;
    plan.cues = {};
    plan.labelled = page;
    plan.look.variant = test ? Between(habits, kTrainingVariants, kVariants - 1)
                             : Between(habits, 0, kTrainingVariants - 1);
    plan.look.scale = scale;
    return plan;
  }
}

// A page that runs over puts its boxes together, then shrinks its print.
Status FitToOnePage(Sample& sample) {
  for (int attempt = 0; attempt < 12; ++attempt) {
    TELAR_RETURN_IF_ERROR(DrawPlanned(sample));
    if (sample.pages == 1) return Status::Ok();
    if (!sample.plan.labelled->blocks_at_foot) sample.plan.labelled->blocks_at_foot = true;
    else sample.plan.look.scale *= 0.95;
  }
  return Status::Internal(
      fmt::format("draw labelled invoice {}: it needs more than one page", sample.plan.index));
}

Degradation Wear(const LabelledRequest& request, Random& random) {
  Degradation degradation = DrawDegradation(random, 1);
  constexpr int kDpi[] = {100, 120, 150};
  const int usual = degradation.dpi;
  degradation.dpi = Pick(random, kDpi);
  degradation.blur *= static_cast<double>(degradation.dpi) / usual;
  const bool photo = random.Fraction() < request.photo_share;
  if (degradation.format == ScanFormat::kTiff) degradation.format = ScanFormat::kJpeg;
  if (!photo) return degradation;
  MakePhoto(random, degradation);
  degradation.surroundings = std::min(degradation.surroundings, 0.1);
  return degradation;
}

}  // namespace

Result<LabelledSample> PlanLabelled(const LabelledRequest& request) {
  for (const double share : {request.test_share, request.scan_share, request.photo_share}) {
    if (share >= 0 && share <= 1) continue;
    return Status::InvalidInput("draw a labelled invoice: a share is outside 0..1");
  }
  if (request.preventive_share <= 0 || request.preventive_share >= 1) {
    return Status::InvalidInput(
        "draw a labelled invoice: the share of preventivas is not between 0 and 1");
  }
  SeededRandom random = RandomOf(request.seed, request.index, Stream::kLabelled);
  LabelledSample labelled;
  labelled.test = random.Fraction() < request.test_share;
  Sample& sample = labelled.sample;
  sample.name = fmt::format("{:06}", request.index);
  sample.plan = PlanOf(request, labelled.test, random);
  labelled.arrangement =
      fmt::format("{}-{}", LayoutName(sample.plan.layout), sample.plan.look.variant);
  labelled.posterior = PosteriorOfPreventiva(sample.plan.labelled->cues, request.preventive_share);
  return labelled;
}

Result<LabelledSample> DrawLabelled(const LabelledRequest& request) {
  TELAR_ASSIGN_OR_RETURN(LabelledSample labelled, PlanLabelled(request));
  Sample& sample = labelled.sample;
  TELAR_RETURN_IF_ERROR(FitToOnePage(sample));
  SeededRandom wear = RandomOf(request.seed, request.index, Stream::kWear);
  if (wear.Fraction() < request.scan_share) {
    sample.degradation = Wear(request, wear);
    TELAR_RETURN_IF_ERROR(DrawPlanned(sample, request.seed));
  }
  return labelled;
}

std::string LabelledTruthJson(const LabelledSample& labelled, std::uint64_t seed) {
  auto json = nlohmann::ordered_json::parse(TruthJson(labelled.sample, seed));
  auto cues = nlohmann::ordered_json::array();
  for (const CueRow& row : kCueTable) {
    if (labelled.sample.plan.labelled->cues.has(row.cue)) cues.push_back(row.name);
  }
  json["labelled"] = {{"split", labelled.test ? "test" : "train"},
                      {"label", labelled.label()},
                      {"arrangement", labelled.arrangement},
                      {"cues", std::move(cues)},
                      {"posterior_preventiva", labelled.posterior}};
  return json.dump(1) + "\n";
}

}  // namespace telar::samples
