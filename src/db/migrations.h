#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "db/database.h"

namespace telar::db {

/// One step of a component's schema. A migration that was ever released is never edited: a change
/// is a new number.
struct Migration {
  int number = 0;    ///< 1, 2, 3 … within the component, ascending in the list.
  std::string name;  ///< "items and runs"; for people.
  std::string sql;   ///< Statements separated by ';', types in braces: see ExpandTypes.
  /// Instead of `sql` where Capabilities::range_partitions; "" when there is no difference.
  std::string partitioned_sql = "";
};

/// Brings `component`'s tables to the newest state; returns how many migrations were applied now.
///
/// Each runs in a transaction of its own together with its row in
///   schema_migrations(component, number, name, checksum, applied_at),
/// so that a failed one leaves nothing behind where the database has transactional DDL. Several
/// processes may call it at once: one applies a migration, the others wait for it (for up to a
/// minute) and see it done.
///
/// Errors: kContractBroken when an applied migration's text differs from the program's, when the
/// database has one that the program does not know (it is newer), or when one is missing below an
/// applied one; kInternal for a list that is not ascending from 1 or an unknown type word; else
/// what the database says, with the migration's number and name.
Result<int> Migrate(Database& database, std::string_view component,
                    std::span<const Migration> migrations, const Clock& clock);

/// `sql` with every type word replaced by the dialect's: {serial_primary_key} {integer} {bigint}
/// {boolean} {text} {key_text} {decimal(P,S)} {date} {datetime} {instant} {blob} {json} {real};
/// {decimal} alone is {decimal(18,4)}; {ago(H)} is the instant H hours before the present. Quoted
/// text and comments stay as they are. kInternal for another word or a brace without its pair.
Result<std::string> ExpandTypes(std::string_view sql, const Dialect& dialect);

}  // namespace telar::db
