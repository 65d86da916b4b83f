#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/load.h"

namespace telar::config {

struct YamlValue {
  std::string key;  ///< "invoices.database".
  std::string text;
  int line = 0;
};

/// The settings in the text of a telar.yaml, in its order. Sections may be nested or dotted
/// (`pos.klk.url: …`). Unknown keys, keys given twice, sections that hold text, settings that hold
/// a list and syntax errors go to `problems`, where `label` names the file.
std::vector<YamlValue> ReadYaml(const std::string& text, std::string_view label,
                                std::vector<Problem>& problems);

}  // namespace telar::config
