#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/database.h"

namespace telar::db::postgres {

// What Connection says of the live schema, from the system catalogs. A partitioned table is one
// table, its partitions are none; its indexes are those of the parent. Indexes over a part of the
// rows, and those whose making failed, do not count.

Result<std::vector<std::string>> ListTables(Connection& connection);
Result<std::vector<ColumnInfo>> ListColumns(Connection& connection, std::string_view table);
Result<std::vector<IndexInfo>> ListIndexes(Connection& connection, std::string_view table);

}  // namespace telar::db::postgres
