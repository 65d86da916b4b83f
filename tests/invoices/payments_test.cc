#include "invoices/payments.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Read {
  explicit Read(std::string_view text, documents::PageSource source = documents::PageSource::kText)
      : document(testing::TextDocument(text, {.source = source})),
        layout(BuildLayout(document)),
        evidence(Gather(layout)),
        candidates(FindSums(evidence, DecimalMark::kPoint, {})) {}
  documents::Document document;
  Layout layout;
  Evidence evidence;
  std::vector<SumCandidate> candidates;
};

TEST(FindPayments, PairsCashWithTheChangeBelowIt) {
  const auto payments = FindPayments(Read("CASH   20.00\nCHANGE   5.90\n").candidates);
  ASSERT_THAT(payments, SizeIs(1));
  EXPECT_EQ(payments[0].Total().ToString(), "14.10");
  EXPECT_TRUE(payments[0].Changed());
}

TEST(FindPayments, TellsChangeOfNothingFromNoChange) {
  const auto nothing = FindPayments(Read("CASH   20.00\nCHANGE   0.00\n").candidates);
  ASSERT_THAT(nothing, SizeIs(1));
  EXPECT_TRUE(nothing[0].change.has_value());
  EXPECT_FALSE(nothing[0].Changed());
  const auto absent = FindPayments(Read("CASH   20.00\n").candidates);
  ASSERT_THAT(absent, SizeIs(1));
  EXPECT_FALSE(absent[0].change.has_value());
  EXPECT_EQ(absent[0].Total().ToString(), "20.00");
}

TEST(FindPayments, NeedsALabel) {
  EXPECT_THAT(FindPayments(Read("20.00\nCHANGE   5.90\n").candidates), IsEmpty());
}

TEST(MisreadTotal, HasTheDigitsBehindALabelOfATotal) {
  const Decimal value = Decimal::FromUnits(1410, 2);
  for (const char* text : {"TOTAL RM 14-10", "TOTAL RM 14:10", "TOTAL RM 14 10"}) {
    const Read scan(text, documents::PageSource::kOcr);
    const auto found = MisreadTotal(scan.evidence, value);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(scan.evidence.row(0).Text(found->span), std::string_view(text).substr(9)) << text;
  }
  for (const char* text : {"TOTAL RM 14-11", "TOTAL RM 1410", "CASH RM 14-10", "TOTAL RM 114-10"}) {
    const Read scan(text, documents::PageSource::kOcr);
    EXPECT_FALSE(MisreadTotal(scan.evidence, value)) << text;
  }
  EXPECT_FALSE(MisreadTotal(Read("TOTAL RM 14-10").evidence, value)) << "print is what it says";
}

}  // namespace
}  // namespace telar::invoices
