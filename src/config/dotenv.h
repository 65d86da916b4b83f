#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/load.h"

namespace telar::config {

struct DotenvEntry {
  std::string name;
  std::string value;
  int line = 0;
};

/// Reads a .env file: lines `NAME=value`, also with `export ` in front; empty lines and lines that
/// start with '#' do not count. Unquoted values are trimmed and end at " #"; 'single' quotes keep
/// everything; "double" quotes know \n, \t, \", \\ and \$. Nothing is expanded. A name given twice
/// is a problem, like every other line; `label` names the file in problems, which never show
/// contents.
std::vector<DotenvEntry> ParseDotenv(std::string_view text, std::string_view label,
                                     std::vector<Problem>& problems);

}  // namespace telar::config
