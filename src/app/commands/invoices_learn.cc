#include <algorithm>
#include <thread>

#include "app/commands/commands.h"
#include "app/commands/input_file.h"
#include "app/commands/labelled_folder.h"
#include "app/commands/output_file.h"
#include "app/settings.h"
#include "app/wiring.h"
#include "invoices/learn/learner.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
namespace learn = invoices::learn;

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  std::vector<fs::path> folders;
  for (const std::string& folder : context.call.arguments())
    folders.push_back(context.Resolve(folder));
  const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  TELAR_ASSIGN_OR_RETURN(const auto reader, OpenReader(loaded.settings, context.ReaderProgram(),
                                                       threads, context.clock));
  TELAR_ASSIGN_OR_RETURN(
      const std::vector<LabelledReading> documents,
      ReadLabelledFolders(context, folders, *reader, ReadOptionsFor(loaded.settings), threads));
  if (context.interrupts.drain().stop_requested()) {
    return ExitCodeFor(ItemCounts{}, context.interrupts.signal());
  }
  if (documents.empty()) {
    return Status::InvalidInput("learn: none of the documents could be read");
  }
  std::vector<const learn::LabelledDocument*> borrowed;
  for (const auto& document : documents) borrowed.push_back(&document.labelled);
  learn::LearnOptions options;
  if (!context.quiet()) {
    options.progress = [&](std::string_view text) { context.err.Write(std::string(text) + "\n"); };
  }
  options.look = [&](const learn::LabelledDocument& document,
                     const documents::PageRegion& region) -> Result<std::vector<documents::Word>> {
    documents::ReadOptions other = ReadOptionsFor(loaded.settings);
    TELAR_ASSIGN_OR_RETURN(const std::string bytes,
                           ReadInput(context, document.source, other.limits.file_bytes));
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
  TELAR_RETURN_IF_ERROR(WriteOutputFile(context.Resolve(context.call.Get("out")), weights));
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
