#pragma once

#include <string>
#include <vector>

#include "app/style.h"
#include "app/times.h"
#include "models/drift_record.h"

namespace telar::app {

/// A check for people: the verdict in a sentence, model and window, every comparison with its
/// numbers, what followed.
std::string DriftView(const models::DriftRecord& record, const LocalTimes& times, int width,
                      const Style& style);

/// Checks as a table, a line each.
std::string DriftListView(const std::vector<models::DriftRecord>& records, const LocalTimes& times,
                          int width, const Style& style);

}  // namespace telar::app
