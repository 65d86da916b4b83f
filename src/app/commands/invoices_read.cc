#include <fmt/format.h>

#include <cerrno>
#include <cmath>
#include <deque>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/commands/commands.h"
#include "app/commands/explain_view.h"
#include "app/commands/invoice_pictures.h"
#include "app/commands/invoice_view.h"
#include "app/commands/json_line.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "core/digest.h"
#include "core/text.h"
#include "documents/detect.h"
#include "invoices/extract.h"
#include "invoices/invoice_json.h"
#include "invoices/second_look.h"
#include "invoices/templates/from_template.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

// Documents read at a time, and how many more may wait for their turn to be printed: together the
// bound of what is held in memory.
constexpr int kReaders = 2;
constexpr std::size_t kWindow = 4;

struct Reading {
  invoices::ReadReport report;
  documents::Document document;
  Status pictures;  // why a picture is missing
};

Result<std::string> ReadBytes(std::istream& in, const std::string& name, std::uint64_t limit) {
  std::string bytes;
  char buffer[64 << 10];
  while (in) {
    in.read(buffer, sizeof(buffer));
    bytes.append(buffer, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit) {
      return Status::LimitExceeded(fmt::format("read {}: larger than {} MiB", name, limit >> 20))
          .WithHint("raise reader.file_mb if such files are wanted");
    }
  }
  if (in.bad())
    return Status::Unavailable("read " + name + ": the file could not be read to its end");
  return bytes;
}

Result<std::string> ReadFileBytes(const fs::path& path, const std::string& name,
                                  std::uint64_t limit) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return Status::InvalidInput("read " + name + ": is a folder")
        .WithHint("name the files in it: " + name + "/*");
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status::FromErrno(errno, "read " + name);
  return ReadBytes(in, name, limit);
}

class Files {
 public:
  /// `pictures` may be null.
  Files(Context& context, documents::Reader& reader, documents::ReadOptions options,
        bool second_look, invoices::EvidenceWeights weights,
        std::shared_ptr<const invoices::templates::Library> templates,
        std::optional<invoices::Classification> by_hand, InvoicePictures* pictures)
      : context_(context),
        reader_(reader),
        options_(std::move(options)),
        weights_(std::move(weights)),
        templates_(std::move(templates)),
        by_hand_(std::move(by_hand)),
        pictures_(pictures),
        explain_(context.call.Has("explain")),
        second_look_(second_look) {}

  Reading Read(const std::string& name) {
    Reading reading;
    reading.report.file = name;
    const Status status = ReadInto(name, reading);
    if (status.ok()) return reading;
    reading.report.error = status;
    reading.report.invoice.verdict = invoices::Verdict::kFailed;
    return reading;
  }

 private:
  Status ReadInto(const std::string& name, Reading& reading) {
    const std::uint64_t limit = options_.limits.file_bytes;
    TELAR_ASSIGN_OR_RETURN(const std::string bytes,
                           name == "-" ? ReadBytes(context_.in, "standard input", limit)
                                       : ReadFileBytes(context_.Resolve(name), name, limit));
    invoices::ReadReport& report = reading.report;
    report.sha256 = Sha256Hex(bytes);
    TELAR_ASSIGN_OR_RETURN(const documents::FileKind kind, documents::DetectKind(bytes));
    report.kind = invoices::ReportKind(kind);
    TELAR_ASSIGN_OR_RETURN(reading.document, reader_.Read(bytes, options_));
    report.reader = invoices::ReportReader(reading.document);
    report.pages = reading.document.page_count;
    report.decision = by_hand_;
    invoices::Findings findings;
    if (explain_) {
      invoices::Trace trace;
      report.invoice = invoices::ExtractWith(reading.document, weights_, &trace, &findings);
      report.explanation = std::move(trace.explanation);
      report.locale = invoices::LocaleOf(reading.document);
    } else {
      report.invoice = invoices::ExtractWith(reading.document, weights_, nullptr, &findings);
    }
    if (second_look_) {
      invoices::TakeSecondLook(bytes, reading.document, reader_, options_, report.invoice);
    }
    if (templates_ != nullptr) {
      documents::ReadOptions again = options_;
      again.small_pictures = true;
      const auto applied = templates_->Read(reading.document, context_.clock,
                                            [&] { return reader_.Read(bytes, again); });
      invoices::templates::ApplyTemplate(applied, reading.document, findings, report.invoice);
      report.used_template = invoices::TemplateReport{
          .name = applied.name,
          .fields =
              applied.name.empty() ? "" : invoices::templates::ToJson(applied.extraction.fields),
          .failure = applied.failure};
    }
    if (pictures_ != nullptr) {
      reading.pictures = pictures_->Draw(name, bytes, reading.document, report.invoice, reader_,
                                         options_, report.pictures.emplace());
    }
    return {};
  }

  Context& context_;
  documents::Reader& reader_;
  const documents::ReadOptions options_;
  const invoices::EvidenceWeights weights_;
  const std::shared_ptr<const invoices::templates::Library> templates_;
  const std::optional<invoices::Classification> by_hand_;
  InvoicePictures* const pictures_;
  const bool explain_;
  const bool second_look_;
};

