#pragma once

#include <string_view>

#include "core/status.h"
#include "pos/location.h"

namespace telar::pos {

/// Where work on a location failed, and how: the words of `etl_executions.error_phase` and
/// `error_category`, which dashboards and alarms of the earlier platform filter by. Assigned by
/// what is known of the failure, never by the text of its message.
struct FailureClass {
  std::string_view phase;     ///< "extract", "transform", "load".
  std::string_view category;  ///< "api_timeout", "data_validation", "pg_connection" …
  friend bool operator==(const FailureClass&, const FailureClass&) = default;
};

/// Whether the location's server took a TCP connection before the work began.
enum class Reached { kUnknown, kYes, kNo, kTooSlow };

/// `stage` is how far the item got ("" nothing fetched, "fetched" nothing loaded), `code` the code
/// of its failure.
FailureClass ClassifyFailure(std::string_view stage, Code code, Location::Source source,
                             Reached reached);

}  // namespace telar::pos
