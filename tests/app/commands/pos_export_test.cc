#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "tests/app/sold_shop.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;

using PosExport = testing::SoldShop;

TEST_F(PosExport, WritesEveryUsualTableAndLeavesItAloneTheNextTime) {
  Sell("F1_L1", "2026-01-02");
  Sell("F2_L1", "2026-01-03");
  auto ran = telar_.Run({"pos", "export", "--to", "out", "--format", "csv"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("ventas"));
  EXPECT_TRUE(fs::exists(telar_.folder / "out/ventas/fecha=2026-01-02/part-0.csv"));
  EXPECT_TRUE(fs::exists(telar_.folder / "out/productos/part-0.csv"));
  EXPECT_FALSE(fs::exists(telar_.folder / "out/pos_coverage"));
  ran = telar_.Run(
      {"pos", "export", "--to", "out", "--format", "csv", "--tables", "ventas", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  const auto table = json::parse(ran.out);
  EXPECT_EQ(table.at("table"), "ventas");
  EXPECT_EQ(table.at("unchanged"), 2);
  EXPECT_EQ(table.at("rows"), 2);
}

TEST_F(PosExport, TodayIsLeftOutUnlessAskedFor) {
  Sell("F1_L1", Today());
  auto ran = telar_.Run({"pos", "export", "--to", "out", "--format", "csv", "--tables", "ventas"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo) << ran.err;
  ran = telar_.Run(
      {"pos", "export", "--to", "out", "--format", "csv", "--tables", "ventas", "--today"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
}

TEST_F(PosExport, DaysAreThoseFromTheFirstUntilTheLast) {
  for (int day = 1; day <= 4; ++day) {
    Sell("F" + std::to_string(day) + "_L1", "2026-01-0" + std::to_string(day));
  }
  const auto ran =
      telar_.Run({"pos", "export", "--to", "out", "--format", "csv", "--tables", "ventas", "--from",
                  "2026-01-02", "--until", "2026-01-03", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(json::parse(ran.out).at("new"), 2);
}

TEST_F(PosExport, ADryRunWritesNothing) {
  Sell("F1_L1", "2026-01-02");
  const auto ran = telar_.Run({"pos", "export", "--to", "out", "--dry-run"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("nothing was written"));
  EXPECT_FALSE(fs::exists(telar_.folder / "out"));
}

TEST_F(PosExport, WhatCannotBeMeantIsAUsageError) {
  const auto err = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"pos", "export"});
    const auto ran = telar_.Run(words);
    EXPECT_EQ(ran.exit, ExitCode::kUsage) << Join(words, " ");
    return ran.err;
  };
  EXPECT_THAT(err({}), HasSubstr("--to is missing"));
  EXPECT_THAT(err({"--to", "out", "--tables", "sales"}), HasSubstr("no table sales"));
  EXPECT_THAT(err({"--to", "out", "--tables", "ventas", "--all"}), HasSubstr("leave out one"));
  EXPECT_THAT(err({"--to", "out", "--from", "yesterday"}), HasSubstr("--from"));
  EXPECT_THAT(err({"--to", "out", "--from", "2026-01-05", "--until", "2026-01-02"}),
              HasSubstr("ends before it begins"));
  EXPECT_FALSE(fs::exists(telar_.folder / "out"));
}

TEST_F(PosExport, AStoreThatThisVersionDoesNotWriteToIsNamed) {
  const auto ran = telar_.Run({"pos", "export", "--to", "s3://bucket-of-ours/tills"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.err, HasSubstr("no store for s3://bucket-of-ours/tills"));
  EXPECT_THAT(ran.err, HasSubstr("keeps files in folders"));
}

TEST_F(PosExport, InvoicesThatWereNeverReadAreNothingToDo) {
  const auto ran = telar_.Run({"invoices", "export", "--to", "out"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("nothing was read yet"));
}

}  // namespace
}  // namespace telar::app
