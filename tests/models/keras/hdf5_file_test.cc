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
  ASSERT_OK_AND_ASSIGN(const std::string text, file.Text("model_config"));
  EXPECT_THAT(text, HasSubstr("\"Sequential\""));
  EXPECT_THAT(file.Text("nothing"), StatusIs(Code::kInvalidInput, HasSubstr("nothing")));
}

TEST(Hdf5File, FindsWeightsUnderTheNamesOfBothVersions) {
  for (const auto& [name, layer] : {std::pair{"keras2.h5", "conv2d_1"}, {"keras3.h5", "conv2d"}}) {
    const std::string bytes = Model(name);
    ASSERT_OK_AND_ASSIGN(const auto file, Hdf5File::Open(bytes));
    ASSERT_OK_AND_ASSIGN(const FloatArray kernel,
                         file.Floats(std::string("model_weights/") + layer, "kernel"));
    EXPECT_THAT(kernel.sizes, ElementsAre(3, 3, 3, ::testing::_)) << name;
    EXPECT_THAT(kernel.values, SizeIs(27 * kernel.sizes[3]));
  }
}

TEST(Hdf5File, SaysWhatIsNotThere) {
  const std::string bytes = Model("keras2.h5");
  ASSERT_OK_AND_ASSIGN(const auto file, Hdf5File::Open(bytes));
  EXPECT_THAT(file.Floats("model_weights/none", "kernel"),
              StatusIs(Code::kInvalidInput, HasSubstr("no group")));
  EXPECT_THAT(file.Floats("model_weights/conv2d_1", "gamma"),
              StatusIs(Code::kInvalidInput, HasSubstr("no \"gamma\"")));
  EXPECT_THAT(file.Floats("model_weights", "kernel"),
              StatusIs(Code::kInvalidInput, HasSubstr("more than one")));
}

}  // namespace
}  // namespace telar::models
