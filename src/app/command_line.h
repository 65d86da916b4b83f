#pragma once

#include <span>
#include <string>

#include "app/command.h"

namespace telar::app {

/// Reads a command line (without the program's name) against CommandTree().
class CommandLine {
 public:
  enum class Wish {
    kRun,
    kHelp,     ///< --help, or `telar help COMMAND`: show help of invocation.command().
    kVersion,  ///< telar --version.
    kNothing,  ///< A group without its command: show its help as an error.
  };
  struct Parsed {
    Wish wish = Wish::kRun;
    Invocation invocation;
  };

  /// kInvalidInput for an unknown command, flag or choice (hint: "did you mean …?"), a missing
  /// value or argument, a number that is none. Flags may stand before, between and after the words
  /// of the command; after "--" everything is an argument.
  static Result<Parsed> Parse(std::span<const std::string> arguments);
};

}  // namespace telar::app
