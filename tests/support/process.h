#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace telar::testing {

/// How a program ended and what it said.
struct Ended {
  int exit = -1;   ///< Exit status; -1 when a signal ended it.
  int signal = 0;  ///< The signal that ended it; 0 otherwise.
  std::string out, err;
};

/// A program started by a test, with output kept in files. Killed when the object goes.
class Process {
 public:
  struct Options {
    std::vector<std::string> command;  ///< Program (absolute, or looked up in PATH) and arguments.
    std::filesystem::path folder = ".";              ///< Working folder.
    std::map<std::string, std::string> environment;  ///< Added to the test's own.
    std::string input;                               ///< Standard input.
  };
  explicit Process(const Options& options);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  void Signal(int signal) const;
  /// True when it ended within `time`.
  bool WaitFor(std::chrono::milliseconds time);
  /// Waits for the end; kills the program and fails the test after `limit`.
  Ended Wait(std::chrono::seconds limit = std::chrono::seconds(120));

 private:
  pid_t pid_ = -1;
  bool reaped_ = false;
  int status_ = 0;
  std::filesystem::path inputs_, out_, err_;
};

/// Runs a program to its end.
Ended Run(const Process::Options& options, std::chrono::seconds limit = std::chrono::seconds(120));

/// The path of a program of ours in the build under test.
std::string Program(const std::string& name);

}  // namespace telar::testing
