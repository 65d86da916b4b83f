#include "models/drift_report.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::models {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::StatusIs;

const std::vector<FeatureSample> kThen = {{"mean", 1, std::vector<double>(40, 0.8)},
                                          {"score", 1, std::vector<double>(40, 0.9)},
                                          {"mean", 0, {0.5}}};
const std::vector<FeatureSample> kNow = {{"mean", 1, std::vector<double>(30, 0.9)},
                                         {"score", 1, std::vector<double>(30, 0.9)},
                                         {"mean", 0, {0.5}}};

DriftRecord Record() {
  DriftRecord record;
  record.number = 12;
  record.model_version = 3;
  record.documents = 31;
  record.looked_at = 31;
  record.baseline_documents = 41;
  record.to = Instant{std::chrono::days(7)};
  record.report = CheckDrift(kThen, kNow);
  return record;
}

TEST(DriftReport, NamesWhatMovedMostInItsFirstSentence) {
  EXPECT_EQ(DriftSentence(Record()),
            "Documents changed: 1 of 2 comparisons moved; most the brightness of preventiva, by "
            "1.00.");
}

TEST(DriftReport, HasARowAndPicturesOfEveryComparison) {
  const std::string html = DriftReportHtml(Record(), kThen, kNow);
  EXPECT_THAT(html, AllOf(HasSubstr("distribution of mean of preventiva"),
                          HasSubstr("histogram of score of preventiva"),
                          HasSubstr("<tr class=\"moved\">"), HasSubstr("not compared")));
}

TEST(DriftReport, NeedsNothingFromOutside) {
  const std::string html = DriftReportHtml(Record(), kThen, kNow);
  EXPECT_THAT(html, Not(HasSubstr("http")));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
}

TEST(DriftReport, EscapesWhatComesFromOutside) {
  DriftRecord record = Record();
  record.report.verdict = DriftVerdict::kNoBaseline;
  record.problem = "blob <b> & co";
  EXPECT_THAT(DriftReportHtml(record, {}, {}), HasSubstr("blob &lt;b&gt; &amp; co"));
}

TEST(DriftRecord, IsReadAsItWasWritten) {
  DriftRecord record = Record();
  record.problem = "none";
  record.window = "abc";
  record.request = 4;
  record.no_request = "because";
  record.limits.least = 12;
  ASSERT_OK_AND_ASSIGN(const DriftRecord read, ParseDriftRecord(DriftRecordJson(record)));
  EXPECT_EQ(DriftRecordJson(read), DriftRecordJson(record));
  EXPECT_EQ(read.report.verdict, DriftVerdict::kDrift);
}

TEST(DriftRecord, IsRefusedWhenItIsNone) {
  EXPECT_THAT(ParseDriftRecord("{}"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(ParseDriftRecord("nothing"), StatusIs(Code::kInvalidInput));
}

}  // namespace
}  // namespace telar::models
