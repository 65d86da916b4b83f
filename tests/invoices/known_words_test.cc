#include "invoices/known_words.h"

#include <gmock/gmock.h>

namespace telar::invoices {
namespace {

TEST(RepairKnownWords, PutsLettersForDigitsWhereAKnownWordProvesIt) {
  EXPECT_EQ(RepairKnownWords("10T 12, J1n Bunga"), "LOT 12, Jln Bunga");
  EXPECT_EQ(RepairKnownWords("5EL4NG0R"), "5EL4NG0R") << "a 4 is never taken for an A";
  EXPECT_EQ(RepairKnownWords("J0HOR"), "JOHOR");
}

TEST(RepairKnownWords, MendsOneLetterOfALongKnownWord) {
  EXPECT_EQ(RepairKnownWords("SCLANGOR"), "SELANGOR");
  EXPECT_EQ(RepairKnownWords("Kawasan Perindustrlan"), "Kawasan Perindustrian");
  EXPECT_EQ(RepairKnownWords("Parindustrian"), "Perindustrian") << "small as the letter it mends";
  EXPECT_EQ(RepairKnownWords("JOHAR"), "JOHAR") << "a short word may be another one";
  EXPECT_EQ(RepairKnownWords("SELANG0X"), "SELANG0X");
}

TEST(RepairKnownWords, ReadsNoCapitalIInsideSmallLetters) {
  EXPECT_EQ(RepairKnownWords("BIk G, JIn Bunga"), "Blk G, Jln Bunga");
  EXPECT_EQ(RepairKnownWords("Ipoh, TIMUR"), "Ipoh, TIMUR");
}

TEST(RepairKnownWords, LeavesOtherWordsAndNumbersAlone) {
  EXPECT_EQ(RepairKnownWords("C1TY 101 U13/X 81100"), "C1TY 101 U13/X 81100");
  EXPECT_EQ(RepairKnownWords("Calle 10 # 20-30"), "Calle 10 # 20-30");
}

TEST(HoldsDigitAmongLetters, IsTrueWhereOneDigitLooksLikeALetter) {
  for (const char* text : {"URBAN 1DEA SDN BHD", "B0OKS", "CAF5E"})
    EXPECT_TRUE(HoldsDigitAmongLetters(text)) << text;
  for (const char* text :
       {"3M", "B2B TRADING", "99 SPEED MART", "7ELEVEN", "G2000", "U13/8G", "CT281", "K1", ""})
    EXPECT_FALSE(HoldsDigitAmongLetters(text)) << text;
}

TEST(RepairKnownWords, KnowsTheLegalFormThatReadersMiss) {
  EXPECT_EQ(RepairKnownWords("KEDAI CONTOH SON BHD"), "KEDAI CONTOH SDN BHD");
  EXPECT_EQ(RepairKnownWords("Son of Ali"), "Son of Ali");
}

TEST(RepairKnownWords, PutsZeroForOInAHouseNumber) {
  EXPECT_EQ(RepairKnownWords("NO 29O, JALAN BUNGA"), "NO 290, JALAN BUNGA");
  EXPECT_EQ(RepairKnownWords("NO ONE"), "NO ONE");
}

TEST(RepairKnownWords, PutsPlainSignsForFullWidthOnes) {
  EXPECT_EQ(RepairKnownWords("KEDAI（JOHOR）SDN·BHD"), "KEDAI(JOHOR)SDN BHD");
}

}  // namespace
}  // namespace telar::invoices
