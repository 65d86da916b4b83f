#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar::testing {

/// A program of tests/servers.txt, started on a free port of this machine and ended with the
/// object.
class ServerProgram {
 public:
  /// `name` of tests/servers.txt, `program` in its environment; "{port}" and "{folder}" in the
  /// arguments are replaced. Does not wait until it answers.
  ServerProgram(const std::string& name, const std::string& program,
                const std::vector<std::string>& arguments);
  ~ServerProgram();

  /// Whether the server can be had on this machine.
  static bool Installed(const std::string& name);
  /// Its Python.
  static std::filesystem::path Python(const std::string& name);

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int port() const { return port_; }

  void Start();
  /// False when it is not started, or has ended by itself: it will never answer then.
  bool Runs() const;
  /// Asks it to end, and waits; Start may come again, on the same port and folder.
  void Stop();

 private:
  TempFolder folder_;
  int port_ = 0;
  Process::Options options_;
  std::unique_ptr<Process> process_;
};

}  // namespace telar::testing
