#include "invoices/check_digits.h"

#include <gmock/gmock.h>

namespace telar::invoices {
namespace {

using ::testing::Eq;
using ::testing::Optional;

std::string CountryOf(std::string_view number, std::string_view country = {}) {
  const TaxScheme* scheme = ProvenScheme(number, country);
  return scheme == nullptr ? "none" : std::string(scheme->country);
}

// Numbers of the tax authorities' own examples or made up with right check digits.
TEST(TaxNumber, IsProvenByItsCheckDigits) {
  EXPECT_EQ(CountryOf("ATU13585627"), "AT");
  EXPECT_EQ(CountryOf("BE0776091951"), "BE");
  EXPECT_EQ(CountryOf("CY00532445O"), "CY");
  EXPECT_EQ(CountryOf("CZ46505334"), "CZ");
  EXPECT_EQ(CountryOf("DE136695976"), "DE");
  EXPECT_EQ(CountryOf("DK88146328"), "DK");
  EXPECT_EQ(CountryOf("EE100207415"), "EE");
  EXPECT_EQ(CountryOf("EL040127797"), "GR");
  EXPECT_EQ(CountryOf("ES54362315K"), "ES");
  EXPECT_EQ(CountryOf("ESX2482300W"), "ES");
  EXPECT_EQ(CountryOf("ESA13585625"), "ES");
  EXPECT_EQ(CountryOf("FI09853608"), "FI");
  EXPECT_EQ(CountryOf("FR83404833048"), "FR");
  EXPECT_EQ(CountryOf("HR33392005961"), "HR");
  EXPECT_EQ(CountryOf("HU21376414"), "HU");
  EXPECT_EQ(CountryOf("IE8473625E"), "IE");
  EXPECT_EQ(CountryOf("IT00000010215"), "IT");
  EXPECT_EQ(CountryOf("LT213179412"), "LT");
  EXPECT_EQ(CountryOf("LU10000356"), "LU");
  EXPECT_EQ(CountryOf("LV40003009497"), "LV");
  EXPECT_EQ(CountryOf("MT15121333"), "MT");
  EXPECT_EQ(CountryOf("NL010000446B01"), "NL");
  EXPECT_EQ(CountryOf("PL5260001246"), "PL");
  EXPECT_EQ(CountryOf("PT501964843"), "PT");
  EXPECT_EQ(CountryOf("RO24736200"), "RO");
  EXPECT_EQ(CountryOf("SE556188840401"), "SE");
  EXPECT_EQ(CountryOf("SI15012557"), "SI");
  EXPECT_EQ(CountryOf("SK4030000007"), "SK");
  EXPECT_EQ(CountryOf("GB980780684"), "GB");
  EXPECT_EQ(CountryOf("CHE107787577IVA"), "CH");
  EXPECT_EQ(CountryOf("NO995525828MVA"), "NO");
  EXPECT_EQ(CountryOf("2131234321", "CO"), "CO");
  EXPECT_EQ(CountryOf("20512333797", "PE"), "PE");
  EXPECT_EQ(CountryOf("GODE561231GR8"), "MX");
  EXPECT_EQ(CountryOf("760864285", "CL"), "CL");
  EXPECT_EQ(CountryOf("20055361682", "AR"), "AR");
  EXPECT_EQ(CountryOf("16727230000197", "BR"), "BR");
  EXPECT_EQ(CountryOf("J307123451"), "VE");
  EXPECT_EQ(CountryOf("G200011122"), "VE");
  EXPECT_EQ(CountryOf("1791234561001", "EC"), "EC");
  EXPECT_EQ(CountryOf("1710345677001", "EC"), "EC");
  EXPECT_EQ(CountryOf("211234560019", "UY"), "UY");
  EXPECT_EQ(CountryOf("101123451", "DO"), "DO");
  EXPECT_EQ(CountryOf("800123450", "PY"), "PY");
  EXPECT_EQ(CountryOf("12345679", "GT"), "GT");
  EXPECT_EQ(CountryOf("1234513K", "GT"), "GT");
  EXPECT_EQ(CountryOf("27AAPFU0939F1ZV"), "IN");
  EXPECT_EQ(CountryOf("83914571673", "AU"), "AU");
  EXPECT_EQ(CountryOf("T5835678256246"), "JP");
  EXPECT_EQ(CountryOf("91110000600037341L", "CN"), "CN");
}

TEST(TaxNumber, IsNotProvenWithAnotherDigit) {
  EXPECT_EQ(CountryOf("DE136695975"), "none");
  EXPECT_EQ(CountryOf("NL010000447B01"), "none");
  EXPECT_EQ(CountryOf("ESA13585626"), "none");
  EXPECT_EQ(CountryOf("27AAPFU0939F1ZW"), "none");
  EXPECT_EQ(CountryOf("2131234322", "CO"), "none");
  EXPECT_EQ(CountryOf("GODE569931GR8"), "none");
  EXPECT_EQ(CountryOf("J307123452"), "none");
  EXPECT_EQ(CountryOf("K307123451"), "none");
  EXPECT_EQ(CountryOf("1791234571001", "EC"), "none");
  EXPECT_EQ(CountryOf("9991234561001", "EC"), "none");
  EXPECT_EQ(CountryOf("211234560018", "UY"), "none");
  EXPECT_EQ(CountryOf("101123452", "DO"), "none");
  EXPECT_EQ(CountryOf("800123451", "PY"), "none");
  EXPECT_EQ(CountryOf("1234514K", "GT"), "none");
}

TEST(TaxNumber, NeedsItsCountryWhereDigitsAloneCouldBeAnything) {
  EXPECT_EQ(CountryOf("136695976"), "none");
  EXPECT_EQ(CountryOf("136695976", "DE"), "DE");
}

TEST(TaxNumberRepair, SwapsLookAlikesThatTheCheckDigitProves) {
  EXPECT_THAT(RepairTaxNumber("DEI3669S976"), Optional(Eq("DE136695976")));
  EXPECT_THAT(RepairTaxNumber("NLO1OOOO446801"), Optional(Eq("NL010000446B01")));
  EXPECT_THAT(RepairTaxNumber("0E136695976"), Optional(Eq("DE136695976")));
  EXPECT_THAT(RepairTaxNumber("27AAPFUO939F1ZV"), Optional(Eq("27AAPFU0939F1ZV")));
}

TEST(TaxNumberRepair, LeavesANumberThatIsOnlyWrong) {
  EXPECT_EQ(RepairTaxNumber("DE136695975"), std::nullopt);
  EXPECT_EQ(RepairTaxNumber("DEI3669S975"), std::nullopt);
  EXPECT_EQ(RepairTaxNumber("X"), std::nullopt);
  EXPECT_EQ(RepairTaxNumber(""), std::nullopt);
}

TEST(Iban, HasLengthFormAndCheckDigitsOfItsCountry) {
  EXPECT_TRUE(IsIban("GB82WEST12345698765432"));
  EXPECT_TRUE(IsIban("DE89370400440532013000"));
  EXPECT_FALSE(IsIban("GB83WEST12345698765432"));
  EXPECT_FALSE(IsIban("GB82WEST123456987654"));
  EXPECT_FALSE(IsIban("DE8937040044053201300"));
  EXPECT_FALSE(IsIban(""));
  EXPECT_EQ(IbanLength("NL"), 18U);
  EXPECT_EQ(IbanLength("US"), 0U);
}

TEST(IbanRepair, SwapsLookAlikesThatTheCheckDigitsProve) {
  EXPECT_THAT(RepairIban("DEB9370400440S32O13000"), Optional(Eq("DE89370400440532013000")));
  EXPECT_THAT(RepairIban("GB82WE5T12345698765432"), Optional(Eq("GB82WEST12345698765432")));
  EXPECT_EQ(RepairIban("DE89370400440532013001"), std::nullopt);
  EXPECT_EQ(RepairIban("DE89370400440532013000"), std::nullopt);
}

TEST(Compact, KeepsLettersAndDigitsOnly) {
  EXPECT_EQ(Compact("900.123.456-7"), "9001234567");
  EXPECT_EQ(Compact("de 232 446 240"), "DE232446240");
}

}  // namespace
}  // namespace telar::invoices
