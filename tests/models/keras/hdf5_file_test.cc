#include "models/keras/hdf5_file.h"

#include <gmock/gmock.h>

#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using testing::StatusIs;

std::string Model(const std::string& name) {
  return testing::ReadFile(testing::SourceDir() / "tests/golden/keras" / name);
}

TEST(Hdf5File, GivesTextOfTheRoot) {
  const std::string bytes = Model("keras3.h5");
  ASSERT_OK_AND_ASSIGN(const auto file, Hdf5File::Open(bytes));
  ASSERT_OK_AND_ASSIGN(const std::string text, file->Text("model_config"));
  EXPECT_THAT(text, HasSubstr("\"Sequential\""));
  EXPECT_THAT(file->Text("nothing"), StatusIs(Code::kInvalidInput, HasSubstr("nothing")));
}

TEST(Hdf5File, FindsWeightsUnderTheNamesOfBothVersions) {
  for (const char* name : {"keras2.h5", "keras3.h5"}) {
    const std::string bytes = Model(name);
    ASSERT_OK_AND_ASSIGN(const auto file, Hdf5File::Open(bytes));
    ASSERT_OK_AND_ASSIGN(const FloatArray kernel, file->Floats("model_weights/conv2d", "kernel"));
    EXPECT_THAT(kernel.sizes, ElementsAre(3, 3, 3, ::testing::_)) << name;
    EXPECT_THAT(kernel.values, SizeIs(27 * kernel.sizes[3]));
  }
}

TEST(Hdf5File, SaysWhatIsNotThere) {
  const std::string bytes = Model("keras2.h5");
  ASSERT_OK_AND_ASSIGN(const auto file, Hdf5File::Open(bytes));
  EXPECT_THAT(file->Floats("model_weights/none", "kernel"),
              StatusIs(Code::kInvalidInput, HasSubstr("no group")));
  EXPECT_THAT(file->Floats("model_weights/conv2d", "gamma"),
              StatusIs(Code::kInvalidInput, HasSubstr("no \"gamma\"")));
  EXPECT_THAT(file->Floats("model_weights", "kernel"),
              StatusIs(Code::kInvalidInput, HasSubstr("more than one")));
}

TEST(Hdf5File, ReadsSeveralFilesAtOnce) {
  const std::string a = Model("keras2.h5"), b = Model("keras3.h5");
  ASSERT_OK_AND_ASSIGN(const auto first, Hdf5File::Open(a));
  ASSERT_OK_AND_ASSIGN(const auto second, Hdf5File::Open(b));
  EXPECT_OK(first->Text("model_config"));
  EXPECT_OK(second->Text("model_config"));
}

TEST(Hdf5File, LeavesTheBytesAsTheyAre) {
  const std::string bytes = Model("keras2.h5");
  const std::string before(bytes.data(), bytes.size());
  {
    ASSERT_OK_AND_ASSIGN(const auto file, Hdf5File::Open(bytes));
    ASSERT_OK(file->Floats("model_weights/conv2d", "bias").status());
  }
  EXPECT_TRUE(bytes == before);
}

}  // namespace
}  // namespace telar::models
