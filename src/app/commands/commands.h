#pragma once

#include "app/command.h"

namespace telar::app {

/// The definition of each top-level command, in the file of its name; command_tree.cc lists them.
Command CompletionsCommand();
Command ConfigCommand();
Command DoctorCommand();
Command InvoicesCommand();
Command ManCommand();
Command RunsCommand();
Command VersionCommand();

/// Commands below those.
Command InvoicesLearnCommand();
Command InvoicesLessonsCommand();
Command InvoicesListCommand();
Command InvoicesReadCommand();
Command InvoicesRunCommand();
Command RunsRetryCommand();

}  // namespace telar::app
