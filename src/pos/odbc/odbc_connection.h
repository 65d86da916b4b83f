#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.h"
#include "core/result.h"
#include "pos/odbc/connection_string.h"

namespace telar::pos {

struct OdbcOptions {
  std::string label;    ///< For messages: "10.0.0.5:1433/VAD10".
  ConnectionString to;  ///< "Driver" by name or file, see DriverFile.
  /// At most this long for the connection. A stop request is noticed only after it.
  Duration login_timeout = std::chrono::seconds(15);
  int rows_a_block = 500;
  /// Memory for a block of rows; fewer rows are fetched at once where they are wide.
  std::size_t block_bytes = 8u << 20;
};

/// How long a statement may take.
struct Patience {
  Deadline deadline = {};
  std::stop_token stop = {};
};

/// A row, one text a column, nothing for NULL. Valid inside the callback only.
///
///   integers, decimal, numeric, money  digits, "-1.5000" with the scale of the column
///   real, double precision             shortest text that reads back as the same number
///   bit                                "true", "false"
///   date, time, timestamp              "2026-01-02", "09:30:00.1234567", both with a blank
///   timestamp with offset              "2026-01-02 09:30:00.0000000 -04:00"
///   text of any kind                   UTF-8; an empty text is empty, not absent
///   binary of any kind                 hexadecimal in lower case
///   uniqueidentifier                   upper case with dashes
using OdbcRow = std::span<const std::optional<std::string_view>>;

/// Where a result goes: first its columns' names, once, then its rows in their order. A failure
/// ends the statement and is returned.
struct OdbcReceiver {
  std::function<Status(const std::vector<std::string>& columns)> columns;
  std::function<Status(OdbcRow row)> row;
};

/// One connection to a database through its ODBC driver, for reading. One thread at a time. After a
/// query that failed it serves no other.
///
/// Errors: see CodeOf (diagnostic.h). A cancel or a deadline wins over whatever the driver says
/// about it. The rows of a result are streamed: memory is bounded by `block_bytes` and the longest
/// single value.
class OdbcConnection {
 public:
  static Result<std::unique_ptr<OdbcConnection>> Open(const OdbcOptions& options,
                                                      const Clock& clock, const Patience& patience);
  ~OdbcConnection();
  OdbcConnection(const OdbcConnection&) = delete;
  OdbcConnection& operator=(const OdbcConnection&) = delete;

  /// Runs one statement that gives rows; each "?" takes the next of `parameters`, bound as text and
  /// never part of the statement. Of several results the first with columns is read. Ok only when
  /// the driver has said that the result is complete. A value longer than the driver announced is
  /// kLimitExceeded, never cut.
  Status Query(std::string_view sql, std::span<const std::string> parameters,
               const Patience& patience, const OdbcReceiver& receiver);

 private:
  struct Handles;
  explicit OdbcConnection(std::unique_ptr<Handles> handles);
  std::unique_ptr<Handles> handles_;
};

}  // namespace telar::pos
