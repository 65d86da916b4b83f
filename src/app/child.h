#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"

namespace telar::app {

/// A program that this one started. It is asked to end (SIGTERM) and waited for with the object,
/// and ends when this process dies. One thread at a time.
class Child {
  struct Key {
    explicit Key() = default;
  };

 public:
  struct Options {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    std::filesystem::path folder;  ///< It works there.
    /// Its standard output comes through ReadLine; otherwise it goes where ours goes.
    bool read_output = false;
  };

  /// kNotFound when there is no such program; else what the system says.
  static Result<std::unique_ptr<Child>> Start(const Options& options);
  Child(Key, pid_t pid, int output) : pid_(pid), output_(output) {}
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// The next line of its output without '\n'; nothing when it closed it.
  std::optional<std::string> ReadLine();
  /// Waits for its end: its exit status, or 128 and the number of the signal that ended it.
  int Wait();

 private:
  pid_t pid_;
  int output_;
  std::optional<int> status_;
};

}  // namespace telar::app
