#include "tests/app/program.h"

#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"

namespace telar::testing {

InProcess::Ran InProcess::Run(std::vector<std::string> arguments) {
  out.text.clear();
  err.text.clear();
  SeededRandom random(1);
  std::istringstream in(input);
  const auto platform = app::Platform::Open({.out = out,
                                             .err = err,
                                             .in = in,
                                             .environment = environment,
                                             .folder = folder.path(),
                                             .programs = ProgramDir(),
                                             .clock = clock,
                                             .random = random,
                                             .interrupts = interrupts});
  EXPECT_OK(platform);
  const app::ExitCode code = (*platform)->Run(arguments);
  const app::ExitCode closed = (*platform)->Close(code);
  return {closed, out.text, err.text};
}

Ended RunTool(std::vector<std::string> command, const std::string& input,
              const std::filesystem::path& folder) {
  Process::Options options;
  options.command = std::move(command);
  options.input = input;
  options.folder = folder;
  return telar::testing::Run(options);
}

}  // namespace telar::testing
