#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/command.h"
#include "app/style.h"

namespace telar::app {

/// Help of one command for a terminal of `width` columns, from its definition.
std::string Help(const Command& command, const std::string& path, int width, const Style& style);

/// "telar invoices read [FLAGS] FILE...": how a command is called.
std::string Usage(const Command& command, const std::string& path);
/// "-v, --verbose" or "    --limit N".
std::string FlagSpelling(const Flag& flag);
/// The help of a flag or argument with its choices: "Log as text or json (text, json)".
std::string WithChoices(const std::string& help, const std::vector<std::string>& choices);
/// `text` broken at spaces into lines of at most `width` columns, each after `indent` spaces, each
/// ended by '\n'.
std::string Wrap(std::string_view text, int indent, int width);

}  // namespace telar::app
