#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/commands/commands.h"
#include "app/commands/json_line.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "core/text.h"
#include "invoices/extract.h"
#include "invoices/templates/draft.h"
#include "invoices/templates/from_template.h"
#include "invoices/templates/layout_text.h"

namespace telar::app {
namespace {

namespace fs = std::filesystem;
namespace tpl = invoices::templates;
using Json = nlohmann::ordered_json;

constexpr std::size_t kNearest = 3;  // templates named for a document that none matches

Result<std::string> Contents(const fs::path& path, const std::string& name, std::uint64_t limit) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return Status::FromErrno(errno, "read " + name);
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return Status::InvalidInput("read " + name + ": is a folder").WithHint("name its files");
  }
  std::ostringstream text;
  text << in.rdbuf();
  if (text.view().size() > limit) return Status::LimitExceeded("read " + name + ": too large");
  return std::move(text).str();
}

/// A document with the extraction that knows no template.
struct Extracted {
  std::string bytes;
  documents::Document document;
  invoices::Invoice invoice;
  invoices::Findings findings;
};

class Desk {
 public:
  static Result<Desk> Open(Context& context) {
    TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
    Desk desk(context);
    TELAR_ASSIGN_OR_RETURN(desk.reader_,
                           OpenReader(loaded.settings, context.ReaderProgram(), 1, context.clock));
    TELAR_ASSIGN_OR_RETURN(desk.weights_, WeightsFor(WeightsFile(context, loaded.settings)));
    desk.options_ = ReadOptionsFor(loaded.settings);
    desk.options_.layout_text = true;
    return desk;
  }

  Result<Extracted> Read(const std::string& name) {
    TELAR_ASSIGN_OR_RETURN(const std::string bytes,
                           Contents(context_.Resolve(name), name, options_.limits.file_bytes));
    auto document = reader_->Read(bytes, options_);
    if (!document.ok()) return std::move(document).status().WithContext("read " + name);
    Extracted extracted{
        .bytes = bytes, .document = *std::move(document), .invoice = {}, .findings = {}};
    extracted.invoice =
        invoices::ExtractWith(extracted.document, weights_, nullptr, &extracted.findings);
    return extracted;
  }

  Result<documents::Document> ReadPictures(const Extracted& extracted) {
    documents::ReadOptions options = options_;
    options.small_pictures = true;
    return reader_->Read(extracted.bytes, options);
  }

 private:
  explicit Desk(Context& context)
      : context_(context), weights_(invoices::EvidenceWeights::BuiltIn()) {}

  Context& context_;
  std::unique_ptr<documents::IsolatedReader> reader_;
  invoices::EvidenceWeights weights_;
  documents::ReadOptions options_;
};

Status WriteNew(const fs::path& path, const std::string& text, bool force) {
  std::error_code error;
  if (!force && fs::exists(path, error)) {
    return Status::AlreadyExists("write " + path.string() + ": the file exists")
        .WithHint("give --force to replace it");
  }
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  if (!out) return Status::Unavailable("write " + path.string() + ": it could not be written");
  return {};
}

Result<ExitCode> RunNew(Context& context) {
  TELAR_ASSIGN_OR_RETURN(Desk desk, Desk::Open(context));
  const std::string& name = context.call.arguments().front();
  TELAR_ASSIGN_OR_RETURN(const Extracted extracted, desk.Read(name));
  TELAR_ASSIGN_OR_RETURN(const tpl::Draft draft,
                         tpl::DraftTemplate(extracted.document, extracted.invoice, context.clock));
  if (context.call.Has("out")) {
    fs::path path = context.Resolve(context.call.Get("out"));
    std::error_code error;
    if (fs::is_directory(path, error)) path /= tpl::DraftFileName(extracted.invoice);
    TELAR_RETURN_IF_ERROR(WriteNew(path, draft.yaml, context.call.Has("force")));
    if (!context.quiet()) context.err.Write("written: " + Printable(path.string()) + "\n");
  } else if (context.json()) {
    context.out.Write(JsonLine(Json{{"file", name},
                                    {"template", draft.yaml},
                                    {"fields", draft.fields},
                                    {"lines", draft.lines},
                                    {"left_out", draft.left_out}}));
  } else {
    context.out.Write(draft.yaml);
  }
  if (context.quiet() || context.json()) return ExitCode::kDone;
  context.err.Write("gives back: " + Join(draft.fields, ", ") +
                    (draft.lines > 0 ? fmt::format(", {} lines", draft.lines) : "") + "\n");
  if (!draft.left_out.empty()) {
    context.err.Write("no pattern found for: " + Join(draft.left_out, ", ") + "\n");
  }
  return ExitCode::kDone;
}

