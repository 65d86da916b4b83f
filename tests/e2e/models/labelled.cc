#include "tests/e2e/models/labelled.h"

#include <algorithm>

#include "core/random.h"
#include "tests/support/pdf_writer.h"

namespace telar::testing {
namespace {

constexpr std::size_t kWidth = 96, kHeight = 128;

}  // namespace

std::string BarsPdf(std::uint64_t chance, int label) {
  SeededRandom random(chance);
  std::string pixels(kWidth * kHeight, '\xff');
  const auto bar = [&](std::size_t top, std::size_t height) {
    const auto left = static_cast<std::size_t>(random.Below(30));
    const auto right = left + 30 + static_cast<std::size_t>(random.Below(36));
    for (std::size_t y = top; y < top + height; ++y) {
      std::fill_n(pixels.begin() + static_cast<std::ptrdiff_t>(y * kWidth + left), right - left,
                  '\x28');
    }
  };
  for (int n = 0; n < 8; ++n) bar(36 + static_cast<std::size_t>(random.Below(kHeight - 42)), 5);
  if (label == 1) bar(6 + static_cast<std::size_t>(random.Below(6)), 14);
  return PdfWriter().Page().Picture(0, 0, 595, 842, kWidth, kHeight, pixels).Bytes();
}

void DrawLabelled(const TempFolder& folder, int train_of_each, int test_of_each) {
  std::uint64_t chance = 1;
  for (const auto& [split, documents] :
       {std::pair{"train", train_of_each}, {"test", test_of_each}}) {
    for (int i = 0; i < documents; ++i) {
      for (const int label : {0, 1}) {
        folder.Write("dataset/invoices_" + std::string(split) + "/" + std::to_string(label) + "/" +
                         std::to_string(i) + ".pdf",
                     BarsPdf(chance++, label));
      }
    }
  }
}

}  // namespace telar::testing
