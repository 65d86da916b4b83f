// bench-memory: does a long run of the invoice pipeline hold its memory, and does it use its cores?

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <thread>

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

struct Moment {
  std::string when;
  std::uint64_t documents = 0, telar_bytes = 0, reader_bytes = 0, readers_replaced = 0;
};

// Notes the memory at chosen shares of the run, from a thread of its own.
class Watch {
 public:
  Watch(const documents::IsolatedReader& reader, int count) : reader_(reader) {
    Note("start");
    thread_ = std::jthread([this, count](const std::stop_token& stop) { Look(count, stop); });
  }

  std::vector<Moment> Stop() {
    thread_.request_stop();
    thread_.join();
    Note("100 %");
    return moments_;
  }

 private:
  void Look(int count, const std::stop_token& stop) {
    for (const int percent : {5, 25, 50, 75}) {
      const auto due =
          static_cast<std::uint64_t>(count) * static_cast<std::uint64_t>(percent) / 100;
      while (reader_.Statistics().documents < due) {
        if (stop.stop_requested()) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
      Note(fmt::format("{} %", percent));
    }
  }

  void Note(const std::string& when) {
    const auto statistics = reader_.Statistics();
    Moment moment{.when = when,
                  .documents = statistics.documents,
                  .telar_bytes = documents::ResidentBytes(getpid()),
                  .readers_replaced = statistics.recycled};
    for (const auto& reader : statistics.readers) {
      moment.reader_bytes += documents::ResidentBytes(reader.pid);
    }
    moments_.push_back(moment);
  }

  const documents::IsolatedReader& reader_;
  std::vector<Moment> moments_;  // owned by the thread while it runs
  std::jthread thread_;
};

std::string MomentTable(const std::vector<Moment>& moments) {
  const auto mib = [](std::uint64_t bytes) {
    return fmt::format("{:.1f}", static_cast<double>(bytes) / (1 << 20));
  };
  constexpr auto kRight = Table::Align::kRight;
  Table table({{"at"},
               {"documents", kRight},
               {"telar MiB", kRight},
               {"readers MiB", kRight},
               {"readers replaced", kRight}});
  for (const Moment& m : moments) {
    table.Add({m.when, std::to_string(m.documents), mib(m.telar_bytes), mib(m.reader_bytes),
               std::to_string(m.readers_replaced)});
  }
  return table.Render(0);
}

// Memory at the end ÷ memory at 5 %.
double Growth(const std::vector<Moment>& moments, std::uint64_t Moment::*bytes) {
  if (moments.size() < 3) return 0;
  return static_cast<double>(moments.back().*bytes) / static_cast<double>(moments[1].*bytes);
}

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
  const auto pipeline = OrDie(
      invoices::InvoicesPipeline::Open({.database = database.get(),
                                        .inbox = inbox.get(),
                                        .archive = archive.get(),
                                        .reader = reader.get(),
                                        .clock = &clock,
                                        .class_by_hand = invoices::InvoiceClass::kPreventiva}));
  const auto worker =
      OrDie(ledger::Worker::Open(*ledger, clock, random, {.threads = arguments.workers}));

  Watch watch(*reader, arguments.count);
  const double cpu_before = CpuSeconds(Pids(reader->Statistics()));
  const auto start = clock.Steady();
  const ledger::RunSummary summary = worker->Run(*pipeline, {});
  const double wall = std::chrono::duration<double>(clock.Steady() - start).count();
  const double cpu = CpuSeconds(Pids(reader->Statistics())) - cpu_before;
  const std::vector<Moment> moments = watch.Stop();
  OrDie(summary.status);

  const ledger::RunTotals& totals = summary.totals;
  const double busy_cores = cpu / wall;
  std::printf("%s\n", MomentTable(moments).c_str());
  std::printf("memory, end ÷ 5 %%    telar %.2f, readers %.2f\n",
              Growth(moments, &Moment::telar_bytes), Growth(moments, &Moment::reader_bytes));
  std::printf(
      "core utilisation     %.0f %% of %d cores, %.0f %% of %d workers (%.1f CPU s in %.1f s)\n",
      100 * busy_cores / Cores(), Cores(), 100 * busy_cores / arguments.workers, arguments.workers,
      cpu, wall);
  std::printf(
      "documents a second   %.1f, inbox to archive (%lld done, %lld review, %lld rejected, %lld "
      "failed)\n",
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
