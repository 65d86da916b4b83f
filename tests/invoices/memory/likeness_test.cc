#include "invoices/memory/likeness.h"

#include <gmock/gmock.h>

namespace telar::invoices {
namespace {

TEST(Likeness, LooksAtLettersAndDigitsAlone) {
  EXPECT_EQ(Essence("Hilos del Valle, S.A."), "hilosdelvallesa");
  EXPECT_EQ(Essence("TEÑIDOS ÁGUILA"), "tenidosaguila");
}

TEST(Likeness, TakesCharactersThatOcrMistakesForOne) {
  EXPECT_EQ(ShapeOf("B1LBAO 5OL"), ShapeOf("BILBA0 SOL"));
  EXPECT_NE(ShapeOf("12 Calle Mayor"), ShapeOf("72 Calle Mayor"));
}

TEST(Likeness, FindsATextInALongerOneInSpiteOfSlips) {
  const Inside inside = FindInside("calemayor", "hilosdelvalle12callemayormadrid");
  EXPECT_NEAR(inside.likeness, 1 - 1.0 / 9, 1e-9);
  EXPECT_EQ(std::string("hilosdelvalle12callemayormadrid")
                .substr(inside.begin, inside.end - inside.begin),
            "callemayor");
}

TEST(Likeness, OfNothingIsNothing) {
  EXPECT_EQ(FindInside("", "abc").likeness, 0);
  EXPECT_EQ(FindInside("abc", "").likeness, 0);
  EXPECT_EQ(Likeness("", ""), 1);
}

}  // namespace
}  // namespace telar::invoices
