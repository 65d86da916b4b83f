#include "app/manual.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "app/command_tree.h"
#include "tests/app/program.h"
#include "tests/support/paths.h"

namespace telar::app {
namespace {

using ::testing::HasSubstr;

TEST(ManPage, IsCleanRoff) {
  if (testing::RunTool({"sh", "-c", "command -v groff"}).exit != 0) {
    GTEST_SKIP() << "groff is not installed";
  }
  const auto ended =
      testing::RunTool({"groff", "-man", "-ww", "-Tascii", "-z"}, ManPage(CommandTree(), "0.1.0"));
  EXPECT_EQ(ended.exit, 0);
  EXPECT_EQ(ended.err, "");
}

TEST(ManPage, EscapesWhatRoffWouldTakeForItsOwn) {
  Command root;
  root.name = "telar";
  root.summary = "weave";
  root.description = {".start with a point", "back\\slash and --dash"};
  const std::string page = ManPage(root, "1");
  EXPECT_THAT(page, HasSubstr("\n\\&.start with a point\n"));
  EXPECT_THAT(page, HasSubstr("back\\eslash and \\-\\-dash"));
}

TEST(CommandGuide, IsUpToDate) {
  EXPECT_EQ(testing::ReadFile(testing::SourceDir() / "docs/guides/commands.md"),
            CommandGuide(CommandTree()))
      << "run: telar man --markdown > docs/guides/commands.md";
}

TEST(Definitions, AreCompleteForEveryCommand) {
  VisitCommands(CommandTree(), [](const std::string& path, const Command& command) {
    EXPECT_FALSE(command.name.empty());
    EXPECT_FALSE(command.summary.empty()) << path;
    EXPECT_NE(command.summary.back(), '.') << path;
    EXPECT_TRUE(command.run != nullptr || !command.children.empty()) << path;
    if (command.run != nullptr) {
      EXPECT_FALSE(command.examples.empty()) << path;
    }
    for (const Flag& flag : command.flags) {
      EXPECT_FALSE(flag.help.empty()) << path << " --" << flag.name;
      EXPECT_EQ(flag.value.empty(), flag.kind == ValueKind::kNone) << path << " --" << flag.name;
      for (const Flag& common : CommonFlags()) EXPECT_NE(flag.name, common.name) << path;
    }
  });
}

TEST(CommandsJson, HoldsEveryCommandWithItsExitCodes) {
  const auto commands = nlohmann::json::parse(CommandsJson(CommandTree()));
  std::size_t count = 0;
  VisitCommands(CommandTree(),
                [&](const std::string&, const Command& c) { count += c.run != nullptr; });
  ASSERT_EQ(commands.size(), count);
  for (const auto& command : commands) {
    EXPECT_THAT(command.at("usage").get<std::string>(),
                HasSubstr(command.at("path").get<std::string>()));
    EXPECT_EQ(command.at("exit_codes").at(0), 0);
  }
}

}  // namespace
}  // namespace telar::app
