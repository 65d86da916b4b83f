#include "models/tracking_table.h"

#include <gmock/gmock.h>

#include <limits>

#include "db/sqlite/sqlite_database.h"
#include "tests/models/some_training.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using telar::testing::IsOk;
using ::testing::IsEmpty;

class TrackingTableTest : public ::testing::Test {
 protected:
  TrackingTableTest() {
    auto database = db::sqlite::Open({.file = folder_ / "telar.db"});
    EXPECT_OK(database);
    database_ = *std::move(database);
  }
  // One value of the table as text; "NULL" for none.
  std::string Of(const std::string& column, const std::string& training = "0193-a") {
    const auto connection = database_->Acquire();
    std::string text = "no row";
    EXPECT_OK((*connection)
                  ->Query("SELECT " + column + " FROM tracking WHERE training_id = ?", {training},
                          [&](const db::Row& row) {
                            text = row.IsNull(0) ? "NULL" : row.TextOrEmpty(0);
                            return Status::Ok();
                          }));
    return text;
  }
  std::int64_t Rows() {
    const auto connection = database_->Acquire();
    std::int64_t rows = -1;
    EXPECT_OK((*connection)->Query("SELECT COUNT(*) FROM tracking", {}, [&](const db::Row& row) {
      rows = row.IntOr(0, -1);
      return Status::Ok();
    }));
    return rows;
  }

  telar::testing::TempFolder folder_;
  telar::testing::FakeClock clock_;
  std::unique_ptr<db::Database> database_;
};

TEST_F(TrackingTableTest, FillsTheColumnsOfOldWithWhatIsTrue) {
  ASSERT_OK(WriteTracking(*database_, clock_, testing::SomeTraining()));
  const std::pair<const char*, const char*> expected[] = {
      {"mlflow_run_id", "NULL"},
      {"created_at", "2026-03-04 06:30:00"},
      {"filtros_conv1 || ',' || filtros_conv2 || ',' || filtros_conv3", "32,64,128"},
      {"neuronas_dense1 || ',' || neuronas_dense2", "256,128"},
      {"learning_rate", "0.001"},
      {"optimizer", "Adam"},
      {"batch_size", "16"},
      {"epochs", "3"},
      {"early_stopping_patience", "10"},
      {"reduce_lr_patience", "5"},
      {"input_shape", "(224, 224, 3)"},
      {"usar_optuna", "0"},
      {"n_trials_optuna", "NULL"},
      {"loss", "binary_crossentropy"},
      {"metrics", "accuracy,precision,recall,f1"},
      {"dvc_hash_short", "abcdef12"},
      {"git_commit_hash", "0123456789abcdef"},
      {"git_commit_hash_short", "01234567"},
      {"dvc_push_completed", "1"},
      {"model_type", "CNN"},
      {"task", "binary_classification"},
      {"dataset", "facturas"},
      {"training_type", "supervised"},
      {"model_version", "3"},
      {"modelo_path", "folder models, blobs/abcdef12"},
      {"mlflow_artifact_path", "NULL"},
      {"notes", "a table\n"},
  };
  for (const auto& [column, value] : expected) EXPECT_EQ(Of(column), value) << column;
}

TEST_F(TrackingTableTest, TellsFinalFromBestAndInitialFromFinal) {
  ASSERT_OK(WriteTracking(*database_, clock_, testing::SomeTraining()));
  const std::pair<const char*, double> expected[] = {
      {"learning_rate", 0.001},    {"final_learning_rate", 0.00025},
      {"validation_split", 0.2},   {"dropout1", 0.5},
      {"dropout2", 0.3},           {"reduce_lr_factor", 0.5},
      {"test_loss", 0.25},         {"test_accuracy", 0.925},
      {"test_precision", 0.95},    {"test_recall", 0.9},
      {"test_f1", 0.924},          {"test_macro_f1", 0.935},
      {"val_accuracy_final", 0.9}, {"val_loss_final", 0.5},
      {"val_accuracy_best", 0.95}, {"val_loss_best", 0.3},
  };
  for (const auto& [column, value] : expected) EXPECT_EQ(std::stod(Of(column)), value) << column;
}