Json ErrorJson(const Status& status) {
  if (status.ok()) return nullptr;
  return {{"code", CodeName(status.code())},
          {"message", status.FullMessage()},
          {"hint", status.hint()}};
}

void PrintText(Context& context, const Reading& reading, bool only_file) {
  const invoices::ReadReport& report = reading.report;
  if (context.json()) {
    Json json{{"file", report.file}, {"error", ErrorJson(report.error)}, {"pages", Json::array()}};
    for (const documents::Page& page : reading.document.pages) {
      json["pages"].push_back({{"page", page.number}, {"text", documents::PageText(page)}});
    }
    context.out.Write(JsonLine(json));
    return;
  }
  if (!report.error.ok()) return;
  if (!only_file) context.out.Write("==> " + report.file + " <==\n");
  const std::string text = documents::DocumentText(reading.document);
  // A terminal obeys control characters; a file or pipe gets the text as it is.
  if (context.out.terminal()) {
    for (const std::string_view line : Split(text, '\n')) context.out.Write(Printable(line) + "\n");
  } else {
    context.out.Write(text);
  }
}

void PrintWords(Context& context, const Reading& reading) {
  Table table({{"page", Table::Align::kRight},
               {"line", Table::Align::kRight},
               {"x0", Table::Align::kRight},
               {"y0", Table::Align::kRight},
               {"x1", Table::Align::kRight},
               {"y1", Table::Align::kRight},
               {"sure", Table::Align::kRight},
               {"word"}});
  for (const documents::Page& page : reading.document.pages) {
    for (const documents::Word& word : page.words) {
      const documents::Box& box = word.box;
      if (context.json()) {
        const auto round = [](float value) {
          return std::round(static_cast<double>(value) * 100) / 100;
        };
        context.out.Write(
            JsonLine({{"file", reading.report.file},
                      {"page", page.number},
                      {"line", word.line},
                      {"text", word.text},
                      {"confidence", round(word.confidence)},
                      {"box", {round(box.x0), round(box.y0), round(box.x1), round(box.y1)}}}));
      } else {
        table.Add({std::to_string(page.number), std::to_string(word.line),
                   fmt::format("{:.1f}", box.x0), fmt::format("{:.1f}", box.y0),
                   fmt::format("{:.1f}", box.x1), fmt::format("{:.1f}", box.y1),
                   fmt::format("{:.2f}", word.confidence), word.text});
      }
    }
  }
  if (!context.json()) context.out.Write(table.Render(context.TableWidth()));
}

void PrintFailure(Context& context, const Status& status) {
  context.err.Write(context.err_style.Red("telar:") + " " + Printable(status.FullMessage()) + "\n");
  if (!status.hint().empty())
    context.err.Write(context.err_style.Dim("hint: " + Printable(status.hint())) + "\n");
}

void Print(Context& context, const Reading& reading, bool only_file) {
  const invoices::ReadReport& report = reading.report;
  const bool words = context.call.Has("words"), text = context.call.Has("text");
  const bool silent_on_failure = words || (text && !context.json());
  if (!report.error.ok() && silent_on_failure) PrintFailure(context, report.error);
  if (words) PrintWords(context, reading);
  else if (text) PrintText(context, reading, only_file);
  else if (context.json()) context.out.Write(invoices::ReadReportJson(report) + "\n");
  else if (report.explanation && report.error.ok())
    context.out.Write(ExplainView(report, reading.document,
                                  {.width = context.TableWidth(),
                                   .style = context.out_style,
                                   .utf8 = context.utf8,
                                   .all = context.call.Has("verbose")}));
  else context.out.Write(InvoiceView(report, context.TableWidth(), context.out_style));
  (void)context.out.Flush();
  if (!reading.pictures.ok()) PrintFailure(context, reading.pictures);
  if (report.pictures && !report.pictures->empty() && !context.json() && !context.quiet()) {
    context.err.Write("drawn: " + Printable(Join(*report.pictures, ", ")) + "\n");
  }
}

Status CheckFlags(const Invocation& call) {
  if (call.Has("explain") && (call.Has("text") || call.Has("words"))) {
    return Status::InvalidInput("telar invoices read: --explain with --text or --words")
        .WithHint("ask for one of them");
  }
  if (call.Has("force") && !call.Has("render")) {
    return Status::InvalidInput("telar invoices read: --force without --render");
  }
  return {};
}

