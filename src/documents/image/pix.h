#pragma once

#include <memory>

#include "documents/reader.h"

struct Pix;  // Leptonica's picture

namespace telar::documents {

struct PixDeleter {
  void operator()(Pix* pix) const;
};
using PixPtr = std::unique_ptr<Pix, PixDeleter>;

/// Stops Leptonica from writing to standard error, for the whole process. Cheap when done before.
void SilenceLeptonica();

/// A copy of a 1- or 3-channel image as an 8- or 32-bit Pix; null when memory is short.
PixPtr ToPix(const PageImage& image);
/// A copy of any Pix: paper shows through where it is transparent, gray stays one channel, palettes
/// and other depths become 8 bits a channel. An image without pixels when Leptonica cannot.
PageImage FromPix(PixPtr pix);

}  // namespace telar::documents
