#pragma once

#include <filesystem>

namespace telar::db::duckdb {

/// Puts an empty database where there is no file yet. It is made under another name beside `file`
/// ("telar.duckdb.new-4711-1", the process's number and a count) and gets its own when it is whole:
/// DuckDB writes a new file piece by piece, and one whose maker was killed meanwhile could never be
/// opened. Several processes and threads may do so at once. What a killed maker leaves under the
/// other name holds nothing and may be removed.
///
/// A file or log that is there stays as it is. Where this cannot be done (no space, a folder
/// without links), nothing is there afterwards, and opening the file makes it or says why not.
void MakeFile(const std::filesystem::path& file);

}  // namespace telar::db::duckdb
