#include "models/snapshot.h"

#include <gmock/gmock.h>

#include "core/digest.h"
#include "store/folder/folder_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOkAndHolds;
using testing::StatusIs;

class SnapshotTest : public ::testing::Test {
 protected:
  SnapshotTest() {
    labelled_ = Open("dataset");
    store_ = Open("models");
    registry_ = std::make_unique<Registry>(*store_, clock_, nullptr);
    for (const char* name : {"train/0/a", "train/0/b", "train/1/a", "test/0/a"}) {
      const std::string key = "invoices_" + std::string(name) + ".pdf";
      folder_.Write("dataset/" + key, name);
      LabelledPage page;
      page.key = key;
      page.sha256 = Sha256Hex(name);
      dataset_.pages.push_back(page);
    }
  }
  std::unique_ptr<store::FolderStore> Open(const std::string& name) {
    auto store = store::FolderStore::Open({.path = folder_ / name, .create = true});
    EXPECT_OK(store);
    return *std::move(store);
  }
  Result<std::string> Keep() { return KeepSnapshot(*labelled_, dataset_, *registry_, {}, {}); }
  static std::vector<std::string> Keys(store::ObjectStore& store, std::string_view prefix,
                                       int limit) {
    std::vector<std::string> keys;
    std::string after;
    do {
      const auto page = store.List(prefix, after, limit);
      EXPECT_OK(page);
      for (const store::ObjectInfo& object : page->objects) keys.push_back(object.key);
      after = page->next;
    } while (!after.empty());
    return keys;
  }

  testing::TempFolder folder_;
  testing::FakeClock clock_;
  std::unique_ptr<store::FolderStore> labelled_, store_;
  std::unique_ptr<Registry> registry_;
  Dataset dataset_;
};

TEST_F(SnapshotTest, IsReadLikeTheFoldersItCameFromAfterTheyAreGone) {
  ASSERT_OK_AND_ASSIGN(const std::string sha256, Keep());
  std::filesystem::remove_all(folder_ / "dataset");
  ASSERT_OK_AND_ASSIGN(const auto snapshot, SnapshotStore::Open(*registry_, sha256));
  for (const int limit : {1, 2, 10}) {
    EXPECT_THAT(Keys(*snapshot, "invoices_train/0/", limit),
                ElementsAre("invoices_train/0/a.pdf", "invoices_train/0/b.pdf"));
  }
  EXPECT_THAT(Keys(*snapshot, "nothing/", 10), IsEmpty());
  EXPECT_THAT(snapshot->Get("invoices_test/0/a.pdf", "", 100), IsOkAndHolds("test/0/a"));
  EXPECT_THAT(snapshot->Get("invoices_test/0/b.pdf", "", 100), StatusIs(Code::kNotFound));
  EXPECT_THAT(snapshot->Get("invoices_test/0/a.pdf", "", 3), StatusIs(Code::kLimitExceeded));
}

TEST_F(SnapshotTest, IsTheSameForTheSameDocuments) {
  ASSERT_OK_AND_ASSIGN(const std::string first, Keep());
  EXPECT_THAT(Keep(), IsOkAndHolds(first));
}

TEST_F(SnapshotTest, RefusesADocumentThatChangedSinceItWasRead) {
  folder_.Write("dataset/invoices_train/0/a.pdf", "other bytes");
  EXPECT_THAT(Keep(), StatusIs(Code::kContractBroken, ::testing::HasSubstr("invoices_train/0/a")));
}

TEST_F(SnapshotTest, CannotBeChanged) {
  ASSERT_OK_AND_ASSIGN(const std::string sha256, Keep());
  ASSERT_OK_AND_ASSIGN(const auto snapshot, SnapshotStore::Open(*registry_, sha256));
  EXPECT_THAT(snapshot->Put("new", "x", true), StatusIs(Code::kPermissionDenied));
  EXPECT_THAT(snapshot->Remove("invoices_train/0/a.pdf", ""), StatusIs(Code::kPermissionDenied));
}

TEST_F(SnapshotTest, IsOnlyOpenedFromAManifest) {
  EXPECT_THAT(SnapshotStore::Open(*registry_, std::string(64, '0')), StatusIs(Code::kNotFound));
  ASSERT_OK_AND_ASSIGN(const std::string other, registry_->KeepBlob("{\"documents\": [1]}"));
  EXPECT_THAT(SnapshotStore::Open(*registry_, other), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::models
