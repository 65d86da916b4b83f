#include "pos/gzip.h"

#include <gtest/gtest.h>

#include "core/random.h"
#include "tests/support/status_matchers.h"

namespace telar::pos {
namespace {

using telar::testing::StatusIs;

std::string Zipped(const std::string& text, std::size_t piece) {
  GzipWriter writer;
  for (std::size_t at = 0; at < text.size(); at += piece) writer.Add(text.substr(at, piece));
  return writer.Finish();
}
Result<std::string> Unzipped(std::string_view bytes, std::uint64_t most = 1 << 30) {
  std::string text;
  TELAR_RETURN_IF_ERROR(Gunzip(bytes, most, [&](std::string_view piece) {
    text += piece;
    return Status::Ok();
  }));
  return text;
}

TEST(GzipTest, TextInPiecesComesBackWhole) {
  SeededRandom random(7);
  std::string text;
  for (int i = 0; i < 300'000; ++i) text.push_back(static_cast<char>('a' + random.Below(26)));
  for (const std::size_t piece : {std::size_t{1000}, text.size()}) {
    const auto back = Unzipped(Zipped(text, piece));
    ASSERT_OK(back);
    EXPECT_EQ(*back, text);
  }
  EXPECT_THAT(Unzipped(Zipped("", 1)), telar::testing::IsOkAndHolds(std::string()));
}

TEST(GzipTest, WhatIsDamagedOrEndsEarlyIsRefused) {
  const std::string whole = Zipped("twenty threads of blue wool", 5);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_THAT(Unzipped(std::string_view(whole).substr(0, size)), StatusIs(Code::kInvalidInput));
  }
  EXPECT_THAT(Unzipped("no gzip at all"), StatusIs(Code::kInvalidInput));
}

TEST(GzipTest, TheLimitOfTheTextHolds) {
  EXPECT_THAT(Unzipped(Zipped(std::string(100'000, 'x'), 1000), 99'999),
              StatusIs(Code::kLimitExceeded));
}

}  // namespace
}  // namespace telar::pos
