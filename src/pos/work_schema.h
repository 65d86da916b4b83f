#pragma once

#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"
#include "db/schema_check.h"

namespace telar::pos {

/// Brings every table of the tills up to date: those of the warehouse (warehouse/schema.h), of the
/// raw archive (`pos_answers`) and of the run history (`etl_executions`, `etl_execution_details`
/// and their views). Errors: those of db::Migrate.
Status PrepareTables(db::Database& database, const Clock& clock);

/// The tables that PrepareTables makes, for `telar doctor`.
std::vector<db::ExpectedTable> TillTables();

}  // namespace telar::pos
