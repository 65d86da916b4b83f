#include "models/champion.h"

#include <gmock/gmock.h>

#include <atomic>
#include <cmath>
#include <thread>

#include "models/bundled_model.h"
#include "store/folder/folder_store.h"
#include "tests/models/onnx/small_network.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using ::testing::StartsWith;
using testing::StatusIs;

constexpr Duration kRefresh = std::chrono::seconds(30);

/// A model whose answer to every page is 1 / (1 + exp(-offset)).
std::string Answering(double offset) {
  NetworkDescription network = SmallNetwork(true);
  network.calibration = {0, offset};
  auto file = OnnxFile(network);
  EXPECT_OK(file);
  return *std::move(file);
}

PreparedPage White(const Preparation& p) {
  return {
      p, std::vector<std::uint8_t>(static_cast<std::size_t>(p.width * p.height * p.channels), 255)};
}

class ChampionTest : public ::testing::Test {
 protected:
  ChampionTest() {
    auto store = store::FolderStore::Open({.path = folder_ / "models", .create = true});
    EXPECT_OK(store);
    store_ = *std::move(store);
    registry_ = std::make_unique<Registry>(*store_, clock_, VerifyModel);
  }
  int Register(double offset) {
    auto manifest = registry_->Register(Answering(offset), {.architecture = "small"});
    EXPECT_OK(manifest);
    return manifest->version;
  }
  Result<std::unique_ptr<Champion>> Open(std::string bundled = "") {
    return Champion::Open({registry_.get(), &clock_, kRefresh, std::move(bundled)});
  }
  static int VersionOf(const std::shared_ptr<VersionInUse>& current) {
    return current == nullptr ? -1 : current->version();
  }
  void Damage(int version) {
    ASSERT_OK_AND_ASSIGN(const ModelManifest manifest, registry_->Version(version));
    folder_.Write("models/blobs/" + manifest.sha256, "half of a mod");
  }

  testing::TempFolder folder_;
  testing::FakeClock clock_;
  std::unique_ptr<store::FolderStore> store_;
  std::unique_ptr<Registry> registry_;
};

TEST_F(ChampionTest, IsNobodyWhenNothingIsPromotedAndNothingShips) {
  ASSERT_OK_AND_ASSIGN(const auto champion, Open());
  EXPECT_EQ(champion->Current(), nullptr);
}

TEST_F(ChampionTest, IsTheModelThatShipsUntilOneIsPromoted) {
  ASSERT_OK_AND_ASSIGN(const auto champion, Open(Answering(1)));
  EXPECT_EQ(VersionOf(champion->Current()), 0);
  EXPECT_THAT(champion->Current()->name(), StartsWith("bundled "));
  ASSERT_OK(registry_->Promote(Register(-1), "Ana", ""));
  EXPECT_EQ(VersionOf(champion->Current()), 0) << "looked for before its time";
  clock_.Advance(kRefresh);
  const auto current = champion->Current();
  ASSERT_EQ(VersionOf(current), 1);
  EXPECT_THAT(current->name(), StartsWith("v1 "));
  ASSERT_OK_AND_ASSIGN(const double probability,
                       current->Probability(White(current->preparation())));
  EXPECT_NEAR(probability, 1 / (1 + std::exp(1)), 1e-6);
}

TEST_F(ChampionTest, FollowsARollback) {
  ASSERT_OK(registry_->Promote(Register(1), "Ana", ""));
  ASSERT_OK(registry_->Promote(Register(2), "Ana", ""));
  ASSERT_OK_AND_ASSIGN(const auto champion, Open());
  EXPECT_EQ(VersionOf(champion->Current()), 2);
  ASSERT_OK(registry_->Rollback("Ana", ""));
  clock_.Advance(kRefresh);
  EXPECT_EQ(VersionOf(champion->Current()), 1);
}

TEST_F(ChampionTest, GoesOnWithTheOneBeforeWhenTheNextCannotBeLoaded) {
  ASSERT_OK(registry_->Promote(Register(1), "Ana", ""));
  ASSERT_OK_AND_ASSIGN(const auto champion, Open());
  ASSERT_OK(registry_->Promote(Register(2), "Ana", ""));
  Damage(2);
  clock_.Advance(kRefresh);
  EXPECT_EQ(VersionOf(champion->Current()), 1);
  ASSERT_OK(registry_->Rollback("Ana", ""));
  clock_.Advance(kRefresh);
  EXPECT_EQ(VersionOf(champion->Current()), 1);
}

TEST_F(ChampionTest, RefusesToStartWithADamagedOne) {
  ASSERT_OK(registry_->Promote(Register(1), "Ana", ""));
  Damage(1);
  EXPECT_THAT(Open(Answering(1)), StatusIs(Code::kContractBroken));
}

TEST_F(ChampionTest, FinishesAPageWithTheVersionItWasBegunWith) {
  ASSERT_OK(registry_->Promote(Register(1), "Ana", ""));
  ASSERT_OK_AND_ASSIGN(const auto champion, Open());
  const auto begun = champion->Current();
  ASSERT_OK(registry_->Promote(Register(2), "Ana", ""));
  clock_.Advance(kRefresh);
  EXPECT_EQ(VersionOf(champion->Current()), 2);
  ASSERT_OK_AND_ASSIGN(const double probability, begun->Probability(White(begun->preparation())));
  EXPECT_NEAR(probability, 1 / (1 + std::exp(-1)), 1e-6);
}

TEST_F(ChampionTest, AnswersManyThreadsWhileModelsArePromoted) {
  ASSERT_OK(registry_->Promote(Register(1), "Ana", ""));
  ASSERT_OK_AND_ASSIGN(const auto champion, Open());
  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 3; ++t) {
    threads.emplace_back([&] {
      while (!done) {
        const auto current = champion->Current();
        const auto probability = current->Probability(White(current->preparation()));
        const double expected = 1 / (1 + std::exp(-current->version()));
        if (!probability.ok() || std::abs(*probability - expected) > 1e-6) ++wrong;
      }
    });
  }
  for (int version = 2; version < 6; ++version) {
    ASSERT_OK(registry_->Promote(Register(version), "Ana", ""));
    clock_.Advance(kRefresh);
    EXPECT_GE(VersionOf(champion->Current()), version - 1);
  }
  done = true;
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

TEST(BundledModel, IsSmallAndCanBeServed) {
  const std::string bytes = BundledModel();
  EXPECT_LT(bytes.size(), 2'000'000U);
  EXPECT_OK(VerifyModel(bytes));
}

}  // namespace
}  // namespace telar::models
