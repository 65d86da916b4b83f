#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"
#include "ledger/item.h"

namespace telar::ledger {

/// A row or field that was not good enough for its table; kept with the reason instead of dropped.
struct Reject {
  std::string source;    ///< File name, table or URL it came from.
  std::string position;  ///< Page and line, row number; "" when it is the whole item.
  std::string field;
  std::string reason;  ///< From a closed list of the pipeline.
  std::string raw;     ///< As printed or received; cut at 4 KiB.
  std::string message;
  double confidence = 0;  ///< 0..1; 0 when it does not apply.
};

/// What Process may do while it holds an item. Belongs to the calling thread.
class Progress {
 public:
  virtual ~Progress() = default;
  /// Commits `write` and "the item is at `stage`" in one transaction on the pipeline's database.
  /// `write` may be null; it runs once, inside the transaction, and must not acquire another
  /// connection. kConflict when the item's lease was lost meanwhile: nothing is written and Process
  /// must return that status. After another failure the stage may have been committed or not (the
  /// answer to a commit can get lost): return it, the next attempt starts from what the ledger
  /// says. After a commit that failed, every Reach of this attempt returns its failure.
  virtual Status Reach(Stage stage, const std::function<Status(db::Connection&)>& write) = 0;
  /// Kept with the item in the transaction of the next Reach (also when added by its `write`) or of
  /// the end of Process; forgotten when the attempt is going to be repeated before that.
  virtual void AddReject(Reject reject) = 0;
  /// Requested when the worker drains hard, the item's lease is lost or its deadline passes.
  virtual std::stop_token stop() const = 0;
  /// When Process must be done; the earlier of the item's and the run's.
  virtual Deadline deadline() const = 0;
  virtual const RunId& run() const = 0;
};

struct PlanRequest {
  RunId run;
  std::stop_token stop;
};

/// Plans and processes one kind of work item. Process is called from several threads at once, for
/// different items, and must be safe to repeat from the stage the item is at. What it does to the
/// database belongs into Reach; what it does elsewhere (archive, remove) it must look up first, for
/// a process that stalls longer than its lease may meet its successor.
class Pipeline {
 public:
  virtual ~Pipeline() = default;
  virtual std::string_view name() const = 0;  ///< "invoices", "pos.sales".
  /// Everything that should exist by now; what the ledger has already is left alone. Of several
  /// items with the same key the first counts.
  virtual Result<std::vector<NewItem>> Plan(const PlanRequest& request) = 0;
  /// Does one item. A retryable failure is tried again later, another one is final (failed). A
  /// failure after stop() was requested is no failure of the item: it goes back to planned.
  virtual Result<Outcome> Process(const Item& item, Progress& progress) = 0;
};

}  // namespace telar::ledger
