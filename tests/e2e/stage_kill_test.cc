#include <gmock/gmock.h>
#include <signal.h>

#include "tests/e2e/shop.h"

namespace telar {
namespace {

using testing::Ended;
using testing::Program;
using testing::Shop;

constexpr int kDocuments = 6;

class StageKill : public ::testing::TestWithParam<const char*> {};

TEST_P(StageKill, RightAfterTheEffectLosesNothingAndRepeatsNothing) {
  Shop shop;
  shop.DrawInvoices(kDocuments, 23, {"--layout", "textile"});
  int kills = 0;
  // Killed at the first effect again and again: every document dies once right there.
  for (int i = 0; i < 4 * kDocuments && !shop.Inbox().empty(); ++i) {
    const Ended ended = testing::Run(
        {.command = {Program("killed-run"), shop.folder().path().string(), GetParam(), "1"}});
    if (ended.signal != SIGKILL) {
      ASSERT_EQ(ended.exit, 0) << ended.err;
      break;
    }
    ++kills;
    const auto inbox = shop.Inbox(), archive = shop.Archive();
    const auto sales = shop.Sales();
    for (const auto& [document, rows] : shop.Truth()) {
      const bool safe = archive.count(document) == 1 && sales.contains(document);
      ASSERT_TRUE(inbox.contains(document) || safe) << document << " is lost";
    }
  }
  EXPECT_GT(kills, 0) << "the effect never happened";
  const Ended last = shop.RunTelar({"invoices", "run", "--class", "correctiva", "--quiet"});
  EXPECT_TRUE(last.exit == 0 || last.exit == 99) << last.exit << "\n" << last.err;
  EXPECT_THAT(shop.Differences(), ::testing::IsEmpty());
  EXPECT_EQ(shop.Archive().size(), shop.Truth().size());
  EXPECT_TRUE(shop.Inbox().empty());
}

INSTANTIATE_TEST_SUITE_P(EveryStage, StageKill,
                         ::testing::Values("loaded", "archive put", "archived", "source removed",
                                           "removed"));

}  // namespace
}  // namespace telar
