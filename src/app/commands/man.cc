#include "app/build_info.h"
#include "app/command_tree.h"
#include "app/commands/commands.h"
#include "app/context.h"
#include "app/manual.h"

namespace telar::app {
namespace {

Result<ExitCode> Run(Context& context) {
  if (context.json()) context.out.Write(CommandsJson(CommandTree()));
  else if (context.call.Has("markdown")) context.out.Write(CommandGuide(CommandTree()));
  else context.out.Write(ManPage(CommandTree(), TheBuild().version));
  return ExitCode::kDone;
}

}  // namespace

Command ManCommand() {
  return {
      .name = "man",
      .summary = "Print the manual page",
      .description = {"Prints telar(1) in roff. With --json, the definitions of all commands."},
      .flags = {{.name = "markdown", .help = "Print the guide of commands as Markdown instead"}},
      .examples = {{"telar man | man -l -", "Read the manual"},
                   {"telar man > /usr/local/share/man/man1/telar.1", "Install the manual"}},
      .run = Run};
}

}  // namespace telar::app
