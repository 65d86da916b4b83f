#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <future>
#include <sstream>
#include <thread>

#include "app/commands/commands.h"
#include "app/settings.h"
#include "app/wiring.h"
#include "documents/detect.h"
#include "invoices/learn/learner.h"
#include "invoices/learn/truth.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
namespace learn = invoices::learn;

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

Result<learn::LabelledDocument> Read(const Labelled& file, documents::Reader& reader,
                                     const documents::ReadOptions& options) {
  TELAR_ASSIGN_OR_RETURN(const std::string json, Contents(file.truth));
  auto labelled = learn::ReadTruth(json);
  if (!labelled.ok()) return labelled.status().WithContext("read " + file.truth.string());
  TELAR_ASSIGN_OR_RETURN(const std::string bytes, Contents(file.document));
  auto document = reader.Read(bytes, options);
  if (!document.ok()) return document.status().WithContext("read " + file.document.string());
  labelled->document = *std::move(document);
  labelled->source = file.document.string();
  return labelled;
}

/// Reads the files on `threads` threads; a file that cannot be read is told of and left out.
std::vector<learn::LabelledDocument> ReadAll(const std::vector<Labelled>& files,
                                             documents::Reader& reader,
                                             const documents::ReadOptions& options, int threads,
                                             Context& context) {
  std::vector<Result<learn::LabelledDocument>> read(files.size(), Status::Cancelled("not read"));
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
  std::vector<learn::LabelledDocument> documents;
  for (auto& one : read) {
    if (one.ok()) documents.push_back(*std::move(one));
    else context.err.Write("left out: " + one.status().FullMessage() + "\n");
  }
  return documents;
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  std::vector<Labelled> files;
  for (const std::string& folder : context.call.arguments()) {
    TELAR_ASSIGN_OR_RETURN(const auto more, LabelledFiles(context.Resolve(folder)));
    files.insert(files.end(), more.begin(), more.end());
  }
  const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  TELAR_ASSIGN_OR_RETURN(const auto reader, OpenReader(loaded.settings, context.ReaderProgram(),
                                                       threads, context.clock));
  if (!context.quiet()) context.err.Write(fmt::format("reading {} documents\n", files.size()));
  const std::vector<learn::LabelledDocument> documents =
      ReadAll(files, *reader, ReadOptionsFor(loaded.settings), threads, context);
  if (context.interrupts.drain().stop_requested()) {
    return ExitCodeFor(ItemCounts{}, context.interrupts.signal());
  }
  if (documents.empty()) {
    return Status::InvalidInput("learn: none of the documents could be read");
  }
  std::vector<const learn::LabelledDocument*> borrowed;
  for (const auto& document : documents) borrowed.push_back(&document);
  learn::LearnOptions options;
  if (!context.quiet()) {
    options.progress = [&](std::string_view text) { context.err.Write(std::string(text) + "\n"); };
  }
  options.look = [&](const learn::LabelledDocument& document,
                     const documents::PageRegion& region) -> Result<std::vector<documents::Word>> {
    TELAR_ASSIGN_OR_RETURN(const std::string bytes, Contents(document.source));
    documents::ReadOptions other = ReadOptionsFor(loaded.settings);
    other.ocr = other.ocr == documents::OcrEngineName::kNeural
                    ? documents::OcrEngineName::kTesseract
                    : documents::OcrEngineName::kNeural;
    TELAR_ASSIGN_OR_RETURN(documents::RegionWords seen, reader->ReadRegion(bytes, region, other));
    if (seen.engine == document.document.ocr_engine)
      return Status::Unavailable("read a region again: the other engine cannot run");
    return std::move(seen.words);
  };
  const std::string weights = learn::Learn(borrowed, options).Format();
  if (!context.call.Has("out")) {
    context.out.Write(weights);
    return ExitCode::kDone;
  }
  const fs::path path = context.Resolve(context.call.Get("out"));
  std::ofstream out(path, std::ios::binary);
  out << weights;
  out.close();
  if (!out)
    return Status::Unavailable("write " + path.string() + ": the file could not be written");
  return ExitCode::kDone;
}

}  // namespace

Command InvoicesLearnCommand() {
  return {
      .name = "learn",
      .summary = "Learn from labelled documents what the evidence is worth",
      .description =
          {"Reads the documents of each folder that have a NAME.json beside NAME.pdf (or any "
           "picture) with their true fields, learns the weights of the evidence for every field "
           "from them, and measures on documents left out how far each field's confidence is to "
           "be trusted and, on pictures, what a second reading is worth. Writes all of it as "
           "JSON.",
           "Labels are what `telar-samples invoices` and `telar invoices read --json` write, "
           "or a plain object such as {\"supplier\": \"Hilos del Valle S.A.\", \"total\": "
           "\"112.00\"}."},
      .arguments = {{.name = "FOLDER",
                     .help = "A folder of labelled documents",
                     .kind = ValueKind::kFile,
                     .repeated = true}},
      .flags = {{.name = "out",
                 .value = "FILE",
                 .help = "Write the weights to FILE instead of standard output",
                 .kind = ValueKind::kFile}},
      .examples = {{"telar invoices learn labelled/ --out weights.json",
                    "Weights for the documents you get"}},
      .exits = {ExitCode::kInterrupted, ExitCode::kTerminated},
      .run = Run};
}

}  // namespace telar::app
