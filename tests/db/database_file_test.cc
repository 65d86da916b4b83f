#include "db/database_file.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::db {
namespace {

using telar::testing::StatusIs;
using ::testing::HasSubstr;

TEST(DatabaseFileTest, ItsFolderIsMade) {
  const telar::testing::TempFolder folder;
  ASSERT_OK(PrepareDatabaseFile("sqlite", folder / "data" / "deep" / "telar.db"));
  EXPECT_TRUE(std::filesystem::is_directory(folder / "data" / "deep"));
  EXPECT_FALSE(std::filesystem::exists(folder / "data" / "deep" / "telar.db"));
}

TEST(DatabaseFileTest, ANameThatIsNoFilesIsAProblemOfTheConfiguration) {
  for (const auto& name : {std::string(), std::string(":memory:"), std::string("a\0b", 3)}) {
    EXPECT_THAT(PrepareDatabaseFile("duckdb", name),
                StatusIs(Code::kInvalidConfig, HasSubstr("duckdb")));
  }
}

TEST(DatabaseFileTest, AFolderThatCannotBeMadeIsTheFileSystemsFailure) {
  const telar::testing::TempFolder folder;
  folder.Write("file", "x");
  EXPECT_FALSE(PrepareDatabaseFile("sqlite", folder / "file" / "telar.db").ok());
}

}  // namespace
}  // namespace telar::db
