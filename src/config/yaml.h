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
/// (`pos.klk.url: …`). Every unknown key, key given twice, section that holds text and setting that
/// holds a list is one of `problems`; `label` names the file there. Syntax errors too.
std::vector<YamlValue> ReadYaml(const std::string& text, std::string_view label,
                                std::vector<Problem>& problems);

}  // namespace telar::config
