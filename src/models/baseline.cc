#include "models/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace telar::models {
namespace {

using nlohmann::json;

constexpr const char* kFormat = "telar.baseline";
constexpr int kVersion = 1;
constexpr std::size_t kMostValues = 1'000'000, kMostSamples = 64;
constexpr std::size_t kMostBytes = std::size_t{64} << 20;
constexpr std::string_view kNumpy = "\x93NUMPY";

bool IsPickle(std::string_view text) {
  return text.size() > 1 && text[0] == '\x80' && text[1] >= 2 && text[1] <= 5;
}

Status NotABaseline(std::string_view why) {
  return Status::InvalidInput(fmt::format("read a baseline: {}", why));
}

Result<FeatureSample> ParseSample(const json& object) {
  FeatureSample sample;
  object.at("feature").get_to(sample.feature);
  object.at("label").get_to(sample.label);
  if (sample.label != 0 && sample.label != 1)
    return NotABaseline("a label that is neither 0 nor 1");
  object.at("values").get_to(sample.values);
  const bool sane = std::all_of(sample.values.begin(), sample.values.end(),
                                [](double value) { return value >= 0 && value <= 1; });
  if (!sane) return NotABaseline("a value that is not from 0 to 1");
  return sample;
}

Result<Baseline> ParseObject(const json& object) {
  if (object.at("format") != kFormat) return NotABaseline("another format");
  if (object.at("version") != kVersion) {
    return NotABaseline("a version of the format that this program does not know")
        .WithHint("It is a newer telar's; run that, or promote a model with this one.");
  }
  Baseline baseline;
  object.at("documents").get_to(baseline.documents);
  const json& samples = object.at("samples");
  if (!samples.is_array() || samples.size() > kMostSamples)
    return NotABaseline("no list of samples");
  std::size_t values = 0;
  std::set<std::pair<std::string, int>> seen;
  for (const json& each : samples) {
    TELAR_ASSIGN_OR_RETURN(FeatureSample sample, ParseSample(each));
    values += sample.values.size();
    if (values > kMostValues) return NotABaseline("more than a million values");
    if (!seen.emplace(sample.feature, sample.label).second) {
      return NotABaseline("a feature of a class twice");
    }
    baseline.samples.push_back(std::move(sample));
  }
  return baseline;
}

double ValueOf(const Observation& observation, const std::string& feature, bool& known) {
  known = true;
  if (feature == kScoreFeature) return observation.probability;
  for (const auto& [name, value] : ComparedFeatures(observation.features, 3)) {
    if (name == feature) return value;
  }
  known = false;
  return 0;
}

}  // namespace

Baseline MakeBaseline(std::span<const LabelledPage* const> pages,
                      std::span<const double> probabilities) {
  Baseline baseline;
  baseline.documents = std::min(pages.size(), probabilities.size());
  const auto into = [&](std::string_view feature, int label) -> std::vector<double>& {
    for (FeatureSample& sample : baseline.samples) {
      if (sample.feature == feature && sample.label == label) return sample.values;
    }
    return baseline.samples.emplace_back(FeatureSample{std::string(feature), label, {}}).values;
  };
  for (std::size_t i = 0; i < baseline.documents; ++i) {
    const int label = Predicted(probabilities[i]);
    const PreparedPage& page = pages[i]->page;
    for (const auto& [feature, value] :
         ComparedFeatures(FeaturesOf(page), page.preparation.channels)) {
      into(feature, label).push_back(value);
    }
    into(kScoreFeature, label).push_back(probabilities[i]);
  }
  std::stable_sort(baseline.samples.begin(), baseline.samples.end(),
                   [](const auto& a, const auto& b) { return a.label < b.label; });
  return baseline;
}

std::vector<FeatureSample> SamplesLike(const Baseline& baseline,
                                       std::span<const Observation> observations) {
  std::vector<FeatureSample> samples;
  for (const FeatureSample& like : baseline.samples) {
    FeatureSample sample{like.feature, like.label, {}};
    for (const Observation& observation : observations) {
      if (observation.label != like.label) continue;
      bool known = false;
      const double value = ValueOf(observation, like.feature, known);
      if (known) sample.values.push_back(value);
    }
    samples.push_back(std::move(sample));
  }
  return samples;
}

std::string BaselineJson(const Baseline& baseline) {
  json samples = json::array();
  for (const FeatureSample& sample : baseline.samples) {
    samples.push_back(
        {{"feature", sample.feature}, {"label", sample.label}, {"values", sample.values}});
  }
  const json object = {{"format", kFormat},
                       {"version", kVersion},
                       {"documents", baseline.documents},
                       {"samples", std::move(samples)}};
  return object.dump() + "\n";
}

Result<Baseline> ParseBaseline(std::string_view text) {
  if (text.starts_with(kNumpy) || IsPickle(text)) {
    return NotABaseline(text.starts_with(kNumpy) ? "it is a NumPy file" : "it is a pickle")
        .WithHint(
            "It comes from the old platform and is not read, because reading it can run any code; "
            "as shipped there its lists are empty. A baseline is made whenever a model is "
            "registered with its evaluation.");
  }
  if (text.size() > kMostBytes) return NotABaseline("it is larger than 64 MiB");
  try {
    return ParseObject(json::parse(text));
  } catch (const json::exception& error) {
    return NotABaseline(error.what());
  }
}

}  // namespace telar::models
