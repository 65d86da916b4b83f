#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/text.h"
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

TEST(Runs, AreNoneBeforeTheFirstAndLookingMakesNoDatabase) {
  InProcess telar;
  const auto ran = telar.Run({"runs"});
  EXPECT_EQ(ran.exit, ExitCode::kDone);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_EQ(ran.err, "no runs yet\n");
  EXPECT_FALSE(fs::exists(telar.folder / "data"));
  EXPECT_EQ(telar.Run({"runs", "retry", "--failed"}).exit, ExitCode::kUsage);
}

TEST(Runs, AreListedNewestFirst) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice("F-1001"));
  telar.Run({"invoices", "run", "--class", "preventiva"});
  telar.folder.Write("inbox/b.pdf", PaperInvoice("F-2702"));
  telar.folder.Write("inbox/c.txt", "not an invoice, only words\n");
  telar.Run({"invoices", "run", "--class", "preventiva"});

  const auto ran = telar.Run({"runs", "--json"});
  const auto lines = Split(ran.out, '\n');
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(json::parse(lines[0]).at("items").at("rejected"), 1);
  EXPECT_EQ(json::parse(lines[1]).at("state"), "done");
  EXPECT_EQ(json::parse(telar.Run({"runs", "--json", "--limit", "1"}).out).at("items").at("done"),
            1)
      << telar.Run({"invoices", "review", "list"}).out;
  EXPECT_EQ(
      json::parse(telar.Run({"runs", "--json", "--state", "done"}).out).at("items").at("rejected"),
      0);
  EXPECT_THAT(telar.Run({"runs"}).out, HasSubstr("partial"));
}

TEST(Runs, ShowTheItemsOfOne) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  telar.folder.Write("inbox/c.txt", "not an invoice, only words\n");
  telar.Run({"invoices", "run", "--class", "preventiva"});
  const std::string run = json::parse(telar.Run({"runs", "--json"}).out).at("run");

  auto ran = telar.Run({"runs", run});
  EXPECT_EQ(ran.exit, ExitCode::kDone);
  EXPECT_THAT(ran.out, HasSubstr("rows: 2\n"));
  EXPECT_THAT(ran.out, HasSubstr("removed"));
  EXPECT_THAT(ran.out, HasSubstr("c.txt"));
  const json whole = json::parse(telar.Run({"runs", run, "--json"}).out);
  EXPECT_EQ(whole.at("item_list").size(), 2U);
  const json rejected = json::parse(telar.Run({"runs", run, "--json", "--state", "rejected"}).out);
  ASSERT_EQ(rejected.at("item_list").size(), 1U);
  EXPECT_EQ(rejected.at("item_list").at(0).at("label"), "c.txt");
  ran = telar.Run({"runs", "nothing"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
}

TEST(Runs, MayBeThoseOfOnePipeline) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  telar.Run({"invoices", "run", "--class", "preventiva"});
  EXPECT_THAT(telar.Run({"runs", "--pipeline", "invoices"}).out, HasSubstr("invoices"));
  EXPECT_THAT(telar.Run({"runs", "--pipeline", "pos"}).out, IsEmpty());
  EXPECT_EQ(telar.Run({"runs", "--pipeline", "shops"}).exit, ExitCode::kUsage);
}

TEST(Runs, OfADatabaseThatIsAwayDoNotHideTheOthers) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  telar.Run({"invoices", "run", "--class", "preventiva"});
  telar.folder.Write("broken.db", std::string(4096, 'x'));
  const auto ran = telar.Run({"runs", "--set", "pos.database=sqlite:broken.db"});
  EXPECT_THAT(ran.out, HasSubstr("invoices"));
  EXPECT_THAT(ran.err, HasSubstr("broken.db"));
  EXPECT_NE(ran.exit, ExitCode::kDone);
}

TEST(Runs, ShowTimesInTheZoneOfTheSettings) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  telar.Run({"invoices", "run", "--class", "preventiva"});
  const std::string utc = telar.Run({"runs"}).out;
  EXPECT_NE(telar.Run({"runs", "--set", "display.time_zone=Asia/Kathmandu"}).out, utc);
  const auto ran = telar.Run({"runs", "--set", "display.time_zone=Atlantis/Centre"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
}

TEST(RunsRetry, LeavesAloneWhatDidNotFail) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  telar.Run({"invoices", "run", "--class", "preventiva"});
  auto ran = telar.Run({"runs", "retry", "1"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo);
  EXPECT_THAT(ran.err, HasSubstr("item 1 is done, not failed"));
  ran = telar.Run({"runs", "retry", "--failed", "--json"});
  EXPECT_EQ(json::parse(ran.out).at("reopened"), 0);
  EXPECT_EQ(telar.Run({"runs", "retry"}).exit, ExitCode::kUsage);
  EXPECT_EQ(telar.Run({"runs", "retry", "--failed", "1"}).exit, ExitCode::kUsage);
  EXPECT_EQ(telar.Run({"runs", "retry", "one"}).exit, ExitCode::kUsage);
  EXPECT_EQ(telar.Run({"runs", "retry", "999"}).exit, ExitCode::kUsage);
}

/// An archive that cannot take a document makes the item fail once its attempts are used up.
TEST(RunsRetry, ReopensWhatFailed) {
  InProcess telar;
  telar.folder.Write("inbox/a.pdf", PaperInvoice());
  telar.folder.Write("archive/preventivos", "a file where a folder should be");
  const std::vector<std::string> run = {"invoices",   "run",   "--class",
                                        "preventiva", "--set", "invoices.max_attempts=1"};
  const auto failed = telar.Run(run);
  ASSERT_THAT(failed.out, HasSubstr("failed")) << failed.err;
  fs::remove(telar.folder / "archive/preventivos");
  EXPECT_EQ(telar.Run(run).exit, ExitCode::kNothingToDo) << "only a person reopens it";
  EXPECT_EQ(json::parse(telar.Run({"runs", "retry", "--failed", "--dry-run", "--json"}).out)
                .at("reopened"),
            1);
  EXPECT_EQ(telar.Run({"runs", "retry", "--failed"}).exit, ExitCode::kDone);
  EXPECT_EQ(telar.Run(run).exit, ExitCode::kDone);
}

}  // namespace
}  // namespace telar::app
