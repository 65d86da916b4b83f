#include <gmock/gmock.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "core/digest.h"
#include "core/text.h"
#include "tests/app/paper.h"
#include "tests/app/program.h"

namespace telar::app {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::InProcess;
using ::testing::IsEmpty;
using testing::PaperInvoice;
using ::testing::StartsWith;

std::vector<json> Lines(const std::string& text) {
  std::vector<json> lines;
  for (const std::string_view line : Split(text, '\n')) {
    if (!line.empty()) lines.push_back(json::parse(line));
  }
  return lines;
}

TEST(InvoicesRead, PrintsOneObjectALineByTheContract) {
  InProcess telar;
  const std::string paper = PaperInvoice();
  telar.folder.Write("a.pdf", paper);
  const auto ran = telar.Run({"invoices", "read", "--json", "a.pdf"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  const auto lines = Lines(ran.out);
  ASSERT_EQ(lines.size(), 1U);
  const json& a = lines[0];
  EXPECT_EQ(a.at("file"), "a.pdf");
  EXPECT_EQ(a.at("sha256"), Sha256Hex(paper));
  EXPECT_EQ(a.at("kind"), "pdf");
  EXPECT_EQ(a.at("reader"), "text");
  EXPECT_EQ(a.at("pages"), 1);
  EXPECT_EQ(a.at("verdict"), "accept") << a.at("reasons");
  EXPECT_TRUE(a.at("error").is_null());
  EXPECT_TRUE(a.at("class").is_null()) << "no model decided";
  EXPECT_EQ(a.at("fields").at("total").at("value"), "112.00");
  EXPECT_EQ(a.at("lines").size(), 2U);
}

TEST(InvoicesRead, KeepsTheOrderOfTheFilesHoweverLongEachTakes) {
  InProcess telar;
  std::vector<std::string> arguments = {"invoices", "read", "--json"};
  for (int i = 0; i < 9; ++i) {
    const std::string name = std::to_string(i) + ".pdf";
    telar.folder.Write(name, PaperInvoice("F-" + std::to_string(i)));
    arguments.push_back(name);
  }
  const auto ran = telar.Run(arguments);
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  const auto lines = Lines(ran.out);
  ASSERT_EQ(lines.size(), 9U);
  for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(lines[i].at("file"), std::to_string(i) + ".pdf");
}

TEST(InvoicesRead, TellsAFileThatFailsAsAnObjectOfItsOwn) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  telar.folder.Write("notes.txt", "call the supplier back\n");
  telar.folder.Write("cut.pdf", PaperInvoice().substr(0, 80));
  telar.folder.Write("folder/x", "");
  const auto ran = telar.Run(
      {"invoices", "read", "--json", "missing.pdf", "a.pdf", "notes.txt", "folder", "cut.pdf"});
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople);
  std::vector<std::string> codes;
  for (const json& line : Lines(ran.out)) {
    codes.push_back(line.at("error").is_null() ? ""
                                               : line.at("error").at("code").get<std::string>());
    EXPECT_EQ(line.at("verdict") == "failed", !line.at("error").is_null());
  }
  EXPECT_THAT(codes,
              ElementsAre("not_found", "", "invalid_input", "invalid_input", "invalid_input"));
  EXPECT_EQ(telar.Run({"invoices", "read", "missing.pdf"}).exit, ExitCode::kAllFailed);
}

TEST(InvoicesRead, RefusesAFileBeyondTheLimitWithoutReadingItWhole) {
  InProcess telar;
  telar.folder.Write("big.pdf", "%PDF-1.4\n" + std::string((1 << 20) + 1, ' '));
  const auto ran =
      telar.Run({"invoices", "read", "--json", "--set", "reader.file_mb=1", "big.pdf"});
  EXPECT_EQ(ran.exit, ExitCode::kAllFailed);
  const json big = Lines(ran.out).at(0);
  EXPECT_EQ(big.at("error").at("code"), "limit_exceeded");
  EXPECT_THAT(big.at("error").at("hint").get<std::string>(), HasSubstr("reader.file_mb"));
}

TEST(InvoicesRead, ReadsStandardInput) {
  InProcess telar;
  telar.input = PaperInvoice();
  const auto ran = telar.Run({"invoices", "read", "--json", "-"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_EQ(Lines(ran.out).at(0).at("fields").at("invoice_number").at("value"), "F-2026-001");
}

TEST(InvoicesRead, TakesTheClassFromThePerson) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  const auto ran = telar.Run({"invoices", "read", "--json", "--class", "preventiva", "a.pdf"});
  const json a = Lines(ran.out).at(0);
  EXPECT_EQ(a.at("class").at("label"), "preventiva");
  EXPECT_EQ(a.at("class").at("model"), "by hand");
  EXPECT_EQ(telar.Run({"invoices", "read", "--class", "preventative", "a.pdf"}).exit,
            ExitCode::kUsage);
}

TEST(InvoicesRead, PrintsAViewForPeople) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  const auto ran = telar.Run({"invoices", "read", "a.pdf", "missing.pdf"});
  EXPECT_THAT(ran.out, StartsWith("a.pdf: pdf, read by text, 1 page\n"));
  EXPECT_THAT(ran.out, HasSubstr("112.00"));
  EXPECT_THAT(ran.out, HasSubstr("Tela de algodon"));
  EXPECT_THAT(ran.out, HasSubstr("\n  accept: everything that could be checked agrees\n"));
  EXPECT_THAT(ran.out, HasSubstr("missing.pdf: failed\n"));
}

TEST(InvoicesRead, PrintsTheTextOfThePages) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  auto ran = telar.Run({"invoices", "read", "--text", "a.pdf"});
  EXPECT_THAT(ran.out, StartsWith("Hilos del Valle S.A.\nRUC: 1790012345001\n"));
  ran = telar.Run({"invoices", "read", "--text", "a.pdf", "missing.pdf"});
  EXPECT_THAT(ran.out, StartsWith("==> a.pdf <==\n"));
  EXPECT_THAT(ran.err, HasSubstr("missing.pdf"));
  EXPECT_EQ(ran.exit, ExitCode::kSomeNeedPeople);
  ran = telar.Run({"invoices", "read", "--text", "--json", "a.pdf"});
  EXPECT_THAT(Lines(ran.out).at(0).at("pages").at(0).at("text").get<std::string>(),
              HasSubstr("Total 112.00"));
}

