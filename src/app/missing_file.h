#pragma once

#include <filesystem>
#include <system_error>

#include "config/url.h"

namespace telar::app {

/// True for a database that is a file which nobody has made yet. Looking makes none.
inline bool IsMissingFile(const config::DatabaseUrl& url) {
  std::error_code error;
  return url.is_file() && !std::filesystem::exists(url.file, error);
}

}  // namespace telar::app
