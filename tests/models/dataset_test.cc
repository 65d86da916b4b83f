#include "models/dataset.h"

#include <gmock/gmock.h>

#include <map>

#include "store/folder/folder_store.h"
#include "tests/support/status_matchers.h"
#include "tests/support/stub_reader.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::StatusIs;

// A document here is a text that names what its page looks like: the letter picks one of a few
// pictures far apart, the digit behind it changes the picture by a little.
class PictureReader final : public testing::StubReader {
 public:
  Result<documents::PageImage> Render(std::string_view bytes, int, int dpi,
                                      const documents::ReadOptions&) override {
    if (bytes.starts_with("broken")) return Status::InvalidInput("damaged");
    if (bytes.starts_with("down")) return Status::Unavailable("no reader process");
    documents::PageImage page{96, 96, 1, static_cast<float>(dpi), std::string(96 * 96, '\xff')};
    SeedRandom(bytes[0]);
    for (int mark = 0; mark < 12; ++mark) Darken(page, 24);
    if (bytes.size() > 1) page.pixels[static_cast<std::size_t>(bytes[1] - '0')] = '\0';
    return page;
  }

 private:
  void SeedRandom(char letter) { state_ = static_cast<std::uint32_t>(letter) * 2654435761U; }
  std::size_t Below(std::size_t bound) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 8) % bound;
  }
  void Darken(documents::PageImage& page, std::size_t side) {
    const std::size_t left = Below(96 - side), top = Below(96 - side);
    for (std::size_t y = top; y < top + side; ++y) {
      for (std::size_t x = left; x < left + side; ++x) page.pixels[y * 96 + x] = '\x20';
    }
  }
  std::uint32_t state_ = 1;
};

class ReadDatasetTest : public ::testing::Test {
 protected:
  void Put(const std::string& key, const std::string& bytes) { folder_.Write(key, bytes); }
  void PutOneOfEach() {
    Put("invoices_train/0/a.pdf", "a");
    Put("invoices_train/1/b.pdf", "b");
    Put("invoices_test/0/c.pdf", "c");
    Put("invoices_test/1/d.pdf", "d");
  }
  Result<Dataset> Run(DatasetOptions options = {}) {
    auto store = store::FolderStore::Open({.path = folder_.path()});
    EXPECT_OK(store);
    return ReadDataset(**store, reader_, options);
  }
  static std::map<std::string, std::string> Rejects(const Dataset& dataset) {
    std::map<std::string, std::string> rejects;
    for (const DatasetReject& r : dataset.rejects) rejects[r.key] = r.reason;
    return rejects;
  }
  static std::vector<std::string> Keys(const Dataset& dataset, Split split) {
    std::vector<std::string> keys;
    for (const LabelledPage* page : dataset.Of(split)) keys.push_back(page->key);
    return keys;
  }
  testing::TempFolder folder_;
  PictureReader reader_;
};

TEST_F(ReadDatasetTest, LeavesOutWhatIsKnownOfADocumentBesideIt) {
  PutOneOfEach();
  Put("invoices_train/0/a.json", "{}");
  Put("invoices_train/0/alone.json", "broken");
  ASSERT_OK_AND_ASSIGN(const Dataset dataset, Run());
  EXPECT_THAT(Keys(dataset, Split::kTrain),
              ElementsAre("invoices_train/0/a.pdf", "invoices_train/1/b.pdf"));
  EXPECT_THAT(Rejects(dataset),
              ElementsAre(Pair("invoices_train/0/alone.json", HasSubstr("cannot be read"))));
}

TEST_F(ReadDatasetTest, ReadsOneSplitAloneWhenAsked) {
  Put("invoices_test/0/c.pdf", "c");
  Put("invoices_test/1/d.pdf", "d");
  Put("invoices_train/0/copy.pdf", "c");
  ASSERT_OK_AND_ASSIGN(const Dataset dataset, Run({.only = Split::kTest}));
  EXPECT_THAT(Keys(dataset, Split::kTest),
              ElementsAre("invoices_test/0/c.pdf", "invoices_test/1/d.pdf"));
  EXPECT_THAT(Rejects(dataset), IsEmpty());
}

TEST_F(ReadDatasetTest, TakesLabelsFromTheFolders) {
  PutOneOfEach();
  ASSERT_OK_AND_ASSIGN(const Dataset dataset, Run());
  EXPECT_THAT(Keys(dataset, Split::kTrain),
              ElementsAre("invoices_train/0/a.pdf", "invoices_train/1/b.pdf"));
  EXPECT_EQ(dataset.pages[3].label, 1);
  EXPECT_EQ(dataset.Facts(Split::kTest).documents_of_0, 1);
  EXPECT_THAT(dataset.rejects, IsEmpty());
  EXPECT_EQ(dataset.pages[0].page.levels.size(), 3U * 224U * 224U);
}

TEST_F(ReadDatasetTest, PreparesExactlyAsServingDoes) {
  PutOneOfEach();
  ASSERT_OK_AND_ASSIGN(const Dataset dataset, Run());
  ASSERT_OK_AND_ASSIGN(const auto picture, reader_.Render("c", 1, 200, {}));
  ASSERT_OK_AND_ASSIGN(const PreparedPage served, Prepare(picture, dataset.preparation));
  EXPECT_EQ(dataset.pages[0].page, served);
}

