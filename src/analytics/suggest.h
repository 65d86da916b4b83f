#pragma once

#include <string>
#include <vector>

#include "analytics/order.h"
#include "analytics/order_board.h"
#include "analytics/rules.h"
#include "core/result.h"
#include "db/database.h"

namespace telar::analytics {

/// What one location should get of one product: a row of `sugerencias_pedido`
/// (docs/formats/orders.md).
struct Suggestion {
  std::string location, product, name;
  std::string origin;  ///< The distribution centre it comes from; "" when there is none.
  Decimal stock;       ///< Units, as the stock parameters have it; may be below zero.
  Decimal units_per_case = Decimal(1);
  Order order;  ///< After scarce stock was shared.

  /// Wanted more than it gets because the origin has too little.
  bool scarce() const { return order.quantity < order.wanted; }
};

/// The orders of all locations; a pure function. Sorted by location, then product, by bytes. Only
/// where there is a reason to say something: an order, one held back, or too much stock.
///
///   stores    OrderFor, with the origin `cedi_origen_id` of the product or, without one that is a
///             centre, the centre of the store's region that has most of it, else that of the
///             centres without a region. When the orders of all stores exceed what the origin has,
///             SplitScarce shares it.
///   trials    of what the stores that sell the product leave beyond the reorder point of the
///             centre, shared in the same way
///   centres   those with a region get from the product's origin or from a centre without region
///             what the stores leave there: OrderFor, and FirstFillFor a product that the chain
///             sells and the centre neither has nor sells. What comes from outside the chain is no
///             suggestion.
///   demand    of the region: the mean over its other stores that ever sold the product. For a
///             trial that, else the median over the products of its category that are sold in a
///             store at all.
///
/// An order for a product that is no longer carried, or excluded there, is held back. Of `rules`
/// the lead time of stores and the coverage of class D count, for trials.
std::vector<Suggestion> DecideOrders(const OrderBoard& board, const Rules& rules);

struct SuggestionRequest {
  Rules rules;
  std::string local;  ///< The present as the screens show it: "2026-01-02 03:04:05".
  bool write = true;  ///< Put the result into `sugerencias_pedido`.
};

struct Suggestions {
  std::vector<Suggestion> rows;
  std::string parameters_of;  ///< When the stock parameters were calculated, local.
};

/// Reads the board, decides, and publishes (publish.h), in one transaction: the table has the
/// orders of one calculation of the stock parameters. The old suggestions are gone. Errors: those
/// of ReadOrderBoard, kConflict when another process writes at that moment, else what the database
/// says.
Result<Suggestions> Suggest(db::Database& database, const SuggestionRequest& request);

}  // namespace telar::analytics
