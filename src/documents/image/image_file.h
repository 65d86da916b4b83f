#pragma once

#include <cstdint>
#include <string_view>

#include "core/result.h"
#include "documents/document.h"
#include "documents/reader.h"

namespace telar::documents {

/// Decoding of picture files. `kind` is kJpeg, kPng or kTiff. Thread-safe.

/// Pages of the file: the directories of a TIFF, 1 for others. kInvalidInput when a TIFF's first
/// directory is damaged.
Result<int> CountImagePages(std::string_view bytes, FileKind kind);

/// Page `number` (1-based) as it is meant to be seen: EXIF and TIFF orientation applied, palette
/// and CMYK resolved, transparency over white, 8 bits a channel. Of a truncated JPEG the part that
/// is there is decoded, the rest is gray. The size in the header is checked before anything is
/// decoded: kLimitExceeded when it has more than `max_pixels`. kInvalidInput when nothing can be
/// decoded.
Result<PageImage> DecodeImagePage(std::string_view bytes, FileKind kind, int number,
                                  std::uint64_t max_pixels);

}  // namespace telar::documents
