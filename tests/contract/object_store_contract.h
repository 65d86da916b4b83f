#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "store/object_store.h"
#include "tests/support/status_matchers.h"

/// What every ObjectStore promises, written once. An adapter's test file includes this header and
/// instantiates the suite with its quirks:
///
///   INSTANTIATE_TEST_SUITE_P(Folder, ObjectStoreContract, Values(FolderQuirks()), QuirksName);
namespace telar::testing {

/// A store under test and whatever keeps it alive (a folder, a fake server).
class StoreHarness {
 public:
  virtual ~StoreHarness() = default;
  /// Empty at first; the same store every time.
  virtual store::ObjectStore& store() = 0;
};

struct ObjectStoreQuirks {
  std::string name;
  /// A harness with an empty store, new for every test.
  std::function<std::unique_ptr<StoreHarness>()> open;
  /// Opens a store whose root does not exist, and lists it when opening alone cannot tell.
  std::function<Status()> open_missing_root;
  /// Put with replace == false of two writers at once never lets the second one win.
  bool put_is_exclusive = true;
};

inline std::string QuirksName(const ::testing::TestParamInfo<ObjectStoreQuirks>& info) {
  return info.param.name;
}
inline void PrintTo(const ObjectStoreQuirks& quirks, std::ostream* out) { *out << quirks.name; }

class ObjectStoreContract : public ::testing::TestWithParam<ObjectStoreQuirks> {
 protected:
  static constexpr std::uint64_t kMaxBytes = 1 << 20;

  ObjectStoreContract() : harness_(GetParam().open()) {}
  store::ObjectStore& store() { return harness_->store(); }

  void Put(std::string_view key, std::string_view bytes) {
    ASSERT_OK(store().Put(key, bytes, true));
  }
  std::string Bytes(std::string_view key) {
    return store().Get(key, "", kMaxBytes).value_or("<none>");
  }

  /// Every key, read in pages of `limit`.
  std::vector<std::string> Keys(std::string_view prefix = "", int limit = 1000) {
    std::vector<std::string> keys;
    std::string after;
    do {
      const auto page = store().List(prefix, after, limit);
      EXPECT_OK(page);
      if (!page.ok()) return keys;
      EXPECT_LE(page->objects.size(), static_cast<std::size_t>(limit));
      for (const auto& object : page->objects) keys.push_back(object.key);
      after = page->next;
    } while (!after.empty());
    return keys;
  }

