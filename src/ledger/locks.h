#pragma once

#include <optional>
#include <string_view>

#include "core/clock.h"
#include "core/ids.h"
#include "core/result.h"
#include "db/database.h"
#include "ledger/owner.h"

namespace telar::ledger {

/// Named locks that several processes and hosts agree on, in the pipeline's own database: "one job
/// at a time for this shop". Advisory: who does not ask is not stopped. A lock ends with Release,
/// with its lease, or with its holder's process where that can be asked (owner.h), so that a killed
/// run holds nobody up. Safe to use from several threads.
class Locks {
 public:
  /// The references must outlive the object. Hosts agree on leases as far as they agree on the time
  /// of `clock`: give them db::ServerClock.
  Locks(db::Database& database, const Clock& clock, Owner owner, LifeProbe probe)
      : database_(database), clock_(clock), owner_(std::move(owner)), probe_(std::move(probe)) {}

  /// Takes or prolongs the lock for `lease` from now. The same run may take it again and again.
  /// kUnavailable when another run holds it; the message names that run.
  Status Take(std::string_view name, const RunId& run, Duration lease);
  /// Who holds it by its lease, alive or not; nothing when it is free.
  Result<std::optional<RunId>> HeldBy(std::string_view name) const;
  /// Gives it back; nothing happens when that run does not hold it.
  Status Release(std::string_view name, const RunId& run);
  /// Every lock of that run.
  Status ReleaseAll(const RunId& run);

 private:
  db::Database& database_;
  const Clock& clock_;
  const Owner owner_;
  const LifeProbe probe_;
};

}  // namespace telar::ledger
