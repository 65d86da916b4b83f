#include "store/folder/folder_store.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <optional>
#include <system_error>

#include "core/log.h"
#include "core/text.h"
#include "store/folder/files.h"
#include "store/folder/listing.h"
#include "store/key.h"

namespace telar::store {
namespace {

using folder::Fd;
using folder::OpenedFile;
using folder::Place;

constexpr const char* kHiddenFolder = ".telar";
constexpr auto kLeftoverAge = std::chrono::hours(24);

Status CheckFolderKey(std::string_view key) {
  TELAR_RETURN_IF_ERROR(CheckKey(key));
  for (const std::string_view part : Split(key, '/')) {
    if (part.size() > 255) {
      return Status::InvalidInput(fmt::format("object key '{}': a part has over 255 bytes", key));
    }
    if (!folder::IsListedName(part)) {
      return Status::InvalidInput(
          fmt::format("object key '{}': '{}' is a hidden or unfinished file's name", key, part));
    }
  }
  return Status::Ok();
}

/// Removes a file when it goes out of scope, unless told to keep it.
class Leftover {
 public:
  Leftover(int folder, std::string name) : folder_(folder), name_(std::move(name)) {}
  ~Leftover() {
    if (!kept_) unlinkat(folder_, name_.c_str(), 0);
  }
  Leftover(const Leftover&) = delete;
  Leftover& operator=(const Leftover&) = delete;
  void Keep() { kept_ = true; }

 private:
  const int folder_;
  const std::string name_;
  bool kept_ = false;
};

}  // namespace

struct FolderStore::State {
  FolderOptions options;  // path is absolute
  // Held open: as long as it is, no other folder can get its number.
  Fd held;
  dev_t device = 0;
  ino_t inode = 0;

  Status Context(Status status, std::string_view operation, std::string_view key) const {
    return std::move(status).WithContext(
        fmt::format("{} '{}' in folder {}", operation, ToValidUtf8(key), options.path.string()));
  }

