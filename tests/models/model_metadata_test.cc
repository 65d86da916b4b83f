#include "models/model_metadata.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

using ::testing::HasSubstr;
using testing::IsOkAndHolds;
using testing::StatusIs;

Result<ModelMetadata> Parse(const std::map<std::string, std::string>& texts) {
  return ParseMetadata([&](const std::string& key) {
    const auto found = texts.find(key);
    return found == texts.end() ? "" : found->second;
  });
}

TEST(ModelMetadata, ReadsWhatItWrites) {
  const ModelMetadata metadata{"compact", {192, 256, 1, 100}};
  EXPECT_THAT(Parse(MetadataTexts(metadata)), IsOkAndHolds(metadata));
}

TEST(ModelMetadata, WantsTheTwoClassesInTheirOrder) {
  auto texts = MetadataTexts({"seed", {}});
  texts["telar.classes"] = "preventiva,correctiva";
  EXPECT_THAT(Parse(texts), StatusIs(Code::kInvalidInput, HasSubstr("two classes")));
}

TEST(ModelMetadata, WantsAWholePreparation) {
  for (const char* text : {"", "224 224 3", "224 224 3 200 7", "wide"}) {
    auto texts = MetadataTexts({"seed", {}});
    texts["telar.preparation"] = text;
    EXPECT_THAT(Parse(texts), StatusIs(Code::kInvalidInput, HasSubstr("prepared"))) << text;
  }
}

}  // namespace
}  // namespace telar::models
