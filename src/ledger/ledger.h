#pragma once

#include <memory>

#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"
#include "db/database.h"
#include "ledger/backlog.h"
#include "ledger/claims.h"
#include "ledger/history.h"
#include "ledger/locks.h"
#include "ledger/owner.h"
#include "ledger/runs.h"

namespace telar::ledger {

struct Options {
  /// Who holds the leases; a test plays several processes.
  Owner owner = CurrentOwner();
  LifeProbe probe = ProbeProcess;
  /// See Runs. Longer than a few heartbeats of a worker.
  Duration run_silence = std::chrono::minutes(5);
};

/// The memory of all work of the pipelines of one database: what is to be done, who does it, what
/// was done. Its tables are in docs/formats/ledger.md. Safe to use from several threads.
///
///   planned by Backlog → worked on under Claims → read through History; executions in Runs.
class Ledger {
  struct Key {
    explicit Key() = default;
  };

 public:
  /// Brings the ledger's tables up to date. `database`, `clock` and `random` must outlive the
  /// ledger. Errors: those of db::Migrate.
  static Result<std::unique_ptr<Ledger>> Open(db::Database& database, const Clock& clock,
                                              Random& random, Options options = {});

  Ledger(Key, db::Database& database, const Clock& clock, Random& random, const Options& options);

  Runs& runs() { return runs_; }
  Backlog& backlog() { return backlog_; }
  Claims& claims() { return claims_; }
  Locks& locks() { return locks_; }
  const History& history() const { return history_; }
  /// The database the items' rows go to as well.
  db::Database& database() { return database_; }

 private:
  db::Database& database_;
  Runs runs_;
  Backlog backlog_;
  Claims claims_;
  Locks locks_;
  History history_;
};

}  // namespace telar::ledger
