#include "models/baseline.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::StatusIs;

LabelledPage Page(std::uint8_t level, int channels = 1) {
  LabelledPage page;
  page.page.preparation = {2, 2, channels, 100};
  page.page.levels.assign(static_cast<std::size_t>(4 * channels), level);
  return page;
}

const FeatureSample* Find(const std::vector<FeatureSample>& samples, std::string_view feature,
                          int label) {
  for (const FeatureSample& s : samples) {
    if (s.feature == feature && s.label == label) return &s;
  }
  return nullptr;
}

TEST(Baseline, HoldsFeaturesAndScoresByTheClassTheModelGave) {
  const LabelledPage dark = Page(51), light = Page(255), middle = Page(102);
  const std::vector<const LabelledPage*> pages = {&dark, &light, &middle};
  const std::vector<double> probabilities = {0.1, 0.9, 0.3};
  const Baseline baseline = MakeBaseline(pages, probabilities);
  EXPECT_EQ(baseline.documents, 3U);
  ASSERT_EQ(baseline.samples.size(), 16U);  // mean, std, the look's five, score of either class
  EXPECT_THAT(Find(baseline.samples, "mean", 0)->values, ElementsAre(0.2, 0.4));
  EXPECT_THAT(Find(baseline.samples, "paper", 0)->values, ElementsAre(0.2, 0.4));
  EXPECT_THAT(Find(baseline.samples, "score", 1)->values, ElementsAre(0.9));
}

TEST(Baseline, OfAColourModelAlsoHoldsItsChannels) {
  const LabelledPage page = Page(51, 3);
  const LabelledPage* const pages[] = {&page};
  const double probabilities[] = {0.9};
  const Baseline baseline = MakeBaseline(pages, probabilities);
  EXPECT_THAT(Find(baseline.samples, "mean_b", 1)->values, ElementsAre(0.2));
}

TEST(Baseline, IsReadAsItWasWritten) {
  const Baseline baseline{2, {{"mean", 0, {0.1, 1.0 / 3}}, {"score", 1, {}}}};
  ASSERT_OK_AND_ASSIGN(const Baseline read, ParseBaseline(BaselineJson(baseline)));
  EXPECT_EQ(read.documents, 2U);
  ASSERT_EQ(read.samples.size(), 2U);
  EXPECT_EQ(read.samples[0].values, baseline.samples[0].values);
}

TEST(Baseline, PutsObservationsInItsOwnTerms) {
  const Baseline baseline{9, {{"mean", 0, {0.5}}, {"score", 1, {0.9}}, {"hue", 1, {0.9}}}};
  Observation zero, one;
  zero.features.mean = 0.7;
  zero.probability = 0.2;
  one.label = 1;
  one.probability = 0.8;
  const auto samples = SamplesLike(baseline, std::vector{zero, one});
  ASSERT_EQ(samples.size(), 3U);
  EXPECT_THAT(samples[0].values, ElementsAre(0.7));
  EXPECT_THAT(samples[1].values, ElementsAre(0.8));
  EXPECT_THAT(samples[2].values, ElementsAre());
}

TEST(Baseline, FromBeforeTheLookWasMeasuredIsComparedInWhatItHas) {
  const Baseline old{20, {{"mean", 0, std::vector<double>(20, 0.5)}}};
  Observation now;
  now.features.mean = 0.5;
  now.features.look = PageLook{0.9, 0.1, 0.2, 0.3, 0.4};
  const auto samples = SamplesLike(old, std::vector(20, now));
  ASSERT_EQ(samples.size(), 1U);
  EXPECT_EQ(CheckDrift(old.samples, samples).verdict, DriftVerdict::kNone);
}

TEST(Baseline, WithALookFindsNoneInOldObservations) {
  const Baseline baseline{9, {{"mean", 0, {0.5}}, {"paper", 0, {0.9}}}};
  Observation old, now;
  now.features.look = PageLook{0.8, 0.1, 0.2, 0.3, 0.4};
  const auto samples = SamplesLike(baseline, std::vector{old, now});
  EXPECT_THAT(samples[0].values, ElementsAre(0, 0));
  EXPECT_THAT(samples[1].values, ElementsAre(0.8));
}

TEST(Baseline, OfTheOldPlatformIsRecognisedAndNotRead) {
  const std::string numpy = "\x93NUMPY\x01";
  EXPECT_THAT(ParseBaseline(numpy), StatusIs(Code::kInvalidInput, HasSubstr("NumPy")));
  EXPECT_THAT(ParseBaseline(numpy).status().hint(), HasSubstr("can run any code"));
  EXPECT_THAT(ParseBaseline("\x80\x04\x95xyz"), StatusIs(Code::kInvalidInput, HasSubstr("pickle")));
}

TEST(Baseline, IsRefusedWhenItIsNone) {
  for (const char* text :
       {"", "{}", "[]", R"({"format":"other","version":1,"documents":1,"samples":[]})",
        R"({"format":"telar.baseline","version":2,"documents":1,"samples":[]})",
        R"({"format":"telar.baseline","version":1,"documents":1,"samples":{}})",
        R"({"format":"telar.baseline","version":1,"documents":1,
            "samples":[{"feature":"mean","label":3,"values":[]}]})",
        R"({"format":"telar.baseline","version":1,"documents":1,
            "samples":[{"feature":"mean","label":1,"values":[7]}]})",
        R"({"format":"telar.baseline","version":1,"documents":1,"samples":[
            {"feature":"mean","label":1,"values":[]},{"feature":"mean","label":1,"values":[]}]})"}) {
    EXPECT_THAT(ParseBaseline(text), StatusIs(Code::kInvalidInput)) << text;
  }
}

TEST(Baseline, WithoutAValueIsReadAndIsEmpty) {
  ASSERT_OK_AND_ASSIGN(
      const Baseline baseline,
      ParseBaseline(R"({"format":"telar.baseline","version":1,"documents":0,"samples":[]})"));
  EXPECT_EQ(CheckDrift(baseline.samples, {}).verdict, DriftVerdict::kNoBaseline);
}

}  // namespace
}  // namespace telar::models
