// Takes an item of the ledger in argv[1], says so, and waits to be killed.
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "db/sqlite/sqlite_database.h"
#include "ledger/ledger.h"

int main(int argc, char** argv) {
  using namespace telar;
  if (argc != 2) return 2;
  auto database = db::sqlite::Open({.file = argv[1]});
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
