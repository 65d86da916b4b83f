#pragma once

#include <vector>

#include "app/context.h"
#include "config/load.h"

namespace telar::app {

/// The settings of this command line: file, environment, --set, --config and the flags that stand
/// for settings (-v, --quiet, --log-format). Switches the log to them and logs their warnings.
/// Errors: kInvalidConfig (see config::Load); kInvalidInput for a --set without '='.
Result<config::Loaded> LoadSettings(Context& context,
                                    std::vector<config::Problem>* problems = nullptr);

}  // namespace telar::app
