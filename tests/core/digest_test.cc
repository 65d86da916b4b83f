#include "core/digest.h"

#include <gtest/gtest.h>

namespace telar {
namespace {

TEST(Sha256, IsThatOfFips180) {
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  Sha256 pieces;
  pieces.Add("a");
  pieces.Add("bc");
  EXPECT_EQ(pieces.FinishHex(), Sha256Hex("abc"));
}

// RFC 4231, cases 2 and 6.
TEST(HmacSha256, IsThatOfRfc2104) {
  EXPECT_EQ(HexOf(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(HexOf(HmacSha256(std::string(131, '\xaa'),
                             "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HexOf, TakesEveryByte) { EXPECT_EQ(HexOf(std::string("\0\x0f\xff", 3)), "000fff"); }

}  // namespace
}  // namespace telar
