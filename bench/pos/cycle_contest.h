#pragma once

#include <cstdint>
#include <string>

#include "bench/pos/till_answers.h"
#include "bench/support/postgres_server.h"

namespace telar::bench {

struct CycleOrder {
  Chain chain;
  std::int64_t lines_before = 10'000'000;  ///< That `ventas` holds before.
  int rounds = 3;
  std::string python;  ///< With psycopg2; "": no peer.
  std::string script;  ///< bench/peers/till_cycle.py
};

/// Runs whole cycles of stock and sales through Telar's pipelines and through the Python script, in
/// turns and each on a database of its own, from the same answers in files: nobody waits for a
/// till. Prints wall seconds, processor seconds (the process and its server's sessions), where
/// Telar's go, and whether both databases hold the same rows.
void MeasureCycle(PostgresServer& server, const CycleOrder& order);

}  // namespace telar::bench
