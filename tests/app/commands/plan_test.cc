#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/app/paper.h"
#include "tests/app/program.h"
#include "tests/app/till_shop.h"

namespace telar::app {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::InProcess;
using testing::PaperInvoice;

std::int64_t ItemsIn(const json& shards) {
  std::int64_t items = 0;
  for (const json& shard : shards) items += shard.at("items").get<std::int64_t>();
  return items;
}

TEST(Plan, CutsTheInvoicesThatWaitIntoShardsAndChangesNothing) {
  InProcess telar;
  for (const char* number : {"F-1001", "F-2702", "F-3303"})
    telar.folder.Write(std::string("inbox/") + number + ".pdf", PaperInvoice(number));
  const auto ran = telar.Run({"plan", "--json", "--shards", "4"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 1) << "one line";
  const json shards = json::parse(ran.out);
  ASSERT_EQ(shards.size(), 4U);
  EXPECT_EQ(ItemsIn(shards), 3);
  EXPECT_EQ(shards.at(1).at("command"), json({"telar", "invoices", "run", "--shard", "1/4"}));
  EXPECT_FALSE(std::filesystem::exists(telar.folder / "data"));
}

TEST(Plan, EveryShardDoesWhatItWasToldAndNothingIsLeft) {
  InProcess telar;
  for (const char* number : {"F-1001", "F-2702", "F-3303"})
    telar.folder.Write(std::string("inbox/") + number + ".pdf", PaperInvoice(number));
  const json shards = json::parse(telar.Run({"plan", "--json", "--shards", "2"}).out);
  for (const json& shard : shards) {
    auto words = shard.at("command").get<std::vector<std::string>>();
    words.erase(words.begin());
    words.insert(words.end(), {"--class", "preventiva", "--json"});
    const auto ran = telar.Run(words);
    EXPECT_EQ(json::parse(ran.out).at("items").at("done"), shard.at("items")) << ran.err;
  }
  const auto ran = telar.Run({"plan", "--json", "--shards", "2"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo);
  EXPECT_EQ(ItemsIn(json::parse(ran.out)), 0);
}

TEST(Plan, KnowsTheTills) {
  InProcess telar;
  telar.folder.Write("locations.yaml", testing::ThreeLocations());
  auto ran = telar.Run({"plan", "--pipeline", "pos.stock", "--json", "--shards", "2"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(ItemsIn(json::parse(ran.out)), 3);
  ran = telar.Run({"plan", "--pipeline", "pos.sales"});
  EXPECT_THAT(ran.out, HasSubstr("telar pos sales --shard 0/1"));
  EXPECT_FALSE(std::filesystem::exists(telar.folder / "data"));
}

TEST(Plan, RefusesANumberOfShardsWithoutSense) {
  InProcess telar;
  EXPECT_EQ(telar.Run({"plan", "--shards", "0"}).exit, ExitCode::kUsage);
  EXPECT_EQ(telar.Run({"plan", "--pipeline", "shops"}).exit, ExitCode::kUsage);
}

}  // namespace
}  // namespace telar::app
