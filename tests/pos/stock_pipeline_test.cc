#include "pos/stock_pipeline.h"

#include <gmock/gmock.h>

#include "tests/pos/fake_tills.h"

namespace telar::pos {
namespace {

using ledger::RunState;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class StockPipelineTest : public TillsFixture {
 protected:
  ledger::RunSummary Read(std::vector<std::string> wanted = {"tienda_01"}) {
    StockPipeline pipeline(MakeTills(), std::move(wanted));
    auto summary = Run(pipeline);
    clock_.Advance(std::chrono::minutes(30));
    return summary;
  }
  std::vector<StockFields>& Shelf() { return till_.stock["W-tienda_01"]; }
  std::vector<std::string> Stock() {
    return Rows("SELECT producto_id, cantidad FROM inventario_actual ORDER BY 1");
  }
  std::vector<std::string> History() {
    return Rows(
        "SELECT producto_id, cantidad, cantidad_cambio FROM inventario_historico ORDER BY id");
  }
};

TEST_F(StockPipelineTest, BringsTheStockOfEveryActiveLocationIn) {
  for (const char* room : {"W-tienda_01", "W-tienda_02", "W-cedi_seco"}) {
    till_.stock[room] = {AStock("003760", "5")};
  }
  locations_[1].active = false;
  EXPECT_EQ(Read({}).state, RunState::kDone);
  EXPECT_THAT(Rows("SELECT ubicacion_id, almacen_codigo FROM inventario_actual ORDER BY 1"),
              ElementsAre("cedi_seco W-cedi_seco", "tienda_01 W-tienda_01"));
}

TEST_F(StockPipelineTest, HistoryHasARowForEveryChangeAndNoneWithout) {
  Shelf() = {AStock("1", "5"), AStock("2", "7")};
  Read();
  Read();
  Shelf()[1] = AStock("2", "6.5");
  const auto summary = Read();
  EXPECT_EQ(summary.counts.at("changed"), 1);
  EXPECT_EQ(summary.counts.at("unchanged"), 1);
  EXPECT_THAT(Stock(), ElementsAre("1 5", "2 6.5"));
  EXPECT_THAT(History(), ElementsAre("1 5 5", "2 7 7", "2 6.5 -0.5"));
}

TEST_F(StockPipelineTest, AFailedFetchLeavesTheStockAndIsNoSuccess) {
  Shelf() = {AStock("1", "5")};
  Read();
  till_.fault = [](int, const LocalRange&) { return Status::Unavailable("no answer"); };
  EXPECT_EQ(Read().state, RunState::kFailed);
  EXPECT_THAT(Stock(), ElementsAre("1 5"));
  till_.fault = nullptr;
  EXPECT_EQ(Read().state, RunState::kDone);
}

TEST_F(StockPipelineTest, AnAnswerThatLostMostProductsIsRefusedAndTheOldRowsStay) {
  for (int i = 0; i < 30; ++i) Shelf().push_back(AStock("P" + std::to_string(i), "1"));
  Read();
  Shelf().resize(3);
  const auto summary = Read();
  EXPECT_EQ(summary.first_failure.code(), Code::kContractBroken);
  EXPECT_THAT(Stock(), SizeIs(30));
}

TEST_F(StockPipelineTest, AnEmptyAnswerDoesNotEmptyTheTable) {
  for (int i = 0; i < 30; ++i) Shelf().push_back(AStock("P" + std::to_string(i), "1"));
  Read();
  Shelf().clear();
  EXPECT_EQ(Read().totals.failed, 1);
  EXPECT_THAT(Stock(), SizeIs(30));
}

TEST_F(StockPipelineTest, AnAnswerThatClaimsMoreThanItSendsIsNotLoaded) {
  Shelf() = {AStock("1", "5")};
  till_.tamper = [](int, RawAnswer& answer, std::vector<SaleFields>&) { answer.claimed = 4; };
  EXPECT_EQ(Read().totals.review, 1);
  EXPECT_THAT(Stock(), IsEmpty());
}

TEST_F(StockPipelineTest, AProductThatComesTwiceDoesNotFailTheShop) {
  Shelf() = {AStock("1", "5"), AStock("1", "5"), AStock("1", "9"), AStock("2", "1")};
  const auto summary = Read();
  EXPECT_EQ(summary.counts.at("doubled"), 2);
  EXPECT_THAT(Stock(), ElementsAre("1 5", "2 1"));
  EXPECT_THAT(Rows("SELECT reason, raw FROM ledger_rejects"), ElementsAre("doubled 9"));
}

TEST_F(StockPipelineTest, AQuantityThatIsNoNumberLeavesTheLastOneAndIsNoStockOut) {
  Shelf() = {AStock("1", "5"), AStock("2", "7")};
  Read();
  Shelf()[1] = AStock("2", "n/d");
  const auto summary = Read();
  EXPECT_EQ(summary.counts.at("rejected"), 1);
  EXPECT_EQ(summary.counts.at("removed"), 0);
  EXPECT_THAT(Stock(), ElementsAre("1 5", "2 7"));
  EXPECT_THAT(History(), SizeIs(2));
}

TEST_F(StockPipelineTest, AnAnswerOfWhichNothingIsARowIsNoSuccess) {
  Shelf() = {AStock("1", "5"), AStock("2", "7")};
  Read();
  Shelf() = {AStock("1", "n/d"), AStock("2", "n/d")};
  const auto summary = Read();
  EXPECT_EQ(summary.totals.review, 1);
  EXPECT_THAT(Rows("SELECT DISTINCT reason FROM ledger_items WHERE state = 'review'"),
              ElementsAre("all_rejected"));
  EXPECT_THAT(Rows("SELECT field, raw FROM ledger_rejects"),
              ElementsAre("cantidad n/d", "cantidad n/d"));
  EXPECT_THAT(Stock(), ElementsAre("1 5", "2 7"));
}

TEST_F(StockPipelineTest, AWarehouseWithoutAnyProductIsEmptyAndNotDone) {
  EXPECT_EQ(Read().totals.empty, 1);
}

TEST_F(StockPipelineTest, LocationsAreWrittenAtThePresentTimeOfTheirWall) {
  Shelf() = {AStock("1", "5")};
  Read();
  EXPECT_THAT(Rows("SELECT DISTINCT fecha_creacion, updated_at FROM ubicaciones"),
              ElementsAre("2026-01-02 12:00:00 2026-01-02 12:00:00"));
  EXPECT_THAT(Rows("SELECT DISTINCT fecha_creacion FROM almacenes"),
              ElementsAre("2026-01-02 12:00:00"));
}

TEST_F(StockPipelineTest, PricesAreKeptWithThePeriodTheyHold) {
  StockFields bread = AStock("1", "5");
  bread[StockField::kPrice] = "1.50";
  Shelf() = {bread};
  Read();
  Shelf()[0][StockField::kPrice] = "1.75";
  Read();
  EXPECT_THAT(
      Rows("SELECT precio, valido_hasta IS NULL FROM productos_precios ORDER BY valido_desde"),
      ElementsAre("1.5 0", "1.75 1"));
}

TEST_F(StockPipelineTest, WhatAPersonSaidOfAProductSurvivesTheNextAnswer) {
  Shelf() = {AStock("1", "5")};
  Read();
  {
    const auto connection = database_->Acquire();
    ASSERT_OK(
        (*connection)
            ->Execute(
                "INSERT INTO productos_ajustes (codigo, campo, valor, quien, cuando) VALUES ('1', "
                "'nombre', 'Harina de la casa', 'ana', ?)",
                {clock_.Now()}));
    ASSERT_OK((*connection)->Execute("UPDATE productos SET activo = ? WHERE id = '1'", {false}));
  }
  Shelf()[0][StockField::kBrand] = "PAN";
  Read();
  EXPECT_THAT(Rows("SELECT nombre, marca, activo FROM productos"),
              ElementsAre("Harina de la casa PAN 0"));
}

}  // namespace
}  // namespace telar::pos
