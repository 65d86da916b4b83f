#include "analytics/export/scratch.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace telar::analytics {

Result<std::unique_ptr<MappedFile>> MappedFile::Open(const std::filesystem::path& file) {
  const std::string operation = "read " + file.filename().string();
  const int fd = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return Status::FromErrno(errno, operation);
  struct stat stat {};
  int error = fstat(fd, &stat) == 0 ? 0 : errno;
  void* data = nullptr;
  const auto size = static_cast<std::size_t>(stat.st_size);
  if (error == 0 && size > 0) {
    data = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED) error = errno;
  }
  close(fd);
  if (error != 0) return Status::FromErrno(error, operation);
  return std::unique_ptr<MappedFile>(new MappedFile(static_cast<const char*>(data), size));
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) munmap(const_cast<char*>(data_), size_);
}

Result<std::unique_ptr<Scratch>> Scratch::Make(const std::filesystem::path& parent) {
  std::string name = (parent / "telar-export-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    return Status::FromErrno(errno, "make a folder in " + parent.string())
        .WithHint("Set TMPDIR to a folder with room for one file of the export.");
  }
  return std::unique_ptr<Scratch>(new Scratch(name));
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace telar::analytics