TEST(InvoicesRead, PrintsEveryWordWithItsPlace) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  const auto words = Lines(telar.Run({"invoices", "read", "--words", "--json", "a.pdf"}).out);
  ASSERT_FALSE(words.empty());
  EXPECT_EQ(words[0].at("text"), "Hilos");
  EXPECT_EQ(words[0].at("page"), 1);
  EXPECT_NEAR(words[0].at("box").at(0).get<double>(), 50, 1);
  EXPECT_THAT(telar.Run({"invoices", "read", "--words", "a.pdf"}).out, HasSubstr("Hilos"));
}

TEST(InvoicesRead, ExplainsItsChoices) {
  InProcess telar;
  telar.environment["LC_ALL"] = "C.UTF-8";
  telar.folder.Write("a.pdf", PaperInvoice());
  const auto ran = telar.Run({"invoices", "read", "--explain", "a.pdf", "missing.pdf"});
  EXPECT_THAT(ran.out, HasSubstr("printed in Spanish"));
  EXPECT_THAT(ran.out, HasSubstr("  total\n"));
  EXPECT_THAT(ran.out, HasSubstr("✔ 112.00"));
  EXPECT_THAT(ran.out, HasSubstr("missing.pdf: failed\n"));
  EXPECT_EQ(telar.Run({"invoices", "read", "--explain", "--text", "a.pdf"}).exit, ExitCode::kUsage);
}

TEST(InvoicesRead, ExplainsInJson) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  const json a = Lines(telar.Run({"invoices", "read", "--explain", "--json", "a.pdf"}).out).at(0);
  EXPECT_EQ(a.at("explain").at("total").at(0).at("value"), "112.00");
  EXPECT_EQ(a.at("locale").at("language"), "es");
  const json plain = Lines(telar.Run({"invoices", "read", "--json", "a.pdf"}).out).at(0);
  EXPECT_FALSE(plain.contains("explain") || plain.contains("locale") || plain.contains("pictures"));
}

TEST(InvoicesRead, DrawsWhatItRead) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  auto ran = telar.Run({"invoices", "read", "--render", "out.png", "a.pdf"});
  EXPECT_EQ(ran.exit, ExitCode::kDone) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("drawn: out.png\n"));
  EXPECT_THAT(testing::ReadFile(telar.folder / "out.png"), StartsWith("\x89PNG"));
  const json a =
      Lines(telar.Run({"invoices", "read", "--json", "--render", "seen/", "a.pdf"}).out).at(0);
  EXPECT_THAT(a.at("pictures"), ElementsAre("seen/a.png"));
}

TEST(InvoicesRead, SaysWhyItDrawsNoPicture) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  telar.folder.Write("out.png", "mine");
  auto ran = telar.Run({"invoices", "read", "--render", "out.png", "a.pdf"});
  EXPECT_EQ(ran.exit, ExitCode::kUsage);
  EXPECT_THAT(ran.out, HasSubstr("112.00")) << "it was read all the same";
  EXPECT_THAT(ran.err, HasSubstr("out.png: it exists already"));
  EXPECT_EQ(telar.Run({"invoices", "read", "--render", "out.jpg", "a.pdf"}).exit, ExitCode::kUsage);
}

TEST(InvoicesRead, StopsStartingFilesWhenAskedTo) {
  InProcess telar;
  telar.folder.Write("a.pdf", PaperInvoice());
  telar.interrupts.Request(SIGINT);
  const auto ran = telar.Run({"invoices", "read", "--json", "a.pdf"});
  EXPECT_EQ(ran.exit, ExitCode::kInterrupted);
  EXPECT_THAT(ran.out, IsEmpty());
}

TEST(InvoicesRead, SaysThatTheReaderIsMissing) {
  InProcess telar;
  telar.environment["TELAR_READER"] = "nowhere";
  telar.folder.Write("a.pdf", PaperInvoice());
  const auto ran = telar.Run({"invoices", "read", "--json", "a.pdf"});
  EXPECT_EQ(ran.exit, ExitCode::kConfig);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("nowhere"));
}

}  // namespace
}  // namespace telar::app
