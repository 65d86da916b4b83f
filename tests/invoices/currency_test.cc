#include "invoices/currency.h"

#include <gmock/gmock.h>

#include "invoices/evidence.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

std::string CodeOf(std::string_view text) {
  const auto document = testing::TextDocument(text);
  const Layout layout = BuildLayout(document);
  return Gather(layout).currency.code;
}

TEST(InferCurrency, FollowsTheMarksAtTheAmounts) {
  EXPECT_EQ(CodeOf("Total US$ 12.50"), "USD");
  EXPECT_EQ(CodeOf("Total 12,50 €"), "EUR");
  EXPECT_EQ(CodeOf("TOTAL RM12.50"), "MYR");
  EXPECT_EQ(CodeOf("Total S/. 12.50"), "PEN");
  EXPECT_EQ(CodeOf("Total 12.50"), "");
}

TEST(InferCurrency, TellsDollarsAndPesosApartByTheCountrysTaxNumber) {
  EXPECT_EQ(CodeOf("Total $ 12.500"), "USD");
  EXPECT_EQ(CodeOf("NIT 900.123.456-7\nTotal $ 12.500"), "COP");
  EXPECT_EQ(CodeOf("RFC ABC010101AB1\nTotal $ 12.50"), "MXN");
  EXPECT_EQ(CodeOf("Valores en dólares americanos\nTotal $ 12.50"), "USD");
}

TEST(InferCurrency, ReadsACodeInAHeading) { EXPECT_EQ(CodeOf("Amount (EUR)\n12.50"), "EUR"); }

TEST(CurrencyMarkAt, DoesNotCutAMarkOutOfAWord) {
  EXPECT_EQ(CurrencyMarkAt("RMS", 0), 0U);
  EXPECT_EQ(CurrencyMarkAt("FARM", 2), 0U);
  EXPECT_EQ(CurrencyMarkAt("RM5", 0), 2U);
  EXPECT_EQ(CurrencyMarkAt("euros", 0), 5U);
}

TEST(InferCurrency, BelievesACodeBesideTheAmountsMoreThanTheCountry) {
  constexpr std::string_view kAustralian = "Acme Pty Ltd, VIC 8007 Australia\nABN 87 613 824 258\n";
  EXPECT_EQ(CodeOf(std::string(kAustralian) + "Item   Amount (USD)\nTotal: USD   $40.59\n"), "USD");
  EXPECT_EQ(CodeOf(std::string(kAustralian) + "Total   $40.59\n"), "AUD");
}

}  // namespace
}  // namespace telar::invoices
