#include "invoices/evidence_weights.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "invoices/built_in_weights.h"

namespace telar::invoices {
namespace {

using Json = nlohmann::ordered_json;

double LogOdds(double p) {
  p = std::clamp(p, 1e-4, 1 - 1e-4);
  return std::log(p / (1 - p));
}

double Rounded(double value) { return std::round(value * 1000) / 1000; }

Status Malformed(const std::string& what) {
  return Status::InvalidInput("read evidence weights: " + what)
      .WithHint("write the file anew with `telar invoices learn`");
}

}  // namespace

double Calibration::Apply(double p, double q) const {
  const double log_odds_right =
      bias + log_odds * LogOdds(p) + print * std::log(std::clamp(1 - q, 1e-3, 1.0));
  return 1 / (1 + std::exp(-log_odds_right));
}

const EvidenceWeights& EvidenceWeights::BuiltIn() {
  static const EvidenceWeights weights = [] {
    auto parsed = Parse(kBuiltInWeights);
    return parsed.ok() ? *std::move(parsed) : EvidenceWeights();
  }();
  return weights;
}

Result<EvidenceWeights> EvidenceWeights::Parse(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return Malformed("it is no JSON object");
  EvidenceWeights weights;
  const Json kinds = json.value("weights", Json::object());
  for (const auto& [kind, names] : kinds.items()) {
    if (!names.is_object()) return Malformed("weights of " + kind + " are no object");
    for (const auto& [name, weight] : names.items()) {
      if (!weight.is_number())
        return Malformed("the weight " + kind + "." + name + " is no number");
      weights.weights_[kind][name] = weight.get<double>();
    }
  }
  const Json curves = json.value("calibration", Json::object());
  for (const auto& [field, curve] : curves.items()) {
    Calibration calibration;
    for (const auto& [name, value] :
         {std::pair{"bias", &calibration.bias}, std::pair{"log_odds", &calibration.log_odds},
          std::pair{"print", &calibration.print}}) {
      if (!curve.is_object() || !curve.contains(name) || !curve[name].is_number()) {
        return Malformed("the calibration of " + field + " has no number \"" + name + "\"");
      }
      *value = curve[name].get<double>();
    }
    weights.calibration_[field] = calibration;
  }
  return weights;
}

std::string EvidenceWeights::Format() const {
  Json json;
  for (const auto& [kind, names] : weights_) {
    for (const auto& [name, weight] : names) json["weights"][kind][name] = Rounded(weight);
  }
  for (const auto& [field, curve] : calibration_) {
    json["calibration"][field] = {{"bias", Rounded(curve.bias)},
                                  {"log_odds", Rounded(curve.log_odds)},
                                  {"print", Rounded(curve.print)}};
  }
  return json.dump(2) + "\n";
}

std::vector<double> EvidenceWeights::Of(std::string_view kind, Names names) const {
  std::vector<double> weights(names.size(), 0);
  const auto known = weights_.find(kind);
  if (known == weights_.end()) return weights;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto weight = known->second.find(names[i]);
    if (weight != known->second.end()) weights[i] = weight->second;
  }
  return weights;
}

void EvidenceWeights::Set(std::string_view kind, Names names, std::span<const double> weights) {
  auto& known = weights_[std::string(kind)];
  known.clear();
  for (std::size_t i = 0; i < names.size(); ++i) known[std::string(names[i])] = weights[i];
}

Calibration EvidenceWeights::CalibrationOf(std::string_view field) const {
  const auto known = calibration_.find(field);
  return known == calibration_.end() ? Calibration{} : known->second;
}

void EvidenceWeights::SetCalibration(std::string_view field, Calibration calibration) {
  calibration_[std::string(field)] = calibration;
}

}  // namespace telar::invoices
