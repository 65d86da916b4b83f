#include "invoices/memory/place.h"

#include <gmock/gmock.h>

#include "invoices/memory/print.h"
#include "tests/support/text_document.h"

namespace telar::invoices {
namespace {

using testing::TextDocument;

std::optional<FieldPlace> Learn(std::string_view text, std::string_view field,
                                std::string_view value) {
  const auto document = TextDocument(text);
  return LearnPlace(PrintedDocument(document), field, value);
}

std::string ValueAt(const documents::Document& document, const FieldPlace& place) {
  const auto placed = FindAtPlace(PrintedDocument(document), place);
  return placed ? placed->value : "nothing";
}
std::string ValueAt(std::string_view text, const FieldPlace& place) {
  return ValueAt(TextDocument(text), place);
}

constexpr std::string_view kBill =
    "Casa Ejemplo\n"
    "Zubrel: KX-1180\n"
    "Morvan: 12.03.2024\n"
    "Dralo              70,00\n"
    "Prinkul           84,70\n";

TEST(Place, IsFoundAgainBesideALabelThatNoDictionaryHas) {
  const auto place = Learn(kBill, "invoice_number", "KX-1180");
  ASSERT_TRUE(place);
  EXPECT_EQ(ValueAt("Casa Ejemplo\nZubrel: KX-2207\nMorvan: 02.05.2024\nDralo 5,00\n", *place),
            "KX-2207");
}

TEST(Place, MovesWithItsLabel) {
  const auto place = Learn(kBill, "total", "84.70");
  ASSERT_TRUE(place);
  EXPECT_EQ(
      ValueAt(
          "Casa Ejemplo\n\n\n\n\n\nDralo              500,00\n\n\n   Prinkul           605,00\n",
          *place),
      "605.00");
}

TEST(Place, BearsASlipInItsLabel) {
  const auto place = Learn(kBill, "total", "84.70");
  ASSERT_TRUE(place);
  EXPECT_EQ(ValueAt("Dralo              10,00\nPr1nkuI           12,10\n", *place), "12.10");
}

TEST(Place, IsNowhereWhenItsLabelIsNot) {
  const auto place = Learn(kBill, "invoice_number", "KX-1180");
  ASSERT_TRUE(place);
  EXPECT_EQ(ValueAt("Casa Ejemplo\nMorvan: 02.05.2024\nDralo 5,00\n", *place), "nothing");
}

TEST(Place, IsNotLearnedFromWhatIsHandedOver) {
  const auto place =
      Learn("Casa Ejemplo\nPrinkul           48,00\nCash              48,00\nChange 0,00\n",
            "total", "48.00");
  ASSERT_TRUE(place);
  EXPECT_EQ(ValueAt("Casa Ejemplo\nPrinkul           21,20\nCash             100,00\n", *place),
            "21.20");
  EXPECT_FALSE(Learn("Casa Ejemplo\nCash              48,00\nChange 0,00\n", "total", "48.00"));
}

TEST(Place, IsFoundBelowAHeading) {
  const auto place =
      Learn("Tarnis          Oblek\nA-100           7741\n", "invoice_number", "7741");
  ASSERT_TRUE(place);
  EXPECT_EQ(ValueAt("Tarnis          Oblek\nA-205           8802\n", *place), "8802");
}

TEST(Place, RemembersWhatADateOfTwoReadingsMeant) {
  const auto place = Learn("Glenor 03/04/2024\n", "date", "2024-03-04");
  ASSERT_TRUE(place);
  EXPECT_EQ(ValueAt("Glenor 05/06/2024\n", *place), "2024-05-06");
}

TEST(Place, IsNotLearnedForAValueThatIsNotPrinted) { EXPECT_FALSE(Learn(kBill, "total", "99.99")); }

TEST(Place, IsTheSameOnAPageOfAnotherSize) {
  const auto place = Learn(kBill, "invoice_number", "KX-1180");
  ASSERT_TRUE(place);
  const auto scanned =
      TextDocument("Casa Ejemplo\nZubrel: KX-9001\n", {.char_width = 20,
                                                       .line_height = 56,
                                                       .word_height = 48,
                                                       .source = documents::PageSource::kOcr,
                                                       .confidence = 0.9F});
  EXPECT_EQ(ValueAt(scanned, *place), "KX-9001");
}

}  // namespace
}  // namespace telar::invoices
