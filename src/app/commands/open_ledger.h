#pragma once

#include <memory>

#include "app/context.h"
#include "config/settings.h"
#include "ledger/ledger.h"

namespace telar::app {

/// The ledger of a pipeline with the database it lives in.
struct OpenedLedger {
  std::unique_ptr<db::Database> database;
  std::unique_ptr<ledger::Ledger> ledger;
};

/// Opens the invoice pipeline's ledger. Null when its database is a file that does not exist yet:
/// looking at history makes none.
Result<std::unique_ptr<OpenedLedger>> OpenLedger(const config::Settings& settings,
                                                 Context& context);

}  // namespace telar::app
