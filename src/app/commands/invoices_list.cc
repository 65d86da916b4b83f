#include "app/commands/commands.h"
#include "app/commands/invoice_view.h"
#include "app/commands/open_ledger.h"
#include "app/settings.h"
#include "app/table.h"
#include "core/text.h"
#include "invoices/schema.h"
#include "invoices/stored.h"

namespace telar::app {
namespace {

constexpr int kDefaultLimit = 50;

std::string ValueOf(const invoices::Invoice& invoice, std::string_view field) {
  const invoices::Field* found = invoice.Find(field);
  return found == nullptr ? "" : Printable(found->value);
}

Result<invoices::StoredFilter> FilterOf(const Context& context) {
  invoices::StoredFilter filter;
  filter.limit = static_cast<int>(context.call.Number("limit", kDefaultLimit));
  if (!context.call.arguments().empty()) filter.document = AsciiLower(context.call.arguments()[0]);
  const std::string wanted = context.call.Get("verdict");
  if (wanted == "accept") filter.verdict = invoices::Verdict::kAccept;
  if (wanted == "review") filter.verdict = invoices::Verdict::kReview;
  if (wanted == "failed") filter.verdict = invoices::Verdict::kFailed;
  return filter;
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const invoices::StoredFilter filter, FilterOf(context));
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const auto opened, OpenLedger(loaded.settings, context));
  Table table({{"document"},
               {"file"},
               {"class"},
               {"supplier", Table::Align::kLeft, true},
               {"order"},
               {"date"},
               {"total", Table::Align::kRight},
               {"lines", Table::Align::kRight},
               {"verdict"}});
  std::int64_t count = 0;
  const auto take = [&](const invoices::ReadReport& report) -> Status {
    ++count;
    const invoices::Invoice& invoice = report.invoice;
    if (context.json()) {
      context.out.Write(invoices::ReadReportJson(report) + "\n");
    } else if (!filter.document.empty()) {
      context.out.Write(InvoiceView(report, context.TableWidth(), context.out_style));
    } else {
      table.Add({report.sha256.substr(0, 12), Printable(report.file),
                 report.decision ? std::string(invoices::ClassLabel(report.decision->label)) : "",
                 ValueOf(invoice, "supplier"), ValueOf(invoice, "purchase_order"),
                 ValueOf(invoice, "date"),
                 ValueOf(invoice, "total") + " " + ValueOf(invoice, "currency"),
                 std::to_string(invoice.lines.size()),
                 std::string(invoices::VerdictName(invoice.verdict))});
    }
    return context.out.status();
  };
  if (opened != nullptr) {
    TELAR_RETURN_IF_ERROR(
        db::Migrate(*opened->database, "invoices", invoices::InvoiceMigrations(), context.clock)
            .status());
    TELAR_ASSIGN_OR_RETURN(const auto connection, opened->database->Acquire());
    TELAR_RETURN_IF_ERROR(invoices::ListStored(*connection, filter, take));
  }
  if (!table.empty()) context.out.Write(table.Render(context.TableWidth()));
  if (count == 0 && !context.quiet()) context.err.Write("no document of that kind was read yet\n");
  return count == 0 ? ExitCode::kNothingToDo : ExitCode::kDone;
}

}  // namespace

Command InvoicesListCommand() {
  return {.name = "list",
          .summary = "Show the documents that were read into the database",
          .description = {"The documents of invoices.database, the last read first. With the "
                          "beginning of a document's "
                          "SHA-256, everything that was read of it."},
          .arguments = {{.name = "DOCUMENT",
                         .help = "The beginning of a document's SHA-256",
                         .required = false}},
          .flags = {{.name = "verdict",
                     .value = "VERDICT",
                     .help = "Only documents with that verdict",
                     .kind = ValueKind::kChoice,
                     .choices = {"accept", "review", "failed"}},
                    {.name = "limit",
                     .value = "N",
                     .help = "At most N documents",
                     .kind = ValueKind::kNumber}},
          .examples = {{"telar invoices list --verdict review", "What waits for a person"},
                       {"telar invoices list --json --limit 100000",
                        "Everything, one JSON object a document"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo},
          .run = Run};
}

}  // namespace telar::app
