#include <gmock/gmock.h>
#include <signal.h>

#include <random>

#include "tests/e2e/shop.h"

namespace telar {
namespace {

using testing::Ended;
using testing::Process;
using testing::Shop;

constexpr int kDocuments = 200;

std::set<std::string> Unique(const std::multiset<std::string>& hashes) {
  return {hashes.begin(), hashes.end()};
}

/// What must hold at every instant: each document is in the inbox, or in the tables and the
/// archive.
void ExpectNothingLost(const Shop& shop) {
  const auto inbox = shop.Inbox(), archive = shop.Archive();
  const auto sales = shop.Sales();
  for (const auto& [document, rows] : shop.Truth()) {
    if (inbox.contains(document)) continue;
    EXPECT_EQ(archive.count(document), 1U) << document << " left the inbox unarchived";
    EXPECT_TRUE(sales.contains(document)) << document << " left the inbox without its rows";
  }
}

void ExpectEachExactlyOnce(const Shop& shop) {
  const auto archive = shop.Archive();
  EXPECT_EQ(archive.size(), shop.Truth().size());
  EXPECT_EQ(Unique(archive).size(), archive.size()) << "a document is in the archive twice";
  EXPECT_TRUE(shop.Inbox().empty());
  EXPECT_THAT(shop.Differences(), ::testing::IsEmpty());
}

TEST(InvoicesRun, SurvivesAHundredKillsAtRandomInstantsWithoutLosingOrRepeatingADocument) {
  Shop shop;
  shop.DrawInvoices(kDocuments, 1, {"--layout", "textile"});
  ASSERT_EQ(shop.Truth().size(), static_cast<std::size_t>(kDocuments));
  std::mt19937 random(20260102);
  int kills = 0;
  for (std::uint64_t round = 2; kills < 100 && !HasFailure(); ++round) {
    Process run(shop.Telar({"invoices", "run", "--class", "preventiva", "--quiet"}));
    // Early kills hit planning, late ones every stage of a document.
    if (run.WaitFor(std::chrono::milliseconds(random() % 160))) {
      const Ended ended = run.Wait();
      ASSERT_TRUE(ended.exit == 0 || ended.exit == 99) << ended.err;
      if (shop.Inbox().empty()) shop.DrawInvoices(50, round, {"--layout", "textile"});
      continue;
    }
    run.Signal(SIGKILL);
    ASSERT_TRUE(run.WaitFor(std::chrono::seconds(10)));
    if (++kills % 10 == 0) ExpectNothingLost(shop);
  }
  ExpectNothingLost(shop);
  const Ended last = shop.RunTelar({"invoices", "run", "--class", "preventiva", "--quiet"});
  EXPECT_TRUE(last.exit == 0 || last.exit == 99) << last.exit << "\n" << last.err;
  ExpectEachExactlyOnce(shop);
  EXPECT_EQ(kills, 100);
}

}  // namespace
}  // namespace telar
