#pragma once

#include <filesystem>

namespace telar::testing {

/// The root of the sources, for golden files and documents.
std::filesystem::path SourceDir();
/// Where this build's programs lie: `telar`, `telar-reader`, `telar-samples`.
std::filesystem::path ProgramDir();

}  // namespace telar::testing
