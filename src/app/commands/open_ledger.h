#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"
#include "config/settings.h"
#include "core/clock.h"
#include "ledger/ledger.h"

namespace telar::app {

/// A folder of its own for a database that only a dry run needs; removed with the object.
class ScratchFolder;

/// The ledger of pipelines with the database it lives in.
struct OpenedLedger {
  OpenedLedger();
  ~OpenedLedger();
  std::unique_ptr<ScratchFolder> scratch;  ///< Null unless the database is one for a dry run.
  std::unique_ptr<db::Database> database;
  std::unique_ptr<Clock> clock;  ///< The server's, so that leases of several hosts agree.
  std::unique_ptr<ledger::Ledger> ledger;
};

/// Opens the invoice pipeline's ledger. Null when its database is a file that does not exist yet:
/// looking at history makes none.
Result<std::unique_ptr<OpenedLedger>> OpenLedger(const config::Settings& settings,
                                                 Context& context);
/// The same for any database.
Result<std::unique_ptr<OpenedLedger>> OpenLedgerAt(const config::DatabaseUrl& url,
                                                   Context& context);

/// For a run: a database file is made when it is missing, on a dry run somewhere else for as long
/// as the object lives, as what is planned has to be compared with something.
Result<std::unique_ptr<OpenedLedger>> OpenLedgerForRun(const config::DatabaseUrl& url, bool dry_run,
                                                       Context& context);

/// An empty one in a file of its own that goes with the object.
Result<std::unique_ptr<OpenedLedger>> OpenScratchLedger(Context& context);

/// The databases that pipelines of that name write to, each once: `pipeline` is "" for all,
/// "invoices", or "pos" and what begins with "pos.". kInvalidInput for another word.
Result<std::vector<config::DatabaseUrl>> DatabasesOf(const config::Settings& settings,
                                                     std::string_view pipeline);
/// The ledgers in those of the databases that can be opened; files that do not exist yet are none.
struct Ledgers {
  std::vector<std::unique_ptr<OpenedLedger>> opened;
  Status failure;  ///< Of the first that could not be opened: what is shown is not everything.
};
/// kInvalidInput for a word that is no pipeline; any other failure is in the answer, unless no
/// ledger could be opened.
Result<Ledgers> OpenLedgers(const config::Settings& settings, std::string_view pipeline,
                            Context& context);
/// True when `name` is `wanted` or below it ("pos.sales" of "pos"); anything is below "".
bool IsPipeline(std::string_view name, std::string_view wanted);

}  // namespace telar::app
