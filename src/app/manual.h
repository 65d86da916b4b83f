#pragma once

#include <string>

#include "app/command.h"

namespace telar::app {

/// The manual page telar(1) in roff (man macros), of all commands.
std::string ManPage(const Command& root, std::string_view version);
/// The guide docs/guides/commands.md.
std::string CommandGuide(const Command& root);
/// The command tree as one JSON object a command: {"path", "summary", "usage", "arguments",
/// "flags", "examples", "exit_codes"}, in an array.
std::string CommandsJson(const Command& root);

}  // namespace telar::app