 private:
  const std::unique_ptr<StoreHarness> harness_;
};

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST_P(ObjectStoreContract, DescribesItself) { EXPECT_FALSE(store().Describe().empty()); }

TEST_P(ObjectStoreContract, AnEmptyStoreListsNothing) { EXPECT_THAT(Keys(), IsEmpty()); }

TEST_P(ObjectStoreContract, GivesBackTheBytesThatWerePut) {
  const std::string bytes("a\0b\r\n\xff", 6);
  ASSERT_OK_AND_ASSIGN(const auto put, store().Put("dir/a.pdf", bytes, false));
  EXPECT_EQ(put.key, "dir/a.pdf");
  EXPECT_EQ(put.size, bytes.size());
  EXPECT_EQ(Bytes("dir/a.pdf"), bytes);
  ASSERT_OK_AND_ASSIGN(const auto stat, store().Stat("dir/a.pdf"));
  EXPECT_EQ(stat.version, put.version);
  EXPECT_FALSE(stat.version.empty());
  EXPECT_EQ(stat.size, bytes.size());
  EXPECT_GT(stat.modified, Instant());
}

TEST_P(ObjectStoreContract, ListTellsTheSameAsStat) {
  Put("x/y.pdf", "12345");
  ASSERT_OK_AND_ASSIGN(const auto page, store().List("", "", 10));
  ASSERT_EQ(page.objects.size(), 1u);
  ASSERT_OK_AND_ASSIGN(const auto stat, store().Stat("x/y.pdf"));
  EXPECT_EQ(page.objects[0].key, stat.key);
  EXPECT_EQ(page.objects[0].size, stat.size);
  EXPECT_EQ(page.objects[0].version, stat.version);
  EXPECT_EQ(page.skipped, 0);
}

TEST_P(ObjectStoreContract, KeepsAnEmptyObject) {
  ASSERT_OK(store().Put("empty", "", false));
  EXPECT_THAT(store().Get("empty", "", 0), IsOkAndHolds(std::string()));
  EXPECT_THAT(Keys(), ElementsAre("empty"));
}

TEST_P(ObjectStoreContract, ListsInByteOrderAcrossFolders) {
  for (const auto* key : {"b", "a/z", "a/b/c", "a-b", "a.b", "a0", "B"}) Put(key, "1");
  EXPECT_THAT(Keys(), ElementsAre("B", "a-b", "a.b", "a/b/c", "a/z", "a0", "b"));
}

TEST_P(ObjectStoreContract, PagesMissNothingAndRepeatNothing) {
  std::vector<std::string> keys;
  for (const auto* folder : {"a/", "a/b/", "c/", ""}) {
    for (int i = 10; i < 15; ++i) Put(keys.emplace_back(folder + std::to_string(i)), "1");
  }
  std::sort(keys.begin(), keys.end());
  for (const int limit : {1, 2, 3, 7, 20, 21}) EXPECT_EQ(Keys("", limit), keys) << limit;
}

TEST_P(ObjectStoreContract, AFullLastPageHasNoNext) {
  Put("a", "1");
  Put("b", "1");
  ASSERT_OK_AND_ASSIGN(const auto page, store().List("", "", 2));
  EXPECT_EQ(page.objects.size(), 2u);
  EXPECT_EQ(page.next, "");
}

TEST_P(ObjectStoreContract, PagingGoesOnAfterAKeyThatIsGone) {
  for (const auto* key : {"a", "b/1", "b/2", "c"}) Put(key, "1");
  ASSERT_OK_AND_ASSIGN(const auto page, store().List("", "", 2));
  ASSERT_EQ(page.next, "b/1");
  ASSERT_OK(store().Remove("b/1", ""));
  ASSERT_OK_AND_ASSIGN(const auto rest, store().List("", page.next, 10));
  ASSERT_EQ(rest.objects.size(), 2u);
  EXPECT_EQ(rest.objects[0].key, "b/2");
}

TEST_P(ObjectStoreContract, APrefixIsTextNotAFolder) {
  for (const auto* key : {"2026/a", "2026-x", "2025/a", "2026/b/c"}) Put(key, "1");
  EXPECT_THAT(Keys("2026"), ElementsAre("2026-x", "2026/a", "2026/b/c"));
  EXPECT_THAT(Keys("2026/"), ElementsAre("2026/a", "2026/b/c"));
  EXPECT_THAT(Keys("2026/b/c"), ElementsAre("2026/b/c"));
  EXPECT_THAT(Keys("2027"), IsEmpty());
}

TEST_P(ObjectStoreContract, APageWithoutRoomIsRefused) {
  EXPECT_THAT(store().List("", "", 0), StatusIs(Code::kInvalidInput));
}

TEST_P(ObjectStoreContract, TakesUnicodeAndSpacesInKeys) {
  const std::vector<std::string> keys = {"Año 2026/factura nº 7.pdf", "a b  c.pdf",
                                         "请求/発票 #1?&%20+.pdf", "ñ"};
  for (const auto& key : keys) Put(key, key);
  for (const auto& key : keys) EXPECT_EQ(Bytes(key), key);
  EXPECT_EQ(Keys().size(), keys.size());
}

TEST_P(ObjectStoreContract, DoesNotReplaceOtherBytesUnlessAsked) {
  ASSERT_OK(store().Put("a", "old", false));
  EXPECT_THAT(store().Put("a", "new", false), StatusIs(Code::kAlreadyExists));
  EXPECT_EQ(Bytes("a"), "old");
  ASSERT_OK(store().Put("a", "new", true));
  EXPECT_EQ(Bytes("a"), "new");
  EXPECT_THAT(Keys(), ElementsAre("a"));
}

TEST_P(ObjectStoreContract, TheSameBytesAgainAreSuccess) {
  ASSERT_OK(store().Put("a", "same", false));
  EXPECT_OK(store().Put("a", "same", false));
  EXPECT_OK(store().Put("a", "same", true));
  EXPECT_EQ(Bytes("a"), "same");
}

TEST_P(ObjectStoreContract, OtherBytesAreAnotherVersion) {
  ASSERT_OK_AND_ASSIGN(const auto first, store().Put("a", "1", true));
  ASSERT_OK_AND_ASSIGN(const auto second, store().Put("a", "2", true));
  EXPECT_NE(first.version, second.version);
}

TEST_P(ObjectStoreContract, GetOfAnotherVersionIsAConflict) {
  ASSERT_OK_AND_ASSIGN(const auto first, store().Put("a", "1", true));
  EXPECT_THAT(store().Get("a", first.version, kMaxBytes), IsOkAndHolds(std::string("1")));
  Put("a", "22");
  EXPECT_THAT(store().Get("a", first.version, kMaxBytes), StatusIs(Code::kConflict));
}

TEST_P(ObjectStoreContract, RemoveOfAnotherVersionIsAConflictAndKeepsIt) {
  ASSERT_OK_AND_ASSIGN(const auto first, store().Put("a", "1", true));
  ASSERT_OK_AND_ASSIGN(const auto second, store().Put("a", "22", true));
  EXPECT_THAT(store().Remove("a", first.version), StatusIs(Code::kConflict));
  EXPECT_EQ(Bytes("a"), "22");
  EXPECT_OK(store().Remove("a", second.version));
  EXPECT_THAT(store().Stat("a"), StatusIs(Code::kNotFound));
}

TEST_P(ObjectStoreContract, RemovingWhatIsGoneIsSuccess) {
  Put("a", "1");
  EXPECT_OK(store().Remove("a", ""));
  EXPECT_OK(store().Remove("a", ""));
  EXPECT_OK(store().Remove("no/such/folder/a", "version"));
}

TEST_P(ObjectStoreContract, WhatIsNotThereIsNotFound) {
  EXPECT_THAT(store().Get("a", "", kMaxBytes), StatusIs(Code::kNotFound));
  EXPECT_THAT(store().Stat("b/a"), StatusIs(Code::kNotFound));
  EXPECT_THAT(store().Move("a", "c"), StatusIs(Code::kNotFound));
}

TEST_P(ObjectStoreContract, AnObjectOverTheLimitIsNotRead) {
  Put("a", "12345");
  EXPECT_THAT(store().Get("a", "", 4), StatusIs(Code::kLimitExceeded));
  EXPECT_OK(store().Get("a", "", 5));
}

TEST_P(ObjectStoreContract, MoveRenames) {
  Put("in/a", "1");
  ASSERT_OK(store().Move("in/a", "done/2026/a"));
  EXPECT_EQ(Bytes("done/2026/a"), "1");
  EXPECT_THAT(Keys(), ElementsAre("done/2026/a"));
}

TEST_P(ObjectStoreContract, MoveDoesNotReplaceOtherBytes) {
  Put("a", "1");
  Put("b", "2");
  EXPECT_THAT(store().Move("a", "b"), StatusIs(Code::kAlreadyExists));
  EXPECT_EQ(Bytes("a"), "1");
  EXPECT_EQ(Bytes("b"), "2");
}

TEST_P(ObjectStoreContract, MoveOntoTheSameBytesLeavesOne) {
  Put("a", "1");
  Put("b", "1");
  EXPECT_OK(store().Move("a", "b"));
  EXPECT_THAT(Keys(), ElementsAre("b"));
}

TEST_P(ObjectStoreContract, MoveOntoItselfChangesNothing) {
  Put("a", "1");
  EXPECT_OK(store().Move("a", "a"));
  EXPECT_EQ(Bytes("a"), "1");
}

TEST_P(ObjectStoreContract, SeveralWritersOfTheSameBytesAllSucceed) {
  const std::string bytes(200'000, 'x');
  std::vector<Status> statuses(8);
  {
    std::vector<std::jthread> writers;
    for (Status& status : statuses) {
      writers.emplace_back([&] { status = store().Put("new folder/a", bytes, false).status(); });
    }
  }
  for (const Status& status : statuses) EXPECT_OK(status);
  EXPECT_EQ(Bytes("new folder/a"), bytes);
  EXPECT_THAT(Keys(), ElementsAre("new folder/a"));
}

TEST_P(ObjectStoreContract, OneOfSeveralWritersOfOtherBytesWins) {
  if (!GetParam().put_is_exclusive) GTEST_SKIP() << "this store cannot tell";
  std::vector<Status> statuses(8);
  {
    std::vector<std::jthread> writers;
    for (std::size_t i = 0; i < statuses.size(); ++i) {
      writers.emplace_back(
          [&, i] { statuses[i] = store().Put("a", std::to_string(i), false).status(); });
    }
  }
  int won = -1;
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    if (!statuses[i].ok()) {
      EXPECT_THAT(statuses[i], StatusIs(Code::kAlreadyExists));
    } else {
      EXPECT_EQ(won, -1) << "two writers won";
      won = static_cast<int>(i);
    }
  }
  EXPECT_EQ(Bytes("a"), std::to_string(won));
}

TEST_P(ObjectStoreContract, AReaderSeesOldOrNewBytesNeverAMixture) {
  const std::string old_bytes(300'000, 'o'), new_bytes(300'000, 'n');
  Put("a", old_bytes);
  std::jthread writer([&](std::stop_token stop) {
    for (int i = 0; i < 50 && !stop.stop_requested(); ++i) {
      EXPECT_OK(store().Put("a", i % 2 == 0 ? new_bytes : old_bytes, true));
    }
  });
  for (int i = 0; i < 50; ++i) {
    const auto bytes = store().Get("a", "", kMaxBytes);
    ASSERT_OK(bytes);
    EXPECT_TRUE(*bytes == old_bytes || *bytes == new_bytes);
  }
}

TEST_P(ObjectStoreContract, KeysThatLeaveTheStoreAreRefused) {
  for (const std::string& key :
       {std::string(), std::string("/etc/passwd"), std::string("../a"), std::string("a/../../b"),
        std::string("."), std::string("a/./b"), std::string("a//b"), std::string("a/"),
        std::string("a\0b", 3), std::string("a\xff"), std::string(1025, 'k')}) {
    EXPECT_THAT(store().Put(key, "1", true), StatusIs(Code::kInvalidInput)) << key;
    EXPECT_THAT(store().Get(key, "", kMaxBytes), StatusIs(Code::kInvalidInput)) << key;
    EXPECT_THAT(store().Stat(key), StatusIs(Code::kInvalidInput)) << key;
    EXPECT_THAT(store().Remove(key, ""), StatusIs(Code::kInvalidInput)) << key;
    EXPECT_THAT(store().Move("a", key), StatusIs(Code::kInvalidInput)) << key;
    EXPECT_THAT(store().Move(key, "a"), StatusIs(Code::kInvalidInput)) << key;
  }
}

TEST_P(ObjectStoreContract, ErrorsNameTheKey) {
  EXPECT_THAT(store().Get("in/missing.pdf", "", kMaxBytes),
              StatusIs(Code::kNotFound, HasSubstr("in/missing.pdf")));
}

TEST_P(ObjectStoreContract, AMissingRootIsAConfigurationErrorWithAHint) {
  const Status status = GetParam().open_missing_root();
  EXPECT_THAT(status, StatusIs(Code::kInvalidConfig));
  EXPECT_FALSE(status.hint().empty());
}

}  // namespace telar::testing
