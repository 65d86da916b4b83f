#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include "db/database.h"

namespace telar::db::sqlite {

struct Options {
  /// The database file; made with its parent folders when missing.
  std::filesystem::path file;
  /// Connections at a time. Readers run beside each other and beside the one writer.
  int max_connections = 8;
  /// How long a statement waits for another connection's write lock.
  std::chrono::milliseconds busy_timeout{5'000};
  /// How long Acquire waits for a connection.
  std::chrono::milliseconds acquire_timeout{30'000};
};

/// Opens a SQLite database: write-ahead log, synchronous=FULL (a commit survives a power cut),
/// foreign keys enforced. The file's folder must be on a local disk (sqlite.org/wal.html).
///
/// How values are kept: decimals as numbers in columns declared DECIMAL, at most 15 significant
/// digits (kInvalidInput beyond; docs/adr/0003-decimals-in-sqlite.md), instants and dates as ISO
/// text, booleans as 0 and 1. A column declared DECIMAL, BOOLEAN, DATE or TIMESTAMP reads back as
/// that type; an expression (a SUM) as integer, double, text or blob.
///
/// One write transaction at a time over all processes; another waits busy_timeout, then
/// kUnavailable.
///
/// Errors of opening: kContractBroken (not a database, or damaged), kPermissionDenied,
/// kInvalidConfig (no file name, a folder, ":memory:"), kUnavailable (locked, disk full).
Result<std::unique_ptr<Database>> Open(Options options);

}  // namespace telar::db::sqlite
