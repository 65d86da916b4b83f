#include "app/commands/commands.h"
#include "app/commands/input_file.h"
#include "app/commands/json_line.h"
#include "app/commands/rules_view.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"

namespace telar::app {
namespace {

Result<documents::RuleReport> Check(Context& context, documents::Reader& reader,
                                    const documents::ReadOptions& options,
                                    const std::string& name) {
  TELAR_ASSIGN_OR_RETURN(const std::string bytes,
                         ReadInput(context, name, options.limits.file_bytes));
  return reader.Check(bytes, options);
}

void Print(Context& context, const std::string& name, const documents::RuleReport& report,
           const Status& error) {
  const bool spanish = context.call.Get("lang") == "es";
  if (context.json()) {
    context.out.Write(JsonLine(RulesJson(name, report, error, spanish)));
  } else if (error.ok()) {
    context.out.Write(RulesView(name, report,
                                {.width = context.TableWidth(),
                                 .style = context.out_style,
                                 .spanish = spanish,
                                 .all = context.call.Has("verbose")}));
  } else {
    context.err.Write(context.err_style.Red("telar:") + " " + Printable(name) + ": " +
                      Printable(error.FullMessage()) + "\n");
    if (!error.hint().empty())
      context.err.Write(context.err_style.Dim("hint: " + Printable(error.hint())) + "\n");
  }
  (void)context.out.Flush();
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto reader,
                         OpenReader(loaded.settings, context.ReaderProgram(), 1, context.clock));
  const documents::ReadOptions options = ReadOptionsFor(loaded.settings);
  ItemCounts counts;
  bool broken = false;
  for (const std::string& name : context.call.arguments()) {
    if (context.interrupts.drain().stop_requested() || !context.out.status().ok()) break;
    const Result<documents::RuleReport> report = Check(context, *reader, options, name);
    ++counts.total;
    counts.failed += report.ok() ? 0 : 1;
    broken |= report.ok() && CountRules(*report).failed > 0;
    Print(context, name, report.ok() ? *report : documents::RuleReport{}, report.status());
  }
  const ExitCode code = ExitCodeFor(counts, context.interrupts.signal());
  const bool stopped = code == ExitCode::kInterrupted || code == ExitCode::kTerminated;
  return broken && !stopped ? ExitCode::kContractBroken : code;
}

}  // namespace

Command InvoicesCheckCommand() {
  return {
      .name = "check",
      .summary = "Check structured invoices against the rules of EN 16931",
      .description =
          {"Holds each file (a UBL invoice or credit note or a CII invoice, as XML or attached to "
           "a PDF: Peppol, XRechnung, Factur-X, ZUGFeRD 2) against every rule of the European "
           "standard and prints those it breaks, with line and path. -v prints all rules. A rule "
           "that the published set flags as a warning fails as well, and is shown as a warning.",
           "An invoice in an envelope (Peppol's StandardBusinessDocument, the AttachedDocument of "
           "Colombia) is checked inside it; of several all are.",
           "A rule whose subject does not occur in the invoice did not run; it is counted as such, "
           "never as passed. No invoice is called valid: the schema of its syntax and national "
           "rules are not looked at.",
           "With --json, one object a line and file: rules, each with result pass, fail or "
           "not_run, and counts of them; a rule that fails in several places stands there once for "
           "each, with flag: warning where the published set only warns. Ends with 7 when a rule "
           "fails."},
      .arguments = {{.name = "FILE",
                     .help = "A file, or - for standard input",
                     .kind = ValueKind::kFile,
                     .repeated = true}},
      .flags = {{.name = "lang",
                 .value = "LANG",
                 .help = "Language of the rules: en (unless given) or es",
                 .kind = ValueKind::kChoice,
                 .choices = {"en", "es"}}},
      .examples = {{"telar invoices check invoice.xml", "Show which rules an invoice breaks"},
                   {"telar invoices check --lang es -v factura.pdf",
                    "Every rule, in Spanish, on the XML inside a PDF"},
                   {"telar invoices check --json inbox/*.xml > rules.jsonl",
                    "One JSON object a file"}},
      .exits = {ExitCode::kContractBroken, ExitCode::kSomeNeedPeople, ExitCode::kAllFailed,
                ExitCode::kDestinationDown, ExitCode::kInterrupted, ExitCode::kTerminated},
      .run = Run};
}

}  // namespace telar::app
