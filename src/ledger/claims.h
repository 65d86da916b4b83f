#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "core/result.h"
#include "db/database.h"
#include "ledger/item.h"
#include "ledger/owner.h"
#include "ledger/pipeline.h"

namespace telar::ledger {

/// The right to work on one item until `until`, and proof of it: every claim of an item gets a
/// larger token, and a write with an older one is refused inside its own transaction (a fencing
/// token), so that a holder that slept through its lease can do no harm.
struct Lease {
  ItemId item;
  std::int64_t token = 0;
  RunId run;
  Instant until{};
};

struct Claimed {
  Item item;
  Lease lease;
};

struct ClaimRequest {
  std::string pipeline;
  RunId run;
  Duration lease_for = std::chrono::minutes(2);
  Shard shard;
  /// An abandoned item with that many claims becomes failed instead of being tried again.
  int max_claims = 25;
};

struct ReapCounts {
  std::int64_t replanned = 0, failed = 0;
};

/// Who works on what. Each call is one small transaction of its own unless it takes a Connection.
/// Safe to use from several threads, processes and hosts; hosts should agree on the time to within
/// a fraction of lease_for, a disagreement costs repeated work and never a wrong row.
///
/// Errors: kConflict when the lease was lost (nothing was written), else what the database says.
/// After kUnavailable the call may have been committed; Finish, Fail and Release may be repeated
/// then and succeed when they already happened.
class Claims {
 public:
  /// The references must outlive the object.
  Claims(db::Database& database, const Clock& clock, Random& random, Owner owner, LifeProbe probe);

  /// The planned item that is due longest, nothing when none is due. When none is, items abandoned
  /// by others are reaped first, which is added to `reaped` unless null. The item's earlier stage
  /// is kept; its attempts count this claim.
  Result<std::optional<Claimed>> Claim(const ClaimRequest& request, ReapCounts* reaped = nullptr);
  /// Ends the claims whose lease expired or whose process is certainly dead: their items are
  /// planned at once, or failed after max_claims claims (an item that kills its process must not
  /// do so for ever).
  Result<ReapCounts> Reap(const ClaimRequest& request);

  /// Extends the leases to now + lease_for; returns the ones that were lost.
  Result<std::vector<Lease>> Renew(std::span<Lease> leases, Duration lease_for);
  /// Whether the item is still this claim's: kConflict is also what two transactions that touch its
  /// row at once get from some databases.
  Result<bool> Holds(const Lease& lease);
  /// Gives the item back as if it had not been claimed: planned, due at once, attempt not counted.
  Status Release(const Lease& lease);

  /// Both run inside the caller's transaction and verify the lease there, first thing.
  Status Advance(db::Connection& transaction, const Lease& lease, const Stage& stage,
                 std::span<const Reject> rejects = {});
  /// kInvalidInput for an outcome that is not done, empty, review or rejected.
  Status Finish(db::Connection& transaction, const Lease& lease, const Outcome& outcome,
                std::span<const Reject> rejects = {});
  Status Finish(const Lease& lease, const Outcome& outcome, std::span<const Reject> rejects = {});
  /// Ends the attempt with `error`: planned again at `retry_at`, failed without one. Rejects are
  /// kept only with the final form.
  Status Fail(const Lease& lease, const Status& error, std::optional<Instant> retry_at,
              std::span<const Reject> rejects = {});

  /// Planned items of the shard, due or not.
  Result<std::int64_t> Pending(std::string_view pipeline, Shard shard) const;
  /// When the next planned item of the shard is due, past or future; nothing when none is planned.
  Result<std::optional<Instant>> NextDue(std::string_view pipeline, Shard shard) const;

 private:
  Result<std::optional<Claimed>> ClaimDue(const ClaimRequest& request);
  Result<std::optional<Claimed>> Take(const ClaimRequest& request, ItemId id, std::int64_t token);

  db::Database& database_;
  const Clock& clock_;
  Random& random_;
  const Owner owner_;
  const LifeProbe probe_;
};

}  // namespace telar::ledger
