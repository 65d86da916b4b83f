// A training that is killed again and again.
#include <gmock/gmock.h>
#include <signal.h>

#include <nlohmann/json.hpp>

#include "core/random.h"
#include "tests/e2e/models/labelled.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar {
namespace {

using testing::Ended;
using testing::Process;

constexpr int kKills = 20;

TEST(KilledTraining, EndsWithTheSameWeightsAfterTwentyKillsAtRandomMoments) {
  testing::TempFolder folder;
  testing::DrawLabelled(folder, 30, 10);
  const auto command = [&](const std::string& place) {
    Process::Options options;
    options.command = {testing::Program("telar"),
                       "model",
                       "train",
                       "--json",
                       "--quiet",
                       "--threads",
                       "1",
                       "--batch",
                       "8",
                       "--epochs",
                       "25",
                       "--set",
                       "models.registry=" + place,
                       "--set",
                       "models.checkpoints=" + place + "-checkpoints"};
    options.folder = folder.path();
    return options;
  };
  const auto sha256 = [](const Ended& ended) {
    return nlohmann::json::parse(ended.out).at("sha256").get<std::string>();
  };
  const std::string whole = sha256(testing::Run(command("whole")));
  SeededRandom random(11);
  int kills = 0;
  for (int round = 0; kills < kKills && round < 3 * kKills; ++round) {
    Process training(command("killed"));
    // From the first document read to the last epoch.
    const auto moment = std::chrono::milliseconds(500 + random.Below(2500));
    if (training.WaitFor(moment)) {
      EXPECT_EQ(sha256(training.Wait()), whole);
      std::filesystem::remove_all(folder / "killed-checkpoints");
      continue;
    }
    training.Signal(SIGKILL);
    ASSERT_TRUE(training.WaitFor(std::chrono::seconds(10)));
    ++kills;
  }
  EXPECT_EQ(kills, kKills);
  EXPECT_EQ(sha256(testing::Run(command("killed"))), whole);
}

}  // namespace
}  // namespace telar
