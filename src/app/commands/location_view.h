#pragma once

#include <vector>

#include "app/context.h"
#include "app/till_sources.h"
#include "pos/location.h"

namespace telar::app {

/// Locations as people and programs read them: a table, or with --json one object a line. `reached`
/// is empty or has an entry for each of them, in their order.
void PrintLocations(Context& context, const std::vector<const pos::Location*>& locations,
                    const std::vector<ReachedLocation>& reached);

/// Reads the locations file and prints all of it.
Result<ExitCode> ListLocations(Context& context);

}  // namespace telar::app
