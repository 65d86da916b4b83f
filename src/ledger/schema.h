#pragma once

#include <span>
#include <vector>

#include "db/migrations.h"
#include "db/schema_check.h"

namespace telar::ledger {

/// The component name of the ledger's migrations.
inline constexpr std::string_view kComponent = "ledger";
/// Tables ledger_runs, ledger_items, ledger_attempts, ledger_counts, ledger_rejects, for every
/// dialect. No foreign keys: an update of a referenced row is refused by some databases' indexes.
std::span<const db::Migration> Migrations();
/// What `telar doctor` compares the live schema with.
std::vector<db::ExpectedTable> ExpectedTables();

}  // namespace telar::ledger
