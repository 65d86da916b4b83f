#include "store/folder/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <vector>

#include "core/text.h"

namespace telar::store::folder {
namespace {

constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr std::size_t kChunk = 256 << 10;

Status Failed(int error, std::string_view operation, std::string_view name) {
  // ELOOP is O_NOFOLLOW's answer to a symbolic link; ENXIO that of a pipe or device.
  if (error == ELOOP) {
    return Status::NotFound(
        fmt::format("{} '{}': it is a symbolic link, which is not followed", operation, name));
  }
  return Status::FromErrno(error, fmt::format("{} '{}'", operation, name));
}

/// Fills `buffer` from `offset` on; fewer bytes only at the end of the file.
Result<std::size_t> ReadAt(int fd, char* buffer, std::size_t size, std::uint64_t offset) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t n = pread(fd, buffer + done, size - done, static_cast<off_t>(offset + done));
    if (n == 0) break;
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Status::FromErrno(errno, "read");
    done += static_cast<std::size_t>(n);
  }
  return done;
}

Result<Fd> MakeFolder(int parent, const std::string& name) {
  if (mkdirat(parent, name.c_str(), 0777) != 0 && errno != EEXIST) {
    return Failed(errno, "make folder", name);
  }
  // Also when it was there: whoever made it may not have synced yet.
  if (fsync(parent) != 0) return Failed(errno, "sync the folder of", name);
  Result<Fd> opened = OpenFolder(parent, name);
  if (!opened.ok() && opened.status().code() == Code::kNotFound) {
    return Status::InvalidInput(
        fmt::format("make folder '{}': a file or symbolic link of that name is there", name));
  }
  return opened;
}

}  // namespace

Fd::~Fd() {
  if (fd_ >= 0) close(fd_);
}

Result<Fd> OpenFolder(int parent, const std::string& name) {
  Fd fd(openat(parent, name.c_str(), kFolderFlags));
  if (fd.get() < 0) return Failed(errno, "open folder", name);
  return fd;
}

Result<Place> FindPlace(int root, std::string_view key, bool create) {
  Place place;
  place.parent = Fd(fcntl(root, F_DUPFD_CLOEXEC, 0));
  if (place.parent.get() < 0) return Failed(errno, "open", key);
  const std::vector<std::string_view> parts = Split(key, '/');
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const std::string name(parts[i]);
    Result<Fd> next = OpenFolder(place.parent.get(), name);
    if (!next.ok() && create && next.status().code() == Code::kNotFound) {
      next = MakeFolder(place.parent.get(), name);
    }
    if (!next.ok()) return std::move(next).status();
    place.parent = *std::move(next);
  }
  place.name = parts.back();
  return place;
}

