#include "models/registry.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "core/digest.h"
#include "store/folder/folder_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOkAndHolds;
using testing::StatusIs;

class RegistryTest : public ::testing::Test {
 protected:
  RegistryTest() {
    auto store = store::FolderStore::Open({.path = folder_ / "models", .create = true});
    EXPECT_OK(store);
    store_ = *std::move(store);
    registry_ = std::make_unique<Registry>(*store_, clock_, Served);
  }
  // A "model" here is any text that begins so.
  static Status Served(std::string_view bytes) {
    return bytes.starts_with("model") ? Status::Ok() : Status::InvalidInput("not a model");
  }
  int Add(const std::string& bytes, std::string baseline = "") {
    ModelManifest manifest;
    manifest.architecture = "compact";
    manifest.baseline_sha256 = std::move(baseline);
    auto added = registry_->Register(bytes, manifest);
    EXPECT_OK(added);
    return added.ok() ? added->version : 0;
  }
  int Champion() {
    auto champion = registry_->Alias(kChampion);
    EXPECT_OK(champion);
    return champion.ok() && *champion ? (*champion)->version : 0;
  }
  void Damage(int version) {
    ASSERT_OK_AND_ASSIGN(const ModelManifest manifest, registry_->Version(version));
    folder_.Write("models/blobs/" + manifest.sha256, "mod");
  }

  testing::TempFolder folder_;
  testing::FakeClock clock_;
  std::unique_ptr<store::FolderStore> store_;
  std::unique_ptr<Registry> registry_;
};

TEST_F(RegistryTest, NumbersVersionsAndKeepsWhatTheyAreMadeOf) {
  ModelManifest manifest;
  manifest.architecture = "seed";
  manifest.code_version = "1.2.3";
  manifest.dataset_sha256 = "abc";
  manifest.parameters = {{"epochs", "12"}, {"seed", "42"}};
  manifest.figures = {{"macro_f1", 0.97}};
  ASSERT_OK_AND_ASSIGN(const ModelManifest first, registry_->Register("model one", manifest));
  EXPECT_EQ(first.version, 1);
  EXPECT_EQ(first.sha256, Sha256Hex("model one"));
  EXPECT_EQ(first.bytes, 9U);
  EXPECT_EQ(first.created, clock_.Now());
  EXPECT_EQ(Add("model two"), 2);
  EXPECT_THAT(registry_->Version(1), IsOkAndHolds(first));
  EXPECT_THAT(registry_->Load(first), IsOkAndHolds("model one"));
  ASSERT_OK_AND_ASSIGN(const auto versions, registry_->Versions());
  EXPECT_EQ(versions.size(), 2U);
}

TEST_F(RegistryTest, RefusesAFileThatIsNoModel) {
  EXPECT_THAT(registry_->Register("text", {}),
              StatusIs(Code::kInvalidInput, HasSubstr("not a model")));
  EXPECT_THAT(registry_->Versions(), IsOkAndHolds(IsEmpty()));
}

TEST_F(RegistryTest, HasNoChampionUntilOneIsPromoted) {
  Add("model one");
  ASSERT_OK_AND_ASSIGN(const auto champion, registry_->Alias(kChampion));
  EXPECT_FALSE(champion.has_value());
}

TEST_F(RegistryTest, RemembersWhoWasChampionWhenAndWhy) {
  Add("model one");
  Add("model two");
  ASSERT_OK(registry_->Promote(1, "ana", "first model"));
  clock_.Advance(std::chrono::hours(1));
  ASSERT_OK(registry_->Promote(2, "nightly training", "macro_f1 0.97 against 0.95"));
  ASSERT_OK_AND_ASSIGN(const auto history, registry_->History());
  ASSERT_EQ(history.size(), 2U);
  EXPECT_EQ(history[0].who, "ana");
  EXPECT_EQ(history[1].number, 2);
  EXPECT_EQ(history[1].at - history[0].at, std::chrono::hours(1));
  EXPECT_EQ(history[1].why, "macro_f1 0.97 against 0.95");
  EXPECT_EQ(history[1].sha256, Sha256Hex("model two"));
  EXPECT_THAT(registry_->History(1), IsOkAndHolds(ElementsAre(history[1])));
}

TEST_F(RegistryTest, PromotingTheChampionChangesNothing) {
  Add("model one");
  ASSERT_OK(registry_->Promote(1, "ana", "first"));
  ASSERT_OK(registry_->Promote(1, "ana", "again"));
  ASSERT_OK_AND_ASSIGN(const auto history, registry_->History());
  EXPECT_EQ(history.size(), 1U);
}

TEST_F(RegistryTest, GoesBackChampionByChampion) {
  for (const char* bytes : {"model 1", "model 2", "model 3"}) {
    ASSERT_OK(registry_->Promote(Add(bytes), "ana", "better"));
  }
  ASSERT_OK(registry_->Rollback("luis", "wrong on photos"));
  EXPECT_EQ(Champion(), 2);
  ASSERT_OK(registry_->Rollback("luis", "this one too"));
  EXPECT_EQ(Champion(), 1);
  EXPECT_THAT(registry_->Rollback("luis", "and this"), StatusIs(Code::kNotFound));
  ASSERT_OK(registry_->Promote(3, "ana", "mended"));
  ASSERT_OK_AND_ASSIGN(const ModelManifest back, registry_->Rollback("luis", "no"));
  EXPECT_EQ(back.version, 1);
}

