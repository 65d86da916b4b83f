#include "invoices/second_look.h"

#include <gmock/gmock.h>

#include <map>

#include "tests/support/status_matchers.h"
#include "tests/support/stub_reader.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::telar::testing::TextDocument;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr documents::Box kPlace{.x0 = 100, .y0 = 20, .x1 = 160, .y1 = 32};

Field Doubtful(std::string value, double confidence = 0.5) {
  return {.value = value, .raw = value, .confidence = confidence, .box = kPlace, .how = How::kOcr};
}

std::vector<documents::Word> Words(std::string_view text) {
  return TextDocument(text).pages.at(0).words;
}

Invoice With(const std::map<std::string, std::string>& fields) {
  Invoice invoice;
  for (const auto& [name, value] : fields) invoice.fields[name] = Doubtful(value);
  return invoice;
}

Opinion Look(std::string_view field, std::string_view seen, Invoice& invoice,
             double word_confidence = 0.6) {
  return Weigh({.field = std::string(field), .region = {}, .word_confidence = word_confidence},
               Words(seen), EvidenceWeights::BuiltIn(), invoice)
      .opinion;
}

TEST(SecondLook, AgreementRaisesTheConfidence) {
  for (const auto& [field, value, seen] :
       {std::tuple("total", "1234.50", "Total RM 1,234.50"),
        std::tuple("date", "2024-03-05", "05/03/2024 10:11"),
        std::tuple("invoice_number", "F-00123", "No. f-00123"),
        std::tuple("supplier", "Invented Looms Ltd", "INVENTED  LOOMS LTD.")}) {
    Invoice invoice = With({{field, value}});
    EXPECT_EQ(Look(field, seen, invoice), Opinion::kAgrees) << field;
    EXPECT_GT(invoice.Find(field)->confidence, 0.7) << field;
    EXPECT_EQ(invoice.Find(field)->value, value);
  }
}

TEST(SecondLook, DisagreementLowersTheConfidence) {
  for (const auto& [field, value, seen] : {std::tuple("total", "112.00", "Total 117.00"),
                                           std::tuple("date", "2024-03-05", "06/03/2024"),
                                           std::tuple("invoice_number", "F-00123", "F-OO123")}) {
    Invoice invoice = With({{field, value}});
    EXPECT_EQ(Look(field, seen, invoice), Opinion::kDiffers) << field;
    EXPECT_LT(invoice.Find(field)->confidence, 0.4) << field;
    EXPECT_EQ(invoice.Find(field)->value, value);
  }
}

TEST(SecondLook, SaysLessWhereTheFirstEngineWasSure) {
  Invoice sure = With({{"total", "9.00"}}), unsure = sure;
  Look("total", "9.00", sure, 1.0);
  Look("total", "9.00", unsure, 0.4);
  EXPECT_LT(sure.Find("total")->confidence, unsure.Find("total")->confidence);
}

TEST(SecondLook, SilenceChangesNothing) {
  Invoice invoice = With({{"total", "9.00"}, {"supplier", "Invented Ltd"}});
  EXPECT_EQ(Look("total", "no number here", invoice), Opinion::kNone);
  EXPECT_EQ(Look("supplier", "", invoice), Opinion::kNone);
  EXPECT_EQ(Look("iban", "9.00", invoice), Opinion::kNone);
  EXPECT_EQ(invoice.Find("total")->confidence, 0.5);
}

TEST(SecondLook, ASumThatComesOutProvesAnotherReading) {
  Invoice invoice = With({{"subtotal", "100.00"}, {"tax", "19.00"}, {"total", "179.00"}});
  EXPECT_EQ(Look("total", "119.00", invoice), Opinion::kReplaces);
  EXPECT_EQ(invoice.Find("total")->value, "119.00");
  EXPECT_EQ(invoice.Find("total")->raw, "119.00");
  EXPECT_GT(invoice.Find("total")->confidence, 0.8);
}

