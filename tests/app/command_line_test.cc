#include "app/command_line.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::StatusIs;
using Words = std::vector<std::string>;

Result<CommandLine::Parsed> Parse(Words words) { return CommandLine::Parse(words); }

TEST(CommandLine, TakesCommonFlagsBeforeBetweenAndAfterTheCommand) {
  for (const Words& words : {Words{"--config", "a.yaml", "completions", "bash"},
                             Words{"completions", "--config=a.yaml", "bash"},
                             Words{"completions", "bash", "--config", "a.yaml"}}) {
    ASSERT_OK_AND_ASSIGN(const auto parsed, Parse(words));
    EXPECT_EQ(parsed.wish, CommandLine::Wish::kRun);
    EXPECT_EQ(parsed.invocation.path(), "completions");
    EXPECT_EQ(parsed.invocation.Get("config"), "a.yaml");
    EXPECT_THAT(parsed.invocation.arguments(), ElementsAre("bash"));
  }
}

TEST(CommandLine, TakesAValueOnlyOnceAFlag) {
  ASSERT_OK_AND_ASSIGN(const auto parsed,
                       Parse({"completions", "--set", "a=1", "bash", "--set", "b=2", "-vv"}));
  EXPECT_THAT(parsed.invocation.All("set"), ElementsAre("a=1", "b=2"));
  EXPECT_EQ(parsed.invocation.Count("verbose"), 2);
  EXPECT_FALSE(parsed.invocation.Has("quiet"));
}

TEST(CommandLine, SuggestsTheFlagOrCommandThatWasMeant) {
  EXPECT_THAT(Parse({"versoin"}),
              StatusIs(Code::kInvalidInput, HasSubstr("did you mean version?")));
  EXPECT_THAT(Parse({"version", "--quie"}),
              StatusIs(Code::kInvalidInput, HasSubstr("did you mean --quiet?")));
  EXPECT_THAT(Parse({"completions", "bsh"}),
              StatusIs(Code::kInvalidInput, HasSubstr("did you mean bash?")));
  EXPECT_THAT(Parse({"version", "--log-format", "jsn"}),
              StatusIs(Code::kInvalidInput, HasSubstr("did you mean json?")));
  EXPECT_THAT(Parse({"frobnicate"}), StatusIs(Code::kInvalidInput, HasSubstr("telar --help")));
}

TEST(CommandLine, RefusesWhatIsMissingOrTooMuch) {
  EXPECT_THAT(Parse({"version", "--config"}),
              StatusIs(Code::kInvalidInput, HasSubstr("--config needs a value")));
  EXPECT_THAT(Parse({"completions"}), StatusIs(Code::kInvalidInput, HasSubstr("SHELL is missing")));
  EXPECT_THAT(Parse({"version", "x"}),
              StatusIs(Code::kInvalidInput, HasSubstr("unexpected argument 'x'")));
  EXPECT_THAT(Parse({"version", "-x"}),
              StatusIs(Code::kInvalidInput, HasSubstr("unknown flag -x")));
  EXPECT_THAT(Parse({"version", "--json=maybe"}), StatusIs(Code::kInvalidInput));
}

TEST(CommandLine, ShowsHelpOfTheDeepestCommandNamed) {
  for (const Words& words : {Words{"completions", "--help"}, Words{"completions", "bash", "-h"},
                             Words{"help", "completions"}}) {
    ASSERT_OK_AND_ASSIGN(const auto parsed, Parse(words));
    EXPECT_EQ(parsed.wish, CommandLine::Wish::kHelp);
    EXPECT_EQ(parsed.invocation.path(), "completions");
  }
}

TEST(CommandLine, WantsACommandAfterAGroup) {
  ASSERT_OK_AND_ASSIGN(const auto parsed, Parse({}));
  EXPECT_EQ(parsed.wish, CommandLine::Wish::kNothing);
}

}  // namespace
}  // namespace telar::app
