// bench-pos: how fast till data gets into PostgreSQL, beside COPY, pgloader, a Python script and a
// plain ODBC program.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "bench/pos/cycle_contest.h"
#include "bench/pos/load_contest.h"
#include "bench/pos/odbc_contest.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "bench/support/versions.h"

int main(int argc, char** argv) {
  using namespace telar::bench;
  LoadOrder load;
  CycleOrder cycle;
  cycle.script = kTillCycleScript;
  OdbcOrder odbc;
  std::string part = "all";
  CLI::App app("Measures the loading of till data into PostgreSQL.", "bench-pos");
  app.add_option("--lines", load.lines, "Sales lines of the load stage")
      ->check(CLI::Range(1'000, 20'000'000))
      ->capture_default_str();
  app.add_option("--batch", load.batch, "Lines of one merge")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  app.add_option("--rounds", load.rounds, "Rounds of the load stage")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  app.add_option("--peer-lines", load.peer_lines, "Of those, what pgloader is given")
      ->check(CLI::Range(1'000, 20'000'000))
      ->capture_default_str();
  app.add_option("--before", cycle.lines_before, "Lines that ventas holds before a cycle")
      ->check(CLI::Range(1'000, 100'000'000))
      ->capture_default_str();
  app.add_option("--cycles", cycle.rounds, "Cycles that count")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  app.add_option("--python", cycle.python,
                 "Interpreter with psycopg2; without it Telar runs alone");
  app.add_option("--odbc-lines", odbc.lines, "Sales lines of the till read through ODBC")
      ->check(CLI::Range(10'000, 10'000'000))
      ->capture_default_str();
  app.add_option("--part", part, "load, cycle, odbc or all")
      ->check(CLI::IsMember({"load", "cycle", "odbc", "all"}))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  std::printf("%s\n", DescribeMachine().c_str());
  const auto server = OrDie(PostgresServer::Start());
  const auto wanted = [&](const char* name) { return part == name || part == "all"; };
  if (wanted("load")) MeasureLoad(*server, load);
  if (wanted("cycle")) MeasureCycle(*server, cycle);
  if (wanted("odbc")) MeasureOdbc(*server, odbc);
}
