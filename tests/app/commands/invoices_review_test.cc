#include <gmock/gmock.h>

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
using ::testing::Not;
using testing::PaperInvoice;

/// A folder where one invoice waits for its class.
class InvoicesReview : public ::testing::Test {
 protected:
  void SetUp() override {
    telar_.folder.Write("inbox/a.pdf", paper_);
    ASSERT_EQ(telar_.Run({"invoices", "run", "--quiet"}).exit, ExitCode::kSomeNeedPeople);
  }
  InProcess::Ran Review(std::vector<std::string> words) {
    words.insert(words.begin(), {"invoices", "review"});
    return telar_.Run(std::move(words));
  }

  const std::string paper_ = PaperInvoice();
  const std::string document_ = Sha256Hex(paper_);
  InProcess telar_;
};

TEST(InvoicesReviewNothing, SaysThatNothingWaitsAndMakesNoDatabase) {
  InProcess telar;
  const auto ran = telar.Run({"invoices", "review"});
  EXPECT_EQ(ran.exit, ExitCode::kNothingToDo);
  EXPECT_THAT(ran.err, HasSubstr("nothing waits for a person"));
  EXPECT_FALSE(fs::exists(telar.folder / "data"));
  EXPECT_EQ(telar.Run({"invoices", "review", "show", "abcd"}).exit, ExitCode::kUsage);
}

TEST_F(InvoicesReview, ListsWhatWaitsAndWhy) {
  auto ran = Review({});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr(document_.substr(0, 12)));
  EXPECT_THAT(ran.out, HasSubstr("1 waiting"));
  EXPECT_THAT(ran.out, HasSubstr("1 no_class"));
  ran = Review({"list", "--json"});
  const json waiting = json::parse(ran.out);
  EXPECT_EQ(waiting.at("file"), "a.pdf");
  EXPECT_EQ(waiting.at("total"), "112.00");
  EXPECT_TRUE(waiting.at("class").is_null());
  EXPECT_EQ(Review({"list", "--reason", "total_mismatch"}).exit, ExitCode::kNothingToDo);
}

TEST_F(InvoicesReview, ShowsADocumentWithItsHistory) {
  Review({"set", "a.pdf", "due_date=15/02/2026", "--by", "ana"});
  auto ran = Review({"show", document_.substr(0, 6)});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("Hilos del Valle"));
  EXPECT_THAT(ran.out, HasSubstr("waits for a person"));
  EXPECT_THAT(ran.out, HasSubstr("set due_date: nothing becomes '2026-02-15'"));
  ran = Review({"show", "a.pdf", "--json"});
  const json shown = json::parse(ran.out);
  EXPECT_EQ(shown.at("fields").at("due_date").at("how"), "person");
  EXPECT_EQ(shown.at("history").at(0).at("by"), "ana");
  EXPECT_EQ(shown.at("inbox"), json::array({"a.pdf"}));
  EXPECT_EQ(shown.at("revision"), 1);
}

