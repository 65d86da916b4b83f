#pragma once

#include <string>

#include "analytics/report.h"

namespace telar::app {

/// A report for a terminal: about one screen with five rows of every list. Of the locations, the
/// `rows` that lack most; `width` as Table::Render takes it.
std::string ReportText(const analytics::Report& report, int rows, int width, bool utf8);

/// A report for programs, one object on one line: amounts that are exact as text, estimates as
/// numbers, what is not known as null.
std::string ReportJson(const analytics::Report& report);

}  // namespace telar::app
