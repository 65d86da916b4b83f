// bench-analytics: how long classes and stock parameters take from the lines, beside pandas.

#include <CLI/CLI.hpp>
#include <cstdio>

#include "bench/analytics/contest.h"
#include "bench/support/machine.h"
#include "bench/support/versions.h"

int main(int argc, char** argv) {
  using namespace telar::bench;
  AnalyticsOrder order;
  order.script = kAnalyticsPandasScript;
  CLI::App app("Measures the calculation of classes and stock parameters.", "bench-analytics");
  app.add_option("--lines", order.chain.lines, "Sales lines")
      ->check(CLI::Range(10'000, 100'000'000))
      ->capture_default_str();
  app.add_option("--database", order.database, "sqlite, duckdb or postgres")
      ->check(CLI::IsMember({"sqlite", "duckdb", "postgres"}))
      ->capture_default_str();
  app.add_option("--python", order.python,
                 "Interpreter with pandas and pyarrow; without it Telar runs alone");
  CLI11_PARSE(app, argc, argv);
  std::printf("%s\n", DescribeMachine().c_str());
  MeasureAnalytics(order);
}
