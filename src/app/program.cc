#include "app/program.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "app/platform.h"

extern char** environ;

namespace telar::app {
namespace {

std::map<std::string, std::string, std::less<>> Environment() {
  std::map<std::string, std::string, std::less<>> variables;
  for (char** at = environ; *at != nullptr; ++at) {
    const std::string entry = *at;
    const std::size_t equals = entry.find('=');
    if (equals != std::string::npos)
      variables.emplace(entry.substr(0, equals), entry.substr(equals + 1));
  }
  return variables;
}

}  // namespace

int RunProgram(std::vector<std::string> arguments, const Trainer* trainer) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  DescriptorOutput out(STDOUT_FILENO), err(STDERR_FILENO);
  const SystemClock clock;
  SystemRandom random;
  Interrupts interrupts;

  const auto fail = [&](const Status& status) {
    err.Write("telar: " + status.FullMessage() + "\n");
    (void)err.Flush();
    return static_cast<int>(ExitCodeFor(status));
  };
  const auto signals = SignalWatcher::Open(interrupts);
  if (!signals.ok()) return fail(signals.status());
  const auto platform = Platform::Open({.out = out,
                                        .err = err,
                                        .in = std::cin,
                                        .environment = Environment(),
                                        .folder = fs::current_path(error),
                                        .programs = program.parent_path(),
                                        .clock = clock,
                                        .random = random,
                                        .interrupts = interrupts,
                                        .trainer = trainer});
  if (!platform.ok()) return fail(platform.status());
  return static_cast<int>((*platform)->Close((*platform)->Run(arguments)));
}

}  // namespace telar::app
