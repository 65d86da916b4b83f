#pragma once

#include <span>
#include <string_view>

namespace telar::app {

/// What this program was built from; filled in by CMake at configure time.
struct BuildInfo {
  std::string_view version;      ///< "0.1.0".
  std::string_view commit;       ///< `git describe`; empty when built without git.
  std::string_view commit_hash;  ///< The whole hash; empty when built without git.
  std::string_view compiler;     ///< "GNU 12.2.0".
  std::string_view build_type;   ///< "Release".
};
const BuildInfo& TheBuild();

/// A library telar was built with; Poppler and OCR belong to telar-reader and are not listed.
struct LibraryVersion {
  std::string_view name, version;
};
std::span<const LibraryVersion> Libraries();

inline constexpr std::string_view kLicense =
    "Apache-2.0; the program telar-reader links Poppler and is distributed under the GPL, version "
    "2 or later";

}  // namespace telar::app
