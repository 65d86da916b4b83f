#include <gmock/gmock.h>

#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/digest.h"
#include "tests/app/paper.h"
#include "tests/app/program.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;
using testing::InProcess;
using ::testing::IsEmpty;
using testing::PaperInvoice;

TEST(InvoicesRun, BringsAnInvoiceFromTheInboxToTheArchive) {
  InProcess telar;
  const std::string paper = PaperInvoice();
  telar.folder.Write("inbox/a.pdf", paper);
  const auto ran = telar.Run({"invoices", "run", "--class", "preventiva", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.out << ran.err;
  const json summary = json::parse(ran.out);
  EXPECT_EQ(summary.at("state"), "done");
  EXPECT_EQ(summary.at("items").at("done"), 1);
  EXPECT_EQ(summary.at("counts").at("rows"), 2);
  EXPECT_FALSE(fs::exists(telar.folder / "inbox/a.pdf"));
  EXPECT_TRUE(fs::exists(telar.folder / ("archive/preventivos/" + Sha256Hex(paper) + ".pdf")));
  EXPECT_EQ(telar.Run({"invoices", "run", "--class", "preventiva"}).exit, ExitCode::kNothingToDo);
}

TEST(InvoicesRun, NamesWhatAPersonMustLookAt) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  telar.folder.Write("inbox/notes.txt", "call the supplier back\n");
  const auto ran = telar.Run({"invoices", "run", "--quiet"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople);
  EXPECT_THAT(ran.out, HasSubstr("no_class"));
  EXPECT_THAT(ran.out, HasSubstr("notes.txt"));
  EXPECT_THAT(ran.out, HasSubstr("0 done, 1 to review, 1 rejected; run "));
  EXPECT_THAT(ran.err, IsEmpty());
}

TEST(InvoicesRun, LeavesNoTraceOnADryRun) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  auto ran = telar.Run({"invoices", "run", "--dry-run"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(ran.out, "a.pdf\n");
  EXPECT_FALSE(fs::exists(telar.folder / "data"));
  EXPECT_FALSE(fs::exists(telar.folder / "archive"));
  telar.Run({"invoices", "run", "--class", "preventiva"});
  ran = telar.Run({"invoices", "run", "--dry-run", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo);
  EXPECT_EQ(json::parse(ran.out).at("new"), 0);
}

TEST(InvoicesRun, SaysWhichEndIsMissing) {
  InProcess telar;
  auto ran = telar.Run({"invoices", "run"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.err, HasSubstr("inbox"));
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  ran = telar.Run(
      {"invoices", "run", "--set", "invoices.database=mysql://telar:hush@db.example/telar"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.err, HasSubstr("no database adapter for mysql"));
  EXPECT_THAT(ran.err, Not(HasSubstr("hush")));
  ran = telar.Run({"invoices", "run", "--set", "invoices.archive=s3://papers/archive"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.err, HasSubstr("s3://papers/archive"));
  ran = telar.Run({"invoices", "run", "--shard", "4/4"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
}

TEST(InvoicesRun, DrainsBeforeItBegins) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  telar.interrupts.Request(SIGTERM);
  EXPECT_EQ(telar.Run({"invoices", "run", "--class", "preventiva"}).exit, ExitCode::kTerminated);
  EXPECT_TRUE(fs::exists(telar.folder / "inbox/a.pdf"));
}

}  // namespace
}  // namespace telar::app
