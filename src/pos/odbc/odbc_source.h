#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/clock.h"
#include "pos/odbc/rows_source.h"
#include "pos/till_source.h"

namespace telar::pos {

struct OdbcSourceOptions {
  /// Folder that the query files of a location are relative to.
  std::filesystem::path folder = ".";
  RowsLimits limits = {};
};

/// Any database with an ODBC driver, by queries of one's own: `Connection::odbc` says how to
/// connect, `stock_query` and `sales_query` are files with one SELECT each, in UTF-8.
///
/// The columns of the result are matched by name with the fields of record.h (field_names.h; the
/// table is in docs/formats/tills.md), those that are not known are archived and ignored. In the
/// text of a query these names become bound parameters, all of them texts, wherever they stand
/// outside of quotes and comments:
///
///   :location   the location's id            :from, :to            "2026-01-02 09:30:00", [from,
///   to) :branch     the location's branch        :date                 "2026-01-02", the day of
///   :from :warehouse  the warehouse's code         :time_from, :time_to  "09:30:00"
///
/// The times are in sales queries alone. A window that ends at midnight has :time_to "24:00:00",
/// which as a text is after every time but which not every database reads as a time: compare whole
/// times with :from and :to where that matters. A driver that needs the type of a parameter is told
/// by a CAST.
///
/// FetchSales and FetchStock are kInvalidConfig without a connection string or a query file, and
/// when a file cannot be read. Reach tests "Server" and "Port" of the connection string (also
/// "Servername", "Host", "SERVER=host,port") and is kOk when they are not there, as for a database
/// in a file. `clock` outlives the source.
std::unique_ptr<TillSource> OpenOdbcSource(OdbcSourceOptions options, const Clock& clock);

}  // namespace telar::pos
