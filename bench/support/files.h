#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"

namespace telar::bench {

/// A file to read, in memory for us and on disk for the peers.
struct InputFile {
  std::string name;
  std::filesystem::path path;
  std::string bytes;
};

Result<std::string> ReadWhole(const std::filesystem::path& path);

/// The files of `folder` that end in `extension` (".pdf"), by name, at most `limit` (0: all).
/// kNotFound when there is no such folder.
Result<std::vector<std::filesystem::path>> ListFiles(const std::filesystem::path& folder,
                                                     const std::string& extension, int limit);
Result<std::vector<InputFile>> LoadFiles(const std::filesystem::path& folder,
                                         const std::string& extension, int limit);

/// Invented invoices 0 … count−1 of `seed`, written below `folder`: born-digital PDFs, or degraded
/// scans of one page.
Result<std::vector<InputFile>> DrawFiles(std::uint64_t seed, int count, bool scans,
                                         const std::filesystem::path& folder);

}  // namespace telar::bench
