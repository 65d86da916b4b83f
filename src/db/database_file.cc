#include "db/database_file.h"

#include <fmt/format.h>

#include <system_error>

namespace telar::db {

Status PrepareDatabaseFile(std::string_view scheme, const std::filesystem::path& file) {
  const std::string name = file.string();
  if (name.empty() || name == ":memory:" || name.find('\0') != std::string::npos) {
    return Status::InvalidConfig(fmt::format("open {}:{}: a file is needed", scheme, name))
        .WithHint(fmt::format("Name a file, such as {}:data/telar.db.", scheme));
  }
  if (const auto folder = file.parent_path(); !folder.empty()) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return Status::FromErrno(error.value(), "create the folder " + folder.string());
  }
  return Status::Ok();
}

}  // namespace telar::db
