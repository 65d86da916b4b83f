#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <optional>
#include <string_view>

namespace telar::pos {

/// What a till says about the stock of one product in one warehouse. Sources fill what they know;
/// meanings are those of the KLK and Stellar columns named in docs/formats/tills.md.
enum class StockField {
  kProduct,  ///< Code, with its leading zeros.
  kName,
  kBarcode,
  kCategoryCode,
  kCategory,
  kSubcategoryCode,
  kSubcategory,
  kSubgroup,
  kBrand,
  kQuadrant,
  kPresentation,
  kUnitsPerCase,
  kUnitWeight,  ///< kg
  kUnitVolume,  ///< m³
  kPrice,       ///< Selling price of one unit, USD.
  kCost,        ///< Cost of one unit, USD.
  kTaxRate,     ///< Percent.
  kQuantity,    ///< On hand; may be negative or fractional.
  kWarehouse,
  kWarehouseName,
  kCount
};

/// What a till says about one line of one invoice.
enum class SaleField {
  kInvoice,  ///< Unique within a location only.
  kLine,     ///< Whole number.
  kDate,     ///< Local, "2026-01-02".
  kTime,     ///< Local, "09:30:00.1234567": every digit the source has.
  kProduct,
  kProductName,
  kBrand,
  kModel,
  kCategory,
  kGroup,
  kSubgroup,
  kBarcode,
  kSerial,
  kImei,
  kQuadrant,
  kWarehouse,
  kWarehouseName,
  kQuantity,
  kUnitWeight,   ///< kg
  kGrossWeight,  ///< kg
  kUnitVolume,   ///< m³
  kUnit,
  kUnitFactor,
  kUnitTotal,  ///< Quantity times factor.
  kWeight,     ///< As the till computed it, kg.
  kInvoiceTotalBs,
  kRate,       ///< Bs per USD.
  kNonFiscal,  ///< "true" or "false".
  kPromotion,  ///< "true" or "false".
  kPromotionCode,
  kUnitCostBs,
  kUnitCost,  ///< USD, as all that do not say Bs.
  kUnitPriceBs,
  kUnitPrice,
  kTaxRate,  ///< Percent.
  kTax,
  kDiscountRate,  ///< Percent.
  kDiscount,
  kTotalBs,
  kTotal,
  kTotalCostBs,
  kTotalCost,
  kProfitBs,
  kProfit,
  kCount
};

/// One row of a source as text, before anything is made of it: numbers as the source printed them
/// (JSON numbers may have an exponent), booleans as "true" and "false". A field is absent when the
/// source has no such field or says null, which is another thing than an empty text. Views into the
/// source's buffer, valid only inside the callback that receives the record.
template <typename Field>
class Record {
 public:
  void Set(Field field, std::string_view text) {
    texts_[At(field)] = text;
    present_.set(At(field));
  }
  std::optional<std::string_view> Get(Field field) const {
    if (!present_.test(At(field))) return std::nullopt;
    return texts_[At(field)];
  }
  void Clear() { present_.reset(); }

 private:
  static constexpr std::size_t At(Field field) { return static_cast<std::size_t>(field); }
  static constexpr std::size_t kSize = static_cast<std::size_t>(Field::kCount);
  std::array<std::string_view, kSize> texts_{};
  std::bitset<kSize> present_;
};

using StockRecord = Record<StockField>;
using SaleRecord = Record<SaleField>;

}  // namespace telar::pos
