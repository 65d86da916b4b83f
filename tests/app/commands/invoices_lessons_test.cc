#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "core/text.h"
#include "tests/app/paper.h"
#include "tests/app/program.h"

namespace telar::app {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using testing::InProcess;
using testing::PaperInvoice;

/// Teaches one invoice whose supplier a person spells in a way of their own.
void Taught(InProcess& telar) {
  telar.folder.Write("labelled/0.pdf", PaperInvoice("F-1001"));
  telar.folder.Write("labelled/0.json",
                     R"({"supplier": "HILOS DEL VALLE, S.A.", "invoice_number": "F-1001"})");
  const auto taught = telar.Run({"invoices", "lessons", "teach", "labelled"});
  ASSERT_EQ(taught.exit, ExitCode::kDone) << taught.err;
}

std::string FirstLesson(InProcess& telar, const std::string& field) {
  const auto listed = telar.Run({"invoices", "lessons", "list", "--json", "--field", field});
  return json::parse(Split(listed.out, '\n')[0]).at("lesson");
}

TEST(InvoicesLessons, AreListedWithTheDocumentThatTaughtThem) {
  InProcess telar;
  Taught(telar);
  const auto listed = telar.Run({"invoices", "lessons", "list", "valle"});
  EXPECT_EQ(listed.exit, ExitCode::kDone) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("HILOS DEL VALLE, S.A."));
  EXPECT_THAT(listed.out, HasSubstr("invoice_number"));
  const auto shown =
      telar.Run({"invoices", "lessons", "show", "--json", FirstLesson(telar, "supplier")});
  EXPECT_EQ(json::parse(shown.out).at("documents").size(), 1U) << shown.err;
}

TEST(InvoicesLessons, AreForgottenOnDemandAndStayVisible) {
  InProcess telar;
  Taught(telar);
  const std::string lesson = FirstLesson(telar, "supplier");
  EXPECT_EQ(telar.Run({"invoices", "lessons", "drop", "--dry-run", lesson}).exit, ExitCode::kDone);
  EXPECT_EQ(FirstLesson(telar, "supplier"), lesson);
  EXPECT_EQ(telar.Run({"invoices", "lessons", "drop", lesson}).exit, ExitCode::kDone);
  EXPECT_EQ(telar.Run({"invoices", "lessons", "list", "--field", "supplier"}).exit,
            ExitCode::kNothingToDo);
  EXPECT_THAT(telar.Run({"invoices", "lessons", "list", "--dropped"}).out,
              HasSubstr("dropped: by hand"));
}

TEST(InvoicesLessons, GoToAnotherDatabaseAsAFile) {
  InProcess telar, other;
  Taught(telar);
  const auto exported = telar.Run({"invoices", "lessons", "export"});
  ASSERT_EQ(exported.exit, ExitCode::kDone) << exported.err;
  other.folder.Write("lessons.json", exported.out);
  const auto imported = other.Run({"invoices", "lessons", "import", "lessons.json"});
  EXPECT_EQ(imported.exit, ExitCode::kDone) << imported.err;
  EXPECT_EQ(other.Run({"invoices", "lessons", "export"}).out, exported.out);
}

TEST(InvoicesLessons, AreUsedByTheNextRun) {
  InProcess telar;
  Taught(telar);
  telar.folder.Write("inbox/b.pdf", PaperInvoice("F-2002"));
  const auto ran = telar.Run({"invoices", "run", "--class", "preventiva"});
  ASSERT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  const json read = json::parse(telar.Run({"invoices", "list", "--json"}).out);
  EXPECT_EQ(read.at("fields").at("supplier").at("value"), "HILOS DEL VALLE, S.A.");
  EXPECT_EQ(read.at("fields").at("supplier").at("how"), "lesson");
}

TEST(InvoicesLessons, AreUsedByReadOnlyWhenAsked) {
  InProcess telar;
  Taught(telar);
  telar.folder.Write("b.pdf", PaperInvoice("F-2002"));
  const json alone = json::parse(telar.Run({"invoices", "read", "--json", "b.pdf"}).out);
  EXPECT_EQ(alone.at("fields").at("supplier").at("value"), "Hilos del Valle S.A.");
  EXPECT_FALSE(alone.contains("lessons"));
  const json read =
      json::parse(telar.Run({"invoices", "read", "--lessons", "--json", "b.pdf"}).out);
  EXPECT_EQ(read.at("fields").at("supplier").at("value"), "HILOS DEL VALLE, S.A.");
  EXPECT_EQ(read.at("lessons").at(0).at("field"), "supplier");
}

TEST(InvoicesLessons, NeedADatabaseToLookInto) {
  InProcess telar;
  const auto listed = telar.Run({"invoices", "lessons", "list"});
  EXPECT_NE(listed.exit, ExitCode::kDone);
  EXPECT_THAT(listed.err, HasSubstr("does not exist yet"));
}

TEST(InvoicesLessons, NameALessonThatIsNotThere) {
  InProcess telar;
  Taught(telar);
  EXPECT_THAT(telar.Run({"invoices", "lessons", "show", "zz"}).err, HasSubstr("there is none"));
  EXPECT_EQ(telar.Run({"invoices", "lessons", "drop"}).exit, ExitCode::kUsage);
}

}  // namespace
}  // namespace telar::app
