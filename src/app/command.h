#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/exit_code.h"
#include "core/result.h"

namespace telar::app {

struct Context;
struct Command;

/// What a flag or argument takes; decides how it is checked and completed.
enum class ValueKind { kNone, kText, kNumber, kChoice, kFile, kFolder };

/// "--limit N" of a command. Parsing, help, completions and the manual all read this one
/// definition.
struct Flag {
  std::string name = {};   ///< Without dashes: "limit".
  char letter = 0;         ///< 'v' for -v; 0 for none.
  std::string value = {};  ///< What help calls its value: "N"; empty for a switch.
  std::string help = {};   ///< One sentence without its point.
  ValueKind kind = ValueKind::kNone;
  std::vector<std::string> choices = {};  ///< For kChoice.
  bool repeated = false;  ///< May be given more than once; otherwise the last one counts.
};

struct Argument {
  std::string name = {};  ///< "FILE".
  std::string help = {};
  ValueKind kind = ValueKind::kText;
  std::vector<std::string> choices = {};
  bool required = true;
  bool repeated = false;  ///< Takes all that is left.
};

struct Example {
  std::string command = {};
  std::string says = {};  ///< What it does, one sentence without its point.
};

/// A command as typed: its words, flags and arguments, checked against its definition.
class Invocation {
 public:
  const Command& command() const { return *command_; }
  /// "invoices read"; empty for telar itself.
  const std::string& path() const { return path_; }
  /// True when the flag was given. Naming a flag that the command does not define is a bug.
  bool Has(std::string_view flag) const { return Count(flag) > 0; }
  int Count(std::string_view flag) const;
  /// The last value given, or "".
  std::string Get(std::string_view flag) const;
  std::vector<std::string> All(std::string_view flag) const;
  /// The last value of a kNumber flag, or `fallback`.
  std::int64_t Number(std::string_view flag, std::int64_t fallback) const;
  const std::vector<std::string>& arguments() const { return arguments_; }

 private:
  friend class CommandLine;
  const Command* command_ = nullptr;
  std::string path_;
  std::map<std::string, std::vector<std::string>, std::less<>> flags_;  // a switch holds "" a time
  std::vector<std::string> arguments_;
};

/// A failure is printed by the caller with its hint and becomes an exit code by its status.
using RunCommand = Result<ExitCode> (*)(Context& context);

/// A word of the command line: a command when it has `run`, a group of commands when it has
/// children, or both.
struct Command {
  std::string name = {};
  std::string summary = {};  ///< One line, starting with a verb, without its point.
  std::vector<std::string> description = {};  ///< Paragraphs.
  std::vector<Argument> arguments = {};
  std::vector<Flag> flags = {};  ///< Its own; every command also takes CommonFlags().
  std::vector<Example> examples = {};
  std::vector<ExitCode> exits = {};  ///< In the order of the table; 2 and 3 go without saying.
  std::vector<Command> children = {};
  RunCommand run = nullptr;

  const Command* Child(std::string_view child) const;
};

}  // namespace telar::app