TEST(SecondLook, TheExplanationShowsTheValueThatTookTheOthersPlace) {
  Invoice invoice = With({{"subtotal", "100.00"}, {"tax", "19.00"}, {"total", "179.00"}});
  Explanation explanation;
  explanation["total"].push_back({.value = "179.00", .probability = 0.5});
  Weigh({.field = "total"}, Words("119.00"), EvidenceWeights::BuiltIn(), invoice, &explanation);
  ASSERT_EQ(explanation["total"].size(), 2U);
  EXPECT_EQ(explanation["total"][0].value, "119.00");
  EXPECT_EQ(explanation["total"][0].evidence.at(0).name, "read_again_proven");
}

TEST(SecondLook, TheExplanationSaysThatTheOtherReadingAgrees) {
  Invoice invoice = With({{"total", "119.00"}});
  Explanation explanation;
  explanation["total"].push_back(
      {.value = "119.00", .probability = 0.5, .evidence = {{"total_label", 1}}});
  Weigh({.field = "total", .word_confidence = 0.6}, Words("119.00"), EvidenceWeights::BuiltIn(),
        invoice, &explanation);
  ASSERT_EQ(explanation["total"].size(), 1U);
  EXPECT_EQ(explanation["total"][0].probability, invoice.Find("total")->confidence);
  EXPECT_EQ(explanation["total"][0].evidence.back().name, "total_label");
  EXPECT_GT(explanation["total"][0].evidence.size(), 1U);
}

TEST(SecondLook, LinesThatAddUpProveAnotherReading) {
  Invoice invoice = With({{"total", "80.00"}});
  for (const char* amount : {"10.00", "20.00"}) {
    Line line;
    line.amount = *Decimal::Parse(amount);
    invoice.lines.push_back(line);
  }
  EXPECT_EQ(Look("total", "30.00", invoice), Opinion::kReplaces);
  EXPECT_EQ(invoice.Find("total")->value, "30.00");
}

TEST(SecondLook, NeverReplacesAValueThatIsProvedItself) {
  Invoice invoice = With({{"subtotal", "100.00"}, {"tax", "19.00"}, {"total", "119.00"}});
  EXPECT_EQ(Look("total", "179.00", invoice), Opinion::kDiffers);
  EXPECT_EQ(invoice.Find("total")->value, "119.00");
}

TEST(Doubts, AreTheUnsureFieldsReadFromPixels) {
  documents::Document document;
  document.pages.push_back({.source = documents::PageSource::kOcr,
                            .quarter_turns = 2,
                            .words = {{.text = "9.00",
                                       .box = {.x0 = 110, .y0 = 22, .x1 = 150, .y1 = 30},
                                       .confidence = 0.7F}}});
  Invoice invoice = With({{"total", "9.00"}, {"date", "2024-03-05"}, {"tax", "1.00"}});
  invoice.fields["date"].confidence = 0.9;
  invoice.fields["tax"].how = How::kText;
  invoice.fields["subtotal"] = {.value = "8.00", .confidence = 0.4, .how = How::kComputed};
  const std::vector<Doubt> doubts = DoubtsOf(document, invoice);
  ASSERT_EQ(doubts.size(), 1U);
  EXPECT_EQ(doubts[0].field, "total");
  EXPECT_EQ(doubts[0].region.box, kPlace);
  EXPECT_EQ(doubts[0].region.quarter_turns, 2);
  EXPECT_NEAR(doubts[0].word_confidence, 0.7, 1e-6);
}

TEST(Doubts, AreFew) {
  documents::Document document;
  document.pages.push_back({.source = documents::PageSource::kOcr});
  Invoice invoice;
  for (const std::string_view name : kFieldNames) {
    invoice.fields.emplace(name, Doubtful("9.00"));
  }
  EXPECT_EQ(DoubtsOf(document, invoice).size(), kMostLooks);
}

