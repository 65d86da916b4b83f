#include "app/commands/open_ledger.h"

#include "app/wiring.h"

namespace telar::app {

Result<std::unique_ptr<OpenedLedger>> OpenLedger(const config::Settings& settings,
                                                 Context& context) {
  const config::DatabaseUrl& url = settings.invoices.database;
  std::error_code error;
  if (url.is_file() && !std::filesystem::exists(url.file, error))
    return std::unique_ptr<OpenedLedger>();
  auto opened = std::make_unique<OpenedLedger>();
  TELAR_ASSIGN_OR_RETURN(opened->database, OpenDatabase(url));
  auto ledger = ledger::Ledger::Open(*opened->database, context.clock, context.random);
  if (!ledger.ok()) return std::move(ledger).status().WithRole(Role::kDestination);
  opened->ledger = *std::move(ledger);
  return opened;
}

}  // namespace telar::app
