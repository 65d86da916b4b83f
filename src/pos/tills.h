#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "db/database.h"
#include "ledger/ledger.h"
#include "pos/fetch.h"
#include "pos/location.h"
#include "pos/till_source.h"
#include "pos/warehouse/sales.h"
#include "pos/warehouse/stock.h"
#include "store/object_store.h"

namespace telar::pos {

/// What every pipeline of the tills works with. Pointers are borrowed, and must outlive it.
struct Tills {
  db::Database* database = nullptr;  ///< With PrepareTables (work_schema.h) done.
  ledger::Ledger* ledger = nullptr;  ///< Of that database.
  store::ObjectStore* archive = nullptr;
  const std::vector<Location>* locations = nullptr;
  /// The source of a location; null when the settings name none for its kind.
  std::function<TillSource*(const Location&)> source;
  const Clock* clock = nullptr;
  Random* random = nullptr;
  FetchRules fetch;
  warehouse::SalesGuard sales_guard;
  warehouse::StockGuard stock_guard;
  /// A location is locked for one job for so long after the last sign of life.
  Duration lock = std::chrono::minutes(15);
  /// Sales of a window with so much opening time in it and no line are not believed.
  Duration silence = std::chrono::minutes(60);
  /// Called when a run has planned its work. May be null.
  std::function<Status(const RunId&)> on_run;
  /// How long a job waits for another one's lock of the same location.
  Duration lock_patience = std::chrono::minutes(2);
  /// Called before the requests of a window; returns when they may be made. Null: at once.
  std::function<Status(std::stop_token)> turn;

  /// kInvalidConfig for an id that the file does not have.
  Result<const Location*> Find(std::string_view id) const;
  /// kInvalidConfig when there is none.
  Result<TillSource*> SourceOf(const Location& location) const;
};

}  // namespace telar::pos
