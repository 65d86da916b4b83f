#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar::testing {

/// A PostgreSQL server of its own: a free port of 127.0.0.1, a private folder, no wait for the
/// disk, gone with the object (and with the test program, however it ends). PostgreSQL refuses to
/// run as root; then it runs as the user postgres or nobody. Its one user signs in with a password.
class PostgresServer {
 public:
  /// Whether the server's programs are on this machine.
  static bool Installed();
  /// The server that all tests of this program share; started by the first that asks.
  static PostgresServer& Shared();

  /// Makes the folder and starts; fails the test when that does not work.
  PostgresServer();
  ~PostgresServer();

  int port() const { return port_; }
  static std::string user() { return "weaver"; }
  static std::string password() { return "hush-warp-4711"; }
  static std::string database() { return "postgres"; }

  /// Starts it again on the same port and folder, and waits until it answers.
  void Start();
  /// Ends it in an orderly way: sessions are told and closed.
  void Stop();
  /// Ends it without a word. What was committed is there after Start().
  void Kill();

 private:
  TempFolder folder_;
  int port_ = 0;
  std::unique_ptr<Process> process_;
};

}  // namespace telar::testing
