// The life of a model as a user sees it: telar and telar-train on labelled folders.
#include <gmock/gmock.h>
#include <signal.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/e2e/models/labelled.h"
#include "tests/support/process.h"
#include "tests/support/temp_folder.h"

namespace telar {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::AllOf;
using testing::Ended;
using ::testing::HasSubstr;
using testing::Process;

// A user's folder with labelled documents.
class Folder {
 public:
  Folder(int train_of_each, int test_of_each) {
    testing::DrawLabelled(folder_, train_of_each, test_of_each);
    Write("telar.yaml", "models: {threads: 1}\n");
  }

  void Write(const std::string& name, const std::string& bytes) { folder_.Write(name, bytes); }
  fs::path operator/(const std::string& name) const { return folder_ / name; }

  Process::Options Command(std::vector<std::string> arguments) const {
    Process::Options options;
    options.command = {testing::Program("telar")};
    options.command.insert(options.command.end(), arguments.begin(), arguments.end());
    options.folder = folder_.path();
    return options;
  }
  Ended Telar(std::vector<std::string> arguments) const {
    return testing::Run(Command(std::move(arguments)));
  }
  Ended Train(std::vector<std::string> more) const {
    std::vector<std::string> arguments = {"model", "train", "--json", "--batch", "8"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Telar(std::move(arguments));
  }

 private:
  testing::TempFolder folder_;
};

/// The objects printed, a line each.
std::vector<json> Lines(const Ended& ended) {
  std::vector<json> lines;
  std::istringstream in(ended.out);
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  return lines;
}

// All that concerns a model that is good enough, on one training.
class GoodModel : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new Folder(48, 50);
    training_ = new Ended(folder_->Train({"--epochs", "12", "--promote", "--by", "Ana"}));
  }
  static void TearDownTestSuite() {
    delete training_;
    delete folder_;
  }
  void SetUp() override { ASSERT_EQ(training_->exit, 0) << training_->err; }

  static Ended Telar(std::vector<std::string> arguments) {
    return folder_->Telar(std::move(arguments));
  }
  static json Trained() { return Lines(*training_).at(0); }
  static int Champion() { return Lines(Telar({"model", "show", "--json"})).at(0)["version"]; }

  static Folder* folder_;
  static Ended* training_;
};
Folder* GoodModel::folder_ = nullptr;
Ended* GoodModel::training_ = nullptr;

TEST_F(GoodModel, IsMeasuredPromotedAndClassifiesWhatComesNext) {
  const json model = Trained();
  EXPECT_EQ(model["version"], 1);
  EXPECT_TRUE(model["promoted"]);
  EXPECT_GT(model["evaluation"]["macro_f1"], 0.85);
  EXPECT_THAT(training_->err, HasSubstr("training"));

  folder_->Write("new-0.pdf", testing::BarsPdf(9001, 0));
  folder_->Write("new-1.pdf", testing::BarsPdf(9002, 1));
  const std::vector<json> read =
      Lines(Telar({"invoices", "read", "new-0.pdf", "new-1.pdf", "--json"}));
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0]["class"]["label"], "correctiva");
  EXPECT_EQ(read[1]["class"]["label"], "preventiva");
  EXPECT_EQ(read[1]["class"]["model"], "v1 " + model["sha256"].get<std::string>().substr(0, 12));

  const Ended again = Telar({"model", "evaluate", "--gate", "--json"});
  EXPECT_EQ(again.exit, 0) << again.err;
  EXPECT_EQ(Lines(again).at(0)["macro_f1"], model["evaluation"]["macro_f1"]);
  const std::vector<json> history = Lines(Telar({"model", "list", "--history", "--json"}));
  ASSERT_GE(history.size(), 2U);
  EXPECT_EQ(history[0]["action"], "nominate");
  EXPECT_EQ(history[1]["action"], "promote");
  EXPECT_EQ(history[1]["who"], "Ana");
}

