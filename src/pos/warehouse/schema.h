#pragma once

#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"
#include "db/schema_check.h"

namespace telar::pos::warehouse {

/// Brings the tables of the warehouse (docs/formats/warehouse.md) to the newest state, whatever was
/// there before: nothing, an older Telar's, or the tables that the earlier platform left:
/// `ventas` with either of its unique keys, and both forms of its line keys, with and without
/// "<location>_" in front, in which case doubled lines become one (the newest by fecha_creacion).
/// Rows are never lost: what cannot be kept under the new key goes to `ventas_apartadas` with the
/// reason. Idempotent; several processes may call it at once. Errors: those of db::Migrate.
Status Prepare(db::Database& database, const Clock& clock);

/// For `telar doctor`.
std::vector<db::ExpectedTable> ExpectedTables();

}  // namespace telar::pos::warehouse
