#pragma once

#include <filesystem>
#include <string_view>

#include "core/status.h"

namespace telar::samples {

/// Writes a file, replacing one of that name. kUnavailable when the folder refuses it.
Status WriteWhole(const std::filesystem::path& path, std::string_view bytes);

}  // namespace telar::samples
