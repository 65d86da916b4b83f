#pragma once

#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"
#include "db/schema_check.h"

namespace telar::analytics {

/// Brings the tables of this room (docs/formats/analytics.md) to the newest state, in the database
/// of the warehouse, whose tables must be there (pos/warehouse/schema.h). Tables of the earlier
/// platform under the same names hold nothing that is not computed anew: they get "_anterior" at
/// the end of their names. Idempotent; several processes may call it at once. Errors: those of
/// db::Migrate.
Status Prepare(db::Database& database, const Clock& clock);

/// For `telar doctor`.
std::vector<db::ExpectedTable> ExpectedTables();

}  // namespace telar::analytics
