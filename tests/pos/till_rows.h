#pragma once

#include <map>
#include <optional>
#include <string>

#include "pos/record.h"

namespace telar::pos {

using SaleFields = std::map<SaleField, std::optional<std::string>>;
using StockFields = std::map<StockField, std::optional<std::string>>;

/// The record of these fields; they must outlive it.
template <typename Field>
Record<Field> RecordOf(const std::map<Field, std::optional<std::string>>& fields) {
  Record<Field> record;
  for (const auto& [field, text] : fields) {
    if (text) record.Set(field, *text);
  }
  return record;
}

/// A plain line of 2026-01-02 10:00 with what is required.
inline SaleFields ASale(std::string invoice, std::string line) {
  return {{SaleField::kInvoice, std::move(invoice)},
          {SaleField::kLine, std::move(line)},
          {SaleField::kDate, "2026-01-02"},
          {SaleField::kTime, "10:00:00"},
          {SaleField::kProduct, "003760"},
          {SaleField::kQuantity, "2"},
          {SaleField::kTotal, "8.50"}};
}

inline StockFields AStock(std::string product, std::string quantity) {
  return {{StockField::kProduct, std::move(product)},
          {StockField::kName, "HARINA PAN 1 KG"},
          {StockField::kQuantity, std::move(quantity)}};
}

}  // namespace telar::pos
