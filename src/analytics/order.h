#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/decimal.h"

namespace telar::analytics {

/// By which numbers an order was reckoned; the words are those of `sugerencias_pedido.metodo`.
enum class OrderMethod {
  kParameters,  ///< "parametros": the row of `parametros_stock`.
  kRegional,    ///< "regional": the same with the demand of the region.
  kTrial,       ///< "prueba": a first shipment to a store that never sold the product.
  kFirstFill,   ///< "primer_surtido": a first shipment to a distribution centre.
};
std::string_view OrderMethodName(OrderMethod method);

/// What decided an order; the words are those of `sugerencias_pedido.motivo`. What holds an order
/// back comes before what called for it.
enum class OrderReason {
  kNone,         ///< "": enough is there.
  kReorder,      ///< "reorden": stock is at or below the reorder point.
  kExhibition,   ///< "exhibicion": only below what has to be on show.
  kTrial,        ///< "prueba"
  kFirstFill,    ///< "primer_surtido"
  kOverstock,    ///< "sobrestock": there is more than the maximum.
  kCapacity,     ///< "capacidad": less than needed, there is no room for more.
  kNoRoom,       ///< "sin_espacio": there is no room for a single case.
  kScarce,       ///< "escasez": less than needed, the origin has no more.
  kOriginEmpty,  ///< "origen_sin_stock": the origin has not a single case.
  kNoOrigin,     ///< "sin_origen": no distribution centre serves the store.
  kExcluded,     ///< "excluido": somebody decided that the store does not get the product.
  kInactive,     ///< "inactivo": the product is no longer carried.
};
std::string_view OrderReasonName(OrderReason reason);

/// One product in one location. Quantities are units of its stock, demand is units a day.
struct OrderInput {
  /// Of the row of `parametros_stock` (stock_parameters.h); zeros where there is none.
  Decimal stock;  ///< Below zero counts as none.
  double demand = 0, safety_stock = 0, reorder_point = 0, maximum = 0;
  double lead_days = 0, coverage_days = 0;
  std::string abc;           ///< "A" … "D", "" for none.
  bool sold_before = false;  ///< The location ever sold the product.

  Decimal in_transit;  ///< On its way to the location.
  Decimal units_per_case = Decimal(1);
  std::optional<Decimal> exhibition;  ///< Least that has to be on show.
  std::optional<Decimal> capacity;    ///< Most that there is room for.
  /// Demand of the other stores of the region, their mean; none when none of them sold it.
  std::optional<double> regional_demand;
  /// Demand to assume for a product that the location never sold; none for no trial.
  std::optional<double> trial_demand;
  double trial_coverage_days = 0;  ///< Of class D.
  Decimal origin_stock;            ///< What the origin has of it.
};

struct Order {
  OrderMethod method = OrderMethod::kParameters;
  OrderReason reason = OrderReason::kNone;
  std::string abc;         ///< Of the input, "D" for a trial.
  double demand = 0;       ///< Units a day that it was reckoned with.
  Decimal reorder_point;   ///< As used: after exhibition.
  Decimal maximum;         ///< As used, whole units.
  Decimal needed;          ///< What is missing to the maximum, in units.
  Decimal wanted;          ///< The same in whole cases for which there is room, in units.
  Decimal quantity;        ///< Of that, what the origin has, in units.
  std::int64_t cases = 0;  ///< quantity in cases.
  Decimal overstock;       ///< Whole units above the maximum.
};

/// The order of one product in one location, by the order-point, order-up-to rule (s, S) with
/// continuous review (Silver, Pyke, Thomas, 4th ed., ch. 6.5):
///
///   stock position = stock + in transit; at or below the reorder point the order is what is
///   missing to the maximum, up to whole cases.
///
/// Reorder point and maximum are those of `parametros_stock`, the one definition for screens and
/// orders, with four adjustments of the earlier platform:
///
///   region      0 < D < 1 and a regional demand above 3·D: D is the regional one, safety stock at
///               least 0.30·D·L, reorder point D·L + SS, maximum that and D·coverage more
///   trial       a product that the location never sold and does not have, while the origin has a
///               case of it: class D with the trial demand, safety stock 0.20·D·L; one case or more
///   exhibition  raises the reorder point to it, and the maximum by as much
///   capacity    stock position and order together stay within it: cases are rounded down
///
/// The order never exceeds what the origin has, in whole cases. A product that the location has and
/// never sold is neither ordered nor too much: nothing is known of it. A pure function: what is
/// answered for one location depends on nothing asked before.
Order OrderFor(const OrderInput& input);

/// What a distribution centre that has nothing of a product and sells nothing of it gets at first:
/// 10, 5, 3, 2 cases for A, B, C, D or none, as far as the origin has whole cases.
Order FirstFillFor(const OrderInput& input);

/// The order with what the origin gives instead of all that was wanted, both in whole cases.
void Grant(Order& order, std::int64_t cases, const OrderInput& input);

}  // namespace telar::analytics
