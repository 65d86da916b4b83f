#pragma once

#include <cstdint>
#include <string_view>

#include "core/result.h"
#include "documents/reader.h"

namespace telar::documents {

/// The picture of a JPEG as stored (EXIF orientation is not applied): gray stays one channel, YCbCr
/// and CMYK become RGB. Where the file ends early the rest is gray. Thread-safe, writes nothing to
/// standard error. kLimitExceeded when the header promises more than `max_pixels`, before anything
/// is decoded; kInvalidInput when not even the first row can be decoded.
Result<PageImage> DecodeJpeg(std::string_view bytes, std::uint64_t max_pixels);

/// A picture with more pixels than allowed, said the same way for every format.
Status TooManyPixels(std::string_view format, std::uint64_t width, std::uint64_t height,
                     std::uint64_t max_pixels);

}  // namespace telar::documents
