#include "pos/executions.h"

#include <gmock/gmock.h>

#include "pos/sales_pipeline.h"
#include "pos/sales_plan.h"
#include "tests/pos/fake_tills.h"

namespace telar::pos {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ExecutionsTest : public TillsFixture {
 protected:
  ledger::RunSummary Recover() {
    const Tills tills = MakeTills();
    SalesPipeline pipeline(tills, "pos.sales",
                           RecoveryPlan(tills, *SellingLocations(tills, {}), 1));
    return Run(pipeline);
  }
  void SetUp() override {
    TillsFixture::SetUp();
    executions_ = std::make_unique<Executions>(*database_, *ledger_, locations_);
  }
  std::unique_ptr<Executions> executions_;
};

TEST_F(ExecutionsTest, ARunOfEveryShopIsARowWithADetailForEach) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00", "2026-01-01")};
  till_.sales["tienda_02"] = {SaleAt("A", "1", "09:10:00", "2026-01-01"),
                              SaleAt("A", "1", "09:10:00", "2026-01-01")};
  const auto summary = Recover();
  ASSERT_OK(executions_->Record(summary.run, {.etl_name = "ventas",
                                              .recovery = true,
                                              .triggered_by = "eventbridge",
                                              .task_arn = "",
                                              .reached = {}}));
  EXPECT_THAT(Rows("SELECT etl_name, etl_type, status, triggered_by, records_extracted, "
                   "records_loaded, duplicates_skipped, source_system, is_recovery, fecha_desde, "
                   "fecha_hasta FROM etl_executions"),
              ElementsAre("ventas recovery success eventbridge 3 2 1 klk 1 2026-01-01 00:00:00 "
                          "2026-01-02 00:00:00"));
  EXPECT_THAT(Rows("SELECT tienda_id, status, records_loaded FROM etl_execution_details ORDER BY "
                   "tienda_id"),
              ElementsAre("tienda_01 success 1", "tienda_02 success 1"));
}

TEST_F(ExecutionsTest, AFailureIsOfItsShopAndOfItsKind) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00", "2026-01-01")};
  till_.fault = [](int request, const LocalRange&) {
    return request == 0 ? Status::Ok() : Status::PermissionDenied("the till refuses us");
  };
  const auto summary = Recover();
  ASSERT_OK(executions_->Record(
      summary.run, {.etl_name = "ventas", .triggered_by = "cli", .task_arn = "", .reached = {}}));
  EXPECT_THAT(Rows("SELECT status, error_phase, error_category, error_source FROM etl_executions"),
              ElementsAre("partial extract api_auth tienda_02"));
  EXPECT_THAT(Rows("SELECT tienda_id, status, error_category FROM etl_execution_details ORDER BY "
                   "tienda_id"),
              ElementsAre("tienda_01 success NULL", "tienda_02 failed api_auth"));
}

TEST_F(ExecutionsTest, AnAnswerThatIsDoubtedIsNoSuccessOfItsShop) {
  till_.sales["tienda_01"] = {SaleAt("A", "1", "09:10:00", "2026-01-01")};
  const auto summary = Recover();
  ASSERT_OK(executions_->Record(
      summary.run, {.etl_name = "ventas", .triggered_by = "cli", .task_arn = "", .reached = {}}));
  EXPECT_THAT(Rows("SELECT tienda_id, status, error_category, error_message FROM "
                   "etl_execution_details ORDER BY tienda_id"),
              ElementsAre("tienda_01 success NULL NULL",
                          "tienda_02 failed data_validation the till's answer is doubted: "
                          "no_sales"));
}

TEST_F(ExecutionsTest, RecordingARunAgainWritesItOnce) {
  const auto summary = Recover();
  const ExecutionFacts facts{
      .etl_name = "ventas", .triggered_by = "cli", .task_arn = "", .reached = {}};
  ASSERT_OK(executions_->Record(summary.run, facts));
  ASSERT_OK(executions_->Record(summary.run, facts));
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM etl_executions"), ElementsAre("1"));
  EXPECT_THAT(Rows("SELECT COUNT(*) FROM etl_execution_details"), ElementsAre("2"));
}

TEST_F(ExecutionsTest, ARunWhoseProcessDiedBecomesKilledAndALiveOneDoesNot) {
  const ExecutionFacts facts{
      .etl_name = "ventas", .triggered_by = "cli", .task_arn = "", .reached = {}};
  const auto alive = ledger_->runs().Start({.pipeline = "pos.sales"});
  ASSERT_OK(alive);
  ASSERT_OK(executions_->Record(*alive, facts));
  ASSERT_OK(executions_->SettleOthers(RunId("another")));
  EXPECT_THAT(Rows("SELECT status FROM etl_executions"), ElementsAre("running"));
  ASSERT_OK(ledger_->runs().Finish(*alive, ledger::RunState::kInterrupted, {}, Status::Ok()));
  ASSERT_OK(executions_->SettleOthers(RunId("another")));
  EXPECT_THAT(Rows("SELECT status FROM etl_executions"), ElementsAre("killed"));
}

TEST_F(ExecutionsTest, TheViewsOfTheDayCountWhatIsOfTheDay) {
  const auto summary = Recover();
  ASSERT_OK(executions_->Record(
      summary.run, {.etl_name = "ventas", .triggered_by = "cli", .task_arn = "", .reached = {}}));
  // The fixture's day is long ago on this machine's clock.
  EXPECT_THAT(Rows("SELECT * FROM v_etl_summary_24h"), IsEmpty());
  const auto connection = database_->Acquire();
  ASSERT_OK((*connection)
                ->Execute("UPDATE etl_executions SET started_at_utc = ?", {SystemClock().Now()}));
  EXPECT_THAT(Rows("SELECT etl_name, total FROM v_etl_summary_24h"), ElementsAre("ventas 1"));
}

}  // namespace
}  // namespace telar::pos
