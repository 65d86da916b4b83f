#include "app/completions.h"

#include <nlohmann/json.hpp>

#include "app/command_tree.h"
#include "app/commands/commands.h"
#include "app/context.h"

namespace telar::app {
namespace {

Result<ExitCode> Run(Context& context) {
  const std::string& name = context.call.arguments()[0];
  const Shell shell = name == "bash" ? Shell::kBash : name == "zsh" ? Shell::kZsh : Shell::kFish;
  const std::string script = CompletionScript(shell, CommandTree());
  if (context.json()) {
    context.out.Write(nlohmann::ordered_json{{"shell", name}, {"script", script}}.dump() + "\n");
  } else {
    context.out.Write(script);
  }
  return ExitCode::kDone;
}

}  // namespace

Command CompletionsCommand() {
  return {.name = "completions",
          .summary = "Print the script that completes telar in a shell",
          .arguments = {{.name = "SHELL",
                         .help = "The shell",
                         .kind = ValueKind::kChoice,
                         .choices = {"bash", "zsh", "fish"}}},
          .examples = {{"telar completions bash > /etc/bash_completion.d/telar",
                        "Complete telar in every new bash"}},
          .run = Run};
}

}  // namespace telar::app