/// Templates that lack the fewest keywords, for a document that none matches.
std::vector<std::pair<std::string, std::vector<std::string>>> Nearest(const tpl::Library& library,
                                                                      const std::string& text) {
  std::vector<std::pair<std::string, std::vector<std::string>>> nearest;
  for (const auto& t : library.templates()) {
    std::vector<std::string> missing = t->MissingKeywords(text);
    const bool some = missing.size() < t->KeywordCount();
    if (some) nearest.emplace_back(t->name(), std::move(missing));
  }
  std::stable_sort(nearest.begin(), nearest.end(),
                   [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  nearest.resize(std::min(nearest.size(), kNearest));
  return nearest;
}

void PrintTested(Context& context, const std::string& name, const tpl::Reading& reading,
                 const tpl::Library& library, const Extracted& extracted) {
  const std::string text = tpl::PrintedText(extracted.document);
  if (context.json()) {
    Json json{{"file", name}, {"template", nullptr}, {"error", nullptr}};
    if (!reading.name.empty()) {
      json["template"] = reading.name;
      json["from_pictures"] = reading.from_pictures;
      json["fields"] = Json::parse(tpl::ToJson(reading.extraction.fields), nullptr, false);
      json["unmatched"] = reading.extraction.unmatched;
      json["verdict"] = invoices::VerdictName(extracted.invoice.verdict);
      json["reasons"] = extracted.invoice.reasons;
    } else {
      json["nearest"] = Json::array();
      for (const auto& [near, missing] : Nearest(library, text)) {
        json["nearest"].push_back({{"template", near}, {"missing_keywords", missing}});
      }
    }
    if (!reading.failure.ok()) json["error"] = reading.failure.FullMessage();
    context.out.Write(JsonLine(json));
    return;
  }
  const Style& style = context.out_style;
  std::string out = style.Bold(Printable(name)) + ": ";
  if (reading.name.empty()) {
    out += reading.failure.ok()
               ? style.Yellow("no template matches")
               : style.Red("does not apply: ") + Printable(reading.failure.FullMessage());
    out += "\n";
    if (reading.failure.ok()) {
      for (const auto& [near, missing] : Nearest(library, text)) {
        out += "  nearest " + Printable(near) + ", lacks " + Printable(Join(missing, ", ")) + "\n";
      }
    }
    context.out.Write(out + "\n");
    return;
  }
  out += Printable(reading.name) + (reading.from_pictures ? ", by words on pictures" : "") + "\n";
  Table table({{"key"}, {"value", Table::Align::kLeft, true}});
  for (const auto& [key, value] : reading.extraction.fields) {
    const auto* rows = value.AsList();
    const bool lines = rows != nullptr && !rows->empty() && rows->front().AsMap() != nullptr;
    if (!lines) {
      table.Add(
          {key, value.AsText() != nullptr ? CollapseSpaces(*value.AsText()) : tpl::ToJson(value)});
      continue;
    }
    for (std::size_t i = 0; i < rows->size(); ++i) {
      table.Add({fmt::format("{}[{}]", key, i + 1), tpl::ToJson((*rows)[i])});
    }
  }
  for (const std::string& key : reading.extraction.unmatched) table.Add({key, "(nothing found)"});
  out += table.Render(context.TableWidth());
  for (const std::string& reason : extracted.invoice.reasons)
    out += "- " + Printable(reason) + "\n";
  context.out.Write(out + "\n");
}

Result<ExitCode> RunTest(Context& context) {
  const std::vector<std::string>& arguments = context.call.arguments();
  if (arguments.size() < 2) {
    return Status::InvalidInput("telar invoices template test: no document is named")
        .WithHint("telar invoices template test templates/ invoice.pdf");
  }
  TELAR_ASSIGN_OR_RETURN(const auto library, tpl::Library::Load(context.Resolve(arguments[0])));
  for (const tpl::Problem& problem : library->problems()) {
    context.err.Write((problem.left_out ? "template left out: " : "pattern without effect: ") +
                      Printable(problem.ToString()) + "\n");
  }
  TELAR_ASSIGN_OR_RETURN(Desk desk, Desk::Open(context));
  ItemCounts counts;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    if (context.interrupts.drain().stop_requested() || !context.out.status().ok()) break;
    ++counts.total;
    auto extracted = desk.Read(arguments[i]);
    if (!extracted.ok()) {
      ++counts.failed;
      const std::string message = extracted.status().FullMessage();
      if (context.json())
        context.out.Write(JsonLine(Json{{"file", arguments[i]}, {"error", message}}));
      else context.err.Write(Printable(message) + "\n");
      continue;
    }
    const tpl::Reading reading = library->Read(extracted->document, context.clock,
                                               [&] { return desk.ReadPictures(*extracted); });
    tpl::ApplyTemplate(reading, extracted->document, extracted->findings, extracted->invoice);
    if (reading.name.empty()) ++counts.people;
    PrintTested(context, arguments[i], reading, *library, *extracted);
  }
  return ExitCodeFor(counts, context.interrupts.signal());
}

Command NewCommand() {
  return {
      .name = "new",
      .summary = "Draft a template from a document",
      .description = {"Reads the document and drafts an invoice2data template that gives back what "
                      "was read: keywords, a pattern for each field around the words at its place, "
                      "options, and a rule for the product lines where the table is clear. Every "
                      "pattern was run on the document. Read it before you keep it: one document "
                      "shows one page."},
      .arguments = {{.name = "FILE",
                     .help = "A document of the supplier",
                     .kind = ValueKind::kFile}},
      .flags = {{.name = "out",
                 .value = "FILE",
                 .help = "Write to this file, or into this folder under the supplier's name",
                 .kind = ValueKind::kFile},
                {.name = "force", .help = "Replace a file that exists"}},
      .examples = {{"telar invoices template new invoice.pdf --out templates/",
                    "A template for this supplier"}},
      .exits = {ExitCode::kInterrupted, ExitCode::kTerminated},
      .run = RunNew};
}

Command TestCommand() {
  return {
      .name = "test",
      .summary = "Say which template matches which document and what each field gave",
      .description = {"Runs the templates of a folder on documents and prints, for each, the "
                      "template that applies, every field of it, and what found nothing. For a "
                      "document that none matches it names the nearest templates with the keywords "
                      "that are missing. Exit code 8 when a document has no template."},
      .arguments = {{.name = "DIR", .help = "A folder of templates", .kind = ValueKind::kFolder},
                    {.name = "FILE",
                     .help = "Documents",
                     .kind = ValueKind::kFile,
                     .required = false,
                     .repeated = true}},
      .examples = {{"telar invoices template test templates/ inbox/*.pdf",
                    "Before a folder of templates goes live"}},
      .exits = {ExitCode::kSomeNeedPeople, ExitCode::kAllFailed, ExitCode::kInterrupted,
                ExitCode::kTerminated},
      .run = RunTest};
}

}  // namespace

Command InvoicesTemplateCommand() {
  return {.name = "template",
          .summary = "Draft and try invoice2data templates",
          .children = {NewCommand(), TestCommand()}};
}

}  // namespace telar::app
