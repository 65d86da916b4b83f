#include "invoices/several_receipts.h"

#include <gmock/gmock.h>

#include "invoices/extract.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::telar::testing::TextDocument;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::string_view kLooms =
    "INVENTED LOOMS SDN BHD\n"
    "12 Weaver Street\n"
    "Date: 05/03/2024\n"
    "Cotton twill          2 x 10.00      20.00\n"
    "Linen                 1 x 12.50      12.50\n"
    "Total                                32.50\n"
    "Cash                                 50.00\n"
    "Change                               17.50\n";
constexpr std::string_view kBakery =
    "IMAGINED BAKERY SDN BHD\n"
    "7 Miller Road\n"
    "Date: 17/04/2024\n"
    "Rye bread             1 x 4.20        4.20\n"
    "Plum cake             2 x 3.10        6.20\n"
    "Total                                10.40\n"
    "Cash                                 20.00\n"
    "Change                                9.60\n";

/// The texts as sheets of paper on one picture, one below the other.
documents::Document Sheets(const std::vector<std::string_view>& texts) {
  documents::Document document;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    documents::Document sheet = TextDocument(texts[i]);
    for (documents::Word& word : sheet.pages[0].words) {
      word.box.y0 += 1000 * static_cast<float>(i);
      word.box.y1 += 1000 * static_cast<float>(i);
    }
    document.pages.push_back(std::move(sheet.pages[0]));
  }
  document.page_count = 1;
  return document;
}

std::string Supplier(const Invoice& invoice) {
  const Field* field = invoice.Find("supplier");
  return field == nullptr ? "" : field->value;
}

std::string Total(const Invoice& invoice) {
  const Field* field = invoice.Find("total");
  return field == nullptr ? "" : field->value;
}

TEST(SeveralReceipts, BecomeRecordsOfTheirOwnForAPersonToLookAt) {
  const Invoice invoice = Extract(Sheets({kLooms, kBakery}));
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
  ASSERT_FALSE(invoice.reasons.empty());
  EXPECT_EQ(invoice.reasons[0], "several_receipts: 2 receipts on one picture");
  ASSERT_THAT(invoice.more, SizeIs(1));
  EXPECT_THAT((std::vector{Total(invoice), Total(invoice.more[0])}),
              ::testing::UnorderedElementsAre("32.50", "10.40"));
  EXPECT_NE(Supplier(invoice), Supplier(invoice.more[0]));
}

TEST(SeveralReceipts, HoldOnlyTheirOwnLines) {
  const Invoice invoice = Extract(Sheets({kLooms, kBakery}));
  EXPECT_LE(invoice.lines.size(), 2U);
}

TEST(SeveralReceipts, AreNotSeenInOneReceiptTornInTwo) {
  const std::size_t half = kLooms.find("Linen");
  const Invoice invoice = Extract(Sheets({kLooms.substr(0, half), kLooms.substr(half)}));
  EXPECT_THAT(invoice.more, IsEmpty());
  EXPECT_EQ(Total(invoice), "32.50");
  EXPECT_EQ(Supplier(invoice), "INVENTED LOOMS SDN BHD");
}

TEST(SeveralReceipts, AreNotSeenInPagesWithNumbersOfTheirOwn) {
  documents::Document document = Sheets({kLooms, kBakery});
  document.pages[1].number = 2;
  EXPECT_THAT(Extract(document).more, IsEmpty());
}

TEST(SeveralReceipts, AreNotSeenBesideASlipWithoutDateAndTotal) {
  EXPECT_THAT(Extract(Sheets({kLooms, "THANK YOU\nPLEASE COME AGAIN\n"})).more, IsEmpty());
}

TEST(JoinReceipts, PutsTheSurestFirst) {
  const auto sheet = [](double confidence) {
    Invoice invoice;
    for (const char* name : {"supplier", "date", "total"}) {
      invoice.fields[name] = {.value = "x", .confidence = confidence};
    }
    return invoice;
  };
  Invoice joined;
  ASSERT_TRUE(JoinReceipts({sheet(0.6), sheet(0.9), sheet(0.7)}, joined));
  EXPECT_EQ(joined.Find("total")->confidence, 0.9);
  EXPECT_THAT(joined.reasons, ElementsAre("several_receipts: 3 receipts on one picture"));
  EXPECT_THAT(joined.more, SizeIs(2));
}

TEST(JoinReceipts, LeavesASingleReceiptAlone) {
  Invoice joined;
  EXPECT_FALSE(JoinReceipts({Invoice{}, Invoice{}}, joined));
  EXPECT_THAT(joined.reasons, IsEmpty());
}

}  // namespace
}  // namespace telar::invoices
