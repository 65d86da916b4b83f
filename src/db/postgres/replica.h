#pragma once

#include <memory>

#include "core/clock.h"
#include "db/database.h"
#include "db/postgres/postgres_database.h"

namespace telar::db::postgres {

/// Reads from a replica of `primary` and, when the replica is away or cancels the query, from the
/// primary; a query moves only before its first row. A replica that could not be reached is not
/// asked again for half a minute.
///
/// What may be stale: everything. A row that was committed on the primary shows up on the replica
/// later, by milliseconds as a rule and by minutes when it replays a long change; two queries may
/// be answered by different servers, so that the second knows less than the first. Reports and
/// lists may come from here; what is read to be written back, leases and guards may not, and this
/// connection cannot write: Execute, ExecuteScript, Merge and transactions are kInternal.
///
/// `primary` and `clock` must outlive the result. Errors: those of Open, but for kUnavailable, with
/// which the primary answers alone.
Result<std::unique_ptr<Database>> OpenReader(Database& primary, Options replica,
                                             const Clock& clock);

/// The same over a replica that is open already.
std::unique_ptr<Database> ReaderOver(Database& primary, std::unique_ptr<Database> replica,
                                     const Clock& clock);

}  // namespace telar::db::postgres
