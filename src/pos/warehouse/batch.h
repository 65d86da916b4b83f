#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "db/database.h"

namespace telar::pos::warehouse {

/// Connection::Merge for tables that several loads write at once: a row that another transaction
/// inserted meanwhile is kConflict ("redo it") instead of kAlreadyExists.
Result<db::MergeCounts> MergeShared(db::Connection& transaction, const db::MergeSpec& spec,
                                    std::span<const std::vector<db::Value>> rows);

/// Calls `part` with at most 500 keys at a time and "(?, ?, …)" for as many; stops at a failure.
Status InParts(
    std::span<const std::string> keys,
    const std::function<Status(std::span<const std::string> keys, const std::string& list)>& part);

}  // namespace telar::pos::warehouse
