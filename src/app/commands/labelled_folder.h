#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/context.h"
#include "core/ids.h"
#include "documents/reader.h"
#include "invoices/learn/learner.h"

namespace telar::app {

/// A document of a folder, read, with the truth of the JSON file beside it.
struct LabelledReading {
  std::string name;  ///< Of its file.
  DocumentId id;
  invoices::learn::LabelledDocument labelled;
};

/// Reads every document of the folders that has NAME.json beside NAME.pdf (or any picture), by
/// name, on `threads` threads. A file that cannot be read is told of on context.err and left out;
/// what is left when the program is asked to stop is left out too. kNotFound for a folder that
/// cannot be listed, kInvalidInput for one without labelled documents.
Result<std::vector<LabelledReading>> ReadLabelledFolders(
    Context& context, const std::vector<std::filesystem::path>& folders, documents::Reader& reader,
    const documents::ReadOptions& options, int threads);

}  // namespace telar::app
