#include "app/platform.h"

#include <exception>
#include <nlohmann/json.hpp>

#include "app/build_info.h"
#include "app/command_line.h"
#include "app/command_tree.h"
#include "app/context.h"
#include "app/help.h"
#include "core/log.h"
#include "core/text.h"

namespace telar::app {
namespace {

// Before the command line is understood, and when it cannot be.
bool WantsJsonLog(std::span<const std::string> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--log-format=json") return true;
    if (arguments[i] == "--log-format" && i + 1 < arguments.size())
      return arguments[i + 1] == "json";
  }
  return false;
}

}  // namespace

Result<std::unique_ptr<Platform>> Platform::Open(Options options) {
  std::error_code error;
  if (!options.folder.is_absolute() || !std::filesystem::is_directory(options.folder, error)) {
    return Status::InvalidInput("start telar: the working folder is not a folder");
  }
  return std::make_unique<Platform>(Private{}, std::move(options));
}

Platform::Platform(Private, Options options) : options_(std::move(options)) {}

std::string Platform::Variable(std::string_view name) const {
  const auto found = options_.environment.find(name);
  return found == options_.environment.end() ? "" : found->second;
}

bool Platform::Colors(const Output& output) const {
  return output.terminal() && Variable("NO_COLOR").empty() && Variable("TERM") != "dumb";
}

ExitCode Platform::Run(std::span<const std::string> arguments) {
  const bool json_log = WantsJsonLog(arguments);
  const Result<CommandLine::Parsed> parsed = CommandLine::Parse(arguments);
  if (!parsed.ok()) {
    Print(parsed.status(), json_log);
    return ExitCode::kUsage;
  }
  const Invocation& call = parsed->invocation;
  const Style out_style{Colors(options_.out)}, err_style{Colors(options_.err)};
  switch (parsed->wish) {
    case CommandLine::Wish::kHelp:
      options_.out.Write(Help(call.command(), call.path(), options_.out.Width(), out_style));
      return ExitCode::kDone;
    case CommandLine::Wish::kNothing:
      options_.err.Write(Help(call.command(), call.path(), options_.err.Width(), err_style));
      return ExitCode::kUsage;
    case CommandLine::Wish::kVersion:
      options_.out.Write("telar " + std::string(TheBuild().version) + "\n");
      return ExitCode::kDone;
    case CommandLine::Wish::kRun: break;
  }

  std::string locale;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (locale.empty()) locale = AsciiLower(Variable(name));
  }
  const bool utf8 =
      locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
  Context context{call,
                  options_.out,
                  options_.err,
                  options_.in,
                  out_style,
                  err_style,
                  utf8,
                  options_.environment,
                  options_.folder,
                  options_.programs,
                  options_.clock,
                  options_.random,
                  options_.interrupts,
                  arguments,
                  options_.trainer};
  // A vendor exception that escaped its adapter is a bug of ours, told as one.
  Result<ExitCode> result = Status::Internal("");
  try {
    result = call.command().run(context);
  } catch (const std::exception& e) {
    result = Status::Internal("telar " + call.path() + ": " + e.what())
                 .WithHint("this is a bug in telar; please report it");
  }
  (void)options_.out.Flush();
  if (result.ok()) return *result;
  Print(result.status(), json_log);
  return ExitCodeFor(result.status(), options_.interrupts.signal());
}

void Platform::Print(const Status& status, bool json) {
  if (json) {
    options_.err.Write(nlohmann::ordered_json{{"level", "error"},
                                              {"code", CodeName(status.code())},
                                              {"message", status.FullMessage()},
                                              {"hint", status.hint()}}
                           .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) +
                       "\n");
    return;
  }
  const Style style{Colors(options_.err)};
  options_.err.Write(style.Red("telar:") + " " + status.FullMessage() + "\n");
  if (!status.hint().empty()) options_.err.Write(style.Dim("hint: " + status.hint()) + "\n");
}

ExitCode Platform::Close(ExitCode code) {
  const Status status = options_.out.Flush();
  if (!status.ok()) {
    if (!options_.out.closed()) Print(status, false);
    code = ExitCode::kDestinationDown;
  }
  (void)options_.err.Flush();
  return code;
}

}  // namespace telar::app
