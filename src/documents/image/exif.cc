#include "documents/image/exif.h"

#include <cstddef>
#include <cstdint>

namespace telar::documents {
namespace {

constexpr int kAsStored = 1;

// Reads numbers of either byte order; what lies outside of the bytes is 0.
class Numbers {
 public:
  Numbers(std::string_view bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}

  std::uint32_t U16(std::size_t at) const { return Read(at, 2); }
  std::uint32_t U32(std::size_t at) const { return Read(at, 4); }

 private:
  std::uint32_t Read(std::size_t at, std::size_t size) const {
    if (at > bytes_.size() || bytes_.size() - at < size) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t place = at + (big_endian_ ? i : size - 1 - i);
      value = (value << 8) | static_cast<unsigned char>(bytes_[place]);
    }
    return value;
  }

  const std::string_view bytes_;
  const bool big_endian_;
};

int OrientationOfTiff(std::string_view tiff) {
  const bool big_endian = tiff.starts_with("MM");
  if (!big_endian && !tiff.starts_with("II")) return kAsStored;
  const Numbers numbers(tiff, big_endian);
  const std::size_t directory = numbers.U32(4);
  const std::uint32_t entries = numbers.U16(directory);
  constexpr std::uint32_t kOrientationTag = 274, kShort = 3;
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{12} * i;
    if (entry + 12 > tiff.size()) break;
    if (numbers.U16(entry) != kOrientationTag || numbers.U16(entry + 2) != kShort) continue;
    const std::uint32_t value = numbers.U16(entry + 8);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : kAsStored;
  }
  return kAsStored;
}

}  // namespace

int ExifOrientation(std::string_view jpeg) {
  constexpr std::uint32_t kStartOfScan = 0xFFDA, kApp1 = 0xFFE1;
  constexpr std::string_view kExif("Exif\0\0", 6);
  const Numbers numbers(jpeg, true);
  std::size_t at = 2;
  while (at + 4 <= jpeg.size()) {
    const std::uint32_t marker = numbers.U16(at);
    const std::size_t length = numbers.U16(at + 2);
    if (marker < 0xFF00 || marker == kStartOfScan || length < 2) break;
    const std::string_view segment = jpeg.substr(at + 4, length - 2);
    if (marker == kApp1 && segment.starts_with(kExif)) {
      return OrientationOfTiff(segment.substr(kExif.size()));
    }
    at += 2 + length;
  }
  return kAsStored;
}

}  // namespace telar::documents
