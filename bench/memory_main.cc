// bench-memory: does a long run of the invoice pipeline hold its memory, and does it use its cores?

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>

#include "app/table.h"
#include "bench/support/files.h"
#include "bench/support/machine.h"
#include "bench/support/or_die.h"
#include "bench/support/process_cost.h"
#include "bench/support/temp_folder.h"
#include "core/random.h"
#include "db/sqlite/sqlite_database.h"
#include "documents/isolation/reader_pool.h"
#include "invoices/pipeline.h"
#include "ledger/worker.h"
#include "store/folder/folder_store.h"

namespace {

using namespace telar;
using namespace telar::bench;
using app::Table;

struct Arguments {
  int count = 2000, workers = 2;
  std::uint64_t seed = 20240301;
};

std::vector<pid_t> Pids(const documents::PoolStatistics& statistics) {
  std::vector<pid_t> pids;
  for (const auto& reader : statistics.readers) {
    if (reader.pid > 0) pids.push_back(reader.pid);
  }
  return pids;
}

// Memory at chosen shares of the run.
class Watch {
 public:
  explicit Watch(const documents::IsolatedReader& reader) : reader_(reader) { Note("start", 0); }

  void Progress(std::int64_t finished, std::int64_t total) {
    static constexpr int kPercents[] = {5, 25, 50, 75};
    while (next_ < std::size(kPercents) && total > 0 && finished * 100 >= kPercents[next_] * total) {
      Note(fmt::format("{} %", kPercents[next_++]), finished);
    }
  }

  void Note(const std::string& when, std::int64_t finished) {
    const auto statistics = reader_.Statistics();
    const double self = MiB(documents::ResidentBytes(getpid()));
    double readers = 0;
    for (const auto& reader : statistics.readers) readers += MiB(reader.resident_bytes);
    if (when == "5 %") early_ = self;
    late_ = self;
    table_.Add({when, std::to_string(finished), fmt::format("{:.1f}", self),
                fmt::format("{:.1f}", readers), std::to_string(statistics.recycled)});
  }

  std::string Render() const { return table_.Render(0); }
  double Growth() const { return early_ > 0 ? late_ / early_ : 0; }

 private:
  static double MiB(std::uint64_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

  const documents::IsolatedReader& reader_;
  std::size_t next_ = 0;
  double early_ = 0, late_ = 0;
  Table table_{{{"at"},
                {"documents", Table::Align::kRight},
                {"telar MiB", Table::Align::kRight},
                {"readers MiB", Table::Align::kRight},
                {"readers replaced", Table::Align::kRight}}};
};

void Measure(const Arguments& arguments) {
  std::printf("%s\n", DescribeMachine().c_str());
  const TempFolder folder;
  OrDie(DrawFiles(arguments.seed, arguments.count, false, folder.path() / "inbox"));

  const SystemClock clock;
  SystemRandom random;
  const auto database = OrDie(db::sqlite::Open({.file = folder.path() / "telar.db"}));
  const auto inbox = OrDie(store::FolderStore::Open({.path = folder.path() / "inbox"}));
  const auto archive =
      OrDie(store::FolderStore::Open({.path = folder.path() / "archive", .create = true}));
  const auto reader = OrDie(documents::IsolatedReader::Open({.readers = arguments.workers}, clock));
  const auto ledger = OrDie(ledger::Ledger::Open(*database, clock, random));
  const auto pipeline =
      OrDie(invoices::InvoicesPipeline::Open({.database = database.get(),
                                              .inbox = inbox.get(),
                                              .archive = archive.get(),
                                              .reader = reader.get(),
                                              .clock = &clock,
                                              .class_by_hand = invoices::InvoiceClass::kPreventiva}));
  const auto worker =
      OrDie(ledger::Worker::Open(*ledger, clock, random, {.threads = arguments.workers}));

  Watch watch(*reader);
  const double cpu_before = CpuSeconds(Pids(reader->Statistics()));
  const auto start = clock.Steady();
  ledger::RunOrder order;
  order.on_progress = [&](const ledger::RunProgress& progress) {
    watch.Progress(progress.totals.finished(), progress.total);
  };
  const ledger::RunSummary summary = worker->Run(*pipeline, order);
  const double wall = std::chrono::duration<double>(clock.Steady() - start).count();
  const double cpu = CpuSeconds(Pids(reader->Statistics())) - cpu_before;
  watch.Note("end", summary.totals.finished());
  OrDie(summary.status);

  const ledger::RunTotals& totals = summary.totals;
  const double busy_cores = cpu / wall;
  std::printf("%s\n", watch.Render().c_str());
  std::printf("memory of telar, end ÷ 5 %%     %.2f\n", watch.Growth());
  std::printf("core utilisation               %.0f %% of %d cores, %.0f %% of %d workers (%.1f CPU s in %.1f s)\n",
              100 * busy_cores / Cores(), Cores(), 100 * busy_cores / arguments.workers,
              arguments.workers, cpu, wall);
  std::printf("documents a second             %.1f, inbox to archive (%lld done, %lld review, %lld rejected, %lld failed)\n",
              static_cast<double>(totals.finished()) / wall, static_cast<long long>(totals.done),
              static_cast<long long>(totals.review), static_cast<long long>(totals.rejected),
              static_cast<long long>(totals.failed));
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  CLI::App app("Runs the invoice pipeline over drawn documents and watches memory and cores.",
               "bench-memory");
  app.add_option("--count", arguments.count, "Documents")
      ->check(CLI::Range(20, 1000000))
      ->capture_default_str();
  app.add_option("--workers", arguments.workers, "Documents at a time")
      ->check(CLI::Range(1, 256))
      ->capture_default_str();
  app.add_option("--seed", arguments.seed, "Of the drawn documents")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  Measure(arguments);
}
