#pragma once

#include "app/command.h"

namespace telar::app {

/// The definition of each top-level command, in the file of its name; command_tree.cc lists them.
Command CompletionsCommand();
Command ManCommand();
Command VersionCommand();

}  // namespace telar::app
