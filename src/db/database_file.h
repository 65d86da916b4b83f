#pragma once

#include <filesystem>
#include <string_view>

#include "core/status.h"

namespace telar::db {

/// For adapters whose database is a file: makes the folder it lies in. `scheme` is that of its URL
/// ("sqlite"). kInvalidConfig for a name that is no file's (empty, ":memory:", with a NUL); else
/// what the file system says.
Status PrepareDatabaseFile(std::string_view scheme, const std::filesystem::path& file);

}  // namespace telar::db
