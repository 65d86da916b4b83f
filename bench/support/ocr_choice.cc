#include "bench/support/ocr_choice.h"

#include <filesystem>

#include "documents/ocr/engines.h"
#include "samples/sample.h"

namespace telar::bench {
namespace {

using documents::OcrEngineName;

// Every word with its confidence.
Result<std::string> WordsBy(OcrEngineName engine, std::string_view picture,
                            documents::Reader& reader) {
  TELAR_ASSIGN_OR_RETURN(const documents::Document document, reader.Read(picture, {.ocr = engine}));
  std::string words;
  for (const documents::Page& page : document.pages) {
    for (const documents::Word& word : page.words) {
      words += word.text + " " + std::to_string(word.confidence) + "\n";
    }
  }
  return words;
}

Status NetworksLoad() {
  const SystemClock clock;
  std::error_code unknown;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  return documents::NeuralEngineReady(
      {.clock = &clock, .models = documents::ModelsFolder(program.parent_path())});
}

}  // namespace

std::string_view EngineText(OcrEngineName engine) {
  return engine == OcrEngineName::kNeural ? "neural" : "tesseract";
}

Status EngineReady(OcrEngineName engine, documents::Reader& reader) {
  TELAR_ASSIGN_OR_RETURN(const samples::Sample page,
                         samples::DrawInvoice({.degraded_share = 1, .pages_max = 1}));
  TELAR_ASSIGN_OR_RETURN(const std::string words, WordsBy(engine, page.bytes, reader));
  if (engine == OcrEngineName::kTesseract) return Status::Ok();
  TELAR_RETURN_IF_ERROR(NetworksLoad());
  TELAR_ASSIGN_OR_RETURN(const std::string tesseract,
                         WordsBy(OcrEngineName::kTesseract, page.bytes, reader));
  if (words != tesseract) return Status::Ok();
  return Status::Unavailable("read by networks: Tesseract took their place in the reader process")
      .WithHint("they load in this process; look at the reader's sandbox and memory limit");
}

}  // namespace telar::bench
