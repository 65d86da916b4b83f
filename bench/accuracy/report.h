#pragma once

#include <string>
#include <vector>

#include "bench/accuracy/tally.h"

namespace telar::bench {

/// The tables of one group: fields, lines, accepted documents, reliability of the confidences.
std::string TallyText(const Tally& tally);

/// Every field that is missing or wrong, one a line.
std::string MistakesText(const std::vector<CaseScore>& scores);

/// The same for programs: {"engine", "groups": [{"group", "documents", "fields", "lines",
/// "accepted", "reliability"}], "documents": [{"group", "name", "verdict", "reasons", "fields"}],
/// "mistakes": […]}.
std::string ReportJson(const std::string& engine, const std::vector<Tally>& tallies,
                       const std::vector<CaseScore>& scores);

}  // namespace telar::bench
