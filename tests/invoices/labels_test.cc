#include "invoices/labels.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Label> Labels(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  std::vector<Label> labels;
  for (const LabelHit& hit : FindLabels(layout.rows.at(0))) labels.push_back(hit.label);
  return labels;
}

TEST(FindLabels, NeverFindsTotalInsideSubtotal) {
  EXPECT_THAT(Labels("Subtotal"), ElementsAre(Label::kSubtotal));
  EXPECT_THAT(Labels("Sub-Total:"), ElementsAre(Label::kSubtotal));
  EXPECT_THAT(Labels("Subtotaal"), ElementsAre(Label::kSubtotal));
  EXPECT_THAT(Labels("Total"), ElementsAre(Label::kTotal));
}

TEST(FindLabels, PrefersTheLongerLabel) {
  EXPECT_THAT(Labels("Total IVA"), ElementsAre(Label::kTax));
  EXPECT_THAT(Labels("TOTAL A PAGAR"), ElementsAre(Label::kTotalDue));
  EXPECT_THAT(Labels("Total Qty"), ElementsAre(Label::kOtherTotal));
  EXPECT_THAT(Labels("Fecha de vencimiento"), ElementsAre(Label::kDueDate));
  EXPECT_THAT(Labels("Fecha de pedido"), ElementsAre(Label::kOtherDate));
  EXPECT_THAT(Labels("Fecha"), ElementsAre(Label::kDate));
  EXPECT_THAT(Labels("TAX INVOICE"), ElementsAre(Label::kTitle));
  EXPECT_THAT(Labels("GST ID No"), ElementsAre(Label::kTaxId));
}

TEST(FindLabels, ForgivesOneSlipInALongWord) {
  EXPECT_THAT(Labels("Subtota1"), ElementsAre(Label::kSubtotal));
  EXPECT_THAT(Labels("Factvra No"), ElementsAre(Label::kInvoiceNumber));
  EXPECT_THAT(Labels("ROUNDlNG ADJ"), ElementsAre(Label::kRounding));
  EXPECT_THAT(Labels("T0TAL"), ElementsAre(Label::kTotal));
}

TEST(FindLabels, ForgivesNothingInAShortWord) {
  EXPECT_THAT(Labels("Tonal"), IsEmpty());
  EXPECT_THAT(Labels("Fechas"), IsEmpty());
}

TEST(FindLabels, DoesNotReachAcrossColumns) {
  EXPECT_THAT(Labels("Total      IVA"), ElementsAre(Label::kTotal, Label::kTax));
}

TEST(FindLabels, FindsASingleWordBeforeAColumnGap) {
  EXPECT_THAT(Labels("Total        5,00"), ElementsAre(Label::kTotal));
}

TEST(FindLabels, TakesACompoundForWhatItEndsWith) {
  EXPECT_THAT(Labels("Honorarrechnung Nr."), ElementsAre(Label::kInvoiceNumber));
  EXPECT_THAT(Labels("Maandfactuur"), ElementsAre(Label::kInvoiceNumber));
  EXPECT_THAT(Labels("Berechnung"), IsEmpty());
}

}  // namespace
}  // namespace telar::invoices
