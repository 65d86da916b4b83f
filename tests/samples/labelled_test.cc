#include "samples/labelled.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/status_matchers.h"

namespace telar::samples {
namespace {

using telar::testing::StatusIs;

LabelledSample Draw(std::uint64_t index, double scan_share = 0) {
  auto labelled = DrawLabelled({.seed = 42, .index = index, .scan_share = scan_share});
  EXPECT_OK(labelled);
  return *std::move(labelled);
}

LabelledSample Plan(std::uint64_t index) {
  auto labelled = PlanLabelled({.seed = 42, .index = index});
  EXPECT_OK(labelled);
  return *std::move(labelled);
}

TEST(DrawLabelled, DrawsTheSameBytesInAnyOrderAndInSeveralThreads) {
  std::vector<std::string> forwards(12), others(12);
  for (std::uint64_t i = 0; i < 12; ++i) forwards[i] = Draw(i, 0.5).sample.bytes;
  std::jthread other([&] {
    for (std::uint64_t i = 12; i-- > 6;) others[i] = Draw(i, 0.5).sample.bytes;
  });
  for (std::uint64_t i = 6; i-- > 0;) others[i] = Draw(i, 0.5).sample.bytes;
  other.join();
  EXPECT_EQ(others, forwards);
}

TEST(DrawLabelled, DependsOnTheSeed) {
  ASSERT_OK_AND_ASSIGN(const LabelledSample one, DrawLabelled({.seed = 1, .scan_share = 0}));
  ASSERT_OK_AND_ASSIGN(const LabelledSample two, DrawLabelled({.seed = 2, .scan_share = 0}));
  EXPECT_NE(one.sample.bytes, two.sample.bytes);
}

TEST(PlanLabelled, KeepsSuppliersAndArrangementsOfTheSplitsApart) {
  std::set<std::string> names[2], tax_ids[2], arrangements[2];
  for (std::uint64_t i = 0; i < 400; ++i) {
    const LabelledSample labelled = Plan(i);
    const int split = labelled.test ? 1 : 0;
    names[split].insert(labelled.sample.plan.supplier.name);
    tax_ids[split].insert(labelled.sample.plan.supplier.tax_id);
    arrangements[split].insert(labelled.arrangement);
  }
  for (const auto* sets : {names, tax_ids, arrangements}) {
    EXPECT_GT(sets[0].size(), sets[1].size());
    EXPECT_GE(sets[1].size(), 5U);
    for (const std::string& one : sets[1]) EXPECT_FALSE(sets[0].contains(one)) << one;
  }
}

TEST(PlanLabelled, GivesASupplierTheSameLookEveryTime) {
  std::map<std::string, std::string> looks;
  for (std::uint64_t i = 0; i < 200; ++i) {
    const LabelledSample labelled = Plan(i);
    const auto [known, added] =
        looks.emplace(labelled.sample.plan.supplier.tax_id, labelled.arrangement);
    EXPECT_EQ(known->second, labelled.arrangement);
  }
  EXPECT_LT(looks.size(), 150U);
}

TEST(PlanLabelled, DrawsBothClassesForBothSplitsByTheirShares) {
  int count[2][2] = {};
  for (std::uint64_t i = 0; i < 400; ++i) {
    const LabelledSample labelled = Plan(i);
    ++count[labelled.test ? 1 : 0][labelled.label()];
  }
  EXPECT_NEAR(count[1][0] + count[1][1], 80, 27);
  EXPECT_NEAR(count[0][1] + count[1][1], 180, 40);
  EXPECT_GT(std::min(count[1][0], count[1][1]), 20);
}

TEST(DrawLabelled, NamesADocumentByItsNumberAlone) { EXPECT_EQ(Draw(42).sample.name, "000042"); }

TEST(PlanLabelled, DealsTheClassesWithoutOrder) {
  int changes = 0;
  for (std::uint64_t i = 0; i + 1 < 200; ++i) changes += Plan(i).label() != Plan(i + 1).label();
  EXPECT_GT(changes, 70);
  EXPECT_LT(changes, 130);
}

TEST(DrawLabelled, FitsEveryDocumentOnOnePage) {
  for (std::uint64_t i = 0; i < 80; ++i) {
    const LabelledSample labelled = Draw(i);
    const InvoicePlan& plan = labelled.sample.plan;
    EXPECT_EQ(labelled.sample.pages, 1) << i;
    EXPECT_GT(plan.look.scale, 0.5) << i;
    EXPECT_EQ(plan.lines.size() >= 8, plan.labelled->cues.has(Cue::kLongTable)) << i;
  }
}

TEST(DrawLabelled, WritesAcceptedFilesOnlyAndScansOfBothClasses) {
  std::set<std::string> kinds;
  for (std::uint64_t i = 0; i < 36; ++i) {
    const LabelledSample labelled = Draw(i, 1);
    ASSERT_TRUE(labelled.sample.degradation.has_value());
    EXPECT_OK(CheckDegradation(*labelled.sample.degradation));
    kinds.insert(labelled.sample.extension + std::to_string(labelled.label()));
  }
  const std::set<std::string> accepted = {"jpg0", "jpg1", "pdf0", "pdf1", "png0", "png1"};
  for (const std::string& kind : kinds) EXPECT_TRUE(accepted.contains(kind)) << kind;
  for (const char* common : {"jpg0", "jpg1", "pdf0", "pdf1"}) EXPECT_TRUE(kinds.contains(common));
}

// A cue is what the page shows: with another cue set the same document is drawn otherwise.
TEST(DrawLabelled, ShowsEveryCue) {
  for (const CueRow& row : kCueTable) {
    if (row.cue == Cue::kLongTable) continue;  // a matter of the plan, not of the drawing
    Sample with = Draw(7).sample;
    with.plan.labelled->cues = {};
    Sample without = with;
    with.plan.labelled->cues.set(row.cue);
    ASSERT_OK(DrawPlanned(with));
    ASSERT_OK(DrawPlanned(without));
    EXPECT_NE(with.bytes, without.bytes) << row.name;
  }
}

// Nothing but the cues knows the class.
TEST(DrawLabelled, DrawsTheSamePageForTheOtherClassWithTheSameCues) {
  for (std::uint64_t i = 0; i < 10; ++i) {
    Sample sample = Draw(i).sample;
    Sample other = sample;
    other.plan.invoice_class = sample.plan.invoice_class == InvoiceClass::kPreventiva
                                   ? InvoiceClass::kCorrectiva
                                   : InvoiceClass::kPreventiva;
    ASSERT_OK(DrawPlanned(other));
    EXPECT_EQ(other.bytes, sample.bytes) << i;
  }
}

TEST(DrawLabelled, KeepsItsTextsOnThePaper) {
  for (std::uint64_t i = 0; i < 40; ++i) {
    const LabelledSample labelled = Draw(i);
    for (const DrawnText& text : labelled.sample.drawn) {
      EXPECT_LE(text.box.y1, 842) << i << " " << text.text;
      EXPECT_GE(text.box.x0, 40) << i << " " << text.text;
    }
  }
}

TEST(DrawLabelled, WritesLabelCuesAndPosteriorIntoTheTruth) {
  const LabelledSample labelled = Draw(5);
  const auto truth = nlohmann::json::parse(LabelledTruthJson(labelled, 42));
  const auto& said = truth.at("labelled");
  EXPECT_EQ(said.at("label"), labelled.label());
  EXPECT_EQ(said.at("split"), labelled.test ? "test" : "train");
  EXPECT_EQ(said.at("posterior_preventiva"), labelled.posterior);
  EXPECT_EQ(truth.at("fields").at("total").at("value"), labelled.sample.plan.total.ToString());
  for (const CueRow& row : kCueTable) {
    const bool named = std::find(said.at("cues").begin(), said.at("cues").end(), row.name) !=
                       said.at("cues").end();
    EXPECT_EQ(named, labelled.sample.plan.labelled->cues.has(row.cue)) << row.name;
  }
}

TEST(DrawLabelled, RefusesSharesOutsideTheirRanges) {
  EXPECT_THAT(DrawLabelled({.test_share = 1.1}), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(DrawLabelled({.preventive_share = 0}), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(DrawLabelled({.scan_share = -1}), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::samples
