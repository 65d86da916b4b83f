// bench-scale: a chain's years of sales through everything that Telar does with them, at several
// sizes, to see what grows.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <vector>

#include "bench/scale/chain_life.h"
#include "bench/support/machine.h"

namespace {

using namespace telar::bench;

void Print(const StepCost& cost) {
  const auto lines = static_cast<double>(cost.lines);
  std::printf("%-28s%12lld%10.1f%12.1f%10.0f%14.2f\n", cost.name.c_str(),
              static_cast<long long>(cost.lines), cost.seconds, cost.processor, cost.megabytes,
              1e6 * cost.processor / lines);
  std::fflush(stdout);
}

std::vector<StepCost> Live(const std::string& database, std::int64_t lines) {
  std::printf("%-28s%12s%10s%12s%10s%14s\n", database.c_str(), "lines", "seconds", "processor s",
              "peak MB", "µs a line");
  ChainLife chain(database, lines);
  std::vector<StepCost> costs;
  for (const auto step : {&ChainLife::Load, &ChainLife::LoadAgain, &ChainLife::Reconcile,
                          &ChainLife::Classify, &ChainLife::NextDay, &ChainLife::Export}) {
    costs.push_back((chain.*step)());
    Print(costs.back());
  }
  std::printf("\n");
  return costs;
}

}  // namespace

int main(int argc, char** argv) {
  std::string database = "duckdb";
  std::vector<std::int64_t> sizes{1'000'000, 17'000'000};
  CLI::App app("Measures years of a chain's sales, from the tills to the export.", "bench-scale");
  app.add_option("--lines", sizes, "Sales lines; several sizes one after the other")
      ->check(CLI::Range(100'000, 100'000'000))
      ->capture_default_str();
  app.add_option("--database", database, "sqlite, duckdb or postgres")
      ->check(CLI::IsMember({"sqlite", "duckdb", "postgres"}))
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  std::printf("%s\n", DescribeMachine().c_str());
  std::vector<std::vector<StepCost>> all;
  for (const std::int64_t lines : sizes) all.push_back(Live(database, lines));
  if (all.size() < 2) return 0;
  std::printf("processor time a line at the last size, of that at the first:\n");
  for (std::size_t i = 0; i < all.front().size(); ++i) {
    const auto a_line = [&](const std::vector<StepCost>& costs) {
      return costs[i].processor / static_cast<double>(costs[i].lines);
    };
    std::printf("  %-28s%6.2f\n", all.front()[i].name.c_str(),
                a_line(all.back()) / a_line(all.front()));
  }
}
