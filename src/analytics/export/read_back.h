#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "analytics/export/manifest.h"
#include "analytics/export/source_rows.h"

namespace telar::analytics {

/// Looking whether an export still holds what the database does.

/// The digest of the rows that are in a Parquet object, by reading it. kContractBroken when it is
/// not there, has other bytes than the manifest says (it is not opened then), or other columns;
/// kInvalidConfig in a build without DuckDB. `scratch_parent` takes a copy.
Result<RowDigest> ReadBack(store::ObjectStore& store, const ExportedPart& part,
                           const std::filesystem::path& scratch_parent);

/// The digests of the rows that the database has, by partition, read by one statement.
Result<std::map<std::string, RowDigest>> DigestsOf(db::Connection& connection,
                                                   const SourceRows& rows,
                                                   const ExportRange& range);

/// Ok when `held`, the digests of what was read back, has every partition of `rows` in `range` with
/// the same digest. kContractBroken otherwise; the message names the first partition and what
/// differs.
Status CheckHeld(db::Connection& connection, const SourceRows& rows, const ExportRange& range,
                 const std::map<std::string, RowDigest>& held);

}  // namespace telar::analytics
