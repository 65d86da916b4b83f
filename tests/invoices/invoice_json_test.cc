#include "invoices/invoice_json.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/support/status_matchers.h"

namespace telar::invoices {
namespace {

using Json = nlohmann::ordered_json;

ReadReport Report() {
  ReadReport report;
  report.file = "a.pdf";
  report.sha256 = "00ff";
  report.kind = "pdf";
  report.reader = "text";
  report.pages = 1;
  report.invoice.verdict = Verdict::kAccept;
  report.invoice.fields["total"] =
      Field{"112.00", "RM 112.00", 0.99, 1, {1, 2, 3.456F, 4}, How::kText};
  report.invoice.fields["supplier"] =
      Field{"Tela S.L.", "Tela S.L.", 0.9, 1, {1, 2, 3, 4}, How::kLesson};
  Line line;
  line.description = "Lona";
  line.quantity = *Decimal::Parse("2");
  line.unit_price = *Decimal::Parse("56.00");
  line.amount = *Decimal::Parse("112.00");
  line.confidence = 0.97;
  line.box = {1, 2, 3, 4};
  report.invoice.lines.push_back(line);
  return report;
}

std::vector<std::string> Keys(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

TEST(ReadReportJson, HasTheKeysOfTheContractInOrder) {
  const Json json = Json::parse(ReadReportJson(Report()));
  EXPECT_THAT(Keys(json),
              ::testing::ElementsAre("file", "sha256", "kind", "reader", "pages", "verdict",
                                     "reasons", "error", "class", "fields", "lines"));
  EXPECT_THAT(Keys(json["fields"]), ::testing::ElementsAre("supplier", "total"));
  EXPECT_THAT(Keys(json["fields"]["total"]),
              ::testing::ElementsAre("value", "raw", "confidence", "page", "box", "how"));
  EXPECT_THAT(Keys(json["lines"][0]),
              ::testing::ElementsAre("description", "code", "quantity", "unit", "unit_price",
                                     "amount", "tax_rate", "confidence", "page", "box"));
}

TEST(ReadReportJson, AddsTheOtherReceiptsOfAPicture) {
  ReadReport report = Report();
  report.invoice.more.push_back(Report().invoice);
  const Json json = Json::parse(ReadReportJson(report));
  ASSERT_EQ(json["more"].size(), 1U);
  EXPECT_THAT(Keys(json["more"][0]),
              ::testing::ElementsAre("verdict", "reasons", "fields", "lines"));
  EXPECT_EQ(json["more"][0]["fields"]["total"]["value"], "112.00");
}

TEST(ReadReportJson, AddsWhatWasAskedForAtTheEnd) {
  ReadReport report = Report();
  report.explanation =
      Explanation{{"total",
                   {{"112.00", "RM 112.00", 1, {1, 2, 3, 4}, 0.97, {{"total_label", 2.104}}},
                    {"100.00", "100.00", 1, {}, 0.02, {}}}},
                  {"date", {{"2026-01-05", "5/1/26", 2, {1, 2, 3, 4}, 0.4, {}}}}};
  report.locale = ReadingLocale{.language = Language::kMalay,
                                .decimals = DecimalMark::kPoint,
                                .dates = std::nullopt,
                                .currency = ""};
  report.pictures = {"a.png"};
  const Json json = Json::parse(ReadReportJson(report));
  EXPECT_EQ(json["explain"].dump(),
            R"({"date":[{"value":"2026-01-05","raw":"5/1/26","page":2,"box":[1.0,2.0,3.0,4.0],)"
            R"("probability":0.4,"chosen":false,"evidence":[]}],)"
            R"("total":[{"value":"112.00","raw":"RM 112.00","page":1,"box":[1.0,2.0,3.0,4.0],)"
            R"("probability":0.97,"chosen":true,"evidence":[{"name":"total_label","weight":2.1}]},)"
            R"({"value":"100.00","raw":"100.00","page":1,"box":null,"probability":0.02,)"
            R"("chosen":false,"evidence":[]}]})");
  EXPECT_EQ(json["locale"].dump(),
            R"({"language":"ms","decimal_mark":".","date_order":null,"currency":null})");
  EXPECT_EQ(json["pictures"].dump(), R"(["a.png"])");
}

TEST(ReadReportJson, PrintsDecimalsAsTextAndWhatIsAbsentAsNull) {
  const Json json = Json::parse(ReadReportJson(Report()));
  EXPECT_EQ(json["lines"][0]["amount"], "112.00");
  EXPECT_TRUE(json["lines"][0]["code"].is_null());
  EXPECT_TRUE(json["lines"][0]["tax_rate"].is_null());
  EXPECT_TRUE(json["class"].is_null());
  EXPECT_TRUE(json["error"].is_null());
  EXPECT_EQ(json["fields"]["total"]["box"], Json::parse("[1.0, 2.0, 3.46, 4.0]"));
  EXPECT_EQ(json["fields"]["supplier"]["how"], "lesson");
}

TEST(FieldsJson, ReadsBackAsItWasWrittenWhereABoxIsThinnerThanItsRounding) {
  Invoice invoice = Report().invoice;
  invoice.fields["total"].box = {130, 54, 178, 54.001F};
  const std::string stored = FieldsJson(invoice);
  EXPECT_TRUE(Json::parse(stored)["total"]["box"].is_null());
  Invoice again;
  ASSERT_OK(ParseFieldsJson(stored, again));
  EXPECT_EQ(FieldsJson(again), stored);
}

TEST(FieldsJson, RefusesANumberThatNoInvoiceHas) {
  const std::string stored = FieldsJson(Report().invoice);
  const auto with = [&](const char* name, const Json& value) {
    Json fields = Json::parse(stored);
    fields["total"][name] = value;
    Invoice again;
    return ParseFieldsJson(fields.dump(), again);
  };
  EXPECT_TRUE(with("page", 3).ok());
  for (const Status& refused :
       {with("box", {35.5, 20, 3.9e98, 40}), with("box", {-3.9e37, 20, 30, 40}),
        with("confidence", 1e306), with("confidence", -0.1), with("page", 4e9), with("page", -1)}) {
    EXPECT_EQ(refused.code(), Code::kInvalidInput);
    EXPECT_EQ(refused.FullMessage(), "read stored fields: not as it was written");
  }
}

TEST(LinesJson, RefusesANumberThatNoInvoiceHas) {
  Json lines = Json::parse(LinesJson(Report().invoice));
  lines[0]["box"] = {0, 0, 1e300, 10};
  Invoice again;
  EXPECT_EQ(ParseLinesJson(lines.dump(), again).code(), Code::kInvalidInput);
}

TEST(ReadReportJson, TellsAFailureWithCodeMessageAndHint) {
  ReadReport report;
  report.file = "b.pdf";
  report.error = Status::InvalidInput("read b.pdf: encrypted")
                     .WithContext("read")
                     .WithHint("remove the password");
  const Json json = Json::parse(ReadReportJson(report));
  EXPECT_EQ(json["verdict"], "failed");
  EXPECT_EQ(json["error"]["code"], "invalid_input");
  EXPECT_EQ(json["error"]["hint"], "remove the password");
  EXPECT_TRUE(json["kind"].is_null());
  EXPECT_TRUE(json["fields"].is_object());
}

TEST(ReadReportJson, StaysOneLineAndValidWhateverIsPrinted) {
  ReadReport report = Report();
  report.invoice.fields["supplier"].value = "a\nb\"\xFF";
  const std::string text = ReadReportJson(report);
  EXPECT_EQ(text.find('\n'), std::string::npos);
  EXPECT_EQ(Json::parse(text)["fields"]["supplier"]["value"], "a\nb\"\uFFFD");
}

TEST(ReadReportJson, PrintsTheClassAModelDecided) {
  ReadReport report = Report();
  report.decision = Classification{InvoiceClass::kPreventiva, 0.98, "m1"};
  EXPECT_EQ(Json::parse(ReadReportJson(report))["class"]["label"], "preventiva");
}

TEST(ReportReader, TellsTextFromOcrFromBoth) {
  documents::Document document;
  EXPECT_EQ(ReportReader(document), "");
  documents::Page page;
  page.words.emplace_back();
  page.source = documents::PageSource::kText;
  document.pages.push_back(page);
  EXPECT_EQ(ReportReader(document), "text");
  page.source = documents::PageSource::kOcr;
  document.pages.push_back(page);
  EXPECT_EQ(ReportReader(document), "mixed");
}

TEST(ReportReader, TellsOfAPageWhosePicturesWereReadBesideItsText) {
  documents::Document document;
  document.pages.push_back({.source = documents::PageSource::kMixed, .words = {{.text = "x"}}});
  EXPECT_EQ(ReportReader(document), "mixed");
}

}  // namespace
}  // namespace telar::invoices
