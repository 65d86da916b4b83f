#include "samples/shops/tickets.h"

#include <algorithm>
#include <array>

#include "samples/shops/calendar.h"
#include "samples/shops/dice.h"

namespace telar::samples::shops {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::int64_t kMostTickets = 9'999;
// 2015-01-01: numbers of eight digits last from here until 2042.
constexpr std::int64_t kFirstNumberedDay = 16'436;
constexpr std::int64_t kEightDigits = 100'000'000;
constexpr minutes kQueue{20};
// Ticks within ten milliseconds, cut to microseconds.
constexpr Duration kTick{10'000};
constexpr std::array<Duration, 3> kTicks{Duration(0), Duration(3'333), Duration(6'666)};

std::int64_t LinesOf(Random& random) {
  const std::uint64_t kind = random.Below(100);
  if (kind < 60) return Between(random, 1, 3);
  return kind < 92 ? Between(random, 3, 8) : Between(random, 9, 18);
}

std::int64_t QuantityOf(Random& random, bool weighed) {
  if (weighed) return Between(random, 150, 2'500);
  const std::uint64_t kind = random.Below(100);
  return 1'000 * (kind < 65 ? 1 : kind < 87 ? 2 : kind < 97 ? Between(random, 3, 6) : 12);
}

Duration Later(Random& random, int most_hours) {
  return minutes(Between(random, 60, most_hours * 60));
}

TicketLine DrawLine(const TradeOptions& options, const std::vector<Product>& catalogue,
                    const Assortment& assortment, Random& random, Instant at) {
  TicketLine line{.appears = at};
  const std::uint64_t share = random.Below(assortment.demand.back());
  const auto found = std::upper_bound(assortment.demand.begin(), assortment.demand.end(), share);
  line.product = assortment.products[static_cast<std::size_t>(found - assortment.demand.begin())];
  const bool weighed = catalogue[line.product].weighed;
  line.quantity = QuantityOf(random, weighed);
  const auto fate = static_cast<int>(random.Below(10'000));
  const Unrest& unrest = options.unrest;
  if (fate < unrest.voids) {
    line.voided = at + Later(random, 30);
  } else if (fate < unrest.voids + unrest.late) {
    line.appears = at + Later(random, 20);
  } else if (fate < unrest.voids + unrest.late + unrest.edits) {
    line.edited = at + Later(random, 26);
    line.edited_quantity = weighed ? std::max<std::int64_t>(line.quantity / 2, 50)
                                   : line.quantity + 1'000 * Between(random, 1, 3);
  }
  return line;
}

}  // namespace

std::optional<std::int64_t> TicketLine::QuantityAt(Instant as_of) const {
  if (as_of < appears || (voided && as_of >= *voided)) return std::nullopt;
  return edited && as_of >= *edited ? edited_quantity : quantity;
}

std::vector<Ticket> DrawTickets(const TradeOptions& options, const WallClock& clock,
                                const std::vector<Product>& catalogue, const Shop& shop,
                                const Assortment& assortment, Date day) {
  std::vector<Ticket> tickets;
  const bool closed = ClosedOn(day) && !options.always_open;
  if (!shop.sells() || closed || assortment.products.empty()) return tickets;
  const std::int64_t day_number = DayNumber(day);
  SeededRandom random = StreamOf(options.seed, Draw::kTickets,
                                 {shop.number(), static_cast<std::uint64_t>(day_number)});
  const std::int64_t average = options.size.tickets * shop.weight * TradeOf(day) / 100'000;
  const std::int64_t count =
      std::clamp<std::int64_t>(average * Between(random, 92, 108) / 100, 1, kMostTickets);
  const WallTime midnight = MidnightOf(day);
  const Instant opens = clock.When(options.always_open ? midnight : midnight + shop.opens);
  const Instant closes =
      clock.When(options.always_open ? midnight + hours(24) : midnight + shop.closes);
  tickets.resize(static_cast<std::size_t>(count));
  std::vector<Duration> moments;
  moments.reserve(tickets.size());
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    const bool queued = random.Below(200) == 0 && !options.always_open;
    const Duration moment = queued ? closes - opens + MomentWithin(random, kQueue)
                                   : MomentWithin(random, closes - opens);
    // The tills' clock ticks 300 times a second.
    moments.push_back(moment + kTicks[random.Below(kTicks.size())]);
  }
  std::sort(moments.begin(), moments.end());
  if (options.last_tick) moments.back() = closes - opens - Duration(1);
  const std::int64_t first_number = (day_number - kFirstNumberedDay) * (kMostTickets + 1);
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    Ticket& ticket = tickets[i];
    ticket.at = opens + moments[i];
    const Duration tick = moments[i] % kTick;
    ticket.seventh = tick == kTicks[0] ? 0 : tick == kTicks[1] ? 3 : tick == kTicks[2] ? 7 : 9;
    ticket.wall = clock.At(ticket.at);
    ticket.cash_desk = static_cast<int>(Between(random, 1, 12));
    const std::int64_t number = first_number + static_cast<std::int64_t>(i) + 1;
    ticket.number =
        static_cast<std::uint32_t>((number % kEightDigits + kEightDigits) % kEightDigits);
    ticket.non_fiscal = random.Below(50) == 0;
    const std::int64_t lines = LinesOf(random);
    ticket.lines.reserve(static_cast<std::size_t>(lines));
    for (std::int64_t n = 0; n < lines; ++n) {
      ticket.lines.push_back(DrawLine(options, catalogue, assortment, random, ticket.at));
    }
  }
  return tickets;
}

}  // namespace telar::samples::shops
