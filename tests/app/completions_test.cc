#include "app/completions.h"

#include <gmock/gmock.h>

#include "app/command_tree.h"
#include "tests/app/program.h"

namespace telar::app {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using testing::TempFolder;

/// What bash would offer after these words (the last one is being typed).
std::string BashOffers(const std::string& words) {
  TempFolder folder;
  folder.Write("telar.bash", CompletionScript(Shell::kBash, CommandTree()));
  const std::string script =
      "source ./telar.bash; compopt() { :; }; COMP_WORDS=(" + words +
      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _telar; printf '%s\\n' \"${COMPREPLY[@]}\"";
  const Ended ended = testing::RunTool({"bash", "-euc", script}, "", folder.path());
  EXPECT_EQ(ended.err, "");
  return ended.out;
}

bool Installed(const std::string& program) {
  return testing::RunTool({"sh", "-c", "command -v " + program}).exit == 0;
}

TEST(Completions, ParseInEveryShell) {
  const struct {
    Shell shell;
    std::string program;
    std::vector<std::string> check;
  } cases[] = {{Shell::kBash, "bash", {"bash", "-n", "script"}},
               {Shell::kZsh, "zsh", {"zsh", "-n", "script"}},
               {Shell::kFish, "fish", {"fish", "--no-execute", "script"}}};
  for (const auto& c : cases) {
    if (!Installed(c.program)) {
      std::printf("%s is not installed: its script is not parsed\n", c.program.c_str());
      continue;
    }
    TempFolder folder;
    folder.Write("script", CompletionScript(c.shell, CommandTree()));
    const Ended ended = testing::RunTool(c.check, "", folder.path());
    EXPECT_EQ(ended.exit, 0) << c.program << ": " << ended.err;
    EXPECT_EQ(ended.err, "") << c.program;
  }
}

TEST(Completions, OfferCommandsFlagsAndChoicesInBash) {
  EXPECT_EQ(BashOffers("telar vers"), "version\n");
  EXPECT_EQ(BashOffers("telar version --js"), "--json\n");
  EXPECT_EQ(BashOffers("telar completions ''"), "bash\nzsh\nfish\n");
  EXPECT_EQ(BashOffers("telar version --log-format j"), "json\n");
}

TEST(Completions, NameEveryCommandInEveryShell) {
  for (const Shell shell : {Shell::kBash, Shell::kZsh, Shell::kFish}) {
    const std::string script = CompletionScript(shell, CommandTree());
    VisitCommands(CommandTree(), [&](const std::string&, const Command& command) {
      EXPECT_THAT(script, HasSubstr(command.name));
      for (const Flag& flag : command.flags) EXPECT_THAT(script, HasSubstr(flag.name));
    });
  }
}

}  // namespace
}  // namespace telar::app
