#include "app/commands/labelled_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <future>
#include <sstream>

#include "core/digest.h"
#include "invoices/learn/truth.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;

struct Labelled {
  fs::path document, truth;
};

/// Documents of a folder with a .json of the same name beside them, by name.
Result<std::vector<Labelled>> LabelledFiles(const fs::path& folder) {
  std::error_code error;
  std::vector<Labelled> files;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const fs::path truth = fs::path(entry.path()).replace_extension(".json");
    if (entry.path().extension() != ".json" && entry.is_regular_file() && fs::exists(truth)) {
      files.push_back({entry.path(), truth});
    }
  }
  if (error) return Status::NotFound("list " + folder.string() + ": " + error.message());
  if (files.empty()) {
    return Status::InvalidInput("learn from " + folder.string() + ": no document has labels")
        .WithHint("put NAME.json beside NAME.pdf, as `telar-samples invoices` does");
  }
  std::sort(files.begin(), files.end(),
            [](const Labelled& a, const Labelled& b) { return a.document < b.document; });
  return files;
}

Result<std::string> Contents(const fs::path& path) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status::FromErrno(errno, "read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

Result<LabelledReading> Read(const Labelled& file, documents::Reader& reader,
                             const documents::ReadOptions& options) {
  TELAR_ASSIGN_OR_RETURN(const std::string json, Contents(file.truth));
  auto labelled = invoices::learn::ReadTruth(json);
  if (!labelled.ok()) return labelled.status().WithContext("read " + file.truth.string());
  TELAR_ASSIGN_OR_RETURN(const std::string bytes, Contents(file.document));
  auto document = reader.Read(bytes, options);
  if (!document.ok()) return document.status().WithContext("read " + file.document.string());
  labelled->document = *std::move(document);
  labelled->source = file.document.string();
  return LabelledReading{file.document.filename().string(), DocumentIdOf(bytes),
                         *std::move(labelled)};
}

}  // namespace

Result<std::vector<LabelledReading>> ReadLabelledFolders(Context& context,
                                                         const std::vector<fs::path>& folders,
                                                         documents::Reader& reader,
                                                         const documents::ReadOptions& options,
                                                         int threads) {
  std::vector<Labelled> files;
  for (const fs::path& folder : folders) {
    TELAR_ASSIGN_OR_RETURN(const auto more, LabelledFiles(folder));
    files.insert(files.end(), more.begin(), more.end());
  }
  if (!context.quiet()) context.err.Write(fmt::format("reading {} documents\n", files.size()));
  std::vector<Result<LabelledReading>> read(files.size(), Status::Cancelled("not read"));
  std::atomic<std::size_t> next{0};
  std::vector<std::future<void>> workers;
  for (int i = 0; i < threads; ++i) {
    workers.push_back(std::async(std::launch::async, [&] {
      for (std::size_t at = next++; at < files.size(); at = next++) {
        if (context.interrupts.drain().stop_requested()) return;
        read[at] = Read(files[at], reader, options);
      }
    }));
  }
  for (auto& worker : workers) worker.wait();
  std::vector<LabelledReading> documents;
  for (auto& one : read) {
    if (one.ok()) documents.push_back(*std::move(one));
    else context.err.Write("left out: " + one.status().FullMessage() + "\n");
  }
  return documents;
}

}  // namespace telar::app
