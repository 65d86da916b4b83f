#pragma once

#include <string>
#include <vector>

#include "app/context.h"

namespace telar::app {

/// The whole program with the process's streams, environment and signals: runs one command line
/// (without the program's name) and gives its exit status. Once a process, before it has threads.
int RunProgram(std::vector<std::string> arguments, const Trainer* trainer = nullptr);

}  // namespace telar::app
