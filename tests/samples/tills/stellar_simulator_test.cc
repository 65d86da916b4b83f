#include "samples/tills/stellar_simulator.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"

namespace telar::samples::tills {
namespace {

using namespace std::chrono_literals;
using Row = std::vector<tds::Cell>;

constexpr const char* kStock =
    "SELECT d.id, c_codarticulo AS codigo_producto, n_cantidad AS stock, c_Marca AS "
    "marca_producto, "
    "x AS unheard_of FROM MA_DEPOPROD d WHERE c_coddeposito = ?";
constexpr const char* kSales =
    "SELECT c_Numero AS numero_factura, n_Linea AS linea, Cantidad FROM VAD20.dbo.MA_TRANSACCION "
    "WHERE x BETWEEN ? AND ?";

class StellarSimulatorTest : public ::testing::Test {
 protected:
  StellarSimulatorTest() : trade_(*shops::Trade::Open({})) {
    clock_.Advance(ParseInstant("2026-01-05T16:00:00Z").value() - clock_.Now());
    simulator_ = *StellarSimulator::Start(*trade_, clock_, {.sells = shops::FindShop("tienda_05")});
  }
  tds::Answer Ask(const std::string& sql, const std::vector<std::string>& values) {
    tds::Request request{.sql = sql};
    for (const std::string& value : values) request.parameters.push_back({.value = value});
    return simulator_->AnswerTo(request);
  }
  static std::vector<Row> All(const tds::Answer& answer) {
    std::vector<Row> rows;
    auto next = answer.next;
    for (Row row; next && next(row); row.clear()) rows.push_back(row);
    return rows;
  }
  std::vector<Row> Stock(const std::string& warehouse) { return All(Ask(kStock, {warehouse})); }

  std::unique_ptr<shops::Trade> trade_;
  testing::FakeClock clock_;
  std::unique_ptr<StellarSimulator> simulator_;
};

TEST_F(StellarSimulatorTest, StockIsThatOfTheWarehouseNewestRowFirst) {
  const auto truth = trade_->TrueStock(*shops::FindShop("cedi_seco"), clock_.Now());
  const auto rows = Stock("1413");
  ASSERT_EQ(rows.size(), truth.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& level = truth[truth.size() - 1 - i];
    EXPECT_EQ(rows[i][1], level.product->code);
    EXPECT_EQ(rows[i][2], level.quantity.ToString());
    EXPECT_EQ(rows[i][4], std::nullopt);
  }
  EXPECT_GT(*rows.front()[0], *rows.back()[0]);
  EXPECT_TRUE(Stock("9999").empty());
}

TEST_F(StellarSimulatorTest, WeighedGoodsAreLeftOutWhereTheQuerySaysSo) {
  const auto answer = Ask(std::string(kStock) + " AND n_TipoPeso = 0", {"1801"});
  EXPECT_TRUE(All(answer).empty());
  EXPECT_FALSE(Stock("1801").empty());
}

TEST_F(StellarSimulatorTest, SalesAreThoseBetweenTheMoments) {
  const auto rows = All(Ask(kSales, {"2026-01-03 10:00:00", "2026-01-03 11:00:00"}));
  std::size_t expected = 0;
  for (const auto& line : trade_->TrueLines(*shops::FindShop("tienda_05"),
                                            ParseDate("2026-01-03").value(), clock_.Now())) {
    expected += line.Hour() >= "10:00" && line.Hour() <= "11:00:00.0000000" ? 1 : 0;
  }
  EXPECT_GT(expected, 0U);
  EXPECT_EQ(rows.size(), expected);
}

TEST_F(StellarSimulatorTest, WhatItDoesNotKnowIsAnError) {
  EXPECT_EQ(Ask("SELECT 1 FROM MA_ELSE", {}).error->number, 208);
  EXPECT_TRUE(Ask(kSales, {"soon"}).error.has_value());
}

TEST_F(StellarSimulatorTest, PlaysFaults) {
  const auto with = [&](Fault fault) {
    simulator_->SetFaults({fault});
    return Ask(kStock, {"1413"});
  };
  const std::size_t rows = Stock("1413").size();
  EXPECT_TRUE(with({.kind = FaultKind::kSilence}).deaf);
  EXPECT_TRUE(with({.kind = FaultKind::kHangUp}).reset);
  EXPECT_EQ(with({.kind = FaultKind::kError}).error->number, 1205);
  EXPECT_TRUE(with({.kind = FaultKind::kCut}).cut_after.has_value());
  EXPECT_GE(with({.kind = FaultKind::kSlow, .per_row = 1ms}).delay, 1ms * rows);
  EXPECT_TRUE(All(with({.kind = FaultKind::kEmpty})).empty());
  EXPECT_EQ(All(with({.kind = FaultKind::kDoubled, .rows = 3})).size(), rows + 3);
  EXPECT_EQ(All(with({.kind = FaultKind::kNulls}))[0][3], std::nullopt);
  EXPECT_EQ(All(with({.kind = FaultKind::kGarbage, .rows = 2})).back()[1], std::nullopt);
  EXPECT_FALSE(with({.kind = FaultKind::kError, .path = "sales"}).error.has_value());
  EXPECT_EQ(simulator_->counts().faults, 9);
}

}  // namespace
}  // namespace telar::samples::tills
