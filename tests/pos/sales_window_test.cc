#include "pos/sales_window.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::pos {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

Location Shop(const char* zone) {
  Location shop;
  shop.id = "tienda_01";
  shop.name = "PERIFERICO";
  shop.zone = *Zone::Find(zone);
  return shop;
}
Instant Utc(const char* text) { return *ParseInstant(text); }

/// The windows as ranges of wall time.
std::vector<std::string> Walls(const Location& shop, const std::vector<SalesWindow>& windows) {
  std::vector<std::string> walls;
  for (const SalesWindow& window : windows) {
    const LocalRange wall = shop.zone.WallTimes(window.from, window.to);
    walls.push_back(FormatLocal(wall.from) + "/" + FormatLocal(wall.to));
  }
  return walls;
}

TEST(SalesWindowTest, NeverCrossesMidnightOfTheShop) {
  const Location shop = Shop("America/Caracas");
  const auto windows =
      CutIntoWindows(shop, Utc("2026-01-03T03:00:00Z"), Utc("2026-01-03T05:30:00Z"),
                     std::chrono::hours(24), WindowReason::kLive);
  EXPECT_THAT(Walls(shop, windows), ElementsAre("2026-01-02 23:00:00/2026-01-03 00:00:00",
                                                "2026-01-03 00:00:00/2026-01-03 01:30:00"));
}

TEST(SalesWindowTest, AreAtMostAsLongAsAsked) {
  const Location shop = Shop("America/Caracas");
  EXPECT_THAT(CutIntoWindows(shop, Utc("2026-01-02T04:00:00Z"), Utc("2026-01-03T04:00:00Z"),
                             std::chrono::hours(6), WindowReason::kManual),
              SizeIs(4));
}

// Madrid: 2026-03-29 has 23 hours, 2026-10-25 has 25.
TEST(SalesWindowTest, CoverDaysOfAClockChangeWithoutGapOrOverlap) {
  const Location shop = Shop("Europe/Madrid");
  for (const char* start : {"2026-03-28T23:00:00Z", "2026-10-24T22:00:00Z"}) {
    const Instant from = Utc(start), to = from + std::chrono::hours(30);
    for (const auto longest : {std::chrono::hours(1), std::chrono::hours(24)}) {
      Instant at = from;
      for (const SalesWindow& window :
           CutIntoWindows(shop, from, to, longest, WindowReason::kGap)) {
        EXPECT_EQ(window.from, at);
        EXPECT_LT(window.from, window.to);
        const LocalRange wall = shop.zone.WallTimes(window.from, window.to);
        EXPECT_LE(wall.to, MidnightOf(DateOf(wall.from)) + std::chrono::days(1));
        at = window.to;
      }
      EXPECT_EQ(at, to);
    }
  }
}

TEST(SalesWindowTest, AnItemSaysWhatItIsAndGivesTheWindowBack) {
  const Location shop = Shop("America/Caracas");
  const SalesWindow window{"tienda_01", Utc("2026-01-02T13:00:00Z"), Utc("2026-01-02T14:30:00Z"),
                           WindowReason::kGap};
  const ledger::NewItem planned = window.Item(shop);
  EXPECT_EQ(planned.key, "tienda_01 2026-01-02T13:00:00Z/2026-01-02T14:30:00Z");
  EXPECT_EQ(planned.label, "PERIFERICO, 2026-01-02 09:00–10:30");
  ledger::Item item;
  item.payload = planned.payload;
  const auto back = SalesWindow::Of(item);
  ASSERT_OK(back);
  EXPECT_EQ(back->Key(), window.Key());
  EXPECT_EQ(back->reason, WindowReason::kGap);
}

TEST(SalesWindowTest, AWholeDayIsNamedByItsDay) {
  const Location shop = Shop("America/Caracas");
  const auto day = WholeDay(shop, *ParseDate("2026-01-02"), WindowReason::kRecovery);
  EXPECT_EQ(day.Item(shop).label, "PERIFERICO, 2026-01-02");
  EXPECT_EQ(day.to - day.from, std::chrono::hours(24));
}

TEST(SalesWindowTest, AnotherPayloadIsNoWindow) {
  ledger::Item item;
  item.payload = "{\"from\": 1}";
  EXPECT_THAT(SalesWindow::Of(item), telar::testing::StatusIs(Code::kInternal));
}

}  // namespace
}  // namespace telar::pos