TEST_F(TrackingTableTest, SaysWhatTheOldTableCouldNot) {
  ASSERT_OK(WriteTracking(*database_, clock_, testing::SomeTraining()));
  EXPECT_EQ(Of("confusion_matrix"), "[[19,1],[2,18]]");
  EXPECT_EQ(Of("promotion_status"), "refused");
  EXPECT_EQ(Of("promotion_reason"), "test_documents 40, must be at least 100");
  EXPECT_EQ(Of("best_epoch"), "2");
  EXPECT_EQ(Of("seed"), "18446744073709551615");
  EXPECT_EQ(Of("finished_at"), "2026-03-04T10:30:00.000000Z");
  EXPECT_EQ(Of("filters"), "[32,64,128]");
}

TEST_F(TrackingTableTest, WhatAnArchitectureHasNotIsNull) {
  TrainingRecord record = testing::SomeTraining();
  record.shape = {{8, 16, 32, 48, 64}, {}, {0.2}};
  record.commit = "";
  record.test.loss = std::numeric_limits<double>::quiet_NaN();
  ASSERT_OK(WriteTracking(*database_, clock_, record));
  for (const auto* column : {"neuronas_dense1", "neuronas_dense2", "dropout2", "git_commit_hash",
                             "git_commit_hash_short", "test_loss"}) {
    EXPECT_EQ(Of(column), "NULL") << column;
  }
  EXPECT_EQ(Of("filtros_conv3"), "32");
  EXPECT_EQ(Of("filters"), "[8,16,32,48,64]");
}

TEST_F(TrackingTableTest, TheSameTrainingIsOneRow) {
  ASSERT_OK(WriteTracking(*database_, clock_, testing::SomeTraining()));
  ASSERT_OK(NoteMlflowRun(*database_, "0193-a", "ab12", "mlflow-artifacts:/1/ab12/model"));
  ASSERT_OK(WriteTracking(*database_, clock_, testing::SomeTraining()));
  ASSERT_OK(WriteTracking(*database_, clock_, testing::SomeTraining("0193-b")));
  EXPECT_EQ(Rows(), 2);
  EXPECT_EQ(Of("mlflow_run_id"), "ab12");
  EXPECT_EQ(Of("mlflow_artifact_path"), "mlflow-artifacts:/1/ab12/model");
  EXPECT_EQ(Of("mlflow_run_id", "0193-b"), "NULL");
}

TEST_F(TrackingTableTest, ATableOfOldIsExtendedAndKeepsItsRows) {
  {
    ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
    ASSERT_OK_AND_ASSIGN(const std::string old,
                         db::ExpandTypes(TrackingMigrations()[0].sql, database_->dialect()));
    ASSERT_OK(connection->ExecuteScript(old));
    ASSERT_OK(connection->Execute(
        "INSERT INTO tracking (created_at, dvc_hash) VALUES ('2024-01-01 00:00:00', 'md5')"));
    ASSERT_OK(connection->Execute(
        "INSERT INTO tracking (created_at, dvc_hash) VALUES ('2024-01-02 00:00:00', 'md6')"));
  }
  ASSERT_OK(WriteTracking(*database_, clock_, testing::SomeTraining()));
  EXPECT_EQ(Rows(), 3);
  EXPECT_EQ(Of("id"), "3");
  ASSERT_OK_AND_ASSIGN(const auto connection, database_->Acquire());
  const auto expected = TrackingTables();
  ASSERT_OK_AND_ASSIGN(const auto differences,
                       db::CheckSchema(*connection, database_->dialect(), expected));
  EXPECT_THAT(differences, IsEmpty());
}

}  // namespace
}  // namespace telar::models