/// Answers every region with the same words.
class RegionReader final : public testing::StubReader {
 public:
  Result<documents::RegionWords> ReadRegion(std::string_view, const documents::PageRegion& region,
                                            const documents::ReadOptions& options) override {
    asked.push_back(options.ocr);
    regions.push_back(region);
    if (!failure.ok()) return failure;
    return documents::RegionWords{.words = Words("119.00"), .engine = engine};
  }

  std::vector<documents::OcrEngineName> asked;
  std::vector<documents::PageRegion> regions;
  std::string engine = "tesseract 5";
  Status failure;
};

class TakeSecondLookTest : public ::testing::Test {
 protected:
  TakeSecondLookTest() {
    document_.ocr_engine = "networks";
    document_.pages.push_back({.source = documents::PageSource::kOcr,
                               .words = {{.text = "119.00", .box = kPlace, .confidence = 0.2F}}});
    invoice_ = With({{"total", "119.00"}});
    invoice_.fields["total"].confidence = 0.72;
    for (const char* sure : {"supplier", "date", "currency", "invoice_number", "iban"})
      invoice_.fields[sure] = {.value = "x", .confidence = 1};
    invoice_.reasons = {"low_confidence: total is right with a probability of 0.72"};
  }
  int Take() {
    return TakeSecondLook("bytes", document_, reader_, {}, EvidenceWeights::BuiltIn(), invoice_,
                          nullptr);
  }

  documents::Document document_;
  Invoice invoice_;
  RegionReader reader_;
};

TEST_F(TakeSecondLookTest, AsksTheOtherEngineAndAcceptsWhatBothSay) {
  EXPECT_EQ(Take(), 1);
  EXPECT_THAT(reader_.asked, ElementsAre(documents::OcrEngineName::kTesseract));
  EXPECT_EQ(reader_.regions.at(0).box, kPlace);
  EXPECT_THAT(invoice_.reasons, IsEmpty());
  EXPECT_EQ(invoice_.verdict, Verdict::kAccept);
}

TEST_F(TakeSecondLookTest, AcceptsNothingThatIsDoubtfulAllTogether) {
  for (auto& [name, field] : invoice_.fields) field.confidence = std::min(field.confidence, 0.9);
  Take();
  EXPECT_THAT(invoice_.reasons, ElementsAre(HasSubstr("expected to be wrong")));
  EXPECT_EQ(invoice_.verdict, Verdict::kReview);
}

TEST_F(TakeSecondLookTest, KeepsReasonsOfOtherKinds) {
  invoice_.reasons.push_back("missing_date: no date was found");
  Take();
  EXPECT_THAT(invoice_.reasons, ElementsAre(HasSubstr("missing_date")));
  EXPECT_EQ(invoice_.verdict, Verdict::kReview);
}

TEST_F(TakeSecondLookTest, SaysHowDoubtfulADisputedFieldIs) {
  invoice_.fields["total"].value = "779.00";
  Take();
  EXPECT_LT(invoice_.Find("total")->confidence, 0.72);
  ASSERT_EQ(invoice_.reasons.size(), 1U);
  EXPECT_THAT(invoice_.reasons[0], HasSubstr("low_confidence: total is right"));
  EXPECT_THAT(invoice_.reasons[0], ::testing::Not(HasSubstr("0.72")));
}

TEST_F(TakeSecondLookTest, TakesNoEngineForItsOwnWitness) {
  reader_.engine = document_.ocr_engine;
  EXPECT_EQ(Take(), 0);
  EXPECT_EQ(invoice_.Find("total")->confidence, 0.72);
}

TEST_F(TakeSecondLookTest, LeavesAFieldThatCannotBeReadAgain) {
  reader_.failure = Status::LimitExceeded("read a region of page 1: out of memory");
  EXPECT_EQ(Take(), 0);
  EXPECT_EQ(invoice_.Find("total")->confidence, 0.72);
}

}  // namespace
}  // namespace telar::invoices
