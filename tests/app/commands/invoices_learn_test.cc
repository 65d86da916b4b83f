#include <gmock/gmock.h>

#include "invoices/evidence_weights.h"
#include "tests/app/paper.h"
#include "tests/app/program.h"
#include "tests/support/status_matchers.h"

namespace telar::app {
namespace {

using ::testing::HasSubstr;
using testing::InProcess;
using testing::PaperInvoice;

constexpr std::string_view kLabels = R"({"total": "112.00"})";

void LabelledFolder(InProcess& telar) {
  for (int i = 0; i < 4; ++i) {
    const std::string name = "labelled/" + std::to_string(i);
    telar.folder.Write(name + ".pdf", PaperInvoice("F-" + std::to_string(i)));
    telar.folder.Write(name + ".json", kLabels);
  }
}

TEST(InvoicesLearn, WritesWeightsThatReadingTakes) {
  InProcess telar;
  LabelledFolder(telar);
  const auto learned = telar.Run({"invoices", "learn", "labelled", "--out", "weights.json"});
  ASSERT_EQ(learned.exit, ExitCode::kDone) << learned.err;
  ASSERT_OK(invoices::EvidenceWeights::Parse(testing::ReadFile(telar.folder / "weights.json")));
  telar.folder.Write("telar.yaml", "invoices:\n  weights: weights.json\n");
  const auto read = telar.Run({"invoices", "read", "--json", "labelled/0.pdf"});
  EXPECT_EQ(read.exit, ExitCode::kDone) << read.err;
  EXPECT_THAT(read.out, HasSubstr("\"value\":\"112.00\""));
}

TEST(InvoicesLearn, LeavesOutWhatCannotBeReadAndSaysSo) {
  InProcess telar;
  LabelledFolder(telar);
  telar.folder.Write("labelled/9.pdf", "no document");
  telar.folder.Write("labelled/9.json", kLabels);
  const auto learned = telar.Run({"invoices", "learn", "labelled"});
  EXPECT_EQ(learned.exit, ExitCode::kDone) << learned.err;
  EXPECT_THAT(learned.err, HasSubstr("left out: "));
  EXPECT_THAT(learned.err, HasSubstr("9.pdf"));
  EXPECT_OK(invoices::EvidenceWeights::Parse(learned.out));
}

TEST(InvoicesLearn, RefusesAFolderWithoutLabels) {
  InProcess telar;
  telar.folder.Write("papers/a.pdf", PaperInvoice());
  const auto learned = telar.Run({"invoices", "learn", "papers"});
  EXPECT_NE(learned.exit, ExitCode::kDone);
  EXPECT_THAT(learned.err, HasSubstr("no document has labels"));
}

TEST(InvoicesRead, NamesAFileOfWeightsThatIsNotThere) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  telar.folder.Write("telar.yaml", "invoices:\n  weights: none.json\n");
  const auto read = telar.Run({"invoices", "read", "a.pdf"});
  EXPECT_NE(read.exit, ExitCode::kDone);
  EXPECT_THAT(read.err, HasSubstr("none.json"));
}

}  // namespace
}  // namespace telar::app
