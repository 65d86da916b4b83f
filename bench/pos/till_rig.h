#pragma once

#include <memory>
#include <vector>

#include "bench/support/temp_folder.h"
#include "core/clock.h"
#include "core/random.h"
#include "db/database.h"
#include "ledger/ledger.h"
#include "ledger/pipeline.h"
#include "ledger/worker.h"
#include "pos/tills.h"
#include "store/folder/folder_store.h"

namespace telar::bench {

/// What the tills' pipelines need beside a database: its tables, a ledger, an archive in a folder
/// that goes with the object, and one source for every location. The arguments outlive it.
class TillRig {
 public:
  TillRig(db::Database& database, const std::vector<pos::Location>& locations,
          pos::TillSource& source);

  const pos::Tills& tills() const { return tills_; }

  /// One run with so many threads; the process ends with status 1 when an item of it fails.
  ledger::RunSummary Run(ledger::Pipeline& pipeline, int threads) const;

 private:
  const SystemClock clock_;
  mutable SystemRandom random_;
  const TempFolder folder_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<store::FolderStore> archive_;
  pos::Tills tills_;
};

}  // namespace telar::bench
