#include "models/training_record.h"

#include <gmock/gmock.h>

#include <limits>

#include "tests/models/some_training.h"
#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

using telar::testing::IsOkAndHolds;
using telar::testing::StatusIs;
using ::testing::ContainsRegex;

Evaluation SomeEvaluation() {
  return Evaluate(std::vector<Scored>{{0, 0.1}, {0, 0.2}, {0, 0.9}, {1, 0.8}, {1, 0.7}});
}

TEST(RecordOf, TellsWhatWasTrainedAndMeasured) {
  const TrainOptions options{.learning_rate = 0.01, .patience = 7};
  Trained trained;
  trained.epochs = {{1, 0.9, 0.8, 0.5, 0.01, true}, {2, 0.7, 0.9, 0.6, 0.005, false}};
  trained.best_epoch = 1;
  trained.train_documents = 30;
  trained.validation_documents = 10;
  const Evaluation evaluation = SomeEvaluation();
  const ModelManifest manifest{.version = 4, .sha256 = "ab", .architecture = "compact"};
  const TrainingRecord record = RecordOf({.id = "t",
                                          .options = options,
                                          .trained = trained,
                                          .shape = {{8}, {}, {0.2}},
                                          .preparation = {192, 256, 1, 100},
                                          .evaluation = evaluation,
                                          .manifest = manifest,
                                          .registry_address = RegistryAddress("store", manifest)});
  EXPECT_EQ(record.input_shape, "(256, 192, 1)");
  EXPECT_EQ(record.learning_rate, 0.01);
  EXPECT_EQ(record.final_learning_rate, 0.005);
  EXPECT_EQ(record.validation_split, 0.25);
  EXPECT_EQ(record.Best()->validation_loss, 0.8);
  EXPECT_EQ(record.Last()->validation_loss, 0.9);
  EXPECT_DOUBLE_EQ(record.test.precision, 2.0 / 3);  // of class 1
  EXPECT_DOUBLE_EQ(record.test.recall, 1);
  EXPECT_EQ(record.test.confusion[0][1], 1);
  EXPECT_EQ(record.registry_version, 4);
  EXPECT_EQ(record.registry_address, "store, blobs/ab");
}

TEST(RecordOf, ATrainingWithoutEpochsHasNeitherBestNorLast) {
  TrainingRecord record;
  EXPECT_FALSE(record.Best().has_value());
  EXPECT_FALSE(record.Last().has_value());
}

TEST(ClassificationReport, HasALineForEachClass) {
  const std::string report = ClassificationReport(SomeEvaluation());
  EXPECT_THAT(report, ContainsRegex("correctiva +1.0000 +0.6667 +0.8000 +3\n"));
  EXPECT_THAT(report, ContainsRegex("preventiva +0.6667 +1.0000 +0.8000 +2\n"));
  EXPECT_THAT(report, ContainsRegex("accuracy +0.8000 +5\n"));
}

TEST(RecordJson, IsReadAsItWasWritten) {
  const TrainingRecord record = testing::SomeTraining();
  EXPECT_THAT(ParseRecord(RecordJson(record)), IsOkAndHolds(record));
}

TEST(RecordJson, KeepsThatAFigureWasNone) {
  TrainingRecord record = testing::SomeTraining();
  record.epochs[0].train_loss = std::numeric_limits<double>::infinity();
  ASSERT_OK_AND_ASSIGN(const TrainingRecord read, ParseRecord(RecordJson(record)));
  EXPECT_FALSE(std::isfinite(read.epochs[0].train_loss));
}

TEST(ParseRecord, RefusesWhatIsNone) {
  for (const auto* text : {"", "[]", "{}", R"({"id": 7})"}) {
    EXPECT_THAT(ParseRecord(text), StatusIs(Code::kInvalidInput)) << text;
  }
}

}  // namespace
}  // namespace telar::models
