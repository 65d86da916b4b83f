#pragma once

#include <string_view>

#include "core/status.h"
#include "documents/reader.h"

namespace telar::bench {

std::string_view EngineText(documents::OcrEngineName engine);  ///< "tesseract", "neural".

/// Ok when the engine reads a drawn page through `reader`. A reader quietly takes Tesseract in
/// place of networks that cannot run, and a measurement must not: networks that read exactly what
/// Tesseract reads, confidences included, are Tesseract.
Status EngineReady(documents::OcrEngineName engine, documents::Reader& reader);

}  // namespace telar::bench
