#include "documents/isolation/scratch_folder.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

namespace telar::documents {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kPrefix = "telar-reader-";

// The lock, or -1 when the folder is gone or another holds it.
int LockFolder(const fs::path& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return -1;
  struct stat state {};
  if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &state) == 0 && state.st_nlink > 0 &&
      state.st_uid == geteuid()) {
    return fd;
  }
  close(fd);
  return -1;
}

}  // namespace

Result<std::unique_ptr<ScratchFolder>> ScratchFolder::Create(const fs::path& parent) {
  const std::string pattern = (parent / kPrefix).string() + "XXXXXX";
  // A sweeper of another process may take the folder between its making and its locking.
  for (int attempt = 0; attempt < 10; ++attempt) {
    std::string path = pattern;
    if (mkdtemp(path.data()) == nullptr) {
      return Status::FromErrno(errno, "make a scratch folder in " + parent.string());
    }
    const int lock = LockFolder(path);
    if (lock >= 0) return std::unique_ptr<ScratchFolder>(new ScratchFolder(path, lock));
  }
  return Status::Unavailable("make a scratch folder in " + parent.string() + ": it does not last");
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
  close(lock_);
}

int SweepScratchFolders(const fs::path& parent) {
  int removed = 0;
  std::error_code ignored;
  for (fs::directory_iterator it(parent, ignored), end; it != end; it.increment(ignored)) {
    if (!it->path().filename().string().starts_with(kPrefix)) continue;
    const int lock = LockFolder(it->path());
    if (lock < 0) continue;
    fs::remove_all(it->path(), ignored);
    close(lock);
    ++removed;
  }
  return removed;
}

}  // namespace telar::documents
