#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/paths.h"
#include "tests/support/temp_folder.h"

namespace telar::samples {
namespace {

using telar::testing::ReadFile;
using telar::testing::TempFolder;

int RunSamples(const std::string& arguments) {
  const std::string command =
      (testing::ProgramDir() / "telar-samples ").string() + arguments + " >/dev/null 2>&1";
  const int status = std::system(command.c_str());
  return WEXITSTATUS(status);
}

TEST(TelarSamples, WritesTheSameFilesForEverySplitOfABatch) {
  const TempFolder folder;
  const std::string common = " --seed 42 --layout all --scans 0.2 --photos 0.5 --turned 0.3 --out ";
  ASSERT_EQ(RunSamples("invoices --count 12" + common + (folder / "whole").string()), 0);
  ASSERT_EQ(RunSamples("invoices --count 5" + common + (folder / "split").string()), 0);
  ASSERT_EQ(RunSamples("invoices --count 7 --from 5" + common + (folder / "split").string()), 0);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "whole")) {
    ++files;
    EXPECT_EQ(ReadFile(entry.path()), ReadFile(folder / "split" / entry.path().filename()))
        << entry.path();
  }
  EXPECT_EQ(files, 24);
}

TEST(TelarSamples, WritesLabelledInvoicesIntoTheFoldersATrainingReads) {
  const TempFolder folder;
  ASSERT_EQ(
      RunSamples("invoices --labelled --count 30 --seed 42 --scans 0 --test-share 0.5 --out " +
                 (folder / "out").string()),
      0);
  for (const char* labelled :
       {"invoices_train/0", "invoices_train/1", "invoices_test/0", "invoices_test/1"}) {
    EXPECT_FALSE(std::filesystem::is_empty(folder / "out" / labelled)) << labelled;
  }
}

TEST(TelarSamples, ExitsWithTwoForAnOptionThatLabelledInvoicesDoNotHave) {
  EXPECT_EQ(RunSamples("invoices --labelled --out /tmp --layout receipt"), 2);
  EXPECT_EQ(RunSamples("invoices --test-share 0.5 --out /tmp"), 2);
}

TEST(TelarSamples, ExitsWithSixWhenTheFolderOfLabelledInvoicesCannotBeMade) {
  const TempFolder folder;
  folder.Write("file", "in the way");
  EXPECT_EQ(RunSamples("invoices --labelled --count 1 --out " + (folder / "file/below").string()),
            6);
}

TEST(TelarSamples, ExitsWithTwoForAWordItDoesNotKnow) {
  EXPECT_EQ(RunSamples("invoices --out /tmp --layout baroque"), 2);
}

TEST(TelarSamples, ExitsWithSixWhenTheFolderCannotBeMade) {
  const TempFolder folder;
  folder.Write("file", "in the way");
  EXPECT_EQ(RunSamples("invoices --count 1 --out " + (folder / "file/below").string()), 6);
}

}  // namespace
}  // namespace telar::samples
