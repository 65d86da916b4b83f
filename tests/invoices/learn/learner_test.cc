#include "invoices/learn/learner.h"

#include <gmock/gmock.h>

#include <set>

#include "invoices/extract.h"
#include "tests/support/text_document.h"

namespace telar::invoices::learn {
namespace {

/// A slip whose total stands behind a word of ours, above a larger number behind "Total".
LabelledDocument Slip(int i) {
  const std::string shop = std::string(1, static_cast<char>('A' + i)) + "BC HARDWARE SDN BHD";
  const std::string total = std::to_string(10 + i) + ".50", other = std::to_string(50 + i) + ".00";
  LabelledDocument slip;
  slip.document = testing::TextDocument(shop + "\nNO " + std::to_string(i + 1) +
                                        ", JALAN BUNGA\n81100 JOHOR\nInvoice 7\nSubtotal   " +
                                        total + "\nTotal   " + other + "\n");
  slip.truth = {{"supplier", shop}, {"total", total}};
  return slip;
}

TEST(Learn, LearnsWhatTheLabelsSayEvenAgainstTheUsualMeaningOfWords) {
  std::vector<LabelledDocument> slips;
  for (int i = 0; i < 12; ++i) slips.push_back(Slip(i));
  std::vector<const LabelledDocument*> borrowed;
  for (const auto& slip : slips) borrowed.push_back(&slip);
  const EvidenceWeights weights = Learn(borrowed, {.steps = 120});
  const LabelledDocument unseen = Slip(17);
  const Invoice invoice = ExtractWith(unseen.document, weights, nullptr);
  ASSERT_NE(invoice.Find("total"), nullptr);
  EXPECT_EQ(invoice.Find("total")->value, unseen.truth.at("total"));
  ASSERT_NE(invoice.Find("supplier"), nullptr);
  EXPECT_EQ(invoice.Find("supplier")->value, unseen.truth.at("supplier"));
}

TEST(Learn, IsTheSameForTheSameDocuments) {
  std::vector<LabelledDocument> slips = {Slip(1), Slip(2), Slip(3), Slip(4), Slip(5)};
  std::vector<const LabelledDocument*> borrowed;
  for (const auto& slip : slips) borrowed.push_back(&slip);
  EXPECT_EQ(Learn(borrowed, {.steps = 30}).Format(), Learn(borrowed, {.steps = 30}).Format());
}

TEST(Learn, LearnsWhichNumberIsTheInvoicesAndKeepsTheRulesThatNoDocumentShows) {
  std::vector<LabelledDocument> slips;
  for (int i = 0; i < 12; ++i) {
    slips.push_back(Slip(i));
    // What stands behind "Invoice" is never the number here.
    slips.back().complete = true;
  }
  std::vector<const LabelledDocument*> borrowed;
  for (const auto& slip : slips) borrowed.push_back(&slip);
  const EvidenceWeights weights = Learn(borrowed, {.steps = 120});
  EXPECT_EQ(ExtractWith(Slip(17).document, weights, nullptr).Find("invoice_number"), nullptr);
  constexpr std::string_view kPayers[] = {"payers_account"};
  EXPECT_EQ(weights.Of("iban", kPayers), PriorWeights().Of("iban", kPayers));
}

TEST(Learn, LearnsThatASecondReadingIsWorthNothingWhereItAgreesWithEverything) {
  std::vector<LabelledDocument> slips;
  for (int i = 0; i < 16; ++i) {
    slips.push_back(Slip(i));
    for (documents::Page& page : slips.back().document.pages) {
      page.source = documents::PageSource::kOcr;
      for (documents::Word& word : page.words) word.confidence = 0.3F;
    }
    if (i % 2 == 0) slips.back().truth["total"] = "99.99";
  }
  std::vector<const LabelledDocument*> borrowed;
  for (const auto& slip : slips) borrowed.push_back(&slip);
  int looks = 0;
  const auto look = [&](const LabelledDocument& slip,
                        const documents::PageRegion&) -> Result<std::vector<documents::Word>> {
    ++looks;
    return slip.document.pages[0].words;
  };
  constexpr std::string_view kSame[] = {"read_again_same_unsure"};
  const EvidenceWeights weights = Learn(borrowed, {.steps = 60, .look = look});
  EXPECT_GT(looks, 0);
  EXPECT_LT(weights.Of("second_look", kSame)[0], PriorWeights().Of("second_look", kSame)[0]);
}

TEST(FoldOf, KeepsASupplierTogetherAndSpreadsSuppliers) {
  std::set<int> folds;
  for (int i = 0; i < 20; ++i) folds.insert(FoldOf(Slip(i), 4));
  EXPECT_EQ(folds.size(), 4U);
  LabelledDocument same = Slip(3);
  same.truth["total"] = "1.00";
  EXPECT_EQ(FoldOf(same, 4), FoldOf(Slip(3), 4));
}

TEST(Agrees, ComparesAmountsAsNumbersAndTextByItsLettersAndDigits) {
  EXPECT_TRUE(Agrees("total", "12.50", "RM 12.5"));
  EXPECT_FALSE(Agrees("total", "12.50", "12.05"));
  EXPECT_TRUE(Agrees("supplier", "Kedai Contoh S.D.N.", "KEDAI CONTOH SDN"));
  EXPECT_FALSE(Agrees("supplier", "Kedai", "Kedai Contoh"));
}

}  // namespace
}  // namespace telar::invoices::learn
