#include "app/commands/invoice_view.h"

#include <gmock/gmock.h>

#include "app/table.h"
#include "core/text.h"

namespace telar::app {
namespace {

using ::testing::HasSubstr;

invoices::ReadReport Report() {
  invoices::ReadReport report;
  report.file = "a.pdf";
  report.kind = "pdf";
  report.reader = "ocr";
  report.pages = 2;
  report.invoice.fields["supplier"] = {
      .value = "Hilos del Valle S.A., una casa con un nombre muy largo",
      .raw = "",
      .confidence = 0.914,
      .page = 2,
      .box = {},
      .how = invoices::How::kOcr};
  invoices::Line line;
  line.description = "Tela";
  line.amount = *Decimal::Parse("60.00");
  report.invoice.lines.push_back(line);
  report.invoice.verdict = invoices::Verdict::kReview;
  report.invoice.reasons = {"missing_total: no total was found"};
  return report;
}

TEST(InvoiceView, ShowsFieldsLinesAndReasons) {
  const std::string view = InvoiceView(Report(), 0, Style{});
  EXPECT_THAT(view, HasSubstr("a.pdf: pdf, read by ocr, 2 pages\n"));
  EXPECT_THAT(view, HasSubstr("0.91     2  ocr"));
  EXPECT_THAT(view, HasSubstr("60.00"));
  EXPECT_THAT(view, HasSubstr("  review: a person should look at it\n"
                              "  - No total was found (missing_total)\n"));
}

TEST(InvoiceView, MarksWhatIsDoubtful) {
  invoices::ReadReport report = Report();
  report.invoice.fields["total"] = {.value = "9.00", .raw = "", .confidence = 0.7499};
  const std::string view = InvoiceView(report, 0, Style{});
  EXPECT_THAT(view, HasSubstr(" 0.74?"));
  EXPECT_THAT(view, HasSubstr(" 0.91 "));
  EXPECT_THAT(InvoiceView(report, 0, Style{.color = true}), HasSubstr("\x1b[33m0.74?"));
}

TEST(SureText, NeverPromisesMoreThanItIs) {
  EXPECT_EQ(SureText(0.749), "0.74");
  EXPECT_EQ(SureText(0.999), "0.99");
  EXPECT_EQ(SureText(0.29), "0.29");
  EXPECT_EQ(SureText(1), "1.00");
}

TEST(InvoiceView, TellsReasonsAsSentences) {
  invoices::ReadReport report = Report();
  report.invoice.reasons = {"low_confidence: invoice_number is right with a probability of 0.69",
                            "line_mismatch: A_B says 9.00"};
  EXPECT_THAT(InvoiceView(report, 0, Style{}),
              HasSubstr("  - Invoice number is right with a probability of 0.69 (low_confidence)\n"
                        "  - A_B says 9.00 (line_mismatch)\n"));
}

TEST(InvoiceView, FitsTheTerminal) {
  const std::string view = InvoiceView(Report(), 70, Style{});
  for (const std::string_view line : Split(view, '\n')) EXPECT_LE(DisplayWidth(line), 70) << line;
  EXPECT_THAT(view, HasSubstr("…"));
}

TEST(InvoiceView, TellsAFailureWithItsHint) {
  invoices::ReadReport report;
  report.file = "evil\x1b[2J.pdf";
  report.error = Status::InvalidInput("read it: damaged").WithHint("scan it again");
  EXPECT_EQ(InvoiceView(report, 0, Style{}),
            "evil\uFFFD[2J.pdf: failed\n  read it: damaged\n  hint: scan it again\n\n");
}

}  // namespace
}  // namespace telar::app
