#include "analytics/order.h"

#include <algorithm>

#include "analytics/cases.h"

namespace telar::analytics {
namespace {

constexpr double kSlow = 1;         // units a day below which the region is asked
constexpr double kRegionTimes = 3;  // how much more it has to sell
constexpr double kRegionSafety = 0.3, kTrialSafety = 0.2;  // of demand over the lead time

/// The levels that an order goes by.
struct Levels {
  OrderMethod method = OrderMethod::kParameters;
  double demand = 0, reorder_point = 0, maximum = 0;
};

Levels FromDemand(OrderMethod method, double demand, double safety, double lead, double coverage) {
  const double reorder_point = demand * lead + safety;
  return {method, demand, reorder_point, reorder_point + demand * coverage};
}

bool IsTrial(const OrderInput& input, const Decimal& position) {
  return !input.sold_before && position.is_zero() && input.trial_demand.value_or(0) > 0 &&
         CasesWithin(input.origin_stock, input.units_per_case) > 0;
}

Levels LevelsFor(const OrderInput& input, const Decimal& position) {
  if (IsTrial(input, position)) {
    const double demand = *input.trial_demand;
    return FromDemand(OrderMethod::kTrial, demand, kTrialSafety * demand * input.lead_days,
                      input.lead_days, input.trial_coverage_days);
  }
  const double regional = input.regional_demand.value_or(0);
  if (input.demand > 0 && input.demand < kSlow && regional > kRegionTimes * input.demand) {
    const double safety = std::max(input.safety_stock, kRegionSafety * regional * input.lead_days);
    return FromDemand(OrderMethod::kRegional, regional, safety, input.lead_days,
                      input.coverage_days);
  }
  return {OrderMethod::kParameters, input.demand, input.reorder_point, input.maximum};
}

Decimal Position(const OrderInput& input) {
  const Decimal none;
  return std::max(input.stock, none) + std::max(input.in_transit, none);
}

/// `order` for so many cases, as far as there is room and the origin has them.
void Place(Order& order, std::int64_t cases, const Decimal& position, const OrderInput& input) {
  if (input.capacity) {
    const std::int64_t room = CasesWithin(*input.capacity - position, input.units_per_case);
    if (room < cases) order.reason = room == 0 ? OrderReason::kNoRoom : OrderReason::kCapacity;
    cases = std::min(cases, room);
  }
  order.wanted = UnitsOf(cases, input.units_per_case);
  Grant(order, std::min(cases, CasesWithin(input.origin_stock, input.units_per_case)), input);
}

}  // namespace

std::string_view OrderMethodName(OrderMethod method) {
  switch (method) {
    case OrderMethod::kParameters: return "parametros";
    case OrderMethod::kRegional: return "regional";
    case OrderMethod::kTrial: return "prueba";
    case OrderMethod::kFirstFill: return "primer_surtido";
  }
  return "";
}

std::string_view OrderReasonName(OrderReason reason) {
  switch (reason) {
    case OrderReason::kNone: return "";
    case OrderReason::kReorder: return "reorden";
    case OrderReason::kExhibition: return "exhibicion";
    case OrderReason::kTrial: return "prueba";
    case OrderReason::kFirstFill: return "primer_surtido";
    case OrderReason::kOverstock: return "sobrestock";
    case OrderReason::kCapacity: return "capacidad";
    case OrderReason::kNoRoom: return "sin_espacio";
    case OrderReason::kScarce: return "escasez";
    case OrderReason::kOriginEmpty: return "origen_sin_stock";
    case OrderReason::kNoOrigin: return "sin_origen";
    case OrderReason::kExcluded: return "excluido";
    case OrderReason::kInactive: return "inactivo";
  }
  return "";
}

Order OrderFor(const OrderInput& input) {
  const Decimal position = Position(input);
  const Levels levels = LevelsFor(input, position);
  const bool trial = levels.method == OrderMethod::kTrial;
  Order order{.method = levels.method,
              .abc = trial ? "D" : input.abc,
              .demand = levels.demand,
              .reorder_point = OrderPoint(levels.reorder_point),
              .maximum = WholeUnits(levels.maximum)};
  order.reason = trial ? OrderReason::kTrial : OrderReason::kReorder;
  if (input.exhibition && *input.exhibition > order.reorder_point) {
    if (position > order.reorder_point) order.reason = OrderReason::kExhibition;
    const Decimal raised = *input.exhibition - order.reorder_point;
    order.maximum = UnitsOf(CasesFor(order.maximum + raised, Decimal(1)), Decimal(1));
    order.reorder_point = *input.exhibition;
  }
  const Decimal missing = order.maximum - position;
  if (position > order.reorder_point || missing <= Decimal(0)) {
    order.reason = OrderReason::kNone;
    const std::int64_t above = CasesWithin(-missing, Decimal(1));
    if (above > 0 && input.sold_before) {
      order.overstock = Decimal(above);
      order.reason = OrderReason::kOverstock;
    }
    return order;
  }
  order.needed = missing;
  Place(order, CasesFor(missing, input.units_per_case), position, input);
  return order;
}

Order FirstFillFor(const OrderInput& input) {
  const std::int64_t cases = input.abc == "A"   ? 10
                             : input.abc == "B" ? 5
                             : input.abc == "C" ? 3
                                                : 2;
  Order order{.method = OrderMethod::kFirstFill,
              .reason = OrderReason::kFirstFill,
              .abc = input.abc.empty() ? "D" : input.abc};
  order.needed = UnitsOf(cases, input.units_per_case);
  Place(order, cases, Position(input), input);
  return order;
}

void Grant(Order& order, std::int64_t cases, const OrderInput& input) {
  order.cases = cases;
  order.quantity = UnitsOf(cases, input.units_per_case);
  if (order.quantity >= order.wanted) return;
  order.reason = CasesWithin(input.origin_stock, input.units_per_case) == 0
                     ? OrderReason::kOriginEmpty
                     : OrderReason::kScarce;
}

}  // namespace telar::analytics
