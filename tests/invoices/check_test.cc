#include "invoices/check.h"

#include <gmock/gmock.h>

namespace telar::invoices {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Decimal D(std::string_view text) { return *Decimal::Parse(text); }

Invoice Good() {
  Invoice invoice;
  const auto put = [&](const char* name, const char* value) {
    invoice.fields[name] = Field{.value = value, .raw = value, .confidence = 0.99};
  };
  put("supplier", "Hilados Claros S.A.S.");
  put("invoice_number", "F-1");
  put("date", "2024-03-05");
  put("subtotal", "100.00");
  put("tax", "19.00");
  put("total", "119.00");
  Line line;
  line.description = "Lona";
  line.quantity = D("4");
  line.unit_price = D("25.00");
  line.amount = D("100.00");
  line.confidence = 0.97;
  invoice.lines.push_back(line);
  return invoice;
}

const Findings kConfirmed{.total_confirmed = true};

TEST(Check, AcceptsWhatIsCompleteAndAddsUp) {
  Invoice invoice = Good();
  Check(kConfirmed, invoice);
  EXPECT_EQ(invoice.verdict, Verdict::kAccept);
  EXPECT_THAT(invoice.reasons, IsEmpty());
}

TEST(Check, FailsOnlyWhenNothingCouldBeRead) {
  Invoice invoice;
  Check({.any_words = false}, invoice);
  EXPECT_EQ(invoice.verdict, Verdict::kFailed);
  Check({}, invoice);
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
}

TEST(Check, NamesEachMissingField) {
  Invoice invoice;
  Check({}, invoice);
  EXPECT_THAT(invoice.reasons,
              ElementsAre(HasSubstr("missing_supplier: "), HasSubstr("missing_date: "),
                          HasSubstr("missing_total: ")));
}

TEST(Check, SaysWhichSumsDisagree) {
  Invoice invoice = Good();
  invoice.lines[0].amount = D("90.00");
  Check(kConfirmed, invoice);
  EXPECT_THAT(invoice.reasons,
              ElementsAre("total_mismatch: lines add up to 90.00, subtotal says 100.00"));
  invoice = Good();
  invoice.fields["tax"].value = "18.00";
  Check({}, invoice);
  EXPECT_THAT(
      invoice.reasons,
      Contains("total_mismatch: subtotal, discount and tax give 118.00, total says 119.00"));
}

TEST(Check, SaysWhichLineDisagrees) {
  Invoice invoice = Good();
  invoice.lines[0].unit_price = D("20.00");
  invoice.lines[0].confidence = 0.5;
  Check(kConfirmed, invoice);
  EXPECT_THAT(invoice.reasons, ElementsAre("line_mismatch: line 1 says 4 × 20.00 = 100.00"));
}

TEST(Check, SendsDoubtToAPerson) {
  Invoice invoice = Good();
  invoice.fields["date"].confidence = 0.6;
  Check({.number_format = "1.234", .date_order = "05/03/2024"}, invoice);
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
  EXPECT_THAT(invoice.reasons,
              ElementsAre(HasSubstr("low_confidence: date"), HasSubstr("unchecked_total: "),
                          HasSubstr("number_format: 1.234"), HasSubstr("date_order: 05/03/2024")));
}

TEST(CheckConfidence, LooksAtTheConfidencesAloneAndKeepsOtherReasons) {
  Invoice invoice;
  invoice.fields["total"] = Field{.value = "5.00", .confidence = 0.6};
  invoice.reasons = {"low_confidence: total is right with a probability of 0.10",
                     "missing_date: no date was found"};
  CheckConfidence(invoice);
  EXPECT_THAT(invoice.reasons, ElementsAre(HasSubstr("missing_date"), HasSubstr("0.60")));
  invoice.fields["total"].confidence = 1;
  invoice.reasons.erase(invoice.reasons.begin());
  CheckConfidence(invoice);
  EXPECT_EQ(invoice.verdict, Verdict::kAccept);
}

TEST(Check, ForgetsTheReasonsOfAnEarlierCheck) {
  Invoice invoice = Good();
  invoice.fields.erase("date");
  Check(kConfirmed, invoice);
  invoice.fields["date"] = Field{.value = "2024-03-05", .confidence = 1};
  Check(kConfirmed, invoice);
  EXPECT_EQ(invoice.verdict, Verdict::kAccept);
}

TEST(ProductAgrees, AllowsTheRoundingOfTheLastDigit) {
  EXPECT_TRUE(ProductAgrees(D("3"), D("0.333"), D("1.00")));
  EXPECT_TRUE(ProductAgrees(D("2.5"), D("10.00"), D("25.00")));
  EXPECT_FALSE(ProductAgrees(D("3"), D("0.30"), D("1.00")));
  EXPECT_FALSE(ProductAgrees(D("3"), D("5.00"), D("16.00")));
  EXPECT_TRUE(ProductAgrees(D("3"), D("1500"), D("4500")));
  EXPECT_FALSE(ProductAgrees(D("3"), D("1500"), D("4501")));
}

}  // namespace
}  // namespace telar::invoices
