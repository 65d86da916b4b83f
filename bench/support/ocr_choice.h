#pragma once

#include <string_view>

#include "core/status.h"
#include "documents/reader.h"

namespace telar::bench {

std::string_view EngineText(documents::OcrEngineName engine);  ///< "tesseract", "neural".

/// Ok when this build and machine can run the engine. A reader would quietly take Tesseract in
/// place of the neural engine; a measurement must not.
Status EngineReady(documents::OcrEngineName engine);

}  // namespace telar::bench
