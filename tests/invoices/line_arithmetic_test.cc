#include "invoices/line_arithmetic.h"

#include <gtest/gtest.h>

namespace telar::invoices {
namespace {

Decimal D(std::string_view text) { return *Decimal::Parse(text); }

TEST(Prove, TellsAProductFromAMultiplicationByOne) {
  EXPECT_EQ(Prove(D("3"), D("2.50"), D("7.50"), {}), LineProof::kProduct);
  EXPECT_EQ(Prove(D("1"), D("2.50"), D("2.50"), {}), LineProof::kOnes);
  EXPECT_EQ(Prove(D("3"), D("2.50"), D("8.50"), {}), LineProof::kNone);
}

TEST(Prove, AcceptsACreditedLine) {
  EXPECT_EQ(Prove(D("-3"), D("2.50"), D("-7.50"), {}), LineProof::kProduct);
}

TEST(Prove, TakesADiscountOrATaxOffOrOn) {
  EXPECT_EQ(Prove(D("10"), D("20"), D("190"), {{D("5")}, {}}), LineProof::kAdjusted);
  EXPECT_EQ(Prove(D("10"), D("20"), D("242"), {{D("21")}, {}}), LineProof::kAdjusted);
  EXPECT_EQ(Prove(D("10"), D("20"), D("185"), {{}, {D("15")}}), LineProof::kAdjusted);
  EXPECT_EQ(Prove(D("10"), D("20"), D("185"), {{}, {D("-15")}}), LineProof::kAdjusted);
  EXPECT_EQ(Prove(D("10"), D("20"), D("180"), {{}, {D("2")}}), LineProof::kAdjusted)
      << "two off each piece";
  EXPECT_EQ(Prove(D("10"), D("20"), D("170"), {{D("5")}, {D("2")}}), LineProof::kNone);
}

TEST(ImpliedQuantity, IsTheWholeNumberOfTimesThePriceFits) {
  EXPECT_EQ(ImpliedQuantity(D("5.39"), D("5.39"), 1), D("1"));
  EXPECT_EQ(ImpliedQuantity(D("2.60"), D("7.80"), 9), D("3"));
  EXPECT_EQ(ImpliedQuantity(D("5.00"), D("-5.00"), 1), D("-1"));
}

TEST(ImpliedQuantity, IsAbsentWhenNothingFits) {
  EXPECT_FALSE(ImpliedQuantity(D("2.60"), D("7.80"), 1));
  EXPECT_FALSE(ImpliedQuantity(D("2.60"), D("7.81"), 9));
  EXPECT_FALSE(ImpliedQuantity(D("0"), D("0"), 9));
}

}  // namespace
}  // namespace telar::invoices
