#pragma once

#include <span>
#include <string>
#include <vector>

#include "db/database.h"
#include "db/duckdb/handles_internal.h"

namespace telar::db::duckdb {

/// Appends rows to a temporary table of `connection`, whose columns are in the order of their
/// values, without a statement a row. False, with an unknown part of the rows in the table, when a
/// value needs one of DuckDB's casts. kInvalidInput for a value that cannot be kept.
Result<bool> AppendRows(duckdb_connection connection, const std::string& table,
                        std::span<const std::vector<Value>> rows);

}  // namespace telar::db::duckdb
