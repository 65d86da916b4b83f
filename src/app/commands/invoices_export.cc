#include "app/commands/commands.h"
#include "app/commands/export_desk.h"
#include "app/missing_file.h"
#include "app/settings.h"
#include "app/wiring.h"

namespace telar::app {
namespace {

const std::vector<Exportable>& Tables() {
  const auto by = [](std::string table, std::string day, std::string partition, bool usual) {
    return Exportable{
        {.table = std::move(table), .day = std::move(day), .partition = std::move(partition)},
        usual};
  };
  const auto whole = [](std::string table, bool usual) {
    return Exportable{{.table = std::move(table)}, usual};
  };
  static const std::vector<Exportable> tables{by("ventas_preventivas", "creado_en", "fecha", true),
                                              by("ventas_correctivas", "creado_en", "fecha", true),
                                              by("invoices", "read_at", "day", true),
                                              {{.table = "invoice_lines",
                                                .day = "read_at",
                                                .partition = "day",
                                                .day_table = "invoices",
                                                .join = "d.document_id = t.document_id"},
                                               true},
                                              by("invoice_sources", "seen_at", "day", false),
                                              by("invoice_audit", "done_at", "day", false),
                                              whole("suppliers", true),
                                              whole("supplier_spellings", true),
                                              by("supplier_documents", "seen_at", "day", false),
                                              whole("lessons", false),
                                              by("lesson_documents", "noted_at", "day", false),
                                              whole("invoice_identities", false)};
  return tables;
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  const config::DatabaseUrl& url = loaded.settings.invoices.database;
  if (IsMissingFile(url)) {
    context.err.Write("nothing was read yet\n");
    return ExitCode::kNothingToDo;
  }
  const auto database = OpenDatabase(url);
  if (!database.ok()) return OfTheSource(database.status());
  const Date today(std::chrono::floor<std::chrono::days>(context.clock.Now()));
  return RunExport(context, **database, Tables(), today);
}

}  // namespace

Command InvoicesExportCommand() {
  auto description = ExportDescription();
  description.insert(description.begin() + 1,
                     "The day is that of UTC on which rows were made or a document was read; that "
                     "of the invoice is a column.");
  return {.name = "export",
          .summary = "Write the tables of the invoices as files for other programs",
          .description = std::move(description),
          .flags = ExportFlags(),
          .examples = {{"telar invoices export --to export", "What is new up to yesterday"},
                       {"telar invoices export --to csv --format csv --tables invoices --today",
                        "Every document, for a spreadsheet"}},
          .exits = ExportExits(),
          .run = Run};
}

}  // namespace telar::app
