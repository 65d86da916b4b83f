#include "bench/support/files.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>

#include "bench/support/machine.h"
#include "bench/support/parallel.h"
#include "samples/sample.h"

namespace telar::bench {

namespace fs = std::filesystem;

Result<std::string> ReadWhole(const fs::path& path) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status::FromErrno(errno, "read " + path.string());
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<std::vector<fs::path>> ListFiles(const fs::path& folder, const std::string& extension,
                                        int limit) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) paths.push_back(entry.path());
  }
  if (error) return Status::NotFound("list " + folder.string() + ": " + error.message());
  std::sort(paths.begin(), paths.end());
  if (limit > 0 && paths.size() > static_cast<std::size_t>(limit)) {
    paths.resize(static_cast<std::size_t>(limit));
  }
  return paths;
}

Result<std::vector<InputFile>> LoadFiles(const fs::path& folder, const std::string& extension,
                                         int limit) {
  TELAR_ASSIGN_OR_RETURN(const std::vector<fs::path> paths, ListFiles(folder, extension, limit));
  std::vector<InputFile> files;
  for (const fs::path& path : paths) {
    TELAR_ASSIGN_OR_RETURN(std::string bytes, ReadWhole(path));
    files.push_back({.name = path.filename(), .path = path, .bytes = std::move(bytes)});
  }
  return files;
}

Result<std::vector<InputFile>> DrawFiles(std::uint64_t seed, int count, bool scans,
                                         const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  std::vector<InputFile> files(static_cast<std::size_t>(count));
  std::vector<Status> drawn(files.size());
  ForEach(files.size(), Cores(), [&](std::size_t i) {
    const auto sample = samples::DrawInvoice({.seed = seed,
                                              .index = i,
                                              .degraded_share = scans ? 1.0 : 0.0,
                                              .pages_max = scans ? 1 : 3});
    drawn[i] = sample.status();
    if (!sample.ok()) return;
    files[i].name = sample->name + "." + sample->extension;
    files[i].path = folder / files[i].name;
    files[i].bytes = sample->bytes;
    std::ofstream(files[i].path, std::ios::binary) << files[i].bytes;
  });
  for (const Status& status : drawn) TELAR_RETURN_IF_ERROR(status);
  return files;
}

}  // namespace telar::bench
