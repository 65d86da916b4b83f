#include <fmt/format.h>

#include <cmath>
#include <deque>
#include <future>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/commands/commands.h"
#include "app/commands/einvoice_text.h"
#include "app/commands/explain_view.h"
#include "app/commands/input_file.h"
#include "app/commands/invoice_pictures.h"
#include "app/commands/invoice_view.h"
#include "app/commands/json_line.h"
#include "app/commands/lesson_database.h"
#include "app/model_classifier.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "core/digest.h"
#include "core/text.h"
#include "documents/detect.h"
#include "invoices/interpret.h"
#include "invoices/invoice_json.h"
#include "invoices/memory/memory.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;

// Documents read at a time, and how many more may wait for their turn to be printed: together the
// bound of what is held in memory.
constexpr int kReaders = 2;
constexpr std::size_t kWindow = 4;

struct Reading {
  invoices::ReadReport report;
  documents::Document document;
  Status pictures;  // why a picture is missing
};

class Files {
 public:
  /// `classifier` and `pictures` may be null.
  Files(Context& context, documents::Reader& reader, documents::ReadOptions options,
        invoices::InterpretOptions interpret, std::optional<invoices::Classification> by_hand,
        invoices::Classifier* classifier, InvoicePictures* pictures)
      : context_(context),
        reader_(reader),
        options_(std::move(options)),
        interpreter_(std::move(interpret)),
        by_hand_(std::move(by_hand)),
        classifier_(classifier),
        pictures_(pictures),
        explain_(context.call.Has("explain")) {}

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
  Result<std::optional<invoices::Classification>> Classify(std::string_view bytes,
                                                           documents::FileKind kind) {
    if (by_hand_ || classifier_ == nullptr || kind == documents::FileKind::kXml) return by_hand_;
    auto classified =
        classifier_->Classify([&](int dpi) { return reader_.Render(bytes, 1, dpi, options_); });
    // What was read is worth having although the page cannot be drawn.
    if (classified.status().code() == Code::kInvalidInput ||
        classified.status().code() == Code::kLimitExceeded) {
      return by_hand_;
    }
    return classified;
  }

  Status ReadInto(const std::string& name, Reading& reading) {
    TELAR_ASSIGN_OR_RETURN(const std::string bytes,
                           ReadInput(context_, name, options_.limits.file_bytes));
    invoices::ReadReport& report = reading.report;
    report.sha256 = Sha256Hex(bytes);
    TELAR_ASSIGN_OR_RETURN(const documents::FileKind kind, documents::DetectKind(bytes));
    report.kind = invoices::ReportKind(kind);
    TELAR_ASSIGN_OR_RETURN(reading.document, reader_.Read(bytes, options_));
    report.reader = invoices::ReportReader(reading.document);
    report.pages = reading.document.page_count;
    TELAR_ASSIGN_OR_RETURN(report.decision, Classify(bytes, kind));
    invoices::Interpretation found = interpreter_.Interpret(bytes, reading.document, explain_);
    if (found.with_pictures) {
      reading.document = *std::move(found.with_pictures);
      report.reader = invoices::ReportReader(reading.document);
    }
    report.invoice = std::move(found.invoice);
    report.explanation = std::move(found.explanation);
    report.used_template = std::move(found.used_template);
    if (context_.call.Has("lessons")) report.lessons = std::move(found.recalled.used);
    if (explain_ && reading.document.HasText()) {
      report.locale = invoices::LocaleOf(reading.document);
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
  const invoices::Interpreter interpreter_;
  const std::optional<invoices::Classification> by_hand_;
  invoices::Classifier* const classifier_;
  InvoicePictures* const pictures_;
  const bool explain_;
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
    if (reading.document.einvoice) {
      Json& published = json["published"] = Json::array();
      for (const documents::Published& value : PublishedValues(*reading.document.einvoice))
        published.push_back({{"line", value.line}, {"path", value.path}, {"text", value.text}});
    }
    context.out.Write(JsonLine(json));
    return;
  }
  if (!report.error.ok()) return;
  if (!only_file) context.out.Write("==> " + report.file + " <==\n");
  const bool xml = reading.document.kind == documents::FileKind::kXml;
  const std::string text = xml && reading.document.einvoice
                               ? EInvoiceText(*reading.document.einvoice)
                               : documents::DocumentText(reading.document);
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
  if (words && report.kind == "xml" && report.error.ok() && !context.quiet()) {
    context.err.Write(Printable(report.file) +
                      ": an XML has no words on pages; --text prints what it publishes\n");
  }
  if (report.pictures && report.kind == "xml" && !context.quiet())
    context.err.Write(Printable(report.file) + ": an XML has no pages to draw\n");
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

/// What the database's suppliers taught.
Result<invoices::Memory> LoadLessons(const config::Settings& settings, Context& context) {
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenLessonDatabase(settings, context, false));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  return invoices::Memory::Load(*connection);
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
  std::unique_ptr<ModelClassifier> classifier;
  if (!by_hand && !context.call.Has("text") && !context.call.Has("words")) {
    TELAR_ASSIGN_OR_RETURN(classifier,
                           ModelClassifier::Open(loaded.settings, context.clock,
                                                 /*suggestions=*/context.call.Has("classify")));
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
  std::optional<invoices::Memory> memory;
  if (context.call.Has("lessons")) {
    TELAR_ASSIGN_OR_RETURN(memory, LoadLessons(loaded.settings, context));
  }
  Files files(context, *reader, options,
              {.reader = reader.get(),
               .clock = &context.clock,
               .read = options,
               .second_look = SecondLookFor(loaded.settings),
               .weights = std::move(weights),
               .memory = memory ? &*memory : nullptr,
               .templates = std::move(templates)},
              std::move(by_hand), classifier.get(), pictures.get());
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
          {"Reads each file (PDF, JPEG, PNG, TIFF, XML) in a process of its own and prints its "
           "fields, lines and verdict, in the order of the files. Writes nothing: no database, no "
           "archive.",
           "A structured invoice (UBL, CII, Facturae, CFDI), alone or inside a PDF, comes before "
           "what its pages say: its figures are checked against each other, and pages that say "
           "something else send it to a person. --text prints what an XML publishes, with line and "
           "path; words and pictures it has none.",
           "--lessons brings to bear what the suppliers of invoices.database taught (telar "
           "invoices "
           "lessons), as telar invoices run does; with --json, lessons says which spoke about "
           "which field.",
           "With --json, one object a line and file. A file that cannot be read is an object as "
           "well, with "
           "an error of code, message and hint.",
           "A picture of several receipts goes to a person: the receipt that was read best stands "
           "in the object, the others beside it in more. So does an XML of several invoices, which "
           "has its first in the object.",
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
           "The class is what the promoted model says (telar model); null when there is none.",
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
                {.name = "lessons", .help = "Use what suppliers' earlier documents taught"},
                {.name = "class",
                 .value = "CLASS",
                 .help = "Set the class by hand",
                 .kind = ValueKind::kChoice,
                 .choices = {"preventiva", "correctiva"}},
                {.name = "classify",
                 .help = "Let the model that ships say the class while none is promoted"},
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
