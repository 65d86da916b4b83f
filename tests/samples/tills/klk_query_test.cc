#include "samples/tills/klk_query.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/status_matchers.h"

namespace telar::samples::tills {
namespace {

using testing::StatusIs;

class KlkQueryTest : public ::testing::Test {
 protected:
  KlkQueryTest() : trade_(*shops::Trade::Open({.size = {300, 2000}})) {
    all_ = trade_->TrueLines(shop_, ParseDate("2026-01-15").value(), kLater);
  }
  std::vector<shops::SaleLine> Find(const std::string& from, const std::string& to,
                                    HourRules rules = {}) {
    SalesQuery query{.branch = "SUC001", .from_date = "2026-01-15", .to_date = "2026-01-15"};
    query.from_hour = from;
    query.to_hour = to;
    return FindSales(*trade_, shop_, query, rules, kLater).value();
  }
  /// How many lines of the day lie in [from, to), compared as texts.
  std::size_t Within(const std::string& from, const std::string& to) const {
    return static_cast<std::size_t>(std::count_if(all_.begin(), all_.end(), [&](const auto& line) {
      return line.Hour() >= from && line.Hour() < to;
    }));
  }

  const Instant kLater = ParseInstant("2030-01-01T00:00:00Z").value();
  std::unique_ptr<shops::Trade> trade_;
  const shops::Shop& shop_ = *shops::FindShop("SUC001");
  std::vector<shops::SaleLine> all_;
};

TEST_F(KlkQueryTest, TheEndOfAnHourIsWhatTheRulesSay) {
  EXPECT_EQ(Find("10:00", "10:30", {.end = HourEnd::kExclusive}).size(), Within("10:00", "10:30"));
  EXPECT_EQ(Find("10:00", "10:30", {.end = HourEnd::kWholeUnit}).size(), Within("10:00", "10:31"));
  EXPECT_EQ(Find("10:00", "10:30:00", {.end = HourEnd::kWholeUnit}).size(),
            Within("10:00", "10:30:01"));
  EXPECT_GT(Within("10:00", "10:31"), Within("10:00", "10:30"));
  EXPECT_EQ(Find("", "").size(), all_.size());
  EXPECT_EQ(Find("00:00", "23:59").size(), all_.size());
}

TEST_F(KlkQueryTest, AnInclusiveEndIncludesThatVeryTime) {
  // A ticket on a whole second.
  const auto whole = std::find_if(
      all_.begin(), all_.end(), [](const auto& line) { return line.Hour().ends_with(".0000000"); });
  ASSERT_NE(whole, all_.end());
  const std::string hour = whole->Hour().substr(0, 8);
  const std::size_t before = Find("00:00", hour, {.end = HourEnd::kExclusive}).size();
  EXPECT_GT(Find("00:00", hour, {.end = HourEnd::kInclusive}).size(), before);
}

TEST_F(KlkQueryTest, HoursBoundTheRangeOrEachOfItsDays) {
  const SalesQuery query{.branch = "SUC001",
                         .from_date = "2026-01-15",
                         .to_date = "2026-01-16",
                         .from_hour = "18:00",
                         .to_hour = "10:00"};
  const auto range = FindSales(*trade_, shop_, query, {}, kLater).value();
  EXPECT_FALSE(range.empty());
  EXPECT_GE(range.front().Hour(), "18:00");
  EXPECT_LT(range.back().Hour(), "10:01");
  EXPECT_TRUE(FindSales(*trade_, shop_, query, {.per_day = true}, kLater).value().empty());
}

TEST_F(KlkQueryTest, FiltersByProductAndWarehouse) {
  SalesQuery query{.branch = "SUC001", .from_date = "2026-01-15", .to_date = "2026-01-15"};
  query.product = all_.front().product->code;
  const auto of_product = FindSales(*trade_, shop_, query, {}, kLater).value();
  EXPECT_FALSE(of_product.empty());
  for (const auto& line : of_product) EXPECT_EQ(line.product->code, query.product);
  query.warehouse = "TPAR";
  EXPECT_TRUE(FindSales(*trade_, shop_, query, {}, kLater).value().empty());
}

TEST_F(KlkQueryTest, RefusesWhatIsNoQuery) {
  SalesQuery query{.branch = "SUC001", .from_date = "2026-02-30", .to_date = "2026-03-01"};
  EXPECT_THAT(FindSales(*trade_, shop_, query, {}, kLater), StatusIs(Code::kInvalidInput));
  query.from_date = query.to_date;
  for (const char* hour : {"24:00", "9:00", "09:60", "09-00", "09:00:60"}) {
    query.to_hour = hour;
    EXPECT_THAT(FindSales(*trade_, shop_, query, {}, kLater), StatusIs(Code::kInvalidInput))
        << hour;
  }
  query.to_hour = "09:00:00";
  EXPECT_THAT(FindSales(*trade_, shop_, query, {.takes_seconds = false}, kLater),
              StatusIs(Code::kInvalidInput));
  for (const char* body : {"", "[]", "{\"sucursal\":\"SUC001\"}", "{\"sucursal\":1}"}) {
    EXPECT_THAT(ReadSalesQuery(body), StatusIs(Code::kInvalidInput)) << body;
  }
  EXPECT_THAT(ReadCodes("{\"A\":[]}", "A"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(ReadCodes("{\"A\":[1]}", "A"), StatusIs(Code::kInvalidInput));
  EXPECT_EQ(ReadCodes("{\"A\":[\"x\",\"y\"]}", "A").value().size(), 2U);
}

}  // namespace
}  // namespace telar::samples::tills
