#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace telar::testing {

/// A folder that exists as long as the object and is removed with everything in it.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  /// Writes a file below the folder, making parents; returns its path.
  std::filesystem::path Write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

/// The whole file; fails the test when it cannot be read.
std::string ReadFile(const std::filesystem::path& path);

}  // namespace telar::testing
