// bench-pos: how fast till data gets into PostgreSQL, beside COPY, pgloader and a Python script.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "bench/pos/load_contest.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"

namespace {

using namespace telar::bench;

}  // namespace

int main(int argc, char** argv) {
  LoadOrder load;
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
  CLI11_PARSE(app, argc, argv);
  std::printf("%s\n", DescribeMachine().c_str());
  const auto server = OrDie(PostgresServer::Start());
  MeasureLoad(*server, load);
}
