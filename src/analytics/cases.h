#pragma once

#include <cstdint>

#include "core/decimal.h"

namespace telar::analytics {

/// Where the reals of `parametros_stock` become exact quantities, and units become cases: the only
/// place of this room that rounds an order. Quantities are units of the product's stock with four
/// places, as the tables have them; a case is a number of units, above zero.

/// An order point: down to ten-thousandths, so that "stock at or below it" says of every stock what
/// `estado` says. 0 for a negative number and for none.
Decimal OrderPoint(double units);

/// A maximum: up to whole units, because part of a unit is not sent. A real that lies within a
/// millionth above a whole number is that number. 0 for a negative number and for none.
Decimal WholeUnits(double units);

/// Units of a case as `productos.unidades_por_bulto` says; 1 where that is nothing or below.
Decimal CaseOf(const Decimal& units);

/// Whole cases that lie within so many units; 0 when not even one does.
std::int64_t CasesWithin(const Decimal& units, const Decimal& units_per_case);
/// Cases that hold at least so many units; 0 for none.
std::int64_t CasesFor(const Decimal& units, const Decimal& units_per_case);

/// Units of so many cases.
Decimal UnitsOf(std::int64_t cases, const Decimal& units_per_case);

}  // namespace telar::analytics
