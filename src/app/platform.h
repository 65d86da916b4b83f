#pragma once

#include <filesystem>
#include <istream>
#include <map>
#include <memory>
#include <span>
#include <string>

#include "app/context.h"
#include "app/exit_code.h"
#include "app/output.h"
#include "app/signals.h"
#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"

namespace telar::app {

/// The program in a box: main() opens one with the real streams, an end-to-end test with its own.
///
///   auto platform = Platform::Open({.out = out, …});
///   const ExitCode code = (*platform)->Close((*platform)->Run(arguments));
///
/// One thread at a time. Log lines go to the process's standard error, which is not injected.
class Platform {
 public:
  struct Options {
    Output& out;  ///< Data.
    Output& err;  ///< Everything else.
    std::istream& in;
    std::map<std::string, std::string, std::less<>> environment;
    std::filesystem::path folder;    ///< Absolute; relative names start here.
    std::filesystem::path programs;  ///< Folder of telar-reader.
    const Clock& clock;
    Random& random;
    Interrupts& interrupts;
    const Trainer* trainer = nullptr;  ///< As in Context.
  };

  /// kInvalidInput when `folder` is not an absolute path of a folder.
  static Result<std::unique_ptr<Platform>> Open(Options options);

  /// Runs one command line (without the program's name) and prints its failure, if any:
  ///   telar: bad telar.yaml: … / hint: …        or, with --log-format json, one JSON object.
  ExitCode Run(std::span<const std::string> arguments);

  /// Sends what is queued. Returns `code`, or kDestinationDown when output was lost; a reader that
  /// closed its pipe is told nothing, any other failure is printed.
  ExitCode Close(ExitCode code);

 private:
  struct Private {};

 public:
  Platform(Private, Options options);

 private:
  bool Colors(const Output& output) const;
  std::string Variable(std::string_view name) const;
  void Print(const Status& status, bool json);

  Options options_;
};

}  // namespace telar::app
