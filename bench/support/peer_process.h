#pragma once

#include <sys/types.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"

namespace telar::bench {

/// A peer program that stays: it is given a line on its standard input and answers with a line on
/// its standard output. Its standard error is thrown away. Ends with the object.
class PeerProcess {
 public:
  /// Returns once the program has said "ready". kUnavailable when it ends without saying so.
  static Result<std::unique_ptr<PeerProcess>> Start(const std::vector<std::string>& command);
  ~PeerProcess();
  PeerProcess(const PeerProcess&) = delete;
  PeerProcess& operator=(const PeerProcess&) = delete;

  /// kUnavailable when the program has ended.
  Result<std::string> Ask(const std::string& line);
  pid_t pid() const { return pid_; }

 private:
  PeerProcess(pid_t pid, FILE* in, FILE* out) : pid_(pid), in_(in), out_(out) {}
  Result<std::string> Answer();

  const pid_t pid_;
  FILE* const in_;   // what it reads
  FILE* const out_;  // what it writes
};

}  // namespace telar::bench
