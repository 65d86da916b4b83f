#pragma once

#include <optional>

#include "core/random.h"
#include "samples/invoice_plan.h"

namespace telar::samples {

/// Fills `plan` with what one receipt of an invented shop says: two thirds from Malaysia and
/// Singapore unless a language is asked for. Prices mostly include the tax; cash totals are rounded
/// to five cents where that is the custom. The plan's class, cues and index are left alone.
void PlanReceipt(Random& random, std::optional<Language> language, InvoicePlan& plan);

/// A price between a ware's bounds in the money of the region, with the endings prices have.
Decimal InventRegionPrice(Random& random, const RegionRules& rules, int cents_low, int cents_high);

}  // namespace telar::samples
