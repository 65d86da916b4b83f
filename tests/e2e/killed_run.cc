// Runs the invoice pipeline like `telar invoices run` and kills itself, as a power cut would, right
// after the N-th time one of its effects happened.
//
//   killed-run FOLDER EFFECT N [version]
//
// EFFECT as in invoices::PipelineOptions::after_effect; with "version", newer documents take the
// place of older ones of the same invoice.

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <string>

#include "core/random.h"
#include "db/sqlite/sqlite_database.h"
#include "documents/isolation/reader_pool.h"
#include "invoices/pipeline.h"
#include "ledger/worker.h"
#include "store/folder/folder_store.h"

namespace {

template <typename T>
T OrDie(telar::Result<T> result) {
  if (result.ok()) return *std::move(result);
  std::cerr << result.status().ToString() << "\n";
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) return 2;
  const std::string folder = argv[1], effect = argv[2];
  std::atomic<int> left = std::atoi(argv[3]);
  const telar::SystemClock clock;
  telar::SystemRandom random;
  const auto database = OrDie(telar::db::sqlite::Open({.file = folder + "/data/telar.db"}));
  const auto inbox = OrDie(telar::store::FolderStore::Open({.path = folder + "/inbox"}));
  const auto archive =
      OrDie(telar::store::FolderStore::Open({.path = folder + "/archive", .create = true}));
  const auto reader = OrDie(telar::documents::IsolatedReader::Open({.readers = 2}, clock));
  const auto ledger = OrDie(telar::ledger::Ledger::Open(*database, clock, random));
  const auto pipeline = OrDie(telar::invoices::InvoicesPipeline::Open({
      .database = database.get(),
      .inbox = inbox.get(),
      .archive = archive.get(),
      .reader = reader.get(),
      .clock = &clock,
      .class_by_hand = telar::invoices::InvoiceClass::kCorrectiva,
      .duplicates = argc == 5 ? telar::invoices::DuplicatePolicy::kVersion
                              : telar::invoices::DuplicatePolicy::kLink,
      .after_effect =
          [&](std::string_view happened) {
            if (happened == effect && --left == 0) kill(getpid(), SIGKILL);
          },
  }));
  const auto worker = OrDie(telar::ledger::Worker::Open(*ledger, clock, random, {.threads = 2}));
  const telar::ledger::RunSummary summary = worker->Run(*pipeline, {});
  std::cerr << summary.status.ToString() << "\n";
  return summary.status.ok() ? 0 : 1;
}
