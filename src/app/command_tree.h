#pragma once

#include <functional>
#include <span>
#include <string>

#include "app/command.h"

namespace telar::app {

/// `telar` with all its commands: the one explicit list. Built once, lives as long as the program.
const Command& CommandTree();

/// The flags every command takes: --json, --config, --set, --verbose, --quiet, --log-format,
/// --help.
std::span<const Flag> CommonFlags();

/// The exit codes a command's help and manual list: its own with done, usage and configuration, in
/// numeric order.
std::vector<ExitCode> ListedExits(const Command& command);

/// Calls `visit` for `root` and everything below, parents first, in the order of definition; `path`
/// is "" for the root, "invoices read" for a child of a child.
void VisitCommands(const Command& root,
                   const std::function<void(const std::string& path, const Command&)>& visit);

}  // namespace telar::app
