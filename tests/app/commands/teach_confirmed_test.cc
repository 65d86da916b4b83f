#include "app/commands/teach_confirmed.h"

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
using ::testing::Not;
using testing::PaperInvoice;

/// Two files of one invoice wait for a person.
class TeachConfirmed : public ::testing::Test {
 protected:
  void SetUp() override {
    telar_.folder.Write("inbox/a.pdf", PaperInvoice());
    telar_.folder.Write("inbox/b.pdf", PaperInvoice());
    ASSERT_EQ(telar_.Run({"invoices", "run", "--quiet"}).exit, ExitCode::kSomeNeedPeople);
  }
  InProcess::Ran Accept(const std::string& more = "--json") {
    return telar_.Run({"invoices", "review", "accept", "a.pdf", "--class", "preventiva", more});
  }
  /// What the lessons about a field say, one a line; "" for none.
  std::string Lessons(const std::string& field) {
    return telar_.Run({"invoices", "lessons", "list", "--json", "--field", field}).out;
  }

  InProcess telar_;
};

TEST_F(TeachConfirmed, LearnsWhatThePersonWroteOfAnAcceptedDocument) {
  telar_.Run({"invoices", "review", "set", "a.pdf", "supplier=HILOS DEL VALLE, S.A."});
  const auto accepted = Accept();
  EXPECT_EQ(accepted.exit, ExitCode::kDone) << accepted.err;
  EXPECT_THAT(Lessons("supplier"), HasSubstr("HILOS DEL VALLE, S.A."));
  EXPECT_THAT(Lessons("invoice_number"), Not(IsEmpty()));
  EXPECT_THAT(Lessons("face"), Not(IsEmpty()));
}

TEST_F(TeachConfirmed, LearnsNothingBeforeThePersonAccepts) {
  telar_.Run({"invoices", "review", "set", "a.pdf", "supplier=HILOS DEL VALLE, S.A."});
  EXPECT_THAT(Lessons("supplier"), IsEmpty());
  Accept("--dry-run");
  EXPECT_THAT(Lessons("supplier"), IsEmpty());
}

TEST_F(TeachConfirmed, ReadsWhicheverFileOfTheDocumentIsStillThere) {
  fs::remove(telar_.folder / "inbox/a.pdf");
  const auto accepted = Accept();
  EXPECT_EQ(accepted.exit, ExitCode::kDone) << accepted.err;
  EXPECT_THAT(Lessons("supplier"), Not(IsEmpty()));
}

TEST_F(TeachConfirmed, SaysThatADocumentThatLeftTheInboxTaughtNothing) {
  fs::remove(telar_.folder / "inbox/a.pdf");
  fs::remove(telar_.folder / "inbox/b.pdf");
  const auto accepted = Accept("--quiet");
  EXPECT_EQ(accepted.exit, ExitCode::kDone) << "the acceptance stands";
  EXPECT_THAT(accepted.out + accepted.err, HasSubstr("nothing was learned from it"));
  EXPECT_THAT(accepted.out + accepted.err, HasSubstr("it left the inbox"));
  EXPECT_THAT(Lessons("supplier"), IsEmpty());
}

TEST_F(TeachConfirmed, DoesNotLearnFromAnotherDocumentUnderTheSameName) {
  telar_.folder.Write("inbox/a.pdf", PaperInvoice("F-2026-777"));
  telar_.folder.Write("inbox/b.pdf", PaperInvoice("F-2026-777"));
  const auto accepted = Accept();
  EXPECT_EQ(accepted.exit, ExitCode::kDone) << accepted.err;
  EXPECT_THAT(Lessons("supplier"), IsEmpty());
}

}  // namespace
}  // namespace telar::app
