#include "samples/chance.h"

#include <gtest/gtest.h>

namespace telar::samples {
namespace {

std::string Replaced(std::string text) {
  ReplaceWord(text, "IVA", "IGV");
  return text;
}

TEST(ReplaceWord, ChangesWordsOfTheirOwn) {
  EXPECT_EQ(Replaced("IVA"), "IGV");
  EXPECT_EQ(Replaced("Total IVA 10 % (IVA)"), "Total IGV 10 % (IGV)");
}

TEST(ReplaceWord, LeavesThePartsOfLongerWordsAlone) {
  EXPECT_EQ(Replaced("FACTURA RECTIFICATIVA"), "FACTURA RECTIFICATIVA");
}

}  // namespace
}  // namespace telar::samples
