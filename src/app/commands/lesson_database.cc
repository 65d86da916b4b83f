#include "app/commands/lesson_database.h"

#include "app/missing_file.h"
#include "app/wiring.h"
#include "invoices/schema.h"
#include "ledger/ledger.h"

namespace telar::app {

Result<std::unique_ptr<db::Database>> OpenLessonDatabase(const config::Settings& settings,
                                                         Context& context, bool make) {
  const config::DatabaseUrl& url = settings.invoices.database;
  if (!make && IsMissingFile(url)) {
    return Status::NotFound("open the lessons: the database does not exist yet")
        .WithHint("telar invoices lessons teach and telar invoices run make it");
  }
  TELAR_ASSIGN_OR_RETURN(std::unique_ptr<db::Database> database, OpenDatabase(url));
  const auto ledger = ledger::Ledger::Open(*database, context.clock, context.random);
  if (!ledger.ok()) return ledger.status().WithRole(Role::kDestination);
  TELAR_RETURN_IF_ERROR(
      db::Migrate(*database, "invoices", invoices::InvoiceMigrations(), context.clock)
          .status()
          .WithRole(Role::kDestination));
  return database;
}

}  // namespace telar::app
