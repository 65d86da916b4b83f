#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "db/database.h"

namespace telar::db::duckdb {

struct Options {
  /// The database file; made with its parent folders when missing. Beside it lie FILE.wal and,
  /// while something larger than the memory is sorted or joined, FILE.tmp.
  std::filesystem::path file;
  /// Connections at a time. Readers run beside each other and beside the one writer.
  int max_connections = 8;
  /// How long a transaction or a statement waits for another connection's transaction to end.
  std::chrono::milliseconds busy_timeout{30'000};
  /// How long Acquire waits for a connection.
  std::chrono::milliseconds acquire_timeout{30'000};
  /// Threads of one statement over all connections; 0 for one a core.
  int threads = 0;
  /// What DuckDB keeps in memory for this file before it writes to FILE.tmp, in MiB; at least 32.
  int memory_mb = 2048;
};

/// True when this build has DuckDB (`./dev build` fetches it); without it Open is kInvalidConfig.
bool Available();

/// Opens a DuckDB database (duckdb.org; file format of 1.4): a commit is on the disk when it
/// returns. Nothing is ever loaded from the network: extensions are neither installed nor loaded by
/// themselves.
///
/// One process at a time has the file open, for reading too; within it any number of Database
/// objects of one file share it (the first one's threads and memory count).
///
/// How values are kept: every type as itself; decimals exactly, up to 38 digits in a column
/// (a value with more places than its column is rounded half away from zero, as DuckDB does);
/// {instant} as TIMESTAMP WITH TIME ZONE, {datetime} as TIMESTAMP, {json} as VARCHAR. An integer
/// beyond 64 bits (a SUM) reads back as integer, decimal or text, whichever holds it. A result
/// column of a type that none of Value's alternatives fits (LIST, UUID, TIME …) is kInternal: cast
/// it to VARCHAR in the statement.
///
/// {serial_primary_key} draws from one sequence of the file, telar_serial, made with the first
/// table that needs it: numbers are unique over all tables, ascend with gaps and never come back.
///
/// Transactions: one writes at a time and another waits busy_timeout, then kUnavailable; so no two
/// ever conflict. A statement outside a transaction counts as one. Reading waits for nobody.
/// Inside a transaction rows and keys may be written, deleted and written again in any order.
///
/// What code above must know:
/// - DuckDB keeps a deleted or changed key in its index while any older statement still reads. A
///   writer that meets one is told kConflict and may redo it when the reading is over; a statement
///   outside a transaction is redone here for up to busy_timeout. Results of up to 65 536 rows are
///   fetched before the first callback, so that only long ones can be in the way: read those in
///   pieces, or do not write meanwhile.
/// - The rest of such a long result is taken into memory when its callback uses the connection.
/// - Inside a transaction a failed statement leaves nothing to go on from: kConflict until it is
///   rolled back.
/// - A column of a table with indexes or views of it cannot be dropped, renamed or retyped, nor the
///   table renamed (kInternal); ADD COLUMN works. A row that a foreign key points to cannot be
///   updated in an indexed column.
/// - A transaction's changes are held in memory until it commits: merge in batches.
/// - A process that is killed leaves its log, which the next opening reads (replay.h).
///
/// Errors of opening: kUnavailable (another process has it open, disk full), kContractBroken (not a
/// DuckDB file, damaged, or of a newer DuckDB), kPermissionDenied, kInvalidConfig (no file name, a
/// folder, ":memory:").
Result<std::unique_ptr<Database>> Open(Options options);

}  // namespace telar::db::duckdb
