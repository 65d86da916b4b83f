#include "app/command_tree.h"

#include <algorithm>

#include "app/commands/commands.h"

namespace telar::app {
namespace {

Command Telar() {
  Command telar;
  telar.name = "telar";
  telar.summary = "weave invoices and tills into a retailer's databases";
  telar.description = {
      "Telar reads supplier invoices (PDF, photo, scan or e-invoice), checks their arithmetic, "
      "puts "
      "their rows into a database and tells people what needs a human. It reads stock and sales of "
      "the tills of every shop, and knows what it has not read.",
      "Data goes to standard output, everything else to standard error. Settings come from "
      "telar.yaml "
      "in the working folder, the environment and --set, each stronger than the one before."};
  telar.children = {InvoicesCommand(), PosCommand(),         ModelCommand(),  DriftCommand(),
                    RunsCommand(),     PlanCommand(),        DoctorCommand(), ConfigCommand(),
                    VersionCommand(),  CompletionsCommand(), ManCommand()};
  telar.examples = {{"telar doctor", "Check that this machine and these settings work"},
                    {"telar invoices read invoice.pdf", "Show what an invoice says"}};
  return telar;
}

void Visit(const Command& command, const std::string& path,
           const std::function<void(const std::string&, const Command&)>& visit) {
  visit(path, command);
  for (const Command& child : command.children) {
    Visit(child, path.empty() ? child.name : path + " " + child.name, visit);
  }
}

}  // namespace

const Command& CommandTree() {
  static const Command tree = Telar();
  return tree;
}

std::span<const Flag> CommonFlags() {
  static const std::vector<Flag> flags = {
      {.name = "json", .help = "Print data as JSON"},
      {.name = "config",
       .value = "FILE",
       .help = "Read settings from FILE instead of telar.yaml (also TELAR_CONFIG)",
       .kind = ValueKind::kFile},
      {.name = "set",
       .value = "KEY=VALUE",
       .help = "Set one setting, stronger than file and environment",
       .kind = ValueKind::kText,
       .repeated = true},
      {.name = "verbose", .letter = 'v', .help = "Log every step", .repeated = true},
      {.name = "quiet", .letter = 'q', .help = "No progress, log errors only"},
      {.name = "log-format",
       .value = "FORMAT",
       .help = "Log as text or json",
       .kind = ValueKind::kChoice,
       .choices = {"text", "json"}},
      {.name = "help", .letter = 'h', .help = "Print help and exit"},
  };
  return flags;
}

std::vector<ExitCode> ListedExits(const Command& command) {
  std::vector<ExitCode> exits = command.exits;
  if (command.run != nullptr) {
    exits.insert(exits.end(), {ExitCode::kDone, ExitCode::kUsage, ExitCode::kConfig});
  }
  std::sort(exits.begin(), exits.end());
  exits.erase(std::unique(exits.begin(), exits.end()), exits.end());
  return exits;
}

void VisitCommands(const Command& root,
                   const std::function<void(const std::string&, const Command&)>& visit) {
  Visit(root, "", visit);
}

const Command* Command::Child(std::string_view child) const {
  const auto found = std::find_if(children.begin(), children.end(),
                                  [&](const Command& c) { return c.name == child; });
  return found == children.end() ? nullptr : &*found;
}

}  // namespace telar::app
