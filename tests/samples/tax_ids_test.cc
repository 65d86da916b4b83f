#include "samples/tax_ids.h"

#include <gtest/gtest.h>

namespace telar::samples {
namespace {

// The expected digits are computed by hand from the published rules.
TEST(TaxIds, KnowTheCheckDigitsOfTheRules) {
  EXPECT_EQ(NitCheckDigit("900123456"), '8');
  EXPECT_EQ(RucCheckDigit("2012345678"), '6');
  EXPECT_EQ(NifCheckDigit("1234567"), '4');
  EXPECT_EQ(RfcCheckDigit("EKU9003173C"), '9');
}

TEST(TaxIds, TurnARemainderOfTenIntoTheLetterOfTheRfc) {
  int letters = 0;
  SeededRandom random(4);
  for (int i = 0; i < 300; ++i) {
    const std::string rfc = InventRfc(random);
    ASSERT_EQ(rfc.size(), 12U);
    EXPECT_EQ(rfc.back(), RfcCheckDigit(rfc.substr(0, 11)));
    letters += rfc.back() == 'A' ? 1 : 0;
  }
  EXPECT_GT(letters, 0);
}

// ISO 7064 MOD 11,10: the recursion over all digits, check digit included, ends at 1.
TEST(TaxIds, InventGermanNumbersThatEndAtOne) {
  SeededRandom random(4);
  for (int i = 0; i < 100; ++i) {
    const std::string number = InventDeVat(random).substr(2);
    ASSERT_EQ(number.size(), 9U);
    int product = 10, sum = 0;
    for (const char c : number) {
      sum = (c - '0' + product) % 10;
      product = 2 * (sum == 0 ? 10 : sum) % 11;
    }
    EXPECT_EQ(sum, 1) << number;
  }
}

TEST(TaxIds, KnowTheCheckDigitsOfLuhnAndOfACnpj) {
  EXPECT_EQ(LuhnCheckDigit("7992739871"), '3');
  EXPECT_EQ(CnpjCheckDigits("112223330001"), "81");
}

TEST(TaxIds, InventBritishNumbersDivisibleByNinetySeven) {
  SeededRandom random(4);
  for (int i = 0; i < 100; ++i) {
    std::string number = InventGbVat(random).substr(2);
    std::erase(number, ' ');
    ASSERT_EQ(number.size(), 9U);
    int sum = 0;
    for (int k = 0; k < 7; ++k) sum += (number[static_cast<std::size_t>(k)] - '0') * (8 - k);
    EXPECT_EQ((sum + std::stoi(number.substr(7))) % 97, 0) << number;
  }
}

// ISO 13616's own example account.
TEST(TaxIds, KnowTheCheckDigitsOfAnIban) {
  EXPECT_EQ(IbanCheckDigits("GB", "WEST12345698765432"), "82");
}

TEST(TaxIds, InventIbansWithRemainderOne) {
  SeededRandom random(4);
  for (int i = 0; i < 50; ++i) {
    std::string iban = InventIban(random);
    std::erase(iban, ' ');
    ASSERT_EQ(iban.size(), 24U);
    int remainder = 0;
    for (char c : iban.substr(4) + "1428" + iban.substr(2, 2)) {
      remainder = (remainder * 10 + (c - '0')) % 97;
    }
    EXPECT_EQ(remainder, 1);
  }
}

TEST(TaxIds, InventIbansOfTheLengthOfTheirCountry) {
  const std::pair<std::string_view, std::size_t> lengths[] = {
      {"DE", 22}, {"FR", 27}, {"IT", 27}, {"NL", 18}, {"PT", 25}};
  SeededRandom random(4);
  for (const auto& [country, length] : lengths) {
    std::string iban = InventIbanOf(random, country);
    std::erase(iban, ' ');
    EXPECT_EQ(iban.size(), length) << country;
    EXPECT_EQ(iban.substr(2, 2), IbanCheckDigits(country, iban.substr(4)));
  }
}

}  // namespace
}  // namespace telar::samples
