#include "samples/shops/trade.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "samples/shops/calendar.h"
#include "tests/support/status_matchers.h"

namespace telar::samples::shops {
namespace {

using namespace std::chrono_literals;
using testing::StatusIs;

Date On(const char* day) { return ParseDate(day).value(); }
Instant At(const char* instant) { return ParseInstant(instant).value(); }
const Instant kMuchLater = ParseInstant("2030-01-01T00:00:00Z").value();

std::unique_ptr<Trade> Make(TradeOptions options = {}) { return *Trade::Open(std::move(options)); }

std::string Print(const SaleLine& line) {
  return line.invoice + " " + std::to_string(line.line) + " " + line.Day() + " " + line.Hour() +
         " " + line.product->code + " " + line.quantity.ToString() + " " +
         line.invoice_total_bs.ToString();
}

std::vector<std::string> Print(const std::vector<SaleLine>& lines) {
  std::vector<std::string> printed;
  for (const SaleLine& line : lines) printed.push_back(Print(line));
  return printed;
}

class TradeTest : public ::testing::Test {
 protected:
  std::unique_ptr<Trade> trade_ = Make();
  const Shop& shop_ = *FindShop("tienda_01");
};

TEST_F(TradeTest, TheSameSeedGivesTheSameTradeAndAnotherAnother) {
  const auto lines = Print(trade_->TrueLines(shop_, On("2026-01-15"), kMuchLater));
  EXPECT_EQ(lines, Print(Make()->TrueLines(shop_, On("2026-01-15"), kMuchLater)));
  EXPECT_NE(lines, Print(Make({.seed = 2})->TrueLines(shop_, On("2026-01-15"), kMuchLater)));
}

TEST_F(TradeTest, ADemoDayHasAboutFourHundredLinesAndAFullOneThirtyTimesThat) {
  const auto full = Make({.size = kFullSize});
  std::size_t demo_lines = 0, full_lines = 0;
  for (int day = 1; day <= 7; ++day) {
    const Date date = On(("2026-02-0" + std::to_string(day)).c_str());
    demo_lines += trade_->TrueLines(shop_, date, kMuchLater).size() * 100;
    full_lines += full->TrueLines(shop_, date, kMuchLater).size() * 100;
  }
  // An average week of an average shop.
  EXPECT_NEAR(static_cast<double>(demo_lines) / 7 / shop_.weight, 400, 60);
  EXPECT_NEAR(static_cast<double>(full_lines) / 7 / shop_.weight, 12'300, 1'500);
  EXPECT_NEAR(static_cast<double>(full->TrueStock(shop_, kMuchLater).size()), 3'858, 80);
}

TEST_F(TradeTest, KeysOfLinesAreUniqueWithinABranchOverManyDays) {
  std::set<std::pair<std::string, int>> keys;
  std::size_t lines = 0;
  for (Date day = On("2025-12-20"); day < On("2026-01-20"); day = NextDay(day)) {
    for (const SaleLine& line : trade_->TrueLines(shop_, day, kMuchLater)) {
      keys.emplace(line.invoice, line.line);
      ++lines;
    }
  }
  EXPECT_EQ(keys.size(), lines);
}

TEST_F(TradeTest, AmountsOfALineFollowFromEachOther) {
  for (const SaleLine& line : trade_->TrueLines(shop_, On("2026-01-15"), kMuchLater)) {
    EXPECT_EQ(line.rate, RateOf(1, On("2026-01-15")));
    const Decimal gross = (line.unit_price * line.quantity).Rounded(2);
    const Decimal off = (gross * line.discount_rate * Decimal::FromUnits(1, 2)).Rounded(2);
    EXPECT_EQ(line.total, gross - off);
    EXPECT_EQ(line.total_bs, (line.total * line.rate).Rounded(2));
    EXPECT_EQ(line.cost_bs, (line.cost * line.rate).Rounded(2));
    EXPECT_EQ(line.profit, line.total - line.cost);
    EXPECT_EQ(line.promotion.empty(), line.discount_rate.is_zero());
    EXPECT_EQ(line.quantity.scale(), line.product->weighed ? 3 : 0);
  }
}

TEST_F(TradeTest, AnInvoicesTotalIsTheSumOfItsLinesWithTax) {
  std::map<std::string, Decimal> sums, totals;
  for (const SaleLine& line : trade_->TrueLines(shop_, On("2026-01-15"), kMuchLater)) {
    sums[line.invoice] = sums[line.invoice] + line.total_bs + line.tax_bs;
    totals[line.invoice] = line.invoice_total_bs;
  }
  EXPECT_GT(sums.size(), 50U);
  EXPECT_EQ(sums, totals);
}

TEST_F(TradeTest, SellsWithinOpeningTimesAndNotOnClosedDays) {
  for (const SaleLine& line : trade_->TrueLines(shop_, On("2026-01-15"), kMuchLater)) {
    EXPECT_GE(line.Hour(), "07:00:00");
    EXPECT_LT(line.Hour(), "21:30:00");
    EXPECT_EQ(line.Day(), "2026-01-15");
    EXPECT_EQ(line.Hour().size(), 16U);
  }
  EXPECT_TRUE(trade_->TrueLines(shop_, On("2025-12-25"), kMuchLater).empty());
  EXPECT_TRUE(trade_->TrueLines(*FindShop("cedi_seco"), On("2026-01-15"), kMuchLater).empty());
}

TEST_F(TradeTest, TheShopThatClosesAtMidnightSellsPastIt) {
  const Shop& late = *FindShop("tienda_08");
  const auto full = Make({.size = kFullSize});
  std::set<std::string> invoices_before, invoices_after;
  for (const SaleLine& line : full->TrueLines(late, On("2026-01-15"), kMuchLater)) {
    invoices_before.insert(line.invoice);
  }
  bool past = false;
  for (const SaleLine& line : full->TrueLines(late, On("2026-01-16"), kMuchLater)) {
    EXPECT_EQ(line.Day(), "2026-01-16");
    EXPECT_EQ(invoices_before.count(line.invoice), 0U);
    past = past || line.Hour() < "01:00";
  }
  EXPECT_TRUE(past);
}

TEST_F(TradeTest, NothingIsSeenBeforeItHappens) {
  const Instant noon = At("2026-01-15T16:00:00Z");
  const auto lines = trade_->TrueLines(shop_, On("2026-01-15"), noon);
  EXPECT_FALSE(lines.empty());
  for (const SaleLine& line : lines) EXPECT_LE(line.Hour(), "12:00:00.0000000");
  EXPECT_TRUE(trade_->TrueLines(shop_, On("2026-01-16"), noon).empty());
}

TEST_F(TradeTest, VoidedLinesGoLateOnesComeAndEditedOnesChangeHoursLater) {
  const auto restless = Make({.unrest = {.voids = 500, .late = 500, .edits = 500}});
  const auto look = [&](const char* as_of) {
    std::map<std::pair<std::string, int>, Decimal> seen;
    for (const SaleLine& line : restless->TrueLines(shop_, On("2026-01-15"), At(as_of))) {
      seen[{line.invoice, line.line}] = line.quantity;
    }
    return seen;
  };
  const auto evening = look("2026-01-16T02:00:00Z"), later = look("2026-01-18T00:00:00Z");
  int gone = 0, came = 0, changed = 0;
  for (const auto& [key, quantity] : evening) {
    const auto found = later.find(key);
    gone += found == later.end() ? 1 : 0;
    changed += found != later.end() && found->second != quantity ? 1 : 0;
  }
  for (const auto& [key, quantity] : later) came += evening.count(key) == 0 ? 1 : 0;
  EXPECT_GT(gone, 3);
  EXPECT_GT(came, 3);
  EXPECT_GT(changed, 3);
  EXPECT_EQ(look("2026-01-18T00:00:00Z"), look("2030-01-01T00:00:00Z"));
}

TEST_F(TradeTest, ARepeatedHourHasItsWallTimesTwiceAndASkippedOneNone) {
  const auto madrid = Make({.size = {300, 2000}, .zone = "Europe/Madrid", .always_open = true});
  const auto between_two_and_three = [&](const char* day) {
    std::size_t count = 0;
    bool again = false;
    std::string before;
    for (const SaleLine& line : madrid->TrueLines(shop_, On(day), kMuchLater)) {
      if (line.Hour() < before) again = true;
      before = line.Hour();
      count += line.Hour() >= "02:00" && line.Hour() < "03:00" ? 1 : 0;
    }
    return std::pair(count, again);
  };
  const auto [usual, usual_again] = between_two_and_three("2025-10-19");
  const auto [doubled, doubled_again] = between_two_and_three("2025-10-26");
  EXPECT_GT(usual, 0U);
  EXPECT_FALSE(usual_again);
  EXPECT_GT(doubled, usual * 3 / 2);
  EXPECT_TRUE(doubled_again);
  EXPECT_EQ(between_two_and_three("2026-03-29").first, 0U);
}

TEST_F(TradeTest, StockFallsBySalesUntilTheNextDelivery) {
  const auto calm = Make({.unrest = {.voids = 0, .late = 0, .edits = 0}});
  // Wednesday; nothing is delivered after six.
  const Instant morning = At("2026-01-14T11:00:00Z"), afternoon = At("2026-01-14T18:00:00Z");
  const auto before = calm->TrueStock(shop_, morning), after = calm->TrueStock(shop_, afternoon);
  std::map<std::string, Decimal> sold;
  for (const SaleLine& line : calm->TrueLines(shop_, On("2026-01-14"), afternoon)) {
    if (line.at <= morning) continue;
    sold[line.product->code] = sold[line.product->code] + line.quantity;
  }
  EXPECT_GT(sold.size(), 50U);
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Decimal expected = before[i].quantity - sold[before[i].product->code];
    if (after[i].quantity.is_zero()) {
      EXPECT_LE(expected, Decimal(0)) << before[i].product->code;
    } else {
      EXPECT_EQ(after[i].quantity, expected) << before[i].product->code;
    }
  }
}

TEST_F(TradeTest, StockHasStockOutsNegativesAndFractions) {
  int none = 0, negative = 0, fractional = 0;
  for (const char* id : {"tienda_01", "tienda_02", "tienda_03", "tienda_04"}) {
    for (const StockLevel& level : trade_->TrueStock(*FindShop(id), At("2026-01-14T18:00:00Z"))) {
      none += level.quantity.is_zero() ? 1 : 0;
      negative += level.quantity.is_negative() ? 1 : 0;
      fractional += level.quantity.Normalized().scale() > 0 ? 1 : 0;
    }
  }
  EXPECT_GT(none, 5);
  EXPECT_GT(negative, 0);
  EXPECT_GT(fractional, 50);
}

TEST_F(TradeTest, DistributionCentresKeepWhatIsTheirsAndHandItOut) {
  for (const StockLevel& level :
       trade_->TrueStock(*FindShop("cedi_verde"), At("2026-01-14T18:00:00Z"))) {
    EXPECT_EQ(level.product->keeping, Keeping::kFresh);
  }
  const Shop& cedi = *FindShop("cedi_seco");
  const auto one = trade_->TrueStock(cedi, At("2026-01-17T11:00:00Z"));
  const auto next = trade_->TrueStock(cedi, At("2026-01-18T11:00:00Z"));  // a Sunday
  int fell = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_LE(next[i].quantity, one[i].quantity);
    fell += next[i].quantity < one[i].quantity ? 1 : 0;
  }
  EXPECT_GT(fell, 20);
}

TEST(Trade, RefusesSizesAndZonesItCannotHave) {
  EXPECT_THAT(Trade::Open({.zone = "Nowhere/Town"}), StatusIs(Code::kInvalidConfig));
  EXPECT_THAT(Trade::Open({.size = {0, 10}}), StatusIs(Code::kInvalidConfig));
  EXPECT_THAT(Trade::Open({.size = {10, 10'000}}), StatusIs(Code::kInvalidConfig));
}

}  // namespace
}  // namespace telar::samples::shops
