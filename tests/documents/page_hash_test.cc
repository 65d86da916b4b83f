#include "documents/page_hash.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace telar::documents {
namespace {

/// A white page with dark lines of words; `seed` chooses which.
PageImage Sheet(std::uint32_t seed, int width = 330, int height = 467) {
  PageImage page{.width = width, .height = height, .channels = 1, .dpi = 40, .pixels = {}};
  page.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), '\xff');
  std::mt19937 chance(seed);
  for (int row = 0; row < 40; ++row) {
    for (int word = 0; word < 12; ++word) {
      if (chance() % 3 != 0) continue;
      const int x0 = width * word / 12, x1 = x0 + width / 16, y0 = height * (2 * row + 1) / 84,
                y1 = y0 + height / 100 + 1;
      for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x) page.pixels[static_cast<std::size_t>(y * width + x)] = '\x20';
      }
    }
  }
  return page;
}

PageImage Worn(PageImage page, std::uint32_t seed) {
  std::mt19937 chance(seed);
  for (char& pixel : page.pixels) {
    const int gray = static_cast<unsigned char>(pixel);
    pixel = static_cast<char>(
        std::clamp(gray * 8 / 10 + 20 + static_cast<int>(chance() % 31) - 15, 0, 255));
  }
  return page;
}

TEST(PageHash, IsNearlyTheSameForTheSameSheetAtAnotherSizeAndDarker) {
  const auto clean = *PageHash(Sheet(1));
  EXPECT_LE(HashDistance(clean, *PageHash(Sheet(1, 660, 934))), kNearPage);
  EXPECT_LE(HashDistance(clean, *PageHash(Worn(Sheet(1), 5))), kNearPage);
}

TEST(PageHash, TellsSheetsApart) {
  for (std::uint32_t seed = 2; seed < 20; ++seed) {
    EXPECT_GT(HashDistance(*PageHash(Sheet(1)), *PageHash(Sheet(seed))), kNearPage) << seed;
  }
}

TEST(PageHash, HasNothingToSayOfAnEmptyOrBrokenPicture) {
  PageImage empty = Sheet(1);
  std::fill(empty.pixels.begin(), empty.pixels.end(), '\xf0');
  EXPECT_FALSE(PageHash(empty).has_value());
  EXPECT_FALSE(PageHash(PageImage{}).has_value());
  PageImage cut = Sheet(1);
  cut.pixels.resize(10);
  EXPECT_FALSE(PageHash(cut).has_value());
}

TEST(PageHash, ColourCountsByItsBrightness) {
  const PageImage gray = Sheet(1);
  PageImage colour = gray;
  colour.channels = 3;
  colour.pixels.clear();
  for (const char pixel : gray.pixels) colour.pixels.append(3, pixel);
  EXPECT_EQ(PageHash(gray), PageHash(colour));
}

TEST(BandProbes, MeetEveryHashWithinTheDistance) {
  std::mt19937_64 chance(7);
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t a = chance();
    std::uint64_t b = a;
    for (int flip = 0; flip < kNearPage; ++flip) b ^= std::uint64_t{1} << (chance() % 64);
    const auto mine = HashBands(a), theirs = HashBands(b);
    bool met = false;
    for (std::size_t band = 0; band < mine.size(); ++band) {
      const auto probes = BandProbes(mine[band]);
      met = met || std::find(probes.begin(), probes.end(), theirs[band]) != probes.end();
    }
    ASSERT_TRUE(met) << HashText(a) << " " << HashText(b);
  }
}

TEST(HashText, ReadsBackWhatItWrote) {
  EXPECT_EQ(ParseHash(HashText(0x00ff00000000abcd)), 0x00ff00000000abcdU);
  EXPECT_EQ(ParseHash("ff"), std::nullopt);
  EXPECT_EQ(ParseHash("zz00000000000000"), std::nullopt);
}

}  // namespace
}  // namespace telar::documents
