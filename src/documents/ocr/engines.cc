#include "documents/ocr/engines.h"

#include "core/log.h"
#include "documents/ocr/tesseract/tesseract_engine.h"
#ifdef TELAR_NEURAL
#include "documents/ocr/neural/neural_engine.h"
#endif

namespace telar::documents {
namespace {

Result<std::unique_ptr<OcrEngine>> OpenNeural([[maybe_unused]] const EngineOptions& options) {
#ifdef TELAR_NEURAL
  return neural::NeuralEngine::Open({.models = options.models.string(), .clock = options.clock});
#else
  return Status::Unavailable("open the neural OCR engine: this build is without OpenVINO");
#endif
}

}  // namespace

std::filesystem::path ModelsFolder(const std::filesystem::path& program_folder) {
  return program_folder.parent_path() / "share/telar/ocr";
}

Status NeuralEngineReady(const EngineOptions& options) { return OpenNeural(options).status(); }

Result<std::unique_ptr<OcrEngine>> OpenEngine(const EngineOptions& options,
                                              const OcrRequest& request) {
  if (request.engine == OcrEngineName::kNeural) {
    auto neural = OpenNeural(options);
    if (neural.ok()) return neural;
    log::Warn("the neural OCR engine cannot run; Tesseract reads instead",
              {{"reason", neural.status().FullMessage()}});
  }
  return TesseractEngine::Open(
      {.clock = options.clock, .languages = request.languages, .tessdata = options.tessdata});
}

}  // namespace telar::documents
