#pragma once

#include <string>

#include "config/load.h"

namespace telar::config {

/// What the settings look like to people and editors. Everything is made from the table of
/// config/table.h and ends in a line end.

/// `config show`: key, value and where it came from, aligned; secrets masked.
std::string RenderShow(const Loaded& loaded);
/// `config show --json`: {"file": …, "settings": [{"key", "value", "layer", "where"}]}.
std::string RenderShowJson(const Loaded& loaded);

/// `config schema`: JSON Schema (draft 07) of telar.yaml, shipped as config/telar.schema.json.
std::string JsonSchema();
/// `config reference`: the page docs/guides/settings.md.
std::string SettingsReference();

}  // namespace telar::config
