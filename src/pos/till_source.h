#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "core/clock.h"
#include "core/result.h"
#include "pos/location.h"
#include "pos/record.h"

namespace telar::pos {

/// Which rows are asked for, and how long one may wait.
struct FetchOrder {
  const Location& location;
  const Warehouse& warehouse;  ///< One of the location's.
  Deadline deadline = {};      ///< Of the whole fetch.
  std::stop_token stop = {};
};

/// One answer of a source, whole and as it came, compressed: it goes to the archive, and the rows
/// are read from it, now or years later.
struct RawAnswer {
  std::string bytes;          ///< gzip (RFC 1952).
  std::int64_t received = 0;  ///< Rows in it, doubled ones included.
  /// Rows the source says there are; nothing when it does not say.
  std::optional<std::int64_t> claimed;
  std::int64_t raw_bytes = 0;  ///< Before compression.
};

/// Called for each row, `position` being its place in the answer (0, 1, …). A failure stops the
/// reading and is returned from it.
using StockFn = std::function<Status(const StockRecord& record, std::int64_t position)>;
using SaleFn = std::function<Status(const SaleRecord& record, std::int64_t position)>;

/// A kind of till system. I/O and form only: retries, smaller windows, comparisons, checks of
/// values and the archive are written once above this seam (fetch.h, transform.h). Safe to use from
/// several threads; each call has its own connection.
///
/// Errors of Fetch…: kUnavailable (no connection, the source reports an error of its own or broke
/// off), kDeadlineExceeded, kLimitExceeded (more than a stated number of bytes: ask for less),
/// kPermissionDenied, kInvalidInput (an answer that is not of the documented form), kInvalidConfig
/// (the location lacks what this source needs), kCancelled. An answer that ends early or says
/// "error" is never a short success. Messages name location, operation and cause; no password, no
/// values of rows.
class TillSource {
 public:
  virtual ~TillSource() = default;

  virtual std::string_view name() const = 0;  ///< "klk", "stellar", "odbc".

  /// The present stock of the warehouse.
  virtual Result<RawAnswer> FetchStock(const FetchOrder& order) = 0;
  /// Sales with a wall time in `range`, which lies within one day and ends at midnight at the
  /// latest. The answer may hold more than that (sources differ in what their bounds include);
  /// what lies outside is the reader's to leave out.
  virtual Result<RawAnswer> FetchSales(const FetchOrder& order, const LocalRange& range) = 0;

  /// The rows of an answer of this source, decompressed and parsed as they are needed.
  /// kInvalidInput when the bytes are not such an answer.
  virtual Status ReadStock(std::string_view answer, const StockFn& row) const = 0;
  virtual Status ReadSales(std::string_view answer, const SaleFn& row) const = 0;

  /// Whether the location's server takes a TCP connection within `timeout`: kUnavailable names
  /// host, port and what to look at (VPN, firewall, service).
  virtual Status Reach(const Location& location, Duration timeout, std::stop_token stop) = 0;
};

}  // namespace telar::pos
