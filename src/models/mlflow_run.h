#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/training_record.h"
#include "outbound/mlflow.h"

namespace telar::models {

/// A training in MLflow's words. Names of metrics and parameters are stable; figures that are not
/// finite are left out, as the API has no word for them.

/// Of every epoch (the step is its number, the moment its share of the training's time), and of the
/// test set at the best epoch.
std::vector<outbound::MlflowMetric> MetricsOf(const TrainingRecord& record);
std::vector<outbound::MlflowText> ParametersOf(const TrainingRecord& record);
/// Those of the run. telar.training is what it is found by.
std::vector<outbound::MlflowText> TagsOf(const TrainingRecord& record);
inline constexpr std::string_view kTrainingTag = "telar.training";
/// Those of the registered model's version. telar.sha256 is what it is found by.
std::vector<outbound::MlflowText> VersionTagsOf(const TrainingRecord& record);
inline constexpr std::string_view kFileTag = "telar.sha256";

/// The file MLmodel beside a model.onnx: flavors onnx and python_function. JSON, which is YAML.
std::string MlmodelText(const TrainingRecord& record, const std::string& run);

}  // namespace telar::models
