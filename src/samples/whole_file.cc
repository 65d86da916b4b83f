#include "samples/whole_file.h"

#include <fstream>

namespace telar::samples {

Status WriteWhole(const std::filesystem::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return Status::Unavailable("write " + path.string() + ": the folder refused it");
  return Status::Ok();
}

}  // namespace telar::samples
