#pragma once

#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "db/database.h"
#include "pos/location.h"
#include "pos/rows.h"

namespace telar::pos::warehouse {

/// How much of a window that was read before may be gone before that is not believed.
struct SalesGuard {
  double most_share = 0.2;  ///< Of the lines known in the window; 1 believes anything.
  int from_lines = 5;       ///< Fewer lost lines than that are believed (voids) …
  /// … unless nothing came: an empty answer takes nothing out.

  /// Whether `lost` of the `known` lines are really gone, of which `came` came again or anew.
  bool Believes(std::int64_t lost, std::int64_t known, std::int64_t came) const {
    if (lost == 0 || most_share >= 1) return true;
    if (came == 0) return false;
    return lost < from_lines ||
           static_cast<double>(lost) <= most_share * static_cast<double>(known);
  }
};

struct SalesCounts {
  std::int64_t inserted = 0, changed = 0, unchanged = 0;
  std::int64_t removed = 0;  ///< Lines of the window that the source does not have any more.
  std::int64_t doubled = 0;  ///< Lines that came more than once; the last counts.
  /// Of the lines that came, doubled ones counted once.
  std::int64_t lines = 0;
  Decimal quantity, amount;  ///< Their sums: cantidad_vendida, venta_total.
};

/// The sales of one location in one window become rows of `ventas`, in the caller's transaction and
/// in batches, so that memory does not grow with them. The table is then, for that location and
/// window, what the source said, line for line:
///   a line that was there with other figures is changed;
///   a line that was there and is not any more goes to `ventas_retiradas`, whole, with the item;
///   a line that was there under another time or day within `kRedated` is moved, not doubled.
/// Every day that any of this touches gets a row in `ventas_dias_cambiados`, for who keeps sums by
/// day: it reads those days again and takes the rows away. Rows are only ever added here, so that
/// a mark made while somebody reads is not lost.
///
///   TELAR_ASSIGN_OR_RETURN(auto load, SalesLoad::Begin(transaction, location, range, by));
///   for (…) TELAR_RETURN_IF_ERROR(load.Add(std::move(row)));
///   return load.Finish(guard);
class SalesLoad {
 public:
  /// An invoice number seen again on another day is the same invoice up to so many days apart, and
  /// another one beyond (numbers start again).
  static constexpr std::chrono::days kRedated{45};
  static constexpr std::size_t kBatch = 2000;

  /// `transaction` and `location` must outlive the load.
  static Result<SalesLoad> Begin(db::Connection& transaction, const Location& location,
                                 const LocalRange& range, Provenance by);
  /// kInternal for a row outside the window or without the values of SaleColumns(). kConflict when
  /// another load writes the same lines at the same time.
  Status Add(SaleRow row);
  /// A line that came and is no row, being doubtful: what the table has of it stays as it is.
  void Keep(const std::string& key) { known_.erase(key); }
  /// What did not come stays too: the answer is known not to be whole.
  void KeepAll() { keep_all_ = true; }
  /// kContractBroken when the guard refuses; the caller rolls back.
  Result<SalesCounts> Finish(const SalesGuard& guard);

 private:
  /// A line that came.
  struct Came {
    Date date{};
    Decimal quantity, amount;
    std::size_t batch = 0, at = 0;  // where in which batch it waits or waited
  };

  SalesLoad(db::Connection& transaction, const Location& location, const LocalRange& range,
            Provenance by)
      : transaction_(&transaction), location_(&location), range_(range), by_(std::move(by)) {}
  Status ReadKnown();
  /// Takes a line that came before in this load; false for one that did not.
  Result<bool> TakeDoubled(SaleRow& row, Came& came);
  Status Flush();
  /// Of the batch, what `ventas` holds under another day: moved there, and out of the batch.
  Status MoveRedated();
  Status Move(const SaleRow& row, Date from);
  Status Withdraw(const std::vector<std::string>& keys, Date date);
  Status Mark();
  std::vector<db::Value> Values(SaleRow row) const;

  db::Connection* transaction_;
  const Location* location_;
  LocalRange range_;
  Provenance by_;
  std::unordered_map<std::string, std::vector<Date>> known_;  // of the window, not come yet
  std::int64_t known_lines_ = 0;
  bool keep_all_ = false;
  std::unordered_map<std::string, std::vector<Came>> came_;
  std::vector<SaleRow> batch_;
  std::size_t batch_number_ = 0;
  std::set<Date> touched_;
  SalesCounts counts_;
};

}  // namespace telar::pos::warehouse
