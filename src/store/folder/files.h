#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"
#include "store/object_store.h"

/// The system calls of FolderStore: every path is walked part by part from an open root, so that no
/// symbolic link is ever followed. Messages are "operation 'name': cause"; callers add the store.
namespace telar::store::folder {

/// An open file or folder, closed at the end.
class Fd {
 public:
  Fd() = default;
  explicit Fd(int fd) : fd_(fd) {}
  Fd(Fd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Fd& operator=(Fd&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Fd();
  int get() const { return fd_; }
  /// Gives up ownership.
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

/// An open parent folder and the last part of a key in it.
struct Place {
  Fd parent;
  std::string name;
};

/// The parent folder of `key`, a valid key. With `create`, missing folders are made and synced.
/// kNotFound when a folder is missing, a file or a symbolic link; with `create`, kInvalidInput
/// instead.
Result<Place> FindPlace(int root, std::string_view key, bool create);

/// The folder `name` in `parent`, for reading; kNotFound as above.
Result<Fd> OpenFolder(int parent, const std::string& name);

struct OpenedFile {
  Fd fd;
  struct stat stat {};
};
/// The regular file at `place`, for reading. kNotFound when nothing, a folder, a symbolic link or
/// another kind of file is there.
Result<OpenedFile> OpenFile(const Place& place);

/// At most `max_bytes` bytes; kLimitExceeded when there are more.
Result<std::string> ReadAll(const OpenedFile& file, std::uint64_t max_bytes);
/// True when the file holds exactly `bytes`.
Result<bool> Holds(const OpenedFile& file, std::string_view bytes);
/// True when both files hold the same bytes.
Result<bool> SameBytes(const OpenedFile& a, const OpenedFile& b);

Status WriteAll(const Fd& file, std::string_view bytes);
Status Sync(const Fd& file);

/// Renames without replacing, on file systems of every kind; kAlreadyExists when `to` exists.
Status RenameIfAbsent(int from_folder, const std::string& from, int to_folder,
                      const std::string& to);

/// Writes a new file that has no name until it is complete and synced, so that a process killed
/// meanwhile leaves nothing behind; then links it to `place` and syncs that folder. Nothing when
/// the file system has no such files; kAlreadyExists when `place` is taken.
Result<std::optional<struct stat>> WriteNameless(const Place& place, std::string_view bytes);

/// Info of a file with that stat.
ObjectInfo InfoOf(std::string_view key, const struct stat& stat);
/// Inode, size and modification time, as text.
std::string VersionOf(const struct stat& stat);

}  // namespace telar::store::folder
