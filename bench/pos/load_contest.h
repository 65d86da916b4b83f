#pragma once

#include <cstdint>

#include "bench/support/postgres_server.h"

namespace telar::bench {

struct LoadOrder {
  std::int64_t lines = 1'000'000;
  std::int64_t batch = 20'000;  ///< Rows of one merge.
  int rounds = 3;
  std::int64_t peer_lines = 1'000'000;  ///< Of those, what pgloader is given; it is slow.
};

/// Loads invented sales lines through Connection::Merge, as plain COPY BINARY of the same rows
/// encoded beforehand, and with pgloader; prints a table, whether the rows are the same, and the
/// peak memory.
void MeasureLoad(PostgresServer& server, const LoadOrder& order);

}  // namespace telar::bench
