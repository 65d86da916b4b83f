#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/time.h"
#include "models/drift.h"

namespace telar::models {

/// One check for drift: what was compared with what, what came out and what followed.
struct DriftRecord {
  int number = 0;  ///< From 1, in the order of the checks; 0 for one that is not kept.
  Instant checked_at{};
  Instant from{}, to{};         ///< The window: documents observed from `from` on and before `to`.
  int model_version = 0;        ///< The champion; 0 when there is none.
  std::string baseline_sha256;  ///< "" for none.
  std::size_t baseline_documents = 0;
  std::int64_t documents = 0;  ///< Observed in the window.
  std::size_t looked_at = 0;   ///< Of them; the newest, when there were too many.
  DriftLimits limits;
  DriftReport report;
  std::string problem;     ///< Why there is no baseline, one sentence without its point; else "".
  std::string window;      ///< SHA-256 over model, baseline and documents: what was compared.
  int request = 0;         ///< Number of the training that was requested; 0 for none.
  std::string no_request;  ///< Why none was requested although there is drift; else "".
};

/// "correctiva", "preventiva".
std::string_view ClassName(int label);
/// What a feature is, for people: "brightness" for "mean"; one that is not known as it is.
std::string_view FeatureTitle(std::string_view feature);

/// One JSON object with the members above under their names, the report's comparisons as
/// "comparisons", its verdict as "verdict". Instants as FormatInstant writes them.
std::string DriftRecordJson(const DriftRecord& record);
/// The inverse. kInvalidInput when the text is not such an object.
Result<DriftRecord> ParseDriftRecord(std::string_view json);

}  // namespace telar::models
