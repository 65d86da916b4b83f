#pragma once

#include <filesystem>
#include <memory>

#include "core/result.h"

namespace telar::documents {

/// A folder of one's own below `parent`, removed with all it holds when the object goes. A lock on
/// the folder shows that its owner lives, so that SweepScratchFolders can tell what a killed
/// process left behind.
class ScratchFolder {
 public:
  /// kPermissionDenied, kNotFound or kUnavailable when it cannot be made.
  static Result<std::unique_ptr<ScratchFolder>> Create(const std::filesystem::path& parent);
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  ScratchFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}

  const std::filesystem::path path_;
  const int lock_;
};

/// Removes the scratch folders below `parent` whose owner is gone; returns how many.
int SweepScratchFolders(const std::filesystem::path& parent);

}  // namespace telar::documents