  Result<Fd> OpenRoot() const;
  Result<Fd> OpenHidden(int root) const;
  void RemoveLeftovers(int root) const;
  Result<OpenedFile> Find(std::string_view key) const;
  Result<ObjectInfo> Put(std::string_view key, std::string_view bytes, bool replace) const;
  Result<ObjectInfo> Write(int root, const Place& place, std::string_view key,
                           std::string_view bytes, bool replace) const;
  Status Move(std::string_view from, std::string_view to) const;
  Status Remove(std::string_view key, std::string_view version) const;
};

Result<Fd> FolderStore::State::OpenRoot() const {
  Fd root(open(options.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const auto lost = [&](std::string_view why) {
    return Status::Unavailable(fmt::format("open folder {}: {}", options.path.string(), why))
        .WithHint("Was it removed, or its disk or share unmounted?");
  };
  if (root.get() < 0 && (errno == ENOENT || errno == ENOTDIR)) return lost("it is gone");
  if (root.get() < 0) return Status::FromErrno(errno, "open folder " + options.path.string());
  struct stat stat {};
  if (fstat(root.get(), &stat) != 0)
    return Status::FromErrno(errno, "look at " + options.path.string());
  if (stat.st_dev != device || stat.st_ino != inode) return lost("another folder is in its place");
  return root;
}

Result<Fd> FolderStore::State::OpenHidden(int root) const {
  if (mkdirat(root, kHiddenFolder, 0700) != 0 && errno != EEXIST) {
    return Status::FromErrno(errno, "make folder '.telar'");
  }
  return folder::OpenFolder(root, kHiddenFolder);
}

void FolderStore::State::RemoveLeftovers(int root) const {
  Result<Fd> hidden = folder::OpenFolder(root, kHiddenFolder);
  if (!hidden.ok()) return;
  const int fd = hidden->get();
  const std::unique_ptr<DIR, int (*)(DIR*)> dir(fdopendir(dup(fd)), closedir);
  if (dir == nullptr) return;
  int removed = 0;
  while (const dirent* entry = readdir(dir.get())) {
    struct stat stat {};
    if (fstatat(fd, entry->d_name, &stat, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(stat.st_mode))
      continue;
    const Instant modified{std::chrono::seconds(stat.st_mtim.tv_sec)};
    if (options.clock->Now() - modified < kLeftoverAge) continue;
    if (unlinkat(fd, entry->d_name, 0) == 0) ++removed;
  }
  if (removed > 0) {
    log::Info("removed unfinished files of an earlier run",
              {{"folder", options.path.string()}, {"files", removed}});
  }
}

Result<OpenedFile> FolderStore::State::Find(std::string_view key) const {
  TELAR_RETURN_IF_ERROR(CheckFolderKey(key));
  TELAR_ASSIGN_OR_RETURN(const Fd root, OpenRoot());
  TELAR_ASSIGN_OR_RETURN(const Place place, folder::FindPlace(root.get(), key, false));
  return folder::OpenFile(place);
}

Result<ObjectInfo> FolderStore::State::Put(std::string_view key, std::string_view bytes,
                                           bool replace) const {
  TELAR_RETURN_IF_ERROR(CheckFolderKey(key));
  TELAR_ASSIGN_OR_RETURN(const Fd root, OpenRoot());
  TELAR_ASSIGN_OR_RETURN(const Place place, folder::FindPlace(root.get(), key, true));
  // Twice at most: the second look meets the file that won against ours.
  for (int look = 0;; ++look) {
    Result<OpenedFile> existing = folder::OpenFile(place);
    if (existing.ok()) {
      TELAR_ASSIGN_OR_RETURN(const bool same, folder::Holds(*existing, bytes));
      if (same) {
        // Whoever wrote it may not have synced yet, and we promise that it stays.
        TELAR_RETURN_IF_ERROR(folder::Sync(existing->fd));
        TELAR_RETURN_IF_ERROR(folder::Sync(place.parent));
        return folder::InfoOf(key, existing->stat);
      }
      if (!replace) return Status::AlreadyExists("it exists with other bytes");
    } else if (existing.status().code() != Code::kNotFound) {
      return std::move(existing).status();
    }
    Result<ObjectInfo> written = Write(root.get(), place, key, bytes, replace);
    if (written.ok() || look == 1 || written.status().code() != Code::kAlreadyExists)
      return written;
  }
}

Result<ObjectInfo> FolderStore::State::Write(int root, const Place& place, std::string_view key,
                                             std::string_view bytes, bool replace) const {
  static std::atomic<std::uint64_t> number = 0;
  if (!replace) {
    TELAR_ASSIGN_OR_RETURN(const std::optional<struct stat> stat,
                           folder::WriteNameless(place, bytes));
    if (stat) return folder::InfoOf(key, *stat);
  }
  TELAR_ASSIGN_OR_RETURN(const Fd hidden, OpenHidden(root));
  std::string name;
  Fd file;
  do {
    name = fmt::format("put-{}-{}", getpid(), number.fetch_add(1));
    file = Fd(openat(hidden.get(), name.c_str(),
                     O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  } while (file.get() < 0 && errno == EEXIST);
  if (file.get() < 0) return Status::FromErrno(errno, "make a temporary file in '.telar'");
  Leftover leftover(hidden.get(), name);
  TELAR_RETURN_IF_ERROR(folder::WriteAll(file, bytes));
  TELAR_RETURN_IF_ERROR(folder::Sync(file));
  struct stat stat {};
  if (fstat(file.get(), &stat) != 0) return Status::FromErrno(errno, "look at the temporary file");
  if (!replace) {
    TELAR_RETURN_IF_ERROR(
        folder::RenameIfAbsent(hidden.get(), name, place.parent.get(), place.name));
  } else if (renameat(hidden.get(), name.c_str(), place.parent.get(), place.name.c_str()) != 0) {
    return Status::FromErrno(errno, "rename into place");
  }
  leftover.Keep();
  TELAR_RETURN_IF_ERROR(folder::Sync(place.parent));
  return folder::InfoOf(key, stat);
}

Status FolderStore::State::Move(std::string_view from, std::string_view to) const {
  TELAR_RETURN_IF_ERROR(CheckFolderKey(from));
  TELAR_RETURN_IF_ERROR(CheckFolderKey(to));
  TELAR_ASSIGN_OR_RETURN(const Fd root, OpenRoot());
  TELAR_ASSIGN_OR_RETURN(const Place source, folder::FindPlace(root.get(), from, false));
  TELAR_ASSIGN_OR_RETURN(const OpenedFile file, folder::OpenFile(source));
  if (from == to) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(const Place target, folder::FindPlace(root.get(), to, true));
  // The bytes too: after success the move is as durable as a Put.
  TELAR_RETURN_IF_ERROR(folder::Sync(file.fd));
  Status renamed =
      folder::RenameIfAbsent(source.parent.get(), source.name, target.parent.get(), target.name);
  if (renamed.code() == Code::kAlreadyExists) {
    const Status taken = Status::AlreadyExists(fmt::format("'{}' exists with other bytes", to));
    Result<OpenedFile> existing = folder::OpenFile(target);
    if (!existing.ok())
      return existing.status().code() == Code::kNotFound ? taken : existing.status();
    TELAR_ASSIGN_OR_RETURN(const bool same, folder::SameBytes(file, *existing));
    if (!same) return taken;
    TELAR_RETURN_IF_ERROR(folder::Sync(existing->fd));
    TELAR_RETURN_IF_ERROR(folder::Sync(target.parent));
    if (unlinkat(source.parent.get(), source.name.c_str(), 0) != 0 && errno != ENOENT) {
      return Status::FromErrno(errno, "unlink");
    }
    return folder::Sync(source.parent);
  }
  TELAR_RETURN_IF_ERROR(renamed);
  TELAR_RETURN_IF_ERROR(folder::Sync(target.parent));
  return folder::Sync(source.parent);
}

Status FolderStore::State::Remove(std::string_view key, std::string_view version) const {
  TELAR_RETURN_IF_ERROR(CheckFolderKey(key));
  TELAR_ASSIGN_OR_RETURN(const Fd root, OpenRoot());
  const auto unless_gone = [](const Status& status) {
    return status.code() == Code::kNotFound ? Status::Ok() : status;
  };
  Result<Place> place = folder::FindPlace(root.get(), key, false);
  if (!place.ok()) return unless_gone(place.status());
  Result<OpenedFile> file = folder::OpenFile(*place);
  if (!file.ok()) return unless_gone(file.status());
  if (!version.empty() && folder::VersionOf(file->stat) != version) {
    return Status::Conflict("it was changed meanwhile and stays");
  }
  if (unlinkat(place->parent.get(), place->name.c_str(), 0) != 0 && errno != ENOENT) {
    return Status::FromErrno(errno, "unlink");
  }
  return folder::Sync(place->parent);
}

FolderStore::FolderStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
FolderStore::~FolderStore() = default;

Result<std::unique_ptr<FolderStore>> FolderStore::Open(const FolderOptions& options) {
  if (options.settle > Duration(0) && options.clock == nullptr) {
    return Status::Internal("open folder store: settle needs a clock");
  }
  auto state = std::make_unique<State>();
  state->options = options;
  std::error_code error;
  state->options.path = std::filesystem::absolute(options.path, error).lexically_normal();
  const std::string path = state->options.path.string();
  if (options.path.empty() || error)
    return Status::InvalidConfig("open folder store: no path is given");
  if (options.create && !std::filesystem::create_directories(state->options.path, error) && error) {
    return Status::FromErrno(error.value(), "make folder " + path)
        .WithHint("Choose a place where you may write.");
  }
  Fd root(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (root.get() < 0 && (errno == ENOENT || errno == ENOTDIR)) {
    return Status::InvalidConfig(
               fmt::format("open folder {}: {}", path,
                           errno == ENOENT ? "there is no such folder" : "it is not a folder"))
        .WithHint("Make the folder, mount its disk, or correct the path in the settings.");
  }
  if (root.get() < 0) {
    return Status::FromErrno(errno, "open folder " + path)
        .WithHint("May this user read and enter the folder?");
  }
  struct stat stat {};
  if (fstat(root.get(), &stat) != 0) return Status::FromErrno(errno, "look at folder " + path);
  state->device = stat.st_dev;
  state->inode = stat.st_ino;
  if (options.clock != nullptr) state->RemoveLeftovers(root.get());
  state->held = std::move(root);
  return std::make_unique<FolderStore>(std::move(state));
}

std::string FolderStore::Describe() const { return "folder " + state_->options.path.string(); }

Result<ListPage> FolderStore::List(std::string_view prefix, std::string_view after, int limit) {
  if (limit <= 0) return Status::InvalidInput(fmt::format("list: limit {} is not positive", limit));
  TELAR_ASSIGN_OR_RETURN(const Fd root, state_->OpenRoot());
  const FolderOptions& options = state_->options;
  folder::ListRequest request{prefix, after, limit, [](const ObjectInfo&) { return true; }};
  if (options.settle > Duration(0)) {
    const Instant now = options.clock->Now();
    // A time far in the future is a wrong clock elsewhere, not a copy that goes on.
    request.settled = [now, settle = options.settle](const ObjectInfo& info) {
      return std::chrono::abs(now - info.modified) >= settle;
    };
  }
  Result<ListPage> page = folder::ListFolder(root.get(), request);
  if (!page.ok()) return state_->Context(std::move(page).status(), "list", prefix);
  if (page->skipped > 0) {
    log::Warn("files were not listed because their names are not valid UTF-8 or too long",
              {{"folder", options.path.string()}, {"files", page->skipped}});
  }
  return page;
}

Result<std::string> FolderStore::Get(std::string_view key, std::string_view version,
                                     std::uint64_t max_bytes) {
  Result<OpenedFile> file = state_->Find(key);
  if (!file.ok()) return state_->Context(std::move(file).status(), "get", key);
  const std::string before = folder::VersionOf(file->stat);
  const auto changed = [&] {
    return state_->Context(Status::Conflict("it was changed meanwhile"), "get", key);
  };
  if (!version.empty() && before != version) return changed();
  Result<std::string> bytes = folder::ReadAll(*file, max_bytes);
  if (!bytes.ok()) return state_->Context(std::move(bytes).status(), "get", key);
  struct stat stat {};
  if (fstat(file->fd.get(), &stat) != 0 || folder::VersionOf(stat) != before) return changed();
  return bytes;
}

Result<ObjectInfo> FolderStore::Put(std::string_view key, std::string_view bytes, bool replace) {
  Result<ObjectInfo> info = state_->Put(key, bytes, replace);
  if (!info.ok()) return state_->Context(std::move(info).status(), "put", key);
  return info;
}

Status FolderStore::Move(std::string_view from, std::string_view to) {
  return state_->Context(state_->Move(from, to), "move", from);
}

Status FolderStore::Remove(std::string_view key, std::string_view version) {
  return state_->Context(state_->Remove(key, version), "remove", key);
}

Result<ObjectInfo> FolderStore::Stat(std::string_view key) {
  Result<OpenedFile> file = state_->Find(key);
  if (!file.ok()) return state_->Context(std::move(file).status(), "look at", key);
  return folder::InfoOf(key, file->stat);
}

}  // namespace telar::store
