#include "app/commands/output_file.h"

#include <fstream>

namespace telar::app {

Status WriteOutputFile(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) return Status::Ok();
  return Status::Unavailable("write " + path.string() + ": the file could not be written")
      .WithRole(Role::kDestination);
}

}  // namespace telar::app
