#pragma once

#include <string>

#include "core/status.h"
#include "db/database.h"

namespace telar::pos::warehouse {

/// Makes every view that reads the table `old` again, with `table` in its place, in the caller's
/// transaction: also materialized ones with their indexes, and views over such views. Comments and
/// rights granted on a view are not kept.
Status PointViewsAt(db::Connection& transaction, const db::Capabilities& capabilities,
                    const std::string& old, const std::string& table);

}  // namespace telar::pos::warehouse
