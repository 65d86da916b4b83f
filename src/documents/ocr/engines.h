#pragma once

#include <filesystem>
#include <string>

#include "core/clock.h"
#include "documents/in_process_reader.h"  // OcrRequest
#include "documents/ocr.h"

namespace telar::documents {

struct EngineOptions {
  const Clock* clock = nullptr;  ///< For deadlines. Borrowed; outlives the engines.
  std::string tessdata;  ///< Folder of *.traineddata files; empty: where the system keeps them.
  std::filesystem::path models;  ///< Folder of the networks' files; see ModelsFolder.
};

/// Where the networks' files lie beside a program: `PROGRAM/../share/telar/ocr`.
std::filesystem::path ModelsFolder(const std::filesystem::path& program_folder);

/// Ok when the neural engine can run: it is built in, the processor has AVX2, its libraries load
/// and its models are there. Otherwise the reason, for `telar doctor`.
Status NeuralEngineReady(const EngineOptions& options);

/// Opens the engine a request names. Where the neural engine cannot run, Tesseract takes its place.
Result<std::unique_ptr<OcrEngine>> OpenEngine(const EngineOptions& options,
                                              const OcrRequest& request);

}  // namespace telar::documents