TEST_F(RegistryTest, KeepsTheBaselineOfAPromotionForAVersionRegisteredWithout) {
  Add("model a");
  Add("model b");
  ASSERT_OK_AND_ASSIGN(const std::string baseline, registry_->KeepBlob("baseline"));
  ASSERT_OK(registry_->Promote(1, "Ana", "", baseline));
  ASSERT_OK(registry_->Promote(2, "Ana", "", ""));
  EXPECT_EQ((*registry_->Alias(kChampion))->baseline_sha256, "");
  ASSERT_OK(registry_->Rollback("Ana", ""));
  EXPECT_EQ((*registry_->Alias(kChampion))->baseline_sha256, baseline);
  ASSERT_OK(registry_->Prune(1));
  EXPECT_THAT(registry_->Blob(baseline), IsOkAndHolds("baseline"));
}

TEST_F(RegistryTest, RefusesADamagedFileAndKeepsTheChampion) {
  Add("model one");
  Add("model two");
  ASSERT_OK(registry_->Promote(1, "ana", "first"));
  Damage(2);
  EXPECT_THAT(registry_->Promote(2, "ana", "second"),
              StatusIs(Code::kContractBroken, HasSubstr("model version 2")));
  EXPECT_EQ(Champion(), 1);
}

TEST_F(RegistryTest, VerifiesBeforeItRollsBack) {
  for (const char* bytes : {"model 1", "model 2"}) {
    ASSERT_OK(registry_->Promote(Add(bytes), "ana", "better"));
  }
  Damage(1);
  EXPECT_THAT(registry_->Rollback("luis", "no"), StatusIs(Code::kContractBroken));
  EXPECT_EQ(Champion(), 2);
}

TEST_F(RegistryTest, TellsOneOfTwoWhoPromoteAtOnceToDecideAgain) {
  for (int i = 0; i < 8; ++i) Add("model " + std::to_string(i));
  std::atomic<int> done = 0, conflicts = 0;
  std::vector<std::jthread> people;
  for (int version = 1; version <= 8; ++version) {
    people.emplace_back([&, version] {
      const Status status = registry_->Promote(version, "somebody", "race");
      if (status.ok()) ++done;
      if (status.code() == Code::kConflict) ++conflicts;
    });
  }
  people.clear();
  EXPECT_EQ(done + conflicts, 8);
  ASSERT_OK_AND_ASSIGN(const auto history, registry_->History());
  EXPECT_EQ(static_cast<int>(history.size()), done);
  for (std::size_t i = 0; i < history.size(); ++i) {
    EXPECT_EQ(history[i].number, static_cast<int>(i) + 1);
  }
}

TEST_F(RegistryTest, KeepsTheCandidateApartFromTheChampion) {
  Add("model one");
  Add("model two");
  ASSERT_OK(registry_->Promote(1, "ana", "first"));
  ASSERT_OK(registry_->Nominate(2, "training", "done"));
  ASSERT_OK_AND_ASSIGN(auto candidate, registry_->Alias(kCandidate));
  EXPECT_EQ(candidate->version, 2);
  EXPECT_EQ(Champion(), 1);
  ASSERT_OK(registry_->Refuse(2, "gate", "macro_f1 0.8, must be above 0.85"));
  ASSERT_OK_AND_ASSIGN(candidate, registry_->Alias(kCandidate));
  EXPECT_FALSE(candidate.has_value());
  ASSERT_OK_AND_ASSIGN(const auto history, registry_->History());
  EXPECT_EQ(history.back().action, "refuse");
}

TEST_F(RegistryTest, PrunesAllButTheLastAndThoseInUse) {
  for (int i = 1; i <= 7; ++i) Add("model " + std::to_string(i));
  ASSERT_OK(registry_->Promote(1, "ana", "first"));
  ASSERT_OK(registry_->Promote(3, "ana", "third"));
  EXPECT_THAT(registry_->Prune(2), IsOkAndHolds(ElementsAre(2, 4, 5)));
  EXPECT_EQ(Champion(), 3);
  ASSERT_OK(registry_->Rollback("ana", "still there"));
  EXPECT_THAT(registry_->Version(2), StatusIs(Code::kNotFound, HasSubstr("telar model list")));
  EXPECT_EQ(Add("model 8"), 8);
}

TEST_F(RegistryTest, PruningKeepsABlobThatAnotherVersionUses) {
  ASSERT_OK_AND_ASSIGN(const std::string baseline, registry_->KeepBlob("baseline"));
  Add("model one", baseline);
  Add("model two");
  Add("model one", baseline);
  EXPECT_THAT(registry_->Prune(1), IsOkAndHolds(ElementsAre(1, 2)));
  ASSERT_OK_AND_ASSIGN(const ModelManifest last, registry_->Version(3));
  EXPECT_THAT(registry_->Load(last), IsOkAndHolds("model one"));
  EXPECT_THAT(registry_->Blob(baseline), IsOkAndHolds("baseline"));
}

TEST_F(RegistryTest, NamesTheRecordThatItCannotRead) {
  Add("model one");
  folder_.Write("models/versions/000001.json", "{\"version\": 1}");
  EXPECT_THAT(registry_->Versions(),
              StatusIs(Code::kInvalidInput, HasSubstr("versions/000001.json")));
}

}  // namespace
}  // namespace telar::models
