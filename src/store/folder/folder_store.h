#pragma once

#include <filesystem>
#include <memory>

#include "core/clock.h"
#include "store/object_store.h"

namespace telar::store {

struct FolderOptions {
  std::filesystem::path path = {};
  /// Makes the folder (and its parents) when it is missing. An inbox that is missing is rather a
  /// wrong path or an unmounted disk, an archive may be new.
  bool create = false;
  /// A file changed less than this ago may still be being copied and is not listed yet.
  Duration settle{0};
  /// Needed when `settle` is not zero; borrowed, must outlive the store. With a clock, Open also
  /// clears away temporary files that a killed process left more than a day ago.
  const Clock* clock = nullptr;
};

/// An ObjectStore in a folder of this machine or of a mounted share. A key is the path below the
/// root.
///
/// Put writes a temporary file in the hidden folder ".telar" below the root, syncs it, renames it
/// into place and syncs the folder; a killed process leaves at most a hidden file. The version is
/// made of inode, size and modification time (ns): another file under the same name is another
/// version; bytes changed in place within one tick of the file system's clock (some ms) at equal
/// size are not noticed. Move keeps the version. Remove looks at the version and then unlinks: a
/// file swapped in by another program between the two (microseconds) is removed unseen.
///
/// No symbolic link below the root is followed, listed or read, so nothing outside the root can be
/// reached. Not listed and refused as keys (kInvalidInput): hidden names (a part that starts with
/// ".") and unfinished copies (IsUnfinishedName). Not listed: what is not a regular file, and names
/// that no key can express (not UTF-8, too long, too deep), which ListPage::skipped counts and the
/// log names once a page.
///
/// A root that vanished or was replaced since Open (an unmounted share) is kUnavailable, never an
/// empty list: the folder is held open, which keeps its share mounted. Missing at Open it is
/// kInvalidConfig. New files get the mode the umask leaves.
class FolderStore final : public ObjectStore {
 public:
  static Result<std::unique_ptr<FolderStore>> Open(const FolderOptions& options);
  ~FolderStore() override;

  std::string Describe() const override;
  Result<ListPage> List(std::string_view prefix, std::string_view after, int limit) override;
  Result<std::string> Get(std::string_view key, std::string_view version,
                          std::uint64_t max_bytes) override;
  Result<ObjectInfo> Put(std::string_view key, std::string_view bytes, bool replace) override;
  Status Move(std::string_view from, std::string_view to) override;
  Status Remove(std::string_view key, std::string_view version) override;
  Result<ObjectInfo> Stat(std::string_view key) override;

 private:
  struct State;

 public:
  explicit FolderStore(std::unique_ptr<State> state);  ///< For Open.

 private:
  const std::unique_ptr<State> state_;
};

}  // namespace telar::store
