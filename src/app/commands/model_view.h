#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/style.h"
#include "models/evaluation.h"
#include "models/gate.h"
#include "models/registry.h"

namespace telar::app {

/// How a model did, for people: figures with their 95 % intervals by class, and what was taken for
/// what.
std::string EvaluationView(const models::Evaluation& evaluation, int width, const Style& style);
/// The same for programs: every member of models::Evaluation. `curves` adds ROC and precision over
/// recall, a point a document.
nlohmann::ordered_json EvaluationJson(const models::Evaluation& evaluation, bool curves);

/// A line a question of the gate, with a mark before it.
std::string GateView(const models::GateVerdict& verdict, int width, const Style& style);
/// {"passed", "refusal", "checks": [{"name", "value", "limit", "passed"}]}
nlohmann::ordered_json GateJson(const models::GateVerdict& verdict);

nlohmann::ordered_json VersionJson(const models::ModelManifest& manifest);
nlohmann::ordered_json ChangeJson(const models::AliasChange& change);

}  // namespace telar::app
