#include "models/served_model.h"

#include <gmock/gmock.h>

#include "models/model_metadata.h"
#include "models/torch/onnx_file_internal.h"
#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;

std::map<std::string, std::string> Metadata(const Preparation& p) {
  return MetadataTexts({"compact", p});
}

std::string Compact(std::map<std::string, std::string> metadata) {
  torch::manual_seed(2);
  const Preparation input = PreparationOf(Architecture::kCompact);
  Network network(Architecture::kCompact, input);
  network->eval();
  return *OnnxFile(*network, input, {}, metadata);
}

TEST(ServedModel, KnowsHowItsPagesArePrepared) {
  const Preparation input = PreparationOf(Architecture::kCompact);
  ASSERT_OK_AND_ASSIGN(const auto model, ServedModel::Open(Compact(Metadata(input)), "version 1"));
  EXPECT_EQ(model->preparation(), input);
  EXPECT_EQ(model->architecture(), "compact");
  const PreparedPage page{input, std::vector<std::uint8_t>(192 * 256, 128)};
  const std::vector<PreparedPage> pages(3, page);
  ASSERT_OK_AND_ASSIGN(const auto probabilities, model->Probabilities(pages));
  ASSERT_EQ(probabilities.size(), 3U);
  EXPECT_EQ(probabilities[0], probabilities[2]);
}

TEST(ServedModel, RefusesAPagePreparedForAnother) {
  const Preparation input = PreparationOf(Architecture::kCompact);
  ASSERT_OK_AND_ASSIGN(const auto model, ServedModel::Open(Compact(Metadata(input)), "version 1"));
  const PreparedPage page{{224, 224, 3, 200}, std::vector<std::uint8_t>(224 * 224 * 3, 128)};
  EXPECT_THAT(model->Probabilities({&page, 1}), StatusIs(Code::kInvalidInput));
}

TEST(ServedModel, RefusesBytesThatAreNoModel) {
  EXPECT_THAT(VerifyModel("not a model"), StatusIs(Code::kInvalidInput, HasSubstr("11 bytes")));
  EXPECT_THAT(VerifyModel(""), StatusIs(Code::kInvalidInput));
}

TEST(ServedModel, RefusesATruncatedFile) {
  const std::string whole = Compact(Metadata(PreparationOf(Architecture::kCompact)));
  ASSERT_OK(VerifyModel(whole));
  for (const std::size_t part : {10U, 50U, 90U, 99U}) {
    EXPECT_THAT(VerifyModel(whole.substr(0, whole.size() * part / 100)),
                StatusIs(Code::kInvalidInput))
        << part << " %";
  }
}

TEST(ServedModel, RefusesANetworkWithoutItsMetadata) {
  auto metadata = Metadata(PreparationOf(Architecture::kCompact));
  metadata.erase("telar.preparation");
  EXPECT_THAT(VerifyModel(Compact(metadata)), StatusIs(Code::kInvalidInput, HasSubstr("prepared")));
  metadata = Metadata(PreparationOf(Architecture::kCompact));
  metadata["telar.classes"] = "cat,dog";
  EXPECT_THAT(VerifyModel(Compact(metadata)),
              StatusIs(Code::kInvalidInput, HasSubstr("two classes")));
}

}  // namespace
}  // namespace telar::models
