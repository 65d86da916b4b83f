#include "documents/isolation/scratch_folder.h"

#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::documents {
namespace {

namespace fs = std::filesystem;

TEST(ScratchFolder, GoesWithAllItHolds) {
  const testing::TempFolder parent;
  {
    ASSERT_OK_AND_ASSIGN(const auto scratch, ScratchFolder::Create(parent.path()));
    fs::create_directories(scratch->path() / "a/b");
  }
  EXPECT_TRUE(fs::is_empty(parent.path()));
}

TEST(ScratchFolder, IsNotSweptWhileItsOwnerLives) {
  const testing::TempFolder parent;
  ASSERT_OK_AND_ASSIGN(const auto scratch, ScratchFolder::Create(parent.path()));
  EXPECT_EQ(SweepScratchFolders(parent.path()), 0);
  EXPECT_TRUE(fs::exists(scratch->path()));
}

TEST(ScratchFolder, IsSweptWhenItsOwnerIsGone) {
  const testing::TempFolder parent;
  parent.Write("telar-reader-abcdef/page.tif", "left behind");
  parent.Write("somebody-else/file", "kept");
  EXPECT_EQ(SweepScratchFolders(parent.path()), 1);
  EXPECT_FALSE(fs::exists(parent / "telar-reader-abcdef"));
  EXPECT_TRUE(fs::exists(parent / "somebody-else"));
}

TEST(ScratchFolder, CannotBeMadeWhereThereIsNoFolder) {
  EXPECT_THAT(ScratchFolder::Create("/nowhere"), testing::StatusIs(Code::kNotFound));
}

}  // namespace
}  // namespace telar::documents
