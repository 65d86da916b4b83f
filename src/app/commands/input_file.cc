#include "app/commands/input_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>

namespace telar::app {
namespace {

namespace fs = std::filesystem;

Result<std::string> ReadBytes(std::istream& in, const std::string& name, std::uint64_t limit) {
  std::string bytes;
  char buffer[64 << 10];
  while (in) {
    in.read(buffer, sizeof(buffer));
    bytes.append(buffer, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit) {
      return Status::LimitExceeded(fmt::format("read {}: larger than {} MiB", name, limit >> 20))
          .WithHint("raise reader.file_mb if such files are wanted");
    }
  }
  if (in.bad())
    return Status::Unavailable("read " + name + ": the file could not be read to its end");
  return bytes;
}

Result<std::string> ReadFileBytes(const fs::path& path, const std::string& name,
                                  std::uint64_t limit) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return Status::InvalidInput("read " + name + ": is a folder")
        .WithHint("name the files in it: " + name + "/*");
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status::FromErrno(errno, "read " + name);
  return ReadBytes(in, name, limit);
}

}  // namespace

Result<std::string> ReadInput(Context& context, const std::string& name, std::uint64_t limit) {
  return name == "-" ? ReadBytes(context.in, "standard input", limit)
                     : ReadFileBytes(context.Resolve(name), name, limit);
}

}  // namespace telar::app
