#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/decimal.h"
#include "core/time.h"

namespace telar::samples::shops {

/// How a product is kept, which says the distribution centre it comes from.
enum class Keeping { kDry, kCold, kFresh };

/// A product of the chain.
struct Product {
  std::string code;          ///< Six digits, many with leading zeros: "004217".
  std::uint64_t number = 0;  ///< The code as a number.
  std::string name;          ///< "HARINA DE MAIZ PRECOCIDA TORUNAL 1 KG"
  std::string barcode;       ///< 13 digits with a right check digit; some "" and some "N/A".
  std::string brand;         ///< Some "N/A".
  std::string presentation;  ///< "1 KG"
  std::string_view category_code, category, subcategory_code, subcategory;
  Keeping keeping = Keeping::kDry;
  bool weighed = false;   ///< Sold by the kilogram, with three decimals.
  Decimal price;          ///< Of one unit or kilogram at first, USD, without tax; two decimals.
  int cost_percent = 75;  ///< Of the price.
  Decimal tax_rate;       ///< 16, 8 or 0 percent.
  Decimal weight;         ///< kg of one unit, three decimals.
  Decimal volume;         ///< m³ of one unit, six decimals.
  int per_case = 12;
  std::uint32_t demand = 1;  ///< Share of the lines, beside the sum over all products.
};

/// `count` products, the same for the same seed. Codes are unique, barcodes that are there too.
std::vector<Product> MakeProducts(std::uint64_t seed, int count);

/// What a product's price has become by `date` (it changes every quarter by a few percent).
Decimal PriceOf(std::uint64_t seed, const Product& product, Date date);
/// Its cost at that price, four decimals.
Decimal CostAt(const Product& product, const Decimal& price);
/// Percent off in the week of `date`: mostly 0, else 5, 10, 15 or 20.
int PromotionOf(std::uint64_t seed, const Product& product, Date date);
/// Its code: "P2605-004217", from the ISO year and week.
std::string PromotionCode(const Product& product, Date date);

}  // namespace telar::samples::shops
