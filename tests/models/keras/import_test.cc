#include "models/keras/import.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "models/served_model.h"
#include "tests/support/paths.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"

namespace telar::models {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::StatusIs;

fs::path Golden() { return testing::SourceDir() / "tests/golden/keras"; }
std::string Model(const std::string& name) { return testing::ReadFile(Golden() / name); }

// The pages of tests/support/make_keras_models.py.
PreparedPage Page(int seed, const Preparation& preparation) {
  PreparedPage page{preparation, {}};
  for (int channel = 0; channel < preparation.channels; ++channel) {
    for (int row = 0; row < preparation.height; ++row) {
      for (int column = 0; column < preparation.width; ++column) {
        const int down = row / (1 + preparation.height / 8);
        const int across = column / (1 + preparation.width / 8);
        const int level = (across * across * 37 + down * 101 + channel * 53 +
                           (seed + 1) * (across + 3 * down + 1) * 29) %
                          256;
        page.levels.push_back(static_cast<std::uint8_t>(level / (1 + seed % 3)));
      }
    }
  }
  return page;
}

// The largest distance between Keras' answers and ours, of every model of a folder.
double LargestDifference(const fs::path& folder) {
  double largest = 0;
  const auto told = nlohmann::json::parse(testing::ReadFile(folder / "answers.json"));
  for (const auto& [name, answers] : told.items()) {
    const auto bytes = ImportKeras(testing::ReadFile(folder / name));
    EXPECT_OK(bytes) << name;
    if (!bytes.ok()) continue;
    const auto model = ServedModel::Open(*bytes, name);
    EXPECT_OK(model) << name;
    if (!model.ok()) continue;
    for (std::size_t seed = 0; seed < answers.size(); ++seed) {
      const PreparedPage page = Page(static_cast<int>(seed), (*model)->preparation());
      const auto probabilities = (*model)->Probabilities({&page, 1});
      EXPECT_OK(probabilities);
      if (!probabilities.ok()) continue;
      const double difference = std::abs((*probabilities)[0] - answers[seed].get<double>());
      EXPECT_LT(difference, 1e-4) << name << ", page " << seed;
      largest = std::max(largest, difference);
    }
  }
  return largest;
}

bool CannotServe() { return !VerifyModel("").ok() && VerifyModel("").code() == Code::kUnavailable; }

TEST(ImportKeras, AnswersAsKerasDoes) {
  if (CannotServe()) GTEST_SKIP() << "models cannot run here";
  LargestDifference(Golden());
}

// Set TELAR_KERAS_FOLDER to what `make_keras_models.py FOLDER` wrote: 267 MB a model.
TEST(ImportKeras, AnswersAsTheWholeArchitectureDoes) {
  const char* const folder = std::getenv("TELAR_KERAS_FOLDER");
  if (folder == nullptr) GTEST_SKIP() << "TELAR_KERAS_FOLDER is not set";
  std::cout << "largest difference " << LargestDifference(folder) << "\n";
}

TEST(ImportKeras, SaysWhatItIsAndHowPagesArePreparedForIt) {
  if (CannotServe()) GTEST_SKIP() << "models cannot run here";
  ASSERT_OK_AND_ASSIGN(const std::string bytes, ImportKeras(Model("keras3.h5")));
  ASSERT_OK_AND_ASSIGN(const auto model, ServedModel::Open(bytes, "a model"));
  EXPECT_EQ(model->architecture(), "imported");
  EXPECT_EQ(model->preparation(), (Preparation{15, 17, 3, 200}));
}

TEST(ImportKeras, NamesTheLayerItCannotImport) {
  EXPECT_THAT(ImportKeras(Model("normalised.h5")),
              StatusIs(Code::kInvalidInput, HasSubstr("(BatchNormalization)")));
  EXPECT_THAT(ImportKeras(Model("wide_kernel.h5")),
              StatusIs(Code::kInvalidInput, AllOf(HasSubstr("(Conv2D)"), HasSubstr("3 × 3"))));
  EXPECT_THAT(ImportKeras(Model("softmax.h5")),
              StatusIs(Code::kInvalidInput, AllOf(HasSubstr("(Dense)"), HasSubstr("activation"))));
  EXPECT_THAT(ImportKeras(Model("softmax.h5")).status().hint(), HasSubstr("Sequential"));
}

TEST(ImportKeras, RefusesWhatIsNoHdf5File) {
  for (const char* bytes : {"", "not a model", "\x93NUMPY"}) {
    EXPECT_THAT(ImportKeras(bytes), StatusIs(Code::kInvalidInput, HasSubstr("no HDF5 file")));
  }
  EXPECT_THAT(ImportKeras("PK\x03\x04").status().hint(), HasSubstr(".keras"));
}

// Equal lengths, so that the file keeps its form.
std::string Replaced(std::string bytes, const std::string& from, const std::string& to) {
  const std::size_t at = bytes.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) bytes.replace(at, from.size(), to);
  return bytes;
}

TEST(ImportKeras, RefusesWeightsThatDoNotFitTheDescription) {
  const std::string model = Model("keras2.h5");
  EXPECT_THAT(
      ImportKeras(Replaced(model, "\"filters\": 3", "\"filters\": 2")),
      StatusIs(Code::kInvalidInput, HasSubstr("kernel of 3 × 3 × 3 × 3, not of 3 × 3 × 3 × 2")));
  EXPECT_THAT(ImportKeras(Replaced(model, "16, 12, 3]", "15, 16, 3]")),
              StatusIs(Code::kInvalidInput, HasSubstr("(Dense)")));
  EXPECT_THAT(ImportKeras(Replaced(model, "16, 12, 3]", " 6, 12, 3]")),
              StatusIs(Code::kInvalidInput, HasSubstr("6 × 12 × 3")));
  EXPECT_THAT(ImportKeras(Replaced(model, "Sequential", "Zequential")),
              StatusIs(Code::kInvalidInput, HasSubstr("Sequential")));
  EXPECT_THAT(ImportKeras(Replaced(model, "{\"class_name", "[\"class_name")),
              StatusIs(Code::kInvalidInput, HasSubstr("model_config")));
}

TEST(ImportKeras, RefusesATruncatedFileOfAnyLength) {
  const std::string model = Model("keras2.h5");
  for (std::size_t length = 0; length < model.size(); length += 97) {
    EXPECT_THAT(ImportKeras(std::string_view(model).substr(0, length)),
                StatusIs(Code::kInvalidInput))
        << length;
  }
}

TEST(ImportKeras, SurvivesDamageAnywhere) {
  const std::string model = Model("keras2.h5");
  for (std::size_t at = 0; at < model.size(); at += 61) {
    std::string damaged = model;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    const auto imported = ImportKeras(damaged);
    if (imported.ok()) continue;  // a weight that is another number
    EXPECT_EQ(imported.status().code(), Code::kInvalidInput) << at;
  }
}

}  // namespace
}  // namespace telar::models
