#include "models/drift_record.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace telar::models {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kVerdicts = {DriftVerdict::kNone, DriftVerdict::kDrift,
                                  DriftVerdict::kNoBaseline, DriftVerdict::kTooFew};

Json ComparisonJson(const DriftComparison& c) {
  return {{"feature", c.feature},
          {"label", c.label},
          {"class", ClassName(c.label)},
          {"baseline_values", c.baseline_values},
          {"current_values", c.current_values},
          {"compared", c.compared},
          {"distance", c.test.distance},
          {"p_value", c.test.p_value},
          {"corrected_p_value", c.corrected_p_value},
          {"effect", c.effect},
          {"drifted", c.drifted}};
}

DriftComparison ParseComparison(const Json& object) {
  DriftComparison c;
  object.at("feature").get_to(c.feature);
  object.at("label").get_to(c.label);
  object.at("baseline_values").get_to(c.baseline_values);
  object.at("current_values").get_to(c.current_values);
  object.at("compared").get_to(c.compared);
  object.at("distance").get_to(c.test.distance);
  object.at("p_value").get_to(c.test.p_value);
  object.at("corrected_p_value").get_to(c.corrected_p_value);
  object.at("effect").get_to(c.effect);
  object.at("drifted").get_to(c.drifted);
  return c;
}

Result<DriftRecord> ParseObject(const Json& object) {
  DriftRecord r;
  object.at("number").get_to(r.number);
  const auto verdict = object.at("verdict").get<std::string>();
  const auto found = std::find_if(kVerdicts.begin(), kVerdicts.end(),
                                  [&](DriftVerdict v) { return DriftVerdictName(v) == verdict; });
  if (found == kVerdicts.end()) {
    return Status::InvalidInput("read a check for drift: there is no verdict \"" + verdict + "\"");
  }
  r.report.verdict = *found;
  for (const auto& [key, instant] :
       {std::pair{"checked_at", &r.checked_at}, {"from", &r.from}, {"to", &r.to}}) {
    TELAR_ASSIGN_OR_RETURN(*instant, ParseInstant(object.at(key).get<std::string>()));
  }
  object.at("model_version").get_to(r.model_version);
  object.at("baseline_sha256").get_to(r.baseline_sha256);
  object.at("baseline_documents").get_to(r.baseline_documents);
  object.at("documents").get_to(r.documents);
  object.at("looked_at").get_to(r.looked_at);
  const Json& limits = object.at("limits");
  limits.at("p_value").get_to(r.limits.p_value);
  limits.at("distance").get_to(r.limits.distance);
  limits.at("least").get_to(r.limits.least);
  object.at("problem").get_to(r.problem);
  object.at("window").get_to(r.window);
  object.at("request").get_to(r.request);
  object.at("no_request").get_to(r.no_request);
  for (const Json& each : object.at("comparisons")) {
    r.report.comparisons.push_back(ParseComparison(each));
  }
  return r;
}

}  // namespace

std::string_view ClassName(int label) { return label == 1 ? "preventiva" : "correctiva"; }

std::string_view FeatureTitle(std::string_view feature) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kTitles = {
      {{"mean", "brightness"},
       {"std", "contrast"},
       {"mean_r", "red"},
       {"mean_g", "green"},
       {"mean_b", "blue"},
       {"paper", "lightness of paper"},
       {"ink", "lightness of ink"},
       {"sharpness", "sharpness"},
       {"top", "share of ink at the top"},
       {"upper", "share of ink below the top"},
       {"score", "model's score"}}};
  for (const auto& [name, title] : kTitles) {
    if (name == feature) return title;
  }
  return feature;
}

std::string DriftRecordJson(const DriftRecord& r) {
  Json comparisons = Json::array();
  for (const DriftComparison& c : r.report.comparisons) comparisons.push_back(ComparisonJson(c));
  const Json object = {
      {"number", r.number},
      {"verdict", DriftVerdictName(r.report.verdict)},
      {"problem", r.problem},
      {"checked_at", FormatInstant(r.checked_at)},
      {"from", FormatInstant(r.from)},
      {"to", FormatInstant(r.to)},
      {"model_version", r.model_version},
      {"baseline_sha256", r.baseline_sha256},
      {"baseline_documents", r.baseline_documents},
      {"documents", r.documents},
      {"looked_at", r.looked_at},
      {"limits",
       {{"p_value", r.limits.p_value}, {"distance", r.limits.distance}, {"least", r.limits.least}}},
      {"comparisons", std::move(comparisons)},
      {"window", r.window},
      {"request", r.request},
      {"no_request", r.no_request}};
  return object.dump() + "\n";
}

Result<DriftRecord> ParseDriftRecord(std::string_view text) {
  try {
    return ParseObject(Json::parse(text));
  } catch (const Json::exception& error) {
    return Status::InvalidInput(std::string("read a check for drift: ") + error.what());
  }
}

}  // namespace telar::models
