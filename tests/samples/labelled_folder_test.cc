#include "samples/labelled_folder.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::samples {
namespace {

using telar::testing::ReadFile;
using telar::testing::StatusIs;
using telar::testing::TempFolder;

std::map<std::string, std::string> FilesBelow(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[std::filesystem::relative(entry.path(), folder)] = ReadFile(entry.path());
  }
  return files;
}

Status Write(const std::filesystem::path& folder, std::uint64_t from, std::uint64_t count,
             int threads) {
  return WriteLabelledFolder({.folder = folder,
                              .request = {.seed = 42, .test_share = 0.4},
                              .from = from,
                              .count = count,
                              .threads = threads},
                             [](const LabelledFile&) {});
}

TEST(WriteLabelledFolder, WritesTheSameFilesForEverySplitOfABatchAndNumberOfThreads) {
  const TempFolder folder;
  ASSERT_OK(Write(folder / "whole", 0, 16, 1));
  ASSERT_OK(Write(folder / "parts", 9, 7, 3));
  ASSERT_OK(Write(folder / "parts", 0, 9, 2));
  const auto whole = FilesBelow(folder / "whole");
  EXPECT_EQ(whole.size(), 32U);
  EXPECT_EQ(FilesBelow(folder / "parts"), whole);
}

TEST(WriteLabelledFolder, PutsTheTruthBesideEachDocumentInTheFolderOfItsSplitAndLabel) {
  const TempFolder folder;
  int told = 0;
  ASSERT_OK(WriteLabelledFolder(
      {.folder = folder / "out", .request = {.scan_share = 0}, .count = 20},
      [&](const LabelledFile& file) {
        ++told;
        const LabelledSample& labelled = file.labelled;
        const std::filesystem::path expected =
            folder / "out" / (labelled.test ? "invoices_test" : "invoices_train") /
            std::to_string(labelled.label());
        EXPECT_EQ(file.file.parent_path(), expected);
        EXPECT_EQ(ReadFile(file.file), labelled.sample.bytes);
        EXPECT_EQ(ReadFile(expected / (labelled.sample.name + ".json")),
                  LabelledTruthJson(labelled, 1));
      }));
  EXPECT_EQ(told, 20);
}

TEST(WriteLabelledFolder, SaysWhichFolderCannotBeMade) {
  const TempFolder folder;
  folder.Write("file", "in the way");
  const Status status = Write(folder / "file/below", 0, 1, 1);
  EXPECT_FALSE(status.ok());
  EXPECT_NE(status.ToString().find("file/below/invoices_train/0"), std::string::npos);
}

TEST(WriteLabelledFolder, StopsAtAFileItCannotWrite) {
  const TempFolder folder;
  for (const char* split : {"invoices_train", "invoices_test"}) {
    for (const char* label : {"0", "1"}) {
      std::filesystem::create_directories(folder / split / label / "000000.json");
    }
  }
  EXPECT_THAT(Write(folder / "", 0, 5, 1), StatusIs(Code::kUnavailable));
}

TEST(WriteLabelledFolder, RefusesNoThreads) {
  const TempFolder folder;
  EXPECT_THAT(Write(folder / "out", 0, 1, 0), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::samples
