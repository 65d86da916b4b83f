// Takes an item of the ledger in the SQLite file argv[1], or in the PostgreSQL server on port
// argv[1] with the options argv[2]; says so, and waits to be killed.
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "db/postgres/postgres_database.h"
#include "db/sqlite/sqlite_database.h"
#include "ledger/ledger.h"
#include "tests/support/postgres_server.h"

int main(int argc, char** argv) {
  using namespace telar;
  if (argc != 2 && argc != 3) return 2;
  auto database = argc == 2
                      ? db::sqlite::Open({.file = argv[1]})
                      : db::postgres::Open({.host = "127.0.0.1",
                                            .port = std::atoi(argv[1]),
                                            .user = testing::PostgresServer::user(),
                                            .password = Secret(testing::PostgresServer::password()),
                                            .database = testing::PostgresServer::database(),
                                            .parameters = {{"options", argv[2]}}});
  if (!database.ok()) return 3;
  const SystemClock clock;
  SystemRandom random;
  auto ledger = ledger::Ledger::Open(**database, clock, random);
  if (!ledger.ok()) return 4;
  ledger::RunStart start;
  start.pipeline = "invoices";
  start.exclusive = true;
  auto run = (*ledger)->runs().Start(start);
  if (!run.ok()) return 5;
  ledger::ClaimRequest request;
  request.pipeline = "invoices";
  request.run = *run;
  request.lease_for = std::chrono::hours(24);
  auto claimed = (*ledger)->claims().Claim(request);
  if (!claimed.ok() || !*claimed) return 6;
  std::puts("claimed");
  std::fflush(stdout);
  pause();
  return 0;
}
