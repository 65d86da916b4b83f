#pragma once

#include <string>

#include "analytics/report.h"

namespace telar::analytics {

/// The report as one HTML page in Spanish that needs nothing else: no script, no other file, no
/// network. Every tag is closed, so that it is XML too; light or dark as the reader's screen is;
/// A4 on paper. Figures are written as es-VE writes them (spanish.h), each with what it means at
/// the end of the page. Texts of the database are escaped and cut to 50 characters; whatever the
/// chain's size, the page stays below 300 kB: at most 50 rows of every list and 60 locations.
std::string ReportPage(const Report& report);

}  // namespace telar::analytics
