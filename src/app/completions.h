#pragma once

#include <string>

#include "app/command.h"

namespace telar::app {

enum class Shell { kBash, kZsh, kFish };

/// The script that completes `root`'s commands, flags, choices and file names in a shell.
std::string CompletionScript(Shell shell, const Command& root);

}  // namespace telar::app
