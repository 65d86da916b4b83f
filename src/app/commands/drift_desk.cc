#include "app/commands/drift_desk.h"

#include "app/missing_file.h"
#include "app/wiring.h"
#include "invoices/schema.h"
#include "models/observations.h"

namespace telar::app {

Result<std::unique_ptr<DriftDesk>> OpenDriftDesk(const config::Settings& settings, Context& context,
                                                 bool make) {
  auto desk = std::make_unique<DriftDesk>();
  TELAR_ASSIGN_OR_RETURN(desk->models, OpenModelStore(settings, context.clock, make));
  TELAR_ASSIGN_OR_RETURN(desk->drift, OpenDriftStore(settings, context.clock, make));
  const config::DatabaseUrl& url = settings.invoices.database;
  if (IsMissingFile(url)) return desk;
  TELAR_ASSIGN_OR_RETURN(desk->database, OpenDatabase(url));
  for (const auto& [component, migrations] :
       {std::pair{std::string_view("invoices"), invoices::InvoiceMigrations()},
        {models::kObservationsComponent, models::ObservationMigrations()}}) {
    const Status migrated =
        db::Migrate(*desk->database, component, migrations, context.clock).status();
    if (!migrated.ok()) return migrated.WithRole(Role::kDestination);
  }
  auto connection = desk->database->Acquire();
  if (!connection.ok()) return std::move(connection).status().WithRole(Role::kDestination);
  desk->connection.emplace(*std::move(connection));
  return desk;
}

Result<std::string> WhereaboutsOf(db::Connection& connection, const std::string& document) {
  std::string where;
  TELAR_RETURN_IF_ERROR(
      connection.Query("SELECT archived_as, file_name FROM invoices WHERE document_id = ?",
                       {document}, [&](const db::Row& row) {
                         where = row.TextOrEmpty(0);
                         if (where.empty()) where = row.TextOrEmpty(1);
                         return Status::Ok();
                       }));
  return where;
}

}  // namespace telar::app
