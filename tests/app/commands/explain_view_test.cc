#include "app/commands/explain_view.h"

#include <gmock/gmock.h>

#include "app/table.h"
#include "core/text.h"

namespace telar::app {
namespace {

using invoices::Candidate;
using invoices::Evidential;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

documents::Document TwoPages() {
  documents::Document document;
  for (const int number : {1, 2}) {
    documents::Page page;
    page.number = number;
    page.width = 600;
    page.height = 900;
    document.pages.push_back(page);
  }
  return document;
}

Candidate Amount(std::string value, double probability, std::vector<Evidential> evidence) {
  return {std::move(value), "", 2, {500, 800, 560, 812}, probability, std::move(evidence)};
}

invoices::ReadReport Report() {
  invoices::ReadReport report;
  report.file = "a.pdf";
  report.kind = "pdf";
  report.reader = "text";
  report.pages = 2;
  report.invoice.fields["total"] = {.value = "4542.23",
                                    .raw = "4.542,23",
                                    .confidence = 0.97,
                                    .page = 2,
                                    .box = {500, 800, 560, 812},
                                    .how = invoices::How::kText};
  report.invoice.fields["currency"] = {
      .value = "USD", .raw = "US$", .confidence = 0.6, .page = 1, .box = {}};
  report.invoice.verdict = invoices::Verdict::kReview;
  report.invoice.reasons = {"missing_date: no date was found"};
  Candidate total = Amount("4542.23", 0.97,
                           {{"adds_up_with_tax", 3.04},
                            {"total_label", 2.1},
                            {"total_largest", 1.2},
                            {"total_currency_mark", 0.9},
                            {"print_size", -0.4},
                            {"total_zero", 0.01}});
  total.raw = "4.542,23";
  report.explanation = invoices::Explanation{
      {"total",
       {total, Amount("3817.00", 0.02, {{"subtotal_label", -2.5}, {"total_currency_mark", 0.9}})}},
      {"date", {Amount("2023-03-05", 0.4, {})}}};
  report.locale = invoices::ReadingLocale{.language = invoices::Language::kSpanish,
                                          .decimals = invoices::DecimalMark::kComma,
                                          .dates = std::nullopt,
                                          .currency = "USD"};
  return report;
}

std::string View(const invoices::ReadReport& report, ExplainOptions options = {.style = {}}) {
  return ExplainView(report, TwoPages(), options);
}

TEST(ExplainView, TellsFileLocaleVerdictAndReasons) {
  EXPECT_THAT(View(Report()),
              AllOf(HasSubstr("a.pdf: pdf, read by text, 2 pages\n"),
                    HasSubstr("printed in Spanish, numbers like 1.234,56, order of day and month "
                              "left open, amounts in USD\n"),
                    HasSubstr("  review: a person should look at it\n"
                              "  - No date was found (missing_date)\n")));
}

TEST(ExplainView, DrawsATreeOfCandidatesWithWhatWeighsMost) {
  EXPECT_THAT(View(Report()),
              HasSubstr("  total\n"
                        "  ├─ ✔ 4542.23       ██████████ 0.97  page 2 bottom right\n"
                        "  │      printed \"4.542,23\"\n"
                        "  │      +3.0 subtotal and tax give the total\n"
                        "  │      +2.1 the label \"total\" belongs to it\n"
                        "  │      +1.2 the largest amount\n"
                        "  │      −0.4 size of its print\n"
                        "  └─   3817.00       ░░░░░░░░░░ 0.02  page 2 bottom right\n"
                        "         −2.5 the label \"subtotal\" belongs to it\n"
                        "         +0.9 a currency mark beside the total\n"));
}

TEST(ExplainView, SpeaksAsciiWhereTheTerminalDoesNotDrawMore) {
  const std::string view = View(Report(), {.style = {}, .utf8 = false});
  EXPECT_THAT(view, HasSubstr("  |- * 4542.23       ########## 0.97  page 2 bottom right\n"));
  EXPECT_THAT(view, HasSubstr("-0.4 size of its print"));
}

TEST(ExplainView, SaysWhatWasLeftOutAndWhatIsDoubtful) {
  const std::string view = View(Report());
  EXPECT_THAT(view, HasSubstr("  date: left out, nothing was sure enough\n"
                              "  └─   2023-03-05    ████░░░░░░ 0.40"));
  EXPECT_THAT(view, HasSubstr("  currency: doubtful, 0.60\n"
                              "  └─ ✔ USD           ██████░░░░ 0.60  computed, not printed\n"));
}

TEST(ExplainView, ShowsFiveRunnersUpAndAllOnDemand) {
  invoices::ReadReport report = Report();
  auto& totals = (*report.explanation)["total"];
  for (int i = 0; i < 6; ++i) totals.push_back(Amount(std::to_string(i) + ".77", 0.001, {}));
  const std::string some = View(report);
  EXPECT_THAT(some,
              AllOf(HasSubstr("3.77"), Not(HasSubstr("4.77")), HasSubstr("└─ 2 more with -v")));
  const std::string all = View(report, {.style = {}, .all = true});
  EXPECT_THAT(all, AllOf(HasSubstr("5.77"), Not(HasSubstr("more with")),
                         HasSubstr("+0.0 a total of zero")));
}

TEST(ExplainView, GivesPlacesAsNumbersOnDemand) {
  EXPECT_THAT(View(Report(), {.style = {}, .all = true}),
              HasSubstr("page 2 bottom right [500 800 560 812]"));
}

TEST(ExplainView, TellsPlacesOfThePageSetUpright) {
  documents::Document document = TwoPages();
  document.pages[1].quarter_turns = 1;
  document.pages.push_back(document.pages[1]);
  // What was bottom right is bottom left once the page is turned clockwise.
  EXPECT_THAT(ExplainView(Report(), document, {.style = {}}),
              HasSubstr("0.97  page 2 bottom left\n"));
}

TEST(ExplainView, FitsTheTerminal) {
  invoices::ReadReport report = Report();
  (*report.explanation)["total"][0].value = std::string(200, '7');
  (*report.explanation)["total"][0].raw = std::string(200, '7') + " EUR";
  const std::string view = View(report, {.width = 80, .style = {}});
  for (const std::string_view line : Split(view, '\n')) {
    EXPECT_LE(DisplayWidth(line), line.find("printed in") == line.npos ? 80 : 200) << line;
  }
}

TEST(ExplainView, LetsForeignTextDoNothingToTheTerminal) {
  invoices::ReadReport report = Report();
  (*report.explanation)["total"][0].value = "1\x1b[2J";
  EXPECT_THAT(View(report), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace telar::app
