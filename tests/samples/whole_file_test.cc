#include "samples/whole_file.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::samples {
namespace {

using telar::testing::ReadFile;
using telar::testing::StatusIs;
using telar::testing::TempFolder;

TEST(WriteWhole, ReplacesWhatWasThere) {
  const TempFolder folder;
  folder.Write("file", "something longer");
  ASSERT_OK(WriteWhole(folder / "file", std::string("a\0b", 3)));
  EXPECT_EQ(ReadFile(folder / "file"), std::string("a\0b", 3));
}

TEST(WriteWhole, SaysWhichFileItCouldNotWrite) {
  const TempFolder folder;
  const Status status = WriteWhole(folder / "missing/file", "a");
  EXPECT_THAT(status, StatusIs(Code::kUnavailable));
  EXPECT_NE(status.ToString().find("missing/file"), std::string::npos);
}

}  // namespace
}  // namespace telar::samples
