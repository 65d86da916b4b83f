#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/reader.h"

namespace telar::documents {

/// A gray picture, all of one brightness.
PageImage GrayPicture(int width, int height, unsigned char brightness = 255);
unsigned char& PixelAt(PageImage& image, int x, int y, int channel = 0);
unsigned char PixelAt(const PageImage& image, int x, int y, int channel = 0);

/// White with one text line after the other, in a built-in bitmap font about 40 pixels high.
PageImage PictureOfText(const std::vector<std::string>& lines);

std::string EncodePng(const PageImage& image);
std::string EncodeJpeg(const PageImage& image);
/// The same with an EXIF block that holds only the orientation, big-endian ("MM").
std::string EncodeJpeg(const PageImage& image, int orientation);
/// Gray images, uncompressed, one page for each.
std::string EncodeTiff(const std::vector<PageImage>& images);
/// A 16 × 16 PNG whose left half is black and whose right half is black but transparent.
std::string HalfTransparentPng();
/// A 16 × 16 black-and-white PNG (1 bit a pixel), left half black.
std::string OneBitPng();
/// A 16 × 16 palette PNG, left half pure red, right half pure blue.
std::string PalettePng();

}  // namespace telar::documents
