#include "store/folder/folder_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

#include "tests/contract/object_store_contract.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_folder.h"

namespace telar::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using store::FolderStore;

class FolderHarness final : public StoreHarness {
 public:
  FolderHarness() {
    auto opened = FolderStore::Open({.path = folder_.path()});
    EXPECT_OK(opened);
    store_ = *std::move(opened);
  }
  store::ObjectStore& store() override { return *store_; }

 private:
  TempFolder folder_;
  std::unique_ptr<FolderStore> store_;
};

ObjectStoreQuirks FolderQuirks() {
  return {.name = "Folder",
          .open = [] { return std::make_unique<FolderHarness>(); },
          .open_missing_root =
              [] {
                const TempFolder folder;
                return FolderStore::Open({.path = folder / "missing"}).status();
              }};
}
INSTANTIATE_TEST_SUITE_P(Store, ObjectStoreContract, ::testing::Values(FolderQuirks()), QuirksName);

class Folder : public ::testing::Test {
 protected:
  Folder() { Reopen({}); }
  void Reopen(store::FolderOptions options) {
    options.path = root_;
    auto opened = FolderStore::Open(options);
    ASSERT_OK(opened);
    store_ = *std::move(opened);
  }
  /// A file below the root, last changed `age` before the fake clock's time.
  void WriteAged(std::string_view name, Duration age) {
    const fs::path file = outside_.Write("root/" + std::string(name), "1");
    SetAge(file, age);
  }
  void SetAge(const fs::path& file, Duration age) {
    const auto at = (clock_.Now() - age).time_since_epoch();
    const timespec time{std::chrono::duration_cast<std::chrono::seconds>(at).count(), 0};
    const timespec times[2] = {time, time};
    ASSERT_EQ(utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
  }
  std::vector<std::string> Keys() {
    const auto page = store_->List("", "", 1000);
    EXPECT_OK(page);
    std::vector<std::string> keys;
    for (const auto& object : page->objects) keys.push_back(object.key);
    return keys;
  }

  FakeClock clock_;
  TempFolder outside_;
  const fs::path root_ = (fs::create_directory(outside_ / "root"), outside_ / "root");
  std::unique_ptr<FolderStore> store_;
};

TEST_F(Folder, IsMadeWhenAskedFor) {
  const fs::path path = outside_ / "new/archive";
  ASSERT_OK_AND_ASSIGN(const auto opened, FolderStore::Open({.path = path, .create = true}));
  EXPECT_TRUE(fs::is_directory(path));
  EXPECT_OK(FolderStore::Open({.path = path, .create = true}));
}

TEST_F(Folder, AFileInItsPlaceIsAConfigurationError) {
  const fs::path file = outside_.Write("file", "");
  EXPECT_THAT(FolderStore::Open({.path = file}),
              StatusIs(Code::kInvalidConfig, HasSubstr("not a folder")));
}

TEST_F(Folder, ThatVanishedIsUnavailableNotEmpty) {
  fs::remove_all(root_);
  EXPECT_THAT(store_->List("", "", 10), StatusIs(Code::kUnavailable));
  fs::create_directory(outside_ / "other");
  fs::create_directory(root_);
  EXPECT_THAT(store_->List("", "", 10), StatusIs(Code::kUnavailable));
  EXPECT_THAT(store_->Put("a", "1", true), StatusIs(Code::kUnavailable));
}

TEST_F(Folder, ListsNeitherHiddenNorUnfinishedFiles) {
  for (const auto* name :
       {"a.pdf", ".hidden", ".git/config", "b.pdf.part", "c.TMP", "d.crdownload", "e~"}) {
    outside_.Write("root/" + std::string(name), "1");
  }
  EXPECT_THAT(Keys(), ElementsAre("a.pdf"));
}

TEST_F(Folder, RefusesKeysItWouldNotList) {
  for (const auto* key : {".telar/put-1-1", ".x", "a/.b/c", "a.part", "b~"}) {
    EXPECT_THAT(store_->Put(key, "1", true), StatusIs(Code::kInvalidInput)) << key;
    EXPECT_THAT(store_->Get(key, "", 10), StatusIs(Code::kInvalidInput)) << key;
  }
  EXPECT_THAT(store_->Put(std::string(256, 'a'), "1", true), StatusIs(Code::kInvalidInput));
}

TEST_F(Folder, LeavesNoTemporaryFilesBehind) {
  ASSERT_OK(store_->Put("a/b", "1", false));
  EXPECT_THAT(store_->Put("a/b", "2", false), StatusIs(Code::kAlreadyExists));
  ASSERT_OK(store_->Put("a/b", "2", true));
  fs::create_directory(root_ / "folder");
  EXPECT_THAT(store_->Put("folder", "1", false), StatusIs(Code::kAlreadyExists));
  EXPECT_THAT(store_->Put("folder", "1", true), StatusIs(Code::kInvalidInput));
  EXPECT_TRUE(fs::is_empty(root_ / ".telar"));
}

TEST_F(Folder, ClearsAwayWhatAKilledProcessLeftADayAgo) {
  WriteAged(".telar/put-1-1", 25h);
  WriteAged(".telar/put-1-2", 1h);
  Reopen({.clock = &clock_});
  EXPECT_FALSE(fs::exists(root_ / ".telar/put-1-1"));
  EXPECT_TRUE(fs::exists(root_ / ".telar/put-1-2"));
}

TEST_F(Folder, ListsAFileOnceItHasSettled) {
  WriteAged("fresh.pdf", 5s);
  WriteAged("settled.pdf", 30s);
  Reopen({.settle = 20s, .clock = &clock_});
  EXPECT_THAT(Keys(), ElementsAre("settled.pdf"));
  clock_.Advance(15s);
  EXPECT_THAT(Keys(), ElementsAre("fresh.pdf", "settled.pdf"));
}

TEST_F(Folder, ListsAFileFromTheFuture) {
  WriteAged("future.pdf", -1000h);
  Reopen({.settle = 20s, .clock = &clock_});
  EXPECT_THAT(Keys(), ElementsAre("future.pdf"));
}

TEST_F(Folder, FollowsNoSymbolicLinkOutOfTheRoot) {
  outside_.Write("secret/file", "secret");
  fs::create_directory_symlink(outside_ / "secret", root_ / "dir");
  fs::create_symlink(outside_ / "secret/file", root_ / "link");
  EXPECT_THAT(Keys(), IsEmpty());
  EXPECT_THAT(store_->Get("link", "", 100), StatusIs(Code::kNotFound, HasSubstr("symbolic link")));
  EXPECT_THAT(store_->Get("dir/file", "", 100), StatusIs(Code::kNotFound));
  EXPECT_THAT(store_->Move("dir/file", "a"), StatusIs(Code::kNotFound));
  EXPECT_THAT(store_->Put("dir/new", "1", true), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(store_->Put("link", "1", false), StatusIs(Code::kAlreadyExists));
  EXPECT_OK(store_->Remove("dir/file", ""));
  EXPECT_OK(store_->Put("link", "1", true));
  EXPECT_EQ(ReadFile(outside_ / "secret/file"), "secret");
  EXPECT_FALSE(fs::exists(outside_ / "secret/new"));
}

TEST_F(Folder, FollowsNoSymbolicLinkInItsHiddenFolder) {
  fs::create_directory(outside_ / "elsewhere");
  fs::create_directory_symlink(outside_ / "elsewhere", root_ / ".telar");
  EXPECT_THAT(store_->Put("a", "1", true), StatusIs(Code::kNotFound));
  EXPECT_FALSE(fs::exists(root_ / "a"));
}

TEST_F(Folder, DoesNotWaitForAPipe) {
  ASSERT_EQ(mkfifo((root_ / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(Keys(), IsEmpty());
  EXPECT_THAT(store_->Get("pipe", "", 10), StatusIs(Code::kNotFound));
}

TEST_F(Folder, CountsNamesThatNoKeyCanExpress) {
  outside_.Write("root/b\xff.pdf", "1");
  outside_.Write("root/dir\xff/a.pdf", "1");
  outside_.Write("root/a.pdf", "1");
  outside_.Write("root/z.pdf", "1");
  ASSERT_OK_AND_ASSIGN(const auto all, store_->List("", "", 10));
  EXPECT_EQ(all.objects.size(), 2u);
  EXPECT_EQ(all.skipped, 2);
  ASSERT_OK_AND_ASSIGN(const auto first, store_->List("", "", 1));
  EXPECT_EQ(first.skipped, 0);
  ASSERT_OK_AND_ASSIGN(const auto second, store_->List("", first.next, 1));
  EXPECT_EQ(second.skipped, 2);
  EXPECT_EQ(second.next, "");
}

TEST_F(Folder, AnEditInPlaceIsAnotherVersion) {
  WriteAged("a", 10s);
  ASSERT_OK_AND_ASSIGN(const auto before, store_->Stat("a"));
  outside_.Write("root/a", "2");
  EXPECT_THAT(store_->Get("a", before.version, 10), StatusIs(Code::kConflict));
  EXPECT_THAT(store_->Remove("a", before.version), StatusIs(Code::kConflict));
}

TEST_F(Folder, MoveKeepsTheVersion) {
  ASSERT_OK_AND_ASSIGN(const auto put, store_->Put("a", "1", true));
  ASSERT_OK(store_->Move("a", "b/c"));
  ASSERT_OK_AND_ASSIGN(const auto moved, store_->Stat("b/c"));
  EXPECT_EQ(moved.version, put.version);
}

TEST_F(Folder, SaysWhereAndWhatToDo) {
  const Status status = FolderStore::Open({.path = root_ / "missing"}).status();
  EXPECT_THAT(status.ToString(), HasSubstr((root_ / "missing").string()));
  EXPECT_THAT(status.hint(), HasSubstr("Make the folder"));
  EXPECT_THAT(store_->Get("x.pdf", "", 1), StatusIs(Code::kNotFound, HasSubstr(root_.string())));
}

TEST_F(Folder, WithoutRightsFailsInsteadOfListingLess) {
  if (geteuid() == 0) GTEST_SKIP() << "the superuser may read everything";
  WriteAged("dir/a", 0s);
  fs::permissions(root_ / "dir", fs::perms::none);
  EXPECT_THAT(store_->List("", "", 10), StatusIs(Code::kPermissionDenied));
  fs::permissions(root_ / "dir", fs::perms::owner_all);
}

}  // namespace
}  // namespace telar::testing