Result<ExitCode> Run(Context& context) {
  TELAR_RETURN_IF_ERROR(CheckFlags(context.call));
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto reader, OpenReader(loaded.settings, context.ReaderProgram(),
                                                       kReaders, context.clock));
  documents::ReadOptions options = ReadOptionsFor(loaded.settings);
  options.force_ocr = context.call.Has("ocr");
  std::optional<invoices::Classification> by_hand;
  if (context.call.Has("class")) {
    TELAR_ASSIGN_OR_RETURN(const invoices::InvoiceClass label,
                           invoices::ParseClass(context.call.Get("class")));
    by_hand = invoices::Classification{.label = label, .probability = 1, .model = "by hand"};
  }
  const std::vector<std::string>& names = context.call.arguments();
  std::unique_ptr<InvoicePictures> pictures;
  if (context.call.Has("render")) {
    TELAR_ASSIGN_OR_RETURN(pictures, InvoicePictures::Open({.folder = context.folder,
                                                            .target = context.call.Get("render"),
                                                            .documents = names,
                                                            .force = context.call.Has("force")}));
  }
  TELAR_ASSIGN_OR_RETURN(invoices::EvidenceWeights weights,
                         WeightsFor(WeightsFile(context, loaded.settings)));
  TELAR_ASSIGN_OR_RETURN(auto templates, TemplatesFor(context, loaded.settings));
  options.layout_text = templates != nullptr;
  Files files(context, *reader, options, SecondLookFor(loaded.settings), std::move(weights),
              std::move(templates), std::move(by_hand), pictures.get());
  ItemCounts counts;
  Status picture_failure;  // the first
  std::deque<std::future<Reading>> window;
  std::size_t next = 0;
  while (next < names.size() || !window.empty()) {
    const bool stop = context.interrupts.drain().stop_requested() || !context.out.status().ok();
    if (stop) next = names.size();
    while (next < names.size() && window.size() < kWindow) {
      window.push_back(std::async(std::launch::async,
                                  [&files, &name = names[next]] { return files.Read(name); }));
      ++next;
    }
    if (window.empty()) break;
    const Reading reading = window.front().get();
    window.pop_front();
    Print(context, reading, names.size() == 1);
    ++counts.total;
    counts.failed += reading.report.error.ok() ? 0 : 1;
    if (picture_failure.ok()) picture_failure = reading.pictures;
  }
  // Files that could not be read tell more than pictures that could not be drawn.
  if (counts.failed == 0 && !picture_failure.ok() && context.interrupts.signal() == 0)
    return ExitCodeFor(picture_failure);
  return ExitCodeFor(counts, context.interrupts.signal());
}

}  // namespace

Command InvoicesReadCommand() {
  return {
      .name = "read",
      .summary = "Read invoices and print what they say",
      .description =
          {"Reads each file (PDF, JPEG, PNG, TIFF) in a process of its own and prints its fields, "
           "lines and "
           "verdict, in the order of the files. Writes nothing: no database, no archive.",
           "With --json, one object a line and file. A file that cannot be read is an object as "
           "well, with "
           "an error of code, message and hint.",
           "--explain shows, per field, the candidates with their probability and the evidence "
           "that weighs most for and against each, and how the print is read (decimal mark, order "
           "of day and month); with -v all candidates and all evidence, with --json as explain and "
           "locale beside fields.",
           "--render draws each page with what was read from it: fields and product lines as "
           "coloured boxes with their confidence, doubtful ones in orange. One page becomes "
           "out.png, several become out-1.png, out-2.png and so on; a folder takes one picture a "
           "page, "
           "named like the file. What exists is kept unless --force is given. With --json the "
           "names stand in pictures.",
           "With --templates, the template whose keywords a document holds gives its fields; what "
           "it "
           "leaves out comes from Telar's own extraction. With --json the template's own output "
           "stands in template, whatever its keys."},
      .arguments = {{.name = "FILE",
                     .help = "A file, or - for standard input",
                     .kind = ValueKind::kFile,
                     .repeated = true}},
      .flags = {{.name = "text", .help = "Print the text of the pages instead"},
                {.name = "words",
                 .help = "Print every word with its place instead; with --json one object a word"},
                {.name = "explain", .help = "Show the candidates of every field and why one won"},
                {.name = "render",
                 .value = "PNG",
                 .help = "Draw the pages with what was read, to a PNG file or into a folder",
                 .kind = ValueKind::kFile},
                {.name = "force", .help = "Let --render replace pictures that exist"},
                {.name = "templates",
                 .value = "DIR",
                 .help = "Run the invoice2data templates of this folder (invoices.templates)",
                 .kind = ValueKind::kFolder},
                {.name = "class",
                 .value = "CLASS",
                 .help = "Set the class by hand",
                 .kind = ValueKind::kChoice,
                 .choices = {"preventiva", "correctiva"}},
                {.name = "ocr", .help = "Read every page by OCR, even where it has text"}},
      .examples = {{"telar invoices read invoice.pdf", "Show what an invoice says"},
                   {"telar invoices read --json inbox/*.pdf > invoices.jsonl",
                    "One JSON object a file"},
                   {"telar invoices read --explain --render seen.png invoice.pdf",
                    "Why it reads so, in words and as a picture"},
                   {"telar invoices read --text - < scan.jpg", "The text of a picture"}},
      .exits = {ExitCode::kSomeNeedPeople, ExitCode::kAllFailed, ExitCode::kDestinationDown,
                ExitCode::kInterrupted, ExitCode::kTerminated},
      .run = Run};
}

}  // namespace telar::app
