// bench-einvoice: do time and memory for a structured invoice grow with its lines and no faster?

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "app/table.h"
#include "bench/einvoice/generate.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "documents/einvoice/read.h"
#include "documents/einvoice/rules/check_rules.h"
#include "documents/einvoice/xml.h"

namespace {

using namespace telar;
using namespace telar::bench;
using app::Table;
using documents::Syntax;
using namespace documents::einvoice;

// What one invoice cost; plain, so that it fits through a pipe.
struct Cost {
  double parse = 0, read = 0, check = 0;   // seconds
  double bytes = 0, before = 0, peak = 0;  // of the document, and resident
  int lines = 0, failed_rules = 0;
};

double ResidentBytes(const std::string& name) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(name)) return 1024 * std::stod(line.substr(name.size() + 1));
  }
  return 0;
}

template <typename F>
double Seconds(F work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Cost Measure(Syntax syntax, int lines) {
  const std::string xml = GenerateEInvoice(syntax, lines);
  Cost cost;
  cost.bytes = static_cast<double>(xml.size());
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak begins anew
  cost.before = ResidentBytes("VmRSS:");
  std::unique_ptr<const XmlTree> tree;
  documents::EInvoice invoice;
  documents::RuleReport report;
  // 100,000 lines of CII are more than a document may have.
  cost.parse = Seconds([&] { tree = OrDie(XmlTree::Parse(xml, {.bytes = 256 << 20})); });
  cost.read = Seconds([&] { invoice = OrDie(ReadEInvoice(*tree)); });
  cost.peak = ResidentBytes("VmHWM:");
  cost.check = Seconds([&] { report = OrDie(CheckRules(*tree)); });
  cost.lines = static_cast<int>(invoice.lines.size());
  for (const documents::RuleOutcome& rule : report.rules) {
    if (rule.result == documents::RuleResult::kFail) ++cost.failed_rules;
  }
  return cost;
}

// In a process of its own, so that each begins with the same memory.
Cost MeasureApart(Syntax syntax, int lines) {
  int ends[2];
  if (pipe(ends) != 0) OrDie(Status::FromErrno(errno, "open a pipe"));
  const pid_t child = fork();
  if (child == 0) {
    const Cost cost = Measure(syntax, lines);
    _exit(write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
  }
  close(ends[1]);
  Cost cost;
  if (read(ends[0], &cost, sizeof cost) != sizeof cost) {
    OrDie(Status::Internal("measure an invoice: the process ended early"));
  }
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return cost;
}

Cost BestOf(int rounds, Syntax syntax, int lines) {
  Cost best = MeasureApart(syntax, lines);
  for (int i = 1; i < rounds; ++i) {
    const Cost cost = MeasureApart(syntax, lines);
    best.parse = std::min(best.parse, cost.parse);
    best.read = std::min(best.read, cost.read);
    best.check = std::min(best.check, cost.check);
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<int> sizes = {1000, 5000, 25'000, 100'000};
  int rounds = 3;
  CLI::App app("Reads and checks generated invoices of growing size.", "bench-einvoice");
  app.add_option("--lines", sizes, "Lines of the invoices")->capture_default_str();
  app.add_option("--rounds", rounds, "Rounds, of which the best counts")->capture_default_str();
  CLI11_PARSE(app, argc, argv);

  std::printf("%s\n", DescribeMachine().c_str());
  using Align = Table::Align;
  Table table({{"syntax"},
               {"lines", Align::kRight},
               {"MB", Align::kRight},
               {"parse s", Align::kRight},
               {"read s", Align::kRight},
               {"check s", Align::kRight},
               {"µs a line", Align::kRight},
               {"memory MB", Align::kRight},
               {"bytes a line", Align::kRight},
               {"rules failed", Align::kRight}});
  for (const Syntax syntax : {Syntax::kUblInvoice, Syntax::kCii}) {
    for (const int lines : sizes) {
      const Cost cost = BestOf(rounds, syntax, lines);
      const double seconds = cost.parse + cost.read + cost.check, memory = cost.peak - cost.before;
      table.Add({std::string(documents::SyntaxName(syntax)), fmt::format("{}", cost.lines),
                 fmt::format("{:.1f}", cost.bytes / 1e6), fmt::format("{:.3f}", cost.parse),
                 fmt::format("{:.3f}", cost.read), fmt::format("{:.3f}", cost.check),
                 fmt::format("{:.1f}", 1e6 * seconds / lines), fmt::format("{:.1f}", memory / 1e6),
                 fmt::format("{:.0f}", memory / lines), fmt::format("{}", cost.failed_rules)});
    }
  }
  std::printf("%s", table.Render(0).c_str());
}
