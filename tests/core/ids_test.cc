#include "core/ids.h"

#include <gmock/gmock.h>

#include <set>

#include "core/digest.h"
#include "tests/support/fake_clock.h"

namespace telar {
namespace {

TEST(Uuid, HasTheVersionAndVariantOfRfc9562) {
  testing::FakeClock clock;
  SeededRandom random(3);
  EXPECT_THAT(NewUuid(clock, random),
              ::testing::MatchesRegex(
                  "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
}

TEST(Uuid, SortsByTimeAndDoesNotRepeat) {
  testing::FakeClock clock;
  SystemRandom random;
  std::set<std::string> ids;
  std::string last;
  for (int i = 0; i < 200; ++i) {
    const std::string id = NewUuid(clock, random);
    EXPECT_GT(id, last);
    ids.insert(last = id);
    clock.Advance(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(ids.size(), 200U);
}

TEST(StrongId, DoesNotConvertIntoAnotherKindOfId) {
  static_assert(!std::is_convertible_v<RunId, DocumentId>);
  static_assert(!std::is_convertible_v<std::string, RunId>);
  EXPECT_LT(ItemId(1), ItemId(2));
}

// Test vectors of FIPS 180-4 / NIST CAVP.
TEST(Sha256, MatchesThePublishedVectors) {
  EXPECT_EQ(Sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, IsTheSameInPieces) {
  Sha256 hash;
  hash.Add("a");
  hash.Add("");
  hash.Add("bc");
  EXPECT_EQ(hash.FinishHex(), Sha256Hex("abc"));
}

TEST(SeededRandom, GivesTheSameNumbersForTheSameSeed) {
  SeededRandom a(42), b(42), c(43);
  const std::uint64_t first = a.Next();
  EXPECT_EQ(first, b.Next());
  EXPECT_NE(first, c.Next());
}

TEST(Random, StaysBelowItsBound) {
  SeededRandom random(5);
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 500; ++i) seen.insert(random.Below(6));
  EXPECT_EQ(seen, (std::set<std::uint64_t>{0, 1, 2, 3, 4, 5}));
}

}  // namespace
}  // namespace telar
