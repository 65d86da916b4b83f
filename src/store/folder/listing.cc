#include "store/folder/listing.h"

#include <dirent.h>
#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <string>
#include <vector>

#include "core/text.h"
#include "store/key.h"

namespace telar::store::folder {
namespace {

/// A folder's entry under its whole key. A folder's key ends in '/', so that sorting entries and
/// descending in that order gives the objects in byte order of their keys.
struct Entry {
  std::string key;
  std::size_t name_at = 0;
  bool is_folder = false;
  std::string Name() const {
    return key.substr(name_at, key.size() - name_at - (is_folder ? 1 : 0));
  }
};

enum class FileKind { kFile, kFolder, kOther };

FileKind KindOf(int folder, const dirent& entry) {
  if (entry.d_type == DT_REG) return FileKind::kFile;
  if (entry.d_type == DT_DIR) return FileKind::kFolder;
  if (entry.d_type != DT_UNKNOWN) return FileKind::kOther;
  struct stat stat {};
  if (fstatat(folder, entry.d_name, &stat, AT_SYMLINK_NOFOLLOW) != 0) return FileKind::kOther;
  return S_ISREG(stat.st_mode)   ? FileKind::kFile
         : S_ISDIR(stat.st_mode) ? FileKind::kFolder
                                 : FileKind::kOther;
}

class Lister {
 public:
  explicit Lister(const ListRequest& request) : request_(request) {}

  Status Walk(int folder, const std::string& folder_key) {
    TELAR_ASSIGN_OR_RETURN(const std::vector<Entry> entries, Entries(folder, folder_key));
    for (const Entry& entry : entries) {
      if (more_) return Status::Ok();
      // A folder's own key ends in '/': what follows must be able to form a valid key.
      const std::string_view key = entry.key;
      if (!CheckKey(entry.is_folder ? key.substr(0, key.size() - 1) : key).ok()) {
        ++pending_skipped_;
      } else {
        TELAR_RETURN_IF_ERROR(entry.is_folder ? Descend(folder, entry) : Add(folder, entry));
      }
    }
    return Status::Ok();
  }

  ListPage Finish() && {
    if (more_) page_.next = page_.objects.back().key;
    else page_.skipped += pending_skipped_;
    return std::move(page_);
  }

 private:
  bool Wanted(const Entry& entry) const {
    const std::string_view key = entry.key, after = request_.after, prefix = request_.prefix;
    if (!entry.is_folder) return key > after && key.starts_with(prefix);
    return (key > after || after.starts_with(key)) &&
           (key.starts_with(prefix) || prefix.starts_with(key));
  }

  Result<std::vector<Entry>> Entries(int folder, const std::string& folder_key) const {
    const Fd own(openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (own.get() < 0) return Status::FromErrno(errno, "open folder '" + folder_key + "'");
    const std::unique_ptr<DIR, int (*)(DIR*)> dir(fdopendir(dup(own.get())), closedir);
    if (dir == nullptr) return Status::FromErrno(errno, "open folder '" + folder_key + "'");
    std::vector<Entry> entries;
    for (;;) {
      errno = 0;
      const dirent* found = readdir(dir.get());
      if (found == nullptr && errno != 0) {
        return Status::FromErrno(errno, "list folder '" + folder_key + "'");
      }
      if (found == nullptr) break;
      if (!IsListedName(found->d_name)) continue;
      const FileKind kind = KindOf(folder, *found);
      if (kind == FileKind::kOther) continue;
      Entry entry{folder_key + found->d_name, folder_key.size(), kind == FileKind::kFolder};
      if (entry.is_folder) entry.key += '/';
      if (Wanted(entry)) entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.key < b.key; });
    return entries;
  }

  Status Descend(int folder, const Entry& entry) {
    Result<Fd> child = OpenFolder(folder, entry.Name());
    if (child.ok()) return Walk(child->get(), entry.key);
    // Gone or swapped since it was read.
    return child.status().code() == Code::kNotFound ? Status::Ok() : child.status();
  }

  Status Add(int folder, const Entry& entry) {
    struct stat stat {};
    if (fstatat(folder, entry.Name().c_str(), &stat, AT_SYMLINK_NOFOLLOW) != 0) {
      return errno == ENOENT ? Status::Ok()
                             : Status::FromErrno(errno, "look at '" + entry.key + "'");
    }
    if (!S_ISREG(stat.st_mode)) return Status::Ok();
    ObjectInfo info = InfoOf(entry.key, stat);
    if (!request_.settled(info)) return Status::Ok();
    if (page_.objects.size() == static_cast<std::size_t>(request_.limit)) {
      more_ = true;
      return Status::Ok();
    }
    page_.objects.push_back(std::move(info));
    page_.skipped += std::exchange(pending_skipped_, 0);
    return Status::Ok();
  }

  const ListRequest& request_;
  ListPage page_;
  int pending_skipped_ = 0;  // since the last object; the next page counts them when there is one
  bool more_ = false;
};

}  // namespace

bool IsListedName(std::string_view name) {
  return !name.starts_with('.') && !IsUnfinishedName(name);
}

Result<ListPage> ListFolder(int root, const ListRequest& request) {
  Lister lister(request);
  TELAR_RETURN_IF_ERROR(lister.Walk(root, ""));
  return std::move(lister).Finish();
}

}  // namespace telar::store::folder
