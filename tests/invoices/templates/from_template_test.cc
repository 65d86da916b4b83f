#include "invoices/templates/from_template.h"

#include <gmock/gmock.h>

#include "invoices/extract.h"
#include "tests/support/fake_clock.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_folder.h"
#include "tests/support/text_document.h"

namespace telar::invoices::templates {
namespace {

using ::testing::Contains;
using ::testing::StartsWith;

constexpr std::string_view kPage = R"(
Hilos del Valle S.A.
RIF J-30999111-5
Factura: 000123              Fecha: 15/03/2024

Descripción        Cantidad   Precio     Total
Tela roja                 2    10,00     20,00
Hilo azul                 4    20,00     80,00

Subtotal                                100,00
IVA 16%                                  16,00
Total a pagar                           116,00
)";

constexpr std::string_view kTemplate = R"(
issuer: Hilos del Valle
keywords: [Hilos del Valle]
fields:
  amount: Total a pagar\s+([\d,]+)
  amount_tax: IVA 16%\s+([\d,]+)
  amount_untaxed: Subtotal\s+([\d,]+)
  date: Fecha:\s+(\S+)
  invoice_number: Factura:\s+(\d+)
options: {decimal_separator: ',', date_formats: ['%d/%m/%Y'], currency: VES}
)";

struct Applied {
  Invoice extracted, invoice;
  documents::Document document;
};

Applied Apply(std::string yaml, std::string_view page = kPage) {
  const testing::TempFolder folder;
  folder.Write("t.yml", yaml);
  const testing::FakeClock clock;
  const auto library = Library::Load(folder.path());
  EXPECT_TRUE(library.ok());
  Applied applied;
  applied.document = testing::TextDocument(page);
  Findings findings;
  applied.extracted = ExtractWith(applied.document, EvidenceWeights::BuiltIn(), nullptr, &findings);
  applied.invoice = applied.extracted;
  const Reading reading = (*library)->Read(applied.document, clock);
  EXPECT_TRUE(reading.failure.ok()) << reading.failure.ToString();
  ApplyTemplate(reading, applied.document, findings, applied.invoice);
  return applied;
}

std::string With(std::string_view from, std::string_view to) {
  std::string yaml(kTemplate);
  yaml.replace(yaml.find(from), from.size(), to);
  return yaml;
}

TEST(ApplyTemplate, FieldsAreTheTemplatesWithTheirPlace) {
  const Applied applied = Apply(std::string(kTemplate));
  const Field* total = applied.invoice.Find("total");
  ASSERT_NE(total, nullptr);
  EXPECT_EQ(total->value, "116.00");
  EXPECT_EQ(total->how, How::kTemplate);
  EXPECT_FALSE(total->box.empty());
  EXPECT_EQ(applied.invoice.Find("date")->value, "2024-03-15");
  EXPECT_EQ(applied.invoice.Find("supplier")->value, "Hilos del Valle");
  EXPECT_EQ(applied.invoice.Find("currency")->value, "VES");
}

TEST(ApplyTemplate, WhatTheTemplateLeavesOutIsExtracted) {
  const Applied applied = Apply(With("  amount_tax: IVA 16%\\s+([\\d,]+)\n", ""));
  ASSERT_NE(applied.invoice.Find("tax"), nullptr);
  EXPECT_EQ(applied.invoice.Find("tax")->value, "16.00");
  EXPECT_NE(applied.invoice.Find("tax")->how, How::kTemplate);
  EXPECT_EQ(applied.invoice.lines.size(), applied.extracted.lines.size());
}

TEST(ApplyTemplate, AnotherValueOnThePageSendsItToAPerson) {
  const Applied applied = Apply(With("Total a pagar\\s+", "Subtotal\\s+"));
  ASSERT_GE(applied.extracted.Find("total")->confidence, kSureToDiffer);
  EXPECT_EQ(applied.invoice.Find("total")->value, "100.00");
  EXPECT_EQ(applied.invoice.verdict, Verdict::kReview);
  EXPECT_THAT(applied.invoice.reasons, Contains(StartsWith("template_mismatch: total is 100.00")));
}

TEST(ApplyTemplate, RowsOfTheTemplateTakeThePlaceOfLines) {
  const Applied applied = Apply(std::string(kTemplate) + R"(
lines:
  start: Descripci
  end: Subtotal
  line: ^(?P<name>\S.*?)\s{2,}(?P<qty>\d+)\s+(?P<price_unit>[\d,]+)\s+(?P<price_subtotal>[\d,]+)
  types: {qty: float, price_subtotal: float}
)");
  ASSERT_EQ(applied.invoice.lines.size(), 2U);
  const Line& line = applied.invoice.lines[1];
  EXPECT_EQ(line.description, "Hilo azul");
  EXPECT_EQ(line.quantity, Decimal(4));
  EXPECT_EQ(line.unit_price, Decimal(20));
  EXPECT_EQ(line.amount, Decimal(80));
  EXPECT_GT(line.box.y0, applied.invoice.lines[0].box.y0);
}

TEST(ApplyTemplate, TheDefaultCurrencyGivesWayToAPrintedOne) {
  std::string page(kPage);
  page.replace(page.find("                           116,00"), 33,
               "                       USD 116,00");
  std::string yaml = With(", currency: VES", "");
  yaml.replace(yaml.find("pagar\\s+"), 8, "pagar\\s+USD ");
  const Applied applied = Apply(yaml, page);
  EXPECT_EQ(applied.invoice.Find("currency")->value, "USD");
}

TEST(ApplyTemplate, AListOfDifferentValuesIsNoField) {
  const Applied applied = Apply(With("Total a pagar\\s+([\\d,]+)", "\\s([\\d]+,00)"));
  EXPECT_EQ(applied.invoice.Find("total")->value, "116.00");
  EXPECT_NE(applied.invoice.Find("total")->how, How::kTemplate);
}

}  // namespace
}  // namespace telar::invoices::templates
