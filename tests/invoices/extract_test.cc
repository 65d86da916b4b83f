#include "invoices/extract.h"

#include <gmock/gmock.h>

#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using testing::TextDocument;

std::string ValueOf(const Invoice& invoice, std::string_view name) {
  const Field* field = invoice.Find(name);
  return field == nullptr ? "absent" : field->value;
}

TEST(Extract, FailsOnlyADocumentWithoutWords) {
  const Invoice invoice = Extract(TextDocument("\n\n"));
  EXPECT_EQ(invoice.verdict, Verdict::kFailed);
  EXPECT_THAT(invoice.fields, IsEmpty());
}

TEST(Extract, InventsNothingOnAPageThatIsNoInvoice) {
  const Invoice invoice =
      Extract(TextDocument("lorem ipsum dolor sit amet\nconsectetur adipiscing elit sed do\n"));
  EXPECT_EQ(ValueOf(invoice, "total"), "absent");
  EXPECT_EQ(ValueOf(invoice, "date"), "absent");
  EXPECT_EQ(ValueOf(invoice, "invoice_number"), "absent");
  EXPECT_THAT(invoice.lines, IsEmpty());
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
}

TEST(Extract, DecidesThousandsByTheRestOfTheDocument) {
  EXPECT_EQ(ValueOf(Extract(TextDocument("IVA 12,50\nTotal 1.234\n")), "total"), "1234");
  EXPECT_EQ(ValueOf(Extract(TextDocument("Tax 12.50\nTotal 1,234\n")), "total"), "1234");
}

TEST(Extract, AsksAPersonWhereANumberMayMeanTwo) {
  const Invoice invoice =
      Extract(TextDocument("Factura No. 77\nFecha: 5 de marzo de 2024\nTotal 1.234\n"));
  EXPECT_EQ(invoice.verdict, Verdict::kReview);
  EXPECT_THAT(invoice.reasons, Contains(HasSubstr("number_format: 1.234")));
  EXPECT_LE(invoice.Find("total")->confidence, 0.5);
}

TEST(Extract, PassesTheReadersDoubtOnToTheField) {
  constexpr std::string_view kText = "Subtotal 100.00\nTax 19.00\nTotal 119.00\n";
  const double sure = Extract(TextDocument(kText)).Find("total")->confidence;
  const Invoice doubtful =
      Extract(TextDocument(kText, {.source = documents::PageSource::kOcr, .confidence = 0.4F}));
  EXPECT_LT(doubtful.Find("total")->confidence, sure);
  EXPECT_EQ(doubtful.Find("total")->how, How::kOcr);
}

TEST(Extract, ComputesASubtotalThatIsNotPrintedFromTotalAndTax) {
  constexpr std::string_view kText =
      "Keramik am Deich e.K.                                     Rechnung 4711-23\n\n"
      "Gesamtsumme                                                     90,90 EUR\n"
      "inkl. 19 % MwSt.                                                14,51 EUR\n";
  const Invoice invoice = Extract(TextDocument(kText, {.char_width = 7}));
  EXPECT_EQ(ValueOf(invoice, "subtotal"), "76.39");
  EXPECT_EQ(invoice.Find("subtotal")->how, How::kComputed);
  const Invoice other = Extract(TextDocument("Gesamtsumme      90,90 EUR\nMwSt.      11,00 EUR\n"));
  EXPECT_EQ(ValueOf(other, "subtotal"), "absent") << "no rate says that the tax belongs to it";
}

TEST(Extract, ComputesNoSubtotalOnATillsRoll) {
  const Invoice invoice =
      Extract(TextDocument("Total        90,90 EUR\nincl. VAT 19%   14,51 EUR\n"));
  EXPECT_EQ(ValueOf(invoice, "tax"), "14.51");
  EXPECT_EQ(ValueOf(invoice, "subtotal"), "absent");
}

TEST(Extract, GivesTheSameInvoiceForTheSameWords) {
  const auto document = TextDocument("Tela S.L.\nFactura 123\nTotal 5,00\n");
  EXPECT_EQ(Extract(document).fields.size(), Extract(document).fields.size());
  EXPECT_EQ(ValueOf(Extract(document), "total"), ValueOf(Extract(document), "total"));
}

TEST(Extract, SurvivesNumbersThatAreNone) {
  for (const char* text :
       {"Total .", "Total ,", "Total 1,234,56", "Total 1.2.3.4", "Total -", "Total (", "Total $",
        "Total 999999999999999999999999999999", "\xC2", "Total \xE2\x82", "Total 5\xE2\x88",
        "Cant Precio Importe\n999999999999999 999999999999999 999999999999999"}) {
    const Invoice invoice = Extract(TextDocument(text));
    EXPECT_NE(invoice.verdict, Verdict::kAccept) << text;
  }
}

TEST(Extract, ReadsAPageOfAHundredThousandWordsUpToItsLimit) {
  documents::Document document =
      TextDocument("Total 1.00 Total 2.00 Fecha 05/03/2024 Factura No 1");
  std::vector<documents::Word> words;
  for (int i = 0; i < 100'000; ++i) {
    documents::Word word =
        document.pages[0].words[static_cast<std::size_t>(i) % document.pages[0].words.size()];
    const auto column = static_cast<float>(i % 50), row = static_cast<float>(i / 50);
    word.box = {column * 60, row * 7, column * 60 + 50, row * 7 + 12};
    words.push_back(word);
  }
  document.pages[0].words = std::move(words);
  const Invoice invoice = Extract(document);
  EXPECT_THAT(invoice.reasons, Contains(HasSubstr("too_long")));
}

TEST(Extract, ReadsTheSameFromASkewedPage) {
  constexpr std::string_view kText =
      "ARTICULO              CANTIDAD      PRECIO      IMPORTE\n"
      "Lona azul marino          2          10,00        20,00\n"
      "Hilo blanco fino          1           2,00         2,00\n"
      "Cinta de raso roja        3           1,00         3,00\n"
      "Subtotal de todo                                  25,00\n"
      "IVA                                                4,75\n"
      "Total a pagar                                     29,75\n";
  const Invoice straight = Extract(TextDocument(kText));
  const Invoice skewed = Extract(TextDocument(kText, {.skew = 0.015F}));
  EXPECT_EQ(ValueOf(skewed, "total"), "29.75");
  EXPECT_THAT(straight.lines, SizeIs(3));
  EXPECT_THAT(skewed.lines, SizeIs(3));
}

}  // namespace
}  // namespace telar::invoices
