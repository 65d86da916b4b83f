#include "app/platform.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

using ::testing::HasSubstr;
using testing::InProcess;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using testing::StatusIs;

TEST(Platform, PrintsDataOnOneStreamAndTroubleOnTheOther) {
  InProcess telar;
  auto ran = telar.Run({"version"});
  EXPECT_EQ(ran.exit, ExitCode::kDone);
  EXPECT_THAT(ran.out, StartsWith("telar "));
  EXPECT_THAT(ran.err, IsEmpty());
  ran = telar.Run({"version", "--quie"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_EQ(ran.err, "telar: version: unknown flag --quie\nhint: did you mean --quiet?\n");
}

TEST(Platform, PrintsTroubleAsJsonWhenTheLogIsJson) {
  InProcess telar;
  const auto ran = telar.Run({"nothing", "--log-format", "json"});
  const auto error = nlohmann::json::parse(ran.err);
  EXPECT_EQ(error.at("code"), "invalid_input");
  EXPECT_EQ(error.at("level"), "error");
}

TEST(Platform, ColoursOnlyWhatAPersonSees) {
  InProcess telar;
  telar.err.is_terminal = true;
  EXPECT_THAT(telar.Run({"nothing"}).err, HasSubstr("\x1b["));
  telar.environment["NO_COLOR"] = "1";
  EXPECT_THAT(telar.Run({"nothing"}).err, Not(HasSubstr("\x1b[")));
  telar.environment.clear();
  telar.environment["TERM"] = "dumb";
  EXPECT_THAT(telar.Run({"nothing"}).err, Not(HasSubstr("\x1b[")));
}

TEST(Platform, ShowsHelpOnRequestAsDataAndUnaskedAsTrouble) {
  InProcess telar;
  auto ran = telar.Run({"--help"});
  EXPECT_EQ(ran.exit, ExitCode::kDone);
  EXPECT_THAT(ran.out, HasSubstr("Commands\n"));
  ran = telar.Run({});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("Commands\n"));
}

TEST(Platform, NoticesLostOutputButDoesNotComplainToAClosedPipe) {
  InProcess full;
  full.out.disk_full = true;
  auto ran = full.Run({"version"});
  EXPECT_EQ(ran.exit, ExitCode::kDestinationDown);
  EXPECT_THAT(ran.err, HasSubstr("No space left"));
  InProcess gone;
  gone.out.reader_gone = true;
  ran = gone.Run({"version"});
  EXPECT_EQ(ran.exit, ExitCode::kDestinationDown);
  EXPECT_THAT(ran.err, IsEmpty());
}

TEST(Platform, WantsARealWorkingFolder) {
  InProcess telar;
  SeededRandom random(1);
  std::istringstream in;
  EXPECT_THAT(Platform::Open({.out = telar.out,
                              .err = telar.err,
                              .in = in,
                              .environment = {},
                              .folder = telar.folder / "missing",
                              .programs = {},
                              .clock = telar.clock,
                              .random = random,
                              .interrupts = telar.interrupts}),
              StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::app
