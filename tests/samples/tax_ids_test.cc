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

}  // namespace
}  // namespace telar::samples