TEST_F(ReadDatasetTest, CountsAFileOnceHoweverOftenItIsThere) {
  PutOneOfEach();
  Put("invoices_train/0/z.pdf", "a");
  ASSERT_OK_AND_ASSIGN(const Dataset dataset, Run());
  EXPECT_EQ(Rejects(dataset)["invoices_train/0/z.pdf"], "the same bytes as invoices_train/0/a.pdf");
}

TEST_F(ReadDatasetTest, UsesNeitherOfTwoCopiesWithDifferentLabels) {
  PutOneOfEach();
  Put("invoices_train/0/x.pdf", "e");
  Put("invoices_train/1/y.pdf", "e");
  ASSERT_OK_AND_ASSIGN(const Dataset dataset, Run());
  EXPECT_THAT(Rejects(dataset)["invoices_train/0/x.pdf"], HasSubstr("the other label"));
  EXPECT_THAT(Rejects(dataset)["invoices_train/1/y.pdf"], HasSubstr("invoices_train/0/x.pdf"));
}

TEST_F(ReadDatasetTest, DoesNotLearnFromWhatItIsMeasuredOn) {
  PutOneOfEach();
  Put("invoices_train/0/same.pdf", "c");
  Put("invoices_train/1/like.pdf", "d5");
  ASSERT_OK_AND_ASSIGN(const Dataset dataset, Run());
  EXPECT_EQ(Rejects(dataset)["invoices_train/0/same.pdf"],
            "the same bytes as invoices_test/0/c.pdf");
  EXPECT_EQ(Rejects(dataset)["invoices_train/1/like.pdf"],
            "looks like the test document invoices_test/1/d.pdf");
  EXPECT_EQ(dataset.Of(Split::kTest).size(), 2U);
}

TEST_F(ReadDatasetTest, KeepsPagesThatLookAlikeInOneGroup) {
  PutOneOfEach();
  Put("invoices_train/0/a2.pdf", "a7");
  Put("invoices_train/0/f.pdf", "f");
  ASSERT_OK_AND_ASSIGN(const Dataset dataset, Run());
  std::map<std::string, int> group;
  for (const LabelledPage& page : dataset.pages) group[page.key] = page.group;
  EXPECT_EQ(group["invoices_train/0/a.pdf"], group["invoices_train/0/a2.pdf"]);
  EXPECT_NE(group["invoices_train/0/a.pdf"], group["invoices_train/0/f.pdf"]);
  DatasetOptions apart;
  apart.near_bits = -1;
  ASSERT_OK_AND_ASSIGN(const Dataset ungrouped, Run(apart));
  EXPECT_EQ(ungrouped.pages.back().group, static_cast<int>(ungrouped.pages.size()) - 1);
}

TEST_F(ReadDatasetTest, NamesADocumentThatCannotBeReadAndGoesOn) {
  PutOneOfEach();
  Put("invoices_train/1/broken.jpg", "broken");
  ASSERT_OK_AND_ASSIGN(const Dataset dataset, Run());
  EXPECT_EQ(Rejects(dataset)["invoices_train/1/broken.jpg"], "cannot be read: damaged");
}

TEST_F(ReadDatasetTest, DoesNotTakeAReaderThatIsDownForABadDocument) {
  PutOneOfEach();
  Put("invoices_train/1/x.jpg", "down");
  EXPECT_THAT(Run(), StatusIs(Code::kUnavailable, HasSubstr("invoices_train/1/x.jpg")));
}

TEST_F(ReadDatasetTest, WantsBothClassesInBothSplits) {
  PutOneOfEach();
  Put("invoices_test/1/d.pdf", "broken");
  EXPECT_THAT(Run(), StatusIs(Code::kNotFound, HasSubstr("invoices_test/1/")));
}

TEST_F(ReadDatasetTest, GivesTheSameManifestWithAnyNumberOfThreads) {
  PutOneOfEach();
  for (char c = 'e'; c < 'z'; ++c) {
    Put(std::string("invoices_train/0/") + c + ".pdf", std::string(1, c));
  }
  DatasetOptions threads;
  threads.threads = 3;
  std::size_t last = 0;
  threads.progress = [&](std::size_t done, std::size_t) { last = done; };
  ASSERT_OK_AND_ASSIGN(const Dataset one, Run());
  ASSERT_OK_AND_ASSIGN(const Dataset three, Run(threads));
  EXPECT_EQ(DatasetManifest(one), DatasetManifest(three));
  EXPECT_EQ(last, 25U);
}

TEST_F(ReadDatasetTest, StopsWhenAsked) {
  PutOneOfEach();
  auto store = store::FolderStore::Open({.path = folder_.path()});
  ASSERT_OK(store);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THAT(ReadDataset(**store, reader_, {}, stop.get_token()), StatusIs(Code::kCancelled));
}

}  // namespace
}  // namespace telar::models
