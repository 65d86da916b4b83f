#include "invoices/corrections.h"

#include <gmock/gmock.h>

#include "tests/support/status_matchers.h"

namespace telar::invoices {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::IsOkAndHolds;
using ::testing::Not;
using ::testing::SizeIs;
using testing::StatusIs;

Decimal D(std::string_view text) { return *Decimal::Parse(text); }

Invoice Doubtful() {
  Invoice invoice;
  const auto put = [&](const char* name, const char* value, double confidence) {
    invoice.fields[name] = Field{
        .value = value, .raw = value, .confidence = confidence, .page = 1, .box = {1, 1, 9, 9}};
  };
  put("supplier", "Hilados Claros S.A.S.", 0.99);
  put("date", "2024-03-05", 0.5);
  put("subtotal", "100.00", 0.99);
  put("tax", "19.00", 0.99);
  put("total", "119.00", 0.99);
  Line line;
  line.description = "Lona";
  line.quantity = D("4");
  line.unit_price = D("25.00");
  line.amount = D("100.00");
  line.confidence = 0.97;
  invoice.lines.push_back(line);
  invoice.reasons = {"low_confidence: date is right with a probability of 0.50",
                     "date_order: 05/03/2024 may mean two days", "no_class: nobody says"};
  return invoice;
}

std::vector<std::string> RulesOf(const Invoice& invoice) {
  std::vector<std::string> rules;
  for (const std::string& reason : invoice.reasons) rules.emplace_back(RuleOf(reason));
  return rules;
}

Result<Edits> Set(Invoice& invoice, std::vector<FieldChange> changes) {
  return CorrectFields(changes, invoice);
}

TEST(NormalField, BringsValuesToTheirForm) {
  EXPECT_THAT(NormalField("date", "2026-01-31"), IsOkAndHolds("2026-01-31"));
  EXPECT_THAT(NormalField("date", "31/01/2026"), IsOkAndHolds("2026-01-31"));
  EXPECT_THAT(NormalField("due_date", "15 de enero de 2026"), IsOkAndHolds("2026-01-15"));
  EXPECT_THAT(NormalField("total", " 1.234,50 "), IsOkAndHolds("1234.50"));
  EXPECT_THAT(NormalField("total", "-12.5"), IsOkAndHolds("-12.5"));
  EXPECT_THAT(NormalField("currency", "eur"), IsOkAndHolds("EUR"));
  EXPECT_THAT(NormalField("currency", "€"), IsOkAndHolds("EUR"));
  EXPECT_THAT(NormalField("iban", "DE89 3704 0044 0532 0130 00"),
              IsOkAndHolds("DE89370400440532013000"));
  EXPECT_THAT(NormalField("supplier", "  Lonas   Altas "), IsOkAndHolds("Lonas Altas"));
  EXPECT_THAT(NormalField("purchase_order", "00457"), IsOkAndHolds("00457"));
}

TEST(NormalField, RefusesWhatMayMeanTwoThingsAndSaysHowToWriteIt) {
  EXPECT_THAT(NormalField("date", "05/03/2026"),
              StatusIs(Code::kInvalidInput, HasSubstr("write 2026-03-05 or 2026-05-03")));
  EXPECT_THAT(NormalField("total", "1.234"),
              StatusIs(Code::kInvalidInput, HasSubstr("write 1234 or 1.2340")));
  EXPECT_THAT(NormalField("total", "1,234"),
              StatusIs(Code::kInvalidInput, HasSubstr("write 1234 or 1.2340")));
}

TEST(NormalField, RefusesWhatTheFieldCannotBe) {
  EXPECT_THAT(NormalField("date", "2026-02-30"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(NormalField("total", "twelve"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(NormalField("currency", "money"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(NormalField("iban", "DE89 3704 0044 0532 0130 01"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(NormalField("supplier", "a\x01z"), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(NormalField("supplier", std::string(501, 'x')), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(NormalField("supplier", "\xff"), StatusIs(Code::kInvalidInput));
}

TEST(NormalField, WarnsOfATaxNumberThatNothingProves) {
  std::string warning;
  EXPECT_THAT(NormalField("supplier_tax_id", "B-1.234", &warning), IsOkAndHolds("B1234"));
  EXPECT_THAT(warning, HasSubstr("no check digit"));
  warning.clear();
  EXPECT_THAT(NormalField("supplier_tax_id", "DE 136695976", &warning),
              IsOkAndHolds("DE136695976"));
  EXPECT_THAT(warning, IsEmpty());
}

TEST(CorrectFields, SaysWhatWasAndWhatIs) {
  Invoice invoice = Doubtful();
  ASSERT_OK_AND_ASSIGN(const Edits made, Set(invoice, {{"date", "2024-05-03"}, {"tax", ""}}));
  ASSERT_THAT(made.edits, SizeIs(2));
  EXPECT_EQ(made.edits[0].before, "2024-03-05");
  EXPECT_EQ(made.edits[0].after, "2024-05-03");
  EXPECT_EQ(made.edits[1].after, std::nullopt);
  EXPECT_EQ(invoice.Find("tax"), nullptr);
}

TEST(CorrectFields, KeepsThePlaceOfAConfirmedValueAlone) {
  Invoice invoice = Doubtful();
  ASSERT_OK(Set(invoice, {{"date", "2024-03-05"}, {"total", "120.00"}}));
  EXPECT_EQ(invoice.Find("date")->raw, "2024-03-05");
  EXPECT_EQ(invoice.Find("date")->confidence, 1);
  EXPECT_EQ(invoice.Find("total")->raw, "");
  EXPECT_TRUE(invoice.Find("total")->box.empty());
}

TEST(CorrectFields, IsAllOrNone) {
  Invoice invoice = Doubtful();
  EXPECT_THAT(Set(invoice, {{"date", "2024-05-03"}, {"totl", "1"}}),
              StatusIs(Code::kInvalidInput, HasSubstr("did you mean total?")));
  EXPECT_EQ(invoice.Find("date")->value, "2024-03-05");
}

TEST(Recheck, TakesBackWhatACorrectionSettles) {
  Invoice invoice = Doubtful();
  ASSERT_OK(Set(invoice, {{"date", "2024-05-03"}}));
  Recheck(invoice);
  EXPECT_THAT(RulesOf(invoice), ElementsAre("no_class"));
  EXPECT_EQ(invoice.verdict, Verdict::kAccept);
}

TEST(Recheck, KeepsADoubtThatNobodyHasSettled) {
  Invoice invoice = Doubtful();
  ASSERT_OK(Set(invoice, {{"tax", "19.00"}}));
  Recheck(invoice);
  EXPECT_THAT(RulesOf(invoice), ElementsAre("low_confidence", "date_order", "no_class"));
}

TEST(Recheck, HoldsATotalOfAPersonAgainstTheSums) {
  Invoice invoice = Doubtful();
  ASSERT_OK(Set(invoice, {{"date", "2024-05-03"}, {"total", "150.00"}}));
  Recheck(invoice);
  EXPECT_THAT(RulesOf(invoice), Contains("total_mismatch"));
  EXPECT_THAT(RulesOf(invoice), Not(Contains("unchecked_total")));
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
}

TEST(Recheck, TakesATotalThatNothingConfirmsFromAPerson) {
  Invoice invoice = Doubtful();
  invoice.lines.clear();
  invoice.reasons = {"unchecked_total: nothing but its label confirms 119.00"};
  ASSERT_OK(Set(invoice, {{"date", "2024-05-03"}, {"subtotal", ""}, {"tax", ""}}));
  Recheck(invoice);
  EXPECT_THAT(RulesOf(invoice), ElementsAre("unchecked_total"));
  ASSERT_OK(Set(invoice, {{"total", "119.00"}}));
  Recheck(invoice);
  EXPECT_THAT(invoice.reasons, IsEmpty());
}

TEST(CorrectLine, WarnsOfAProductThatIsNotTheAmount) {
  Invoice invoice = Doubtful();
  const std::vector<FieldChange> changes = {{"quantity", "5"}, {"code", "L-1"}};
  ASSERT_OK_AND_ASSIGN(const Edits made, CorrectLine(1, changes, invoice));
  EXPECT_THAT(made.warnings, ElementsAre(HasSubstr("5 × 25.00 is not 100.00")));
  EXPECT_EQ(made.edits[0].field, "line 1 quantity");
  EXPECT_EQ(invoice.lines[0].code, "L-1");
  EXPECT_EQ(invoice.lines[0].confidence, 1);
}

TEST(CorrectLine, RefusesUnknownLinesAndColumns) {
  Invoice invoice = Doubtful();
  const std::vector<FieldChange> good = {{"quantity", "5"}}, bad = {{"colour", "red"}},
                                 empty = {{"description", ""}};
  EXPECT_THAT(CorrectLine(2, good, invoice), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(CorrectLine(0, good, invoice), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(CorrectLine(1, bad, invoice), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(CorrectLine(1, empty, invoice), StatusIs(Code::kInvalidInput));
  EXPECT_THAT(AddLine(good, invoice), StatusIs(Code::kInvalidInput, HasSubstr("description")));
}

}  // namespace
}  // namespace telar::invoices
