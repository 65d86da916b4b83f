#include "samples/shops/trade.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "samples/shops/calendar.h"
#include "samples/shops/dice.h"

namespace telar::samples::shops {
namespace {

using std::chrono::hours;

constexpr std::int64_t kThousand = 1'000;
constexpr hours kDelivery{6}, kHandOut{4};

bool Carries(std::uint64_t seed, const Shop& shop, const Product& product) {
  if (shop.id == "cedi_frio") return product.keeping == Keeping::kCold;
  if (shop.id == "cedi_verde") return product.keeping == Keeping::kFresh;
  if (shop.id == "cedi_seco") return product.keeping == Keeping::kDry;
  return Hash(seed, Draw::kAssortment, {shop.number(), product.number}) % 11 != 0;
}

Decimal QuantityOf(std::int64_t thousandths, bool weighed) {
  return weighed ? Decimal::FromUnits(thousandths, 3) : Decimal(thousandths / kThousand);
}

/// What the lines of one product on one day have in common.
struct Price {
  Decimal price, price_bs, cost, cost_bs;
  int discount = 0;
  std::string promotion;
};

}  // namespace

std::string SaleLine::Day() const { return FormatDate(DateOf(time)); }

std::string SaleLine::Hour() const {
  const std::chrono::hh_mm_ss<Duration> clock(time - MidnightOf(DateOf(time)));
  return fmt::format("{:02}:{:02}:{:02}.{:06}{}", clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count(), clock.subseconds().count(), seventh);
}

Trade::Trade(TradeOptions options, WallClock clock)
    : options_(std::move(options)),
      clock_(clock),
      // A shop carries ten elevenths of them.
      products_(MakeProducts(options_.seed, options_.size.products * 11 / 10)) {
  for (const Shop& shop : Chain()) {
    Assortment assortment;
    std::uint64_t demand = 0;
    for (std::uint32_t i = 0; i < products_.size(); ++i) {
      if (!Carries(options_.seed, shop, products_[i])) continue;
      assortment.products.push_back(i);
      assortment.demand.push_back(demand += products_[i].demand);
    }
    assortments_.push_back(std::move(assortment));
  }
}

Result<std::unique_ptr<Trade>> Trade::Open(TradeOptions options) {
  if (options.size.products < 1 || options.size.products > 50'000 || options.size.tickets < 1 ||
      options.size.tickets > 5'000) {
    return Status::InvalidConfig(
        "invent trade: it takes 1 to 50000 products and 1 to 5000 tickets a day");
  }
  TELAR_ASSIGN_OR_RETURN(const WallClock clock, WallClock::In(options.zone));
  return std::unique_ptr<Trade>(new Trade(std::move(options), clock));
}

const Assortment& Trade::AssortmentOf(const Shop& shop) const {
  return assortments_[shop.number() - 1];
}

std::vector<Ticket> Trade::TicketsOf(const Shop& shop, Date day) const {
  return DrawTickets(options_, clock_, products_, shop, AssortmentOf(shop), day);
}

std::vector<SaleLine> Trade::TrueLines(const Shop& shop, Date day, Instant as_of) const {
  std::vector<SaleLine> lines;
  if (shop.closes >= hours(23) && !options_.always_open) {
    AddLines(shop, NextDay(day, -1), day, as_of, lines);
  }
  AddLines(shop, day, day, as_of, lines);
  return lines;
}

void Trade::AddLines(const Shop& shop, Date trading_day, Date day, Instant as_of,
                     std::vector<SaleLine>& lines) const {
  const Decimal rate = RateOf(options_.seed, day);
  std::vector<std::optional<Price>> prices(products_.size());
  const auto price_of = [&](std::uint32_t index) -> const Price& {
    std::optional<Price>& price = prices[index];
    if (price) return *price;
    const Product& product = products_[index];
    price.emplace();
    price->price = PriceOf(options_.seed, product, day);
    price->price_bs = (price->price * rate).Rounded(2);
    price->cost = CostAt(product, price->price);
    price->cost_bs = (price->cost * rate).Rounded(2);
    price->discount = PromotionOf(options_.seed, product, day);
    if (price->discount > 0) price->promotion = PromotionCode(product, day);
    return *price;
  };
  for (const Ticket& ticket : TicketsOf(shop, trading_day)) {
    if (ticket.at > as_of) break;
    if (DateOf(ticket.wall) != day) continue;
    const std::size_t first = lines.size();
    Decimal invoice_total;
    for (std::size_t i = 0; i < ticket.lines.size(); ++i) {
      const std::optional<std::int64_t> quantity = ticket.lines[i].QuantityAt(as_of);
      if (!quantity) continue;
      const std::uint32_t index = ticket.lines[i].product;
      const Price& price = price_of(index);
      SaleLine& line = lines.emplace_back();
      line.shop = &shop;
      line.product = &products_[index];
      line.invoice = fmt::format("C{:02}-{:02}-{:08}", ticket.cash_desk, ticket.non_fiscal ? 2 : 1,
                                 ticket.number);
      line.line = static_cast<int>(i) + 1;
      line.at = ticket.at;
      line.time = ticket.wall;
      line.seventh = ticket.seventh;
      line.non_fiscal = ticket.non_fiscal;
      line.promotion = price.promotion;
      line.quantity = QuantityOf(*quantity, line.product->weighed);
      line.rate = rate;
      line.unit_price = price.price;
      line.unit_price_bs = price.price_bs;
      line.unit_cost = price.cost;
      line.unit_cost_bs = price.cost_bs;
      line.discount_rate = Decimal(price.discount);
      const Decimal gross = (price.price * line.quantity).Rounded(2);
      const Decimal discount = (gross * Decimal::FromUnits(price.discount, 2)).Rounded(2);
      line.discount_bs = (discount * rate).Rounded(2);
      line.total = gross - discount;
      line.total_bs = (line.total * rate).Rounded(2);
      const Decimal share = line.product->tax_rate * Decimal::FromUnits(1, 2);
      line.tax_bs = (line.total_bs * share).Rounded(2);
      line.cost = (price.cost * line.quantity).Rounded(2);
      line.cost_bs = (line.cost * rate).Rounded(2);
      line.profit = line.total - line.cost;
      line.profit_bs = (line.profit * rate).Rounded(2);
      line.weight = (line.product->weight * line.quantity).Rounded(3);
      invoice_total = invoice_total + line.total_bs + line.tax_bs;
    }
    for (std::size_t i = first; i < lines.size(); ++i) lines[i].invoice_total_bs = invoice_total;
  }
}

/// Thousandths after the delivery: from a third to nearly three times of a week's demand.
std::int64_t Trade::DeliveredLevel(const Shop& shop, std::uint32_t product, Date delivery) const {
  const Product& p = products_[product];
  SeededRandom random =
      StreamOf(options_.seed, Draw::kLevel,
               {shop.number(), p.number, static_cast<std::uint64_t>(DayNumber(delivery))});
  const std::int64_t a_case = p.per_case * kThousand;
  if (!shop.sells()) {
    return Between(random, 20, 400) * a_case + (p.weighed ? Between(random, 0, 999) : 0);
  }
  const auto all = static_cast<std::int64_t>(AssortmentOf(shop).demand.back());
  // Thousandths a week: about four lines a ticket, of 1.9 pieces or 1.3 kg.
  const std::int64_t lines_a_week = std::int64_t{7} * 4 * options_.size.tickets * shop.weight / 100;
  const std::int64_t week = lines_a_week * (p.weighed ? 1'300 : 1'900) * p.demand / all;
  const std::int64_t level = week * Between(random, 35, 280) / 100;
  return p.weighed ? level + Between(random, 0, 4'999)
                   : (level / kThousand + Between(random, 0, 4)) * kThousand;
}

std::int64_t Trade::HandedOut(const Shop& shop, std::uint32_t product, Date delivery,
                              Instant as_of) const {
  const Product& p = products_[product];
  std::int64_t out = 0;
  for (Date day = NextDay(delivery); clock_.When(MidnightOf(day) + kHandOut) <= as_of;
       day = NextDay(day)) {
    const std::uint64_t hash =
        Hash(options_.seed, Draw::kDispatch,
             {shop.number(), p.number, static_cast<std::uint64_t>(DayNumber(day))});
    out += static_cast<std::int64_t>(hash % 40) * p.per_case * kThousand;
  }
  return out;
}

std::vector<StockLevel> Trade::TrueStock(const Shop& shop, Instant as_of) const {
  const std::vector<std::uint32_t>& carried = AssortmentOf(shop).products;
  const Date today = DateOf(clock_.At(as_of));
  // The last delivery on each weekday (0: Sunday) and when it came.
  std::array<Date, 7> delivery_on{};
  std::array<Instant, 7> delivered_at{};
  for (int back = 0; back <= 7; ++back) {
    const Date day = NextDay(today, -back);
    const Instant at = clock_.When(MidnightOf(day) + kDelivery);
    const unsigned weekday = std::chrono::weekday(std::chrono::sys_days(day)).c_encoding();
    if (at > as_of || delivered_at[weekday] != Instant{}) continue;
    delivery_on[weekday] = day;
    delivered_at[weekday] = at;
  }
  const auto weekday_of = [&](const Product& product) {
    return Hash(options_.seed, Draw::kDay, {shop.number(), product.number}) % 6 + 1;
  };
  std::vector<std::size_t> weekdays(products_.size());
  for (const std::uint32_t i : carried) weekdays[i] = weekday_of(products_[i]);
  std::vector<std::int64_t> sold(products_.size());
  // The delivery of a week ago may be the last one, and its day's queue may end past midnight.
  for (int back = 0; back <= 8 && shop.sells(); ++back) {
    for (const Ticket& ticket : TicketsOf(shop, NextDay(today, -back))) {
      if (ticket.at > as_of) break;
      for (const TicketLine& line : ticket.lines) {
        if (ticket.at < delivered_at[weekdays[line.product]]) continue;
        sold[line.product] += line.QuantityAt(as_of).value_or(0);
      }
    }
  }
  std::vector<StockLevel> levels;
  levels.reserve(carried.size());
  for (const std::uint32_t i : carried) {
    const Product& product = products_[i];
    const Date delivery = delivery_on[weekdays[i]];
    std::int64_t left = DeliveredLevel(shop, i, delivery) -
                        (shop.sells() ? sold[i] : HandedOut(shop, i, delivery, as_of));
    const bool counted =
        Hash(options_.seed, Draw::kLevel, {shop.number(), product.number}) % 8 != 0;
    if (left < 0 && counted) left = 0;
    StockLevel& level = levels.emplace_back();
    level.product = &product;
    level.quantity = QuantityOf(left, product.weighed);
    level.price = PriceOf(options_.seed, product, today);
    level.cost = CostAt(product, level.price);
  }
  return levels;
}

}  // namespace telar::samples::shops
