#include "samples/shops/chain.h"

#include <gtest/gtest.h>

#include <set>

namespace telar::samples::shops {
namespace {

TEST(Chain, HasNineteenShopsOnKlkAndItsDistributionCentresOnBothTills) {
  int shops = 0, klk = 0;
  std::set<std::string_view> ids, warehouses;
  for (const Shop& shop : Chain()) {
    shops += shop.sells() ? 1 : 0;
    klk += shop.till == Shop::Till::kKlk ? 1 : 0;
    ids.insert(shop.id);
    warehouses.insert(shop.warehouse);
  }
  EXPECT_EQ(shops, 19);
  EXPECT_EQ(klk, 20);
  EXPECT_EQ(ids.size(), 23U);
  EXPECT_EQ(warehouses.size(), 23U);
}

TEST(Chain, FindsAPlaceByEachOfItsCodes) {
  const Shop* shop = FindShop("tienda_08");
  ASSERT_NE(shop, nullptr);
  EXPECT_EQ(FindShop("SUC002"), shop);
  EXPECT_EQ(FindShop("APP-TBQ"), shop);
  EXPECT_EQ(FindShop("tienda_14"), nullptr);
  EXPECT_EQ(FindShop(""), nullptr);
}

TEST(Chain, ClosesAtChristmasAndNewYear) {
  EXPECT_TRUE(ClosedOn(ParseDate("2025-12-25").value()));
  EXPECT_TRUE(ClosedOn(ParseDate("2026-01-01").value()));
  EXPECT_FALSE(ClosedOn(ParseDate("2026-01-02").value()));
}

}  // namespace
}  // namespace telar::samples::shops
