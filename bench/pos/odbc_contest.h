#pragma once

#include <cstdint>

#include "bench/support/postgres_server.h"

namespace telar::bench {

struct OdbcOrder {
  std::int64_t lines = 300'000;  ///< In the till; 10,000 a day.
  int rounds = 3;                ///< Of reading alone.
};

/// Reads the sales of a till that is a PostgreSQL database, through its ODBC driver: the rows
/// alone, Telar's in blocks beside SQLFetch and SQLGetData column by column; then all the way into
/// `ventas` of another database, Telar's backfill with one thread beside a straightforward program
/// that gives the rows on by INSERT … ON CONFLICT in pages of 1000. Prints rows a second, whether
/// both wrote the same rows, and the peak memory of Telar's way. Says so and measures nothing
/// where the driver (package odbc-postgresql) is not installed.
void MeasureOdbc(PostgresServer& server, const OdbcOrder& order);

}  // namespace telar::bench
