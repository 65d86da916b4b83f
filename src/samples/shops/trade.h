#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/decimal.h"
#include "core/result.h"
#include "samples/shops/chain.h"
#include "samples/shops/products.h"
#include "samples/shops/tickets.h"
#include "samples/shops/wall_clock.h"

namespace telar::samples::shops {

/// A line of an invoice as the till shows it at some instant. Amounts without "bs" are USD; every
/// amount in Bs is the one in USD times `rate`, rounded half to even to two decimals.
struct SaleLine {
  const Shop* shop = nullptr;
  const Product* product = nullptr;
  std::string invoice;  ///< "C10-01-00008064", unique within the shop.
  int line = 0;         ///< From 1; keeps its number when another line goes.
  Instant at{};
  WallTime time{};  ///< On the shop's wall, to the microsecond.
  int seventh = 0;  ///< The digit of 100 ns after it.

  bool non_fiscal = false;
  std::string promotion;              ///< "" without one.
  Decimal quantity;                   ///< Whole, or kg with three decimals.
  Decimal rate;                       ///< Bs per USD, four decimals.
  Decimal unit_price, unit_price_bs;  ///< Before discount, without tax.
  Decimal unit_cost, unit_cost_bs;    ///< USD with four decimals.
  Decimal discount_rate;              ///< Percent.
  Decimal discount_bs;
  Decimal total, total_bs;  ///< Price times quantity less discount, without tax.
  Decimal tax_bs;           ///< total_bs times the product's rate.
  Decimal cost, cost_bs;
  Decimal profit, profit_bs;  ///< total less cost.
  Decimal weight;             ///< kg of the whole quantity.
  /// Sum of total_bs and tax_bs over the lines of the invoice that the till shows.
  Decimal invoice_total_bs;

  std::string Day() const;   ///< "2026-01-02"
  std::string Hour() const;  ///< "09:30:00.1233333"
};

/// What one product has on hand.
struct StockLevel {
  const Product* product = nullptr;
  Decimal quantity;  ///< Whole, or kg with three decimals; may be negative.
  Decimal price;     ///< Of one unit, USD, two decimals.
  Decimal cost;      ///< Four decimals.
};

/// The invented trade: every figure is a function of the seed, the place, the day and the instant
/// from which one looks. Nothing is stored, so any day of 2015 to 2042 can be asked for, in any
/// order. Safe to share between threads.
///
/// Lines are voided, come late or are corrected hours after the sale (Unrest), which is why `as_of`
/// matters. Stock is what was last delivered (each product on a weekday of its own, at six) less
/// what was sold since. What is sold beyond that is found in a back room and leaves a stock-out;
/// one product in eight, whose stock nobody counts, goes negative instead. Distribution centres
/// sell nothing and hand out cases every morning at four.
class Trade {
 public:
  /// kInvalidConfig: an unknown zone, a size below one or beyond its bound.
  static Result<std::unique_ptr<Trade>> Open(TradeOptions options);

  const TradeOptions& options() const { return options_; }
  const std::vector<Product>& products() const { return products_; }
  const WallClock& clock() const { return clock_; }

  /// The lines with a wall time on `day` that the shop's till shows at `as_of`, by time, invoice
  /// and line.
  std::vector<SaleLine> TrueLines(const Shop& shop, Date day, Instant as_of) const;
  /// The whole assortment of the place, by code.
  std::vector<StockLevel> TrueStock(const Shop& shop, Instant as_of) const;

 private:
  Trade(TradeOptions options, WallClock clock);
  const Assortment& AssortmentOf(const Shop& shop) const;
  std::vector<Ticket> TicketsOf(const Shop& shop, Date day) const;
  void AddLines(const Shop& shop, Date trading_day, Date day, Instant as_of,
                std::vector<SaleLine>& lines) const;
  std::int64_t DeliveredLevel(const Shop& shop, std::uint32_t product, Date delivery) const;
  std::int64_t HandedOut(const Shop& shop, std::uint32_t product, Date delivery,
                         Instant as_of) const;

  TradeOptions options_;
  WallClock clock_;
  std::vector<Product> products_;
  std::vector<Assortment> assortments_;  // in the order of Chain()
};

}  // namespace telar::samples::shops
