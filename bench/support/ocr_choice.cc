#include "bench/support/ocr_choice.h"

#include <filesystem>

#include "documents/ocr/engines.h"

namespace telar::bench {

std::string_view EngineText(documents::OcrEngineName engine) {
  return engine == documents::OcrEngineName::kNeural ? "neural" : "tesseract";
}

Status EngineReady(documents::OcrEngineName engine) {
  if (engine != documents::OcrEngineName::kNeural) return Status::Ok();
  const SystemClock clock;
  std::error_code unknown;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  return documents::NeuralEngineReady(
      {.clock = &clock, .models = documents::ModelsFolder(program.parent_path())});
}

}  // namespace telar::bench