Result<OpenedFile> OpenFile(const Place& place) {
  OpenedFile file;
  // Without O_NONBLOCK a named pipe would wait for a writer.
  file.fd = Fd(openat(place.parent.get(), place.name.c_str(),
                      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (file.fd.get() < 0) return Failed(errno == ENXIO ? ENOENT : errno, "open", place.name);
  if (fstat(file.fd.get(), &file.stat) != 0) return Failed(errno, "look at", place.name);
  if (!S_ISREG(file.stat.st_mode)) {
    return Status::NotFound(fmt::format("open '{}': it is not a regular file", place.name));
  }
  return file;
}

Result<std::string> ReadAll(const OpenedFile& file, std::uint64_t max_bytes) {
  const auto size = static_cast<std::uint64_t>(file.stat.st_size);
  const auto too_large = [&](std::uint64_t least) {
    return Status::LimitExceeded(
        fmt::format("read: it has at least {} bytes, more than the {} allowed", least, max_bytes));
  };
  if (size > max_bytes) return too_large(size);
  std::string bytes(size, '\0');
  TELAR_ASSIGN_OR_RETURN(const std::size_t got, ReadAt(file.fd.get(), bytes.data(), size, 0));
  bytes.resize(got);
  return bytes;
}

Result<bool> Holds(const OpenedFile& file, std::string_view bytes) {
  if (static_cast<std::uint64_t>(file.stat.st_size) != bytes.size()) return false;
  std::vector<char> chunk(std::min(kChunk, bytes.size()));
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t want = std::min(chunk.size(), bytes.size() - at);
    TELAR_ASSIGN_OR_RETURN(const std::size_t got, ReadAt(file.fd.get(), chunk.data(), want, at));
    if (std::string_view(chunk.data(), got) != bytes.substr(at, want)) return false;
    at += want;
  }
  return true;
}

Result<bool> SameBytes(const OpenedFile& a, const OpenedFile& b) {
  if (a.stat.st_size != b.stat.st_size) return false;
  std::vector<char> left(kChunk), right(kChunk);
  for (std::uint64_t at = 0;;) {
    TELAR_ASSIGN_OR_RETURN(const std::size_t n, ReadAt(a.fd.get(), left.data(), kChunk, at));
    TELAR_ASSIGN_OR_RETURN(const std::size_t m, ReadAt(b.fd.get(), right.data(), kChunk, at));
    if (std::string_view(left.data(), n) != std::string_view(right.data(), m)) return false;
    if (n < kChunk) return true;
    at += n;
  }
}

Status WriteAll(const Fd& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = write(file.get(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Status::FromErrno(errno, "write");
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return Status::Ok();
}

Status Sync(const Fd& file) {
  if (fsync(file.get()) != 0) return Status::FromErrno(errno, "sync");
  return Status::Ok();
}

Status RenameIfAbsent(int from_folder, const std::string& from, int to_folder,
                      const std::string& to) {
  if (renameat2(from_folder, from.c_str(), to_folder, to.c_str(), RENAME_NOREPLACE) == 0) {
    return Status::Ok();
  }
  if (errno != EINVAL && errno != ENOSYS) return Failed(errno, "rename to", to);
  // Network file systems without RENAME_NOREPLACE have hard links.
  if (linkat(from_folder, from.c_str(), to_folder, to.c_str(), 0) != 0) {
    return Failed(errno, "link as", to);
  }
  if (unlinkat(from_folder, from.c_str(), 0) != 0) return Failed(errno, "unlink", from);
  return Status::Ok();
}

Result<std::optional<struct stat>> WriteNameless(const Place& place, std::string_view bytes) {
  const Fd file(openat(place.parent.get(), ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666));
  if (file.get() < 0) {
    // The three ways in which kernels and file systems say that they have no O_TMPFILE.
    if (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT) {
      return std::optional<struct stat>();
    }
    return Failed(errno, "write", place.name);
  }
  TELAR_RETURN_IF_ERROR(WriteAll(file, bytes));
  TELAR_RETURN_IF_ERROR(Sync(file));
  const std::string self = "/proc/self/fd/" + std::to_string(file.get());
  if (linkat(AT_FDCWD, self.c_str(), place.parent.get(), place.name.c_str(), AT_SYMLINK_FOLLOW) !=
      0) {
    if (errno == ENOENT) return std::optional<struct stat>();  // no /proc
    return Failed(errno, "link", place.name);
  }
  struct stat stat {};
  if (fstat(file.get(), &stat) != 0) return Failed(errno, "look at", place.name);
  TELAR_RETURN_IF_ERROR(Sync(place.parent));
  return std::optional(stat);
}

ObjectInfo InfoOf(std::string_view key, const struct stat& stat) {
  ObjectInfo info;
  info.key = key;
  info.size = static_cast<std::uint64_t>(stat.st_size);
  info.version = VersionOf(stat);
  info.modified = Instant(std::chrono::seconds(stat.st_mtim.tv_sec)) +
                  std::chrono::microseconds(stat.st_mtim.tv_nsec / 1000);
  return info;
}

std::string VersionOf(const struct stat& stat) {
  return fmt::format("{:x}-{:x}-{:x}.{:09}", stat.st_ino, stat.st_size, stat.st_mtim.tv_sec,
                     stat.st_mtim.tv_nsec);
}

}  // namespace telar::store::folder
