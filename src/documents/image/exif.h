#pragma once

#include <string_view>

namespace telar::documents {

/// How a camera held the picture: the Orientation tag (274) of the EXIF block in a JPEG's APP1
/// segment, 1 to 8 (TIFF 6.0; Exif 2.32, 4.6.4). 1, "as stored", when there is none or it makes no
/// sense. Reads no further than the image data.
int ExifOrientation(std::string_view jpeg);

}  // namespace telar::documents
