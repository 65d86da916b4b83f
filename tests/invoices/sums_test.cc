#include "invoices/sums.h"

#include <gmock/gmock.h>

#include "invoices/lines.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

struct Read {
  explicit Read(std::string_view text, DecimalMark mark = DecimalMark::kPoint)
      : document(testing::TextDocument(text)),
        layout(BuildLayout(document)),
        evidence(Gather(layout)) {
    const LineTable table = FindLines(evidence, mark);
    sums = ChooseSums(evidence, FindSums(evidence, mark, table.rows), table.lines);
  }
  documents::Document document;
  Layout layout;
  Evidence evidence;
  Sums sums;
};

std::string Value(const std::optional<Field>& field) { return field ? field->value : "absent"; }

TEST(ChooseSums, TakesTheTotalAndNotTheSubtotal) {
  const Read read("Subtotal   4,290.00\nIVA 19%   815.10\nTotal   5,105.10\n");
  EXPECT_EQ(Value(read.sums.subtotal), "4290.00");
  EXPECT_EQ(Value(read.sums.tax), "815.10");
  EXPECT_EQ(Value(read.sums.total), "5105.10");
  EXPECT_TRUE(read.sums.equation);
  EXPECT_GT(read.sums.total->confidence, 0.95);
}

TEST(ChooseSums, SubtractsTheDiscount) {
  const Read read("Subtotal   100.00\nDescuento   -10.00\nIVA   18.00\nTotal   108.00\n");
  EXPECT_EQ(Value(read.sums.discount), "-10.00");
  EXPECT_TRUE(read.sums.equation);
}

TEST(ChooseSums, AddsTwoTaxesOfDifferentRates) {
  const Read read("Subtotal   200.00\nIVA 10%   10.00\nIVA 21%   21.00\nTotal   231.00\n");
  EXPECT_EQ(Value(read.sums.tax), "31.00");
  EXPECT_EQ(read.sums.tax->how, How::kComputed);
}

TEST(ChooseSums, ReadsASummaryTableUnderItsLabels) {
  const Read read("Base imponible      IVA        Total\n     41.31          8.68       49.99\n");
  EXPECT_EQ(Value(read.sums.subtotal), "41.31");
  EXPECT_EQ(Value(read.sums.tax), "8.68");
  EXPECT_EQ(Value(read.sums.total), "49.99");
}

TEST(ChooseSums, TellsTotalFromCashChangeAndRounding) {
  const Read read(
      "TOTAL   12.32\nROUNDING   -0.02\nROUNDED TOTAL   12.30\nCASH   20.00\nCHANGE   7.70\n");
  EXPECT_EQ(Value(read.sums.total), "12.30");
  EXPECT_TRUE(read.sums.confirmed);
}

TEST(ChooseSums, TakesWhatWasPaidWhenTheRoundedTotalHasNoLabel) {
  const Read read("TOTAL   31.02\nROUNDING ADJ   -0.02\nCASH   31.00\n");
  EXPECT_EQ(Value(read.sums.total), "31.00");
}

TEST(ChooseSums, DoesNotCountItemsAsATotal) {
  EXPECT_EQ(Value(Read("TOTAL QTY   12\nTOTAL   9.50\n").sums.total), "9.50");
}

TEST(ChooseSums, FindsNothingWithoutALabel) {
  const Read read("12.50   3.00\n99.00\n");
  EXPECT_EQ(Value(read.sums.total), "absent");
  EXPECT_FALSE(read.sums.confirmed);
}

TEST(ChooseSums, TrustsALoneTotalLess) {
  const Read read("Total   5.10\n");
  EXPECT_EQ(Value(read.sums.total), "5.10");
  EXPECT_FALSE(read.sums.confirmed);
  EXPECT_LT(read.sums.total->confidence, 0.86);
}

}  // namespace
}  // namespace telar::invoices
