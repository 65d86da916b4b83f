#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "samples/page_canvas.h"

namespace telar::samples {

/// Baseline JPEG with its density set; quality 1..100.
Result<std::string> WriteJpeg(const Picture& picture, int quality);
Result<std::string> WritePng(const Picture& picture);
/// One directory a page, deflate.
Result<std::string> WriteTiff(const std::vector<Picture>& pages);
/// A PDF whose pages are nothing but these pictures as JPEG.
Result<std::string> WritePicturePdf(const std::vector<Picture>& pages, int quality);

}  // namespace telar::samples
