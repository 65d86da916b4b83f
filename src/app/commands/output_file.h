#pragma once

#include <filesystem>
#include <string_view>

#include "core/status.h"

namespace telar::app {

/// Writes a whole file a person named, over what is there. kUnavailable when that fails, with
/// Role::kDestination.
Status WriteOutputFile(const std::filesystem::path& path, std::string_view bytes);

}  // namespace telar::app
