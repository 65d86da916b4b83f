#include "models/torch/trainer.h"

#include <gmock/gmock.h>

#include "core/random.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;

// Pages with a few dark bars at chance places; those of class 1 have one more at the top.
Dataset Bars(int documents) {
  const Preparation p = PreparationOf(Architecture::kCompact);
  const auto width = static_cast<std::size_t>(p.width), height = static_cast<std::size_t>(p.height);
  SeededRandom random(3);
  Dataset dataset;
  dataset.preparation = p;
  for (int i = 0; i < documents; ++i) {
    LabelledPage page;
    page.key = "invoices_train/" + std::to_string(i);
    page.sha256 = std::to_string(i);
    page.label = i % 2;
    page.group = i;
    page.page = {p, std::vector<std::uint8_t>(width * height, 255)};
    const auto bar = [&](std::size_t top) {
      for (std::size_t y = top; y < top + 8; ++y) {
        for (std::size_t x = 20; x < width - 20; ++x) page.page.levels[y * width + x] = 40;
      }
    };
    for (int n = 0; n < 3; ++n) bar(60 + static_cast<std::size_t>(random.Below(height - 80)));
    if (page.label == 1) bar(8 + static_cast<std::size_t>(random.Below(16)));
    dataset.pages.push_back(std::move(page));
  }
  return dataset;
}

TrainOptions Short(int epochs) {
  TrainOptions options;
  options.most_epochs = epochs;
  options.batch = 8;
  options.learning_rate = 4e-3;
  options.threads = 1;
  return options;
}

TEST(Train, LearnsWhatTellsTheClassesApart) {
  ASSERT_OK_AND_ASSIGN(const Trained trained, Train(Bars(96), Short(12)));
  double best = 0;
  for (const EpochFigures& epoch : trained.epochs) best = std::max(best, epoch.validation_accuracy);
  EXPECT_GT(best, 0.9);
  EXPECT_GT(trained.slope, 0);
  EXPECT_EQ(trained.train_documents + trained.validation_documents, 96U);
  EXPECT_NEAR(static_cast<double>(trained.validation_documents), 0.2 * 96, 2);
}

TEST(Train, GivesTheSameFileForTheSameSeed) {
  const Dataset dataset = Bars(32);
  ASSERT_OK_AND_ASSIGN(const Trained first, Train(dataset, Short(2)));
  ASSERT_OK_AND_ASSIGN(const Trained again, Train(dataset, Short(2)));
  EXPECT_EQ(first.onnx, again.onnx);
  TrainOptions other = Short(2);
  other.seed = 43;
  ASSERT_OK_AND_ASSIGN(const Trained different, Train(dataset, other));
  EXPECT_NE(first.onnx, different.onnx);
}

TEST(Train, GoesOnAfterItWasStoppedAsIfItHadNotBeen) {
  const Dataset dataset = Bars(32);
  ASSERT_OK_AND_ASSIGN(const Trained whole, Train(dataset, Short(4)));
  const testing::TempFolder folder;
  TrainOptions options = Short(4);
  options.checkpoints = folder.path();
  std::stop_source stop;
  TrainObserver observer;
  // In the middle of the third epoch: its first batches are lost and learned again.
  observer.documents = [&](int epoch, std::size_t, std::size_t) {
    if (epoch == 3) stop.request_stop();
  };
  EXPECT_THAT(Train(dataset, options, observer, stop.get_token()), StatusIs(Code::kCancelled));
  ASSERT_OK_AND_ASSIGN(const Trained resumed, Train(dataset, options));
  EXPECT_TRUE(resumed.resumed);
  EXPECT_EQ(resumed.onnx, whole.onnx);
  EXPECT_EQ(resumed.epochs.size(), whole.epochs.size());
}

TEST(Train, DoesNotGoOnFromACheckpointOfOtherOptions) {
  const Dataset dataset = Bars(32);
  const testing::TempFolder folder;
  TrainOptions options = Short(1);
  options.checkpoints = folder.path();
  ASSERT_OK(Train(dataset, options));
  options.seed = 7;
  ASSERT_OK_AND_ASSIGN(const Trained other, Train(dataset, options));
  EXPECT_FALSE(other.resumed);
}

TEST(Train, NamesACheckpointItCannotRead) {
  const Dataset dataset = Bars(32);
  const testing::TempFolder folder;
  TrainOptions options = Short(1);
  options.checkpoints = folder.path();
  ASSERT_OK(Train(dataset, options));
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
    std::filesystem::resize_file(file, 100);
  }
  EXPECT_THAT(Train(dataset, options), StatusIs(Code::kContractBroken, HasSubstr(".checkpoint")));
}

TEST(Train, EndsEarlyWhenNothingGetsBetter) {
  TrainOptions options = Short(40);
  options.patience = 2;
  options.learning_rate = 0.5;  // far too high to get anywhere
  ASSERT_OK_AND_ASSIGN(const Trained trained, Train(Bars(24), options));
  EXPECT_TRUE(trained.stopped_early);
  EXPECT_EQ(trained.epochs.size(), static_cast<std::size_t>(trained.best_epoch) + 2);
}

TEST(Train, KeepsDocumentsThatLookAlikeOnOneSide) {
  Dataset dataset = Bars(40);
  for (LabelledPage& page : dataset.pages) page.group = page.label;  // all of a class are one group
  EXPECT_THAT(Train(dataset, Short(1)),
              StatusIs(Code::kInvalidInput, HasSubstr("after the split")));
}

TEST(Train, WantsTheInputOfItsArchitecture) {
  Dataset dataset = Bars(8);
  TrainOptions options = Short(1);
  options.architecture = Architecture::kSeed;
  EXPECT_THAT(Train(dataset, options), StatusIs(Code::kInvalidInput, HasSubstr("another input")));
}

}  // namespace
}  // namespace telar::models
