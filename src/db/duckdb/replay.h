#pragma once

#include <filesystem>

#include "core/status.h"

namespace telar::db::duckdb {

/// Writes what is in the log of a database ("FILE.wal") into its file, by opening it beside an
/// empty database in memory. Whoever opens a file alone has no default database while the log is
/// read, and DuckDB 1.4 wants one where a table was made with a default that is a function, such as
/// the number of a sequence: a process killed soon after it made such tables leaves a file that
/// only this opens. Errors: those of opening (errors.h).
Status ReplayLog(const std::filesystem::path& file);

}  // namespace telar::db::duckdb