TEST_F(InvoicesReview, DrawsADocumentWithItsCorrections) {
  const auto ran = Review({"show", "a.pdf", "--render", "seen.png", "--quiet"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_TRUE(fs::exists(telar_.folder / "seen.png"));
}

TEST_F(InvoicesReview, ACorrectedAndAcceptedDocumentIsLoadedByTheNextRun) {
  auto ran = Review({"set", "a.pdf", "purchase_order=OC-77", "--json"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople) << ran.err;
  const json changed = json::parse(ran.out);
  EXPECT_EQ(changed.at("changes").at(0).at("before"), "4500012345");
  EXPECT_EQ(changed.at("reasons").size(), 1);
  ran = Review({"accept", "a.pdf", "--class", "preventiva"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("the next telar invoices run carries it out"));
  EXPECT_EQ(telar_.Run({"invoices", "run", "--quiet"}).exit, ExitCode::kDone);
  EXPECT_TRUE(fs::exists(telar_.folder / ("archive/preventivos/" + document_ + ".pdf")));
  const json shown = json::parse(Review({"show", "a.pdf", "--json"}).out);
  EXPECT_EQ(shown.at("loaded"), true);
  EXPECT_EQ(shown.at("fields").at("purchase_order").at("value"), "OC-77");
}

TEST_F(InvoicesReview, RefusesWhatItCannotTake) {
  EXPECT_EQ(Review({"accept", "a.pdf"}).exit, ExitCode::kUsage);
  EXPECT_EQ(Review({"reject", "a.pdf"}).exit, ExitCode::kUsage);
  EXPECT_EQ(Review({"set", "a.pdf", "total"}).exit, ExitCode::kUsage);
  EXPECT_EQ(Review({"set", "a.pdf"}).exit, ExitCode::kUsage);
  auto ran = Review({"set", "a.pdf", "totl=1"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.err, HasSubstr("did you mean total?"));
  EXPECT_EQ(Review({"line", "a.pdf", "x", "quantity=1"}).exit, ExitCode::kUsage);
  EXPECT_EQ(Review({"show", "nowhere.pdf"}).exit, ExitCode::kUsage);
  EXPECT_EQ(Review({"next"}).exit, ExitCode::kUsage) << "nobody to ask";
}

TEST_F(InvoicesReview, TellsTheSecondPersonWhoWasFaster) {
  Review({"set", "a.pdf", "customer=Telas Sur", "--by", "ana"});
  const auto ran = Review({"set", "a.pdf", "customer=Telas Norte", "--revision", "0"});
  EXPECT_EQ(ran.exit, ExitCode::kContractBroken);
  EXPECT_THAT(ran.err, HasSubstr("ana changed it at"));
}

TEST_F(InvoicesReview, ADryRunChangesNothing) {
  EXPECT_EQ(Review({"accept", "a.pdf", "--class", "preventiva", "--dry-run"}).exit,
            ExitCode::kDone);
  EXPECT_EQ(json::parse(Review({"show", "a.pdf", "--json"}).out).at("revision"), 0);
  EXPECT_EQ(telar_.Run({"invoices", "run"}).exit, ExitCode::kNothingToDo);
}

TEST_F(InvoicesReview, CorrectsLines) {
  auto ran = Review({"line", "a.pdf", "2", "quantity=5", "--json"});
  EXPECT_THAT(json::parse(ran.out).at("warnings").at(0), HasSubstr("5 × 10.00 is not 40.00"));
  Review({"line", "add", "a.pdf", "description=Boton", "amount=1.00"});
  Review({"line", "remove", "a.pdf", "1"});
  const json shown = json::parse(Review({"show", "a.pdf", "--json"}).out);
  EXPECT_EQ(shown.at("lines").size(), 2);
  EXPECT_EQ(shown.at("lines").at(1).at("description"), "Boton");
}

TEST_F(InvoicesReview, GoesThroughWhatWaitsOnATerminal) {
  telar_.out.is_terminal = true;
  telar_.input = "customer=Telas Sur\nr\np\n";
  const auto ran = Review({"next", "--by", "ana"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("without a reason"));
  telar_.out.is_terminal = false;
  const json shown = json::parse(Review({"show", "a.pdf", "--json"}).out);
  EXPECT_EQ(shown.at("decision"), "accepted");
  EXPECT_EQ(shown.at("class").at("label"), "preventiva");
}

TEST_F(InvoicesReview, CountsDuplicatesAsPartOfTheDaysWork) {
  Review({"accept", "a.pdf", "--class", "preventiva"});
  telar_.Run({"invoices", "run", "--quiet"});
  telar_.folder.Write("inbox/again.pdf", paper_ + "\n% once more\n");
  const auto ran = telar_.Run({"invoices", "run", "--quiet"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("1 the same invoice as another"));
  EXPECT_THAT(ran.err, Not(HasSubstr("error")));
  EXPECT_THAT(telar_.Run({"invoices", "run", "--quiet"}).out, IsEmpty());
}

}  // namespace
}  // namespace telar::app
