#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/time.h"
#include "samples/shops/chain.h"
#include "samples/shops/products.h"
#include "samples/shops/wall_clock.h"

namespace telar::samples::shops {

/// How large the trade is.
struct TradeSize {
  int products = 300;  ///< In an average assortment.
  int tickets = 98;  ///< Of an average shop on an average day; about four lines each. At most 5000.
};
constexpr TradeSize kDemoSize{};            ///< About 400 lines a shop and day.
constexpr TradeSize kFullSize{3858, 3000};  ///< About 12 300.

/// What happens to lines after the sale, in ten-thousandths of them.
struct Unrest {
  int voids = 30;  ///< Gone 1 to 30 hours later.
  int late = 30;   ///< Seen only 1 to 20 hours later.
  int edits = 30;  ///< With another quantity from 1 to 26 hours later on.
};

struct TradeOptions {
  std::uint64_t seed = 1;
  TradeSize size;
  Unrest unrest;
  std::string zone = "America/Caracas";  ///< Of all shops.
  bool always_open = false;  ///< From midnight to midnight every day, for tests of clock changes.
  bool last_tick = false;  ///< The last ticket of a day is of the last 100 ns before closing time.
};

/// A line as it was rung up and what became of it.
struct TicketLine {
  std::uint32_t product = 0;  ///< Index in the catalogue.
  std::int64_t quantity = 0;  ///< Thousandths.
  Instant appears{};
  std::optional<Instant> voided, edited;
  std::int64_t edited_quantity = 0;

  /// Thousandths as the till shows them at `as_of`; nothing while it shows no such line.
  std::optional<std::int64_t> QuantityAt(Instant as_of) const;
};

struct Ticket {
  Instant at{};
  WallTime wall{};  ///< To the microsecond; `seventh` is the digit after it.
  int seventh = 0;
  int cash_desk = 1;
  std::uint32_t number = 0;  ///< Unique within the shop.
  bool non_fiscal = false;
  std::vector<TicketLine> lines;
};

/// What chance has to know of a shop.
struct Assortment {
  std::vector<std::uint32_t> products;  ///< Indices in the catalogue, ascending.
  std::vector<std::uint64_t> demand;    ///< Sums of their demand, up to and with each.
};

/// All tickets of the trading day that begins on `day`, in order of time; queues may reach into the
/// next date. None on closed days and where nothing is sold.
std::vector<Ticket> DrawTickets(const TradeOptions& options, const WallClock& clock,
                                const std::vector<Product>& catalogue, const Shop& shop,
                                const Assortment& assortment, Date day);

}  // namespace telar::samples::shops
