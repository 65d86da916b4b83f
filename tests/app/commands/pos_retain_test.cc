#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "db/duckdb/duckdb_database.h"
#include "tests/app/sold_shop.h"
#include "tests/support/adapter_database.h"

namespace telar::app {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class PosRetain : public testing::SoldShop, public ::testing::WithParamInterface<std::string> {
 protected:
  std::string adapter() const override { return GetParam(); }
  void SetUp() override {
    if (!db::duckdb::Available()) GTEST_SKIP() << "this build has no DuckDB to read Parquet back";
    SoldShop::SetUp();
  }
};

TEST_P(PosRetain, MovesWholeMonthsIntoFiles) {
  Sell("F1_L1", "2025-11-30");
  Sell("F2_L1", "2025-12-31", "-7.25");
  Sell("F3_L1", "2026-01-01");
  auto ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-15", "--dry-run"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("would go"));
  EXPECT_EQ(Sold(), 3);
  ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-15", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(Sold(), 1);
  const auto lines = Split(ran.out, '\n');
  EXPECT_EQ(json::parse(lines[0]).at("month"), "2025-11");
  EXPECT_TRUE(json::parse(lines[1]).at("dropped"));
  const auto manifest = Manifest("old");
  EXPECT_EQ(manifest.parts.size(), 2U);
  EXPECT_EQ(manifest.parts.at("2025-12-31").digest.sums.at("venta_total").ToString(), "-7.2500");
  EXPECT_TRUE(manifest.parts.at("2025-12-31").dropped_at.has_value());
  ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-15"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo) << ran.err;
}

TEST_P(PosRetain, DropsNothingWhenTheFileIsNotWhatWasExported) {
  Sell("F1_L1", "2025-12-30", "1");
  Sell("F2_L1", "2025-12-31", "2");
  const std::vector<std::string> retain = {"pos", "retain",   "--to",
                                           "old", "--before", "2026-01-01"};
  ASSERT_EQ(telar_.Run({"pos", "export", "--to", "old", "--tables", "ventas"}).exit,
            ExitCode::kDone);
  // Bytes of the same number that the manifest does not know.
  auto manifest = Manifest("old");
  analytics::ExportedPart& one = manifest.parts.at("2025-12-30");
  std::string bytes = *Store("old")->Get(one.object, "", one.bytes);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  ASSERT_OK(Store("old")->Put(one.object, bytes, true));
  auto ran = telar_.Run(retain);
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("not what was exported"));
  EXPECT_EQ(Sold(), 2);
  // Another day's file, and a manifest that agrees with it but for the rows.
  const analytics::ExportedPart& other = manifest.parts.at("2025-12-31");
  one.object = other.object;
  one.bytes = other.bytes;
  one.sha256 = other.sha256;
  ASSERT_OK(analytics::AddToManifest(*Store("old"), manifest, {one}));
  ran = telar_.Run(retain);
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("verify 2025-12-30 of ventas"));
  EXPECT_THAT(ran.out, HasSubstr("stays"));
  EXPECT_EQ(Sold(), 2);
  EXPECT_FALSE(Manifest("old").parts.at("2025-12-31").dropped_at.has_value());
}

TEST_P(PosRetain, RowsThatComeBackAfterwardsDoNotReplaceTheArchive) {
  Sell("F1_L1", "2025-12-31");
  ASSERT_EQ(telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-01"}).exit,
            ExitCode::kDone);
  const auto before = Manifest("old");
  Sell("F9_L1", "2025-12-31");
  auto ran = telar_.Run({"pos", "export", "--to", "old", "--tables", "ventas"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("2025-12-31 stays"));
  ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2026-01-01"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken) << ran.err;
  EXPECT_EQ(Manifest("old"), before);
  EXPECT_EQ(Sold(), 1);
}

TEST_P(PosRetain, AsksForAnAge) {
  auto ran = telar_.Run({"pos", "retain", "--to", "old"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.err, HasSubstr("pos.sales_days"));
  ran = telar_.Run({"pos", "retain", "--to", "old", "--before", "2999-01-01"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_EQ(telar_.Run({"pos", "retain", "--to", "old", "--set", "pos.sales_days=30"}).exit,
            ExitCode::kNothingToDo);
}

INSTANTIATE_TEST_SUITE_P(Every, PosRetain, ::testing::ValuesIn(testing::Adapters()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace telar::app