TEST_F(GoodModel, MovesToAnotherMachineAsAFile) {
  ASSERT_EQ(Telar({"model", "export", "1", "out.onnx", "--force"}).exit, 0);
  const Ended imported =
      Telar({"model", "import", "out.onnx", "--json", "--set", "models.registry=elsewhere"});
  ASSERT_EQ(imported.exit, 0) << imported.err;
  EXPECT_EQ(Lines(imported).at(0)["sha256"], Trained()["sha256"]);
  folder_->Write("broken.onnx", "not a model");
  const Ended broken = Telar({"model", "import", "broken.onnx"});
  EXPECT_EQ(broken.exit, 2);
  EXPECT_THAT(broken.err, HasSubstr("broken.onnx"));
}

TEST_F(GoodModel, ComesBackByARollbackAndIsNotReplacedByADamagedFile) {
  folder_->Write("dataset/one-more", "");  // Nobody reads beside the labelled folders.
  const Ended other = folder_->Train({"--epochs", "1"});
  ASSERT_EQ(other.exit, 7) << other.err;
  const json second = Lines(other).at(0);
  const std::string version = std::to_string(second["version"].get<int>());
  ASSERT_EQ(Telar({"model", "promote", version, "--force", "--why", "a trial"}).exit, 0);
  EXPECT_EQ(Champion(), second["version"]);
  const Ended back = Telar({"model", "rollback", "--why", "too many in review"});
  ASSERT_EQ(back.exit, 0) << back.err;
  EXPECT_EQ(Champion(), 1);

  const fs::path file = *folder_ / ("models/blobs/" + second["sha256"].get<std::string>());
  fs::resize_file(file, fs::file_size(file) / 2);
  const Ended damaged = Telar({"model", "promote", version, "--force", "--why", "again"});
  EXPECT_EQ(damaged.exit, 7);
  EXPECT_THAT(damaged.err, HasSubstr("its bytes are not those that were stored"));
  EXPECT_EQ(Champion(), 1);
}

TEST(PoorModel, IsRefusedWithItsNumbers) {
  const Folder folder(16, 10);
  const Ended trained = folder.Train({"--promote", "--epochs", "1"});
  EXPECT_EQ(trained.exit, 7) << trained.err;
  EXPECT_FALSE(Lines(trained).at(0)["promoted"]);
  const std::vector<json> history = Lines(folder.Telar({"model", "list", "--history", "--json"}));
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0]["action"], "refuse");
  EXPECT_THAT(history[0]["why"].get<std::string>(),
              HasSubstr("test_documents 20, must be at least 100"));
  const Ended champion = folder.Telar({"model", "show"});
  EXPECT_EQ(champion.exit, 2);
  EXPECT_THAT(champion.err, HasSubstr("model champion: there is none"));
  const Ended promote = folder.Telar({"model", "promote", "1"});
  EXPECT_EQ(promote.exit, 7);
  EXPECT_THAT(promote.err, AllOf(HasSubstr("the gate refuses"), HasSubstr("test_documents")));
}

TEST(StoppedTraining, GoesOnToTheSameWeights) {
  const Folder folder(24, 6);
  const std::vector<std::string> epochs = {"--epochs", "6"};
  const json whole = Lines(folder.Train({"--epochs", "6", "--set", "models.registry=whole", "--set",
                                         "models.checkpoints=whole-checkpoints"}))
                         .at(0);
  const auto command =
      folder.Command({"model", "train", "--json", "--batch", "8", "--epochs", "6"});
  {
    Process training(command);
    const fs::path checkpoints = folder / "data/checkpoints";
    while (!fs::exists(checkpoints) || fs::is_empty(checkpoints)) {
      ASSERT_FALSE(training.WaitFor(std::chrono::milliseconds(20))) << training.Wait().err;
    }
    training.Signal(SIGTERM);
    const Ended ended = training.Wait();
    EXPECT_EQ(ended.exit, 143) << ended.err;
    EXPECT_THAT(ended.err, HasSubstr("goes on after the last whole epoch"));
  }
  {
    Process training(command);
    if (!training.WaitFor(std::chrono::milliseconds(1700))) training.Signal(SIGKILL);
    ASSERT_TRUE(training.WaitFor(std::chrono::seconds(10)));
  }
  const json resumed = Lines(folder.Train(epochs)).at(0);
  EXPECT_EQ(resumed["sha256"], whole["sha256"]);
}

}  // namespace
}  // namespace telar
