#include "samples/shops/products.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace telar::samples::shops {
namespace {

TEST(Products, HaveUniqueCodesOfSixDigitsAndBarcodesThatCheck) {
  std::set<std::string> codes, barcodes;
  int coded = 0;
  for (const Product& product : MakeProducts(7, 4000)) {
    EXPECT_EQ(product.code.size(), 6U);
    codes.insert(product.code);
    if (product.barcode.empty() || product.barcode == "N/A") continue;
    ++coded;
    barcodes.insert(product.barcode);
    int sum = 0;
    for (std::size_t i = 0; i < 13; ++i) {
      sum += (product.barcode.at(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    EXPECT_EQ(sum % 10, 0) << product.barcode;
  }
  EXPECT_EQ(codes.size(), 4000U);
  EXPECT_EQ(barcodes.size(), static_cast<std::size_t>(coded));
}

TEST(Products, ComeInEveryKindThatTillsHave) {
  const std::vector<Product> products = MakeProducts(7, 1000);
  const auto some = [&](auto of) { return std::any_of(products.begin(), products.end(), of); };
  EXPECT_TRUE(some([](const Product& p) { return p.barcode.empty(); }));
  EXPECT_TRUE(some([](const Product& p) { return p.barcode == "N/A" && !p.weighed; }));
  EXPECT_TRUE(some([](const Product& p) { return p.brand == "N/A"; }));
  EXPECT_TRUE(some([](const Product& p) { return p.code.starts_with("00"); }));
  for (const int rate : {0, 8, 16}) {
    EXPECT_TRUE(some([&](const Product& p) { return p.tax_rate == Decimal(rate); })) << rate;
  }
  for (const Keeping keeping : {Keeping::kDry, Keeping::kCold, Keeping::kFresh}) {
    EXPECT_TRUE(some([&](const Product& p) { return p.keeping == keeping; }));
  }
}

TEST(Products, CostLessThanTheySellFor) {
  for (const Product& product : MakeProducts(3, 500)) {
    const Decimal price = PriceOf(3, product, ParseDate("2026-02-01").value());
    EXPECT_GT(price, Decimal(0));
    EXPECT_LT(CostAt(product, price), price);
  }
}

TEST(Promotions, LastAWeekAndNameIt) {
  const auto on = [](const char* day) { return ParseDate(day).value(); };
  int promoted = 0;
  for (const Product& product : MakeProducts(3, 500)) {
    const int percent = PromotionOf(3, product, on("2025-12-29"));
    EXPECT_EQ(percent, PromotionOf(3, product, on("2026-01-04")));
    promoted += percent > 0 ? 1 : 0;
    EXPECT_EQ(PromotionCode(product, on("2025-12-29")), "P2601-" + product.code);
  }
  EXPECT_GT(promoted, 5);
  EXPECT_LT(promoted, 60);
}

}  // namespace
}  // namespace telar::samples::shops
