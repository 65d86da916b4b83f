#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "db/database.h"

namespace telar::bench {

/// What the server did for one statement, by pg_stat_statements. A COPY FROM STDIN counts from its
/// beginning to its end, the sending included.
struct StatementCost {
  std::string text;  ///< The first 60 characters.
  std::int64_t calls = 0, rows = 0;
  double seconds = 0;
};

/// Forgets what was counted so far.
Status ForgetCosts(db::Connection& connection);
/// What was counted in this database since, the dearest first.
Result<std::vector<StatementCost>> ReadCosts(db::Connection& connection);
/// Seconds of the statements that begin with `words`.
double SecondsOf(const std::vector<StatementCost>& costs, std::string_view words);

/// Peak resident memory of this process in MB since the last ForgetPeak (VmHWM, proc(5)).
double PeakMegabytes();
void ForgetPeak();

/// A sum over every row's text in any order: equal for tables with the same rows (and for hardly
/// any others). `from` may be a subquery.
Result<std::string> Checksum(db::Connection& connection, const std::string& columns,
                             const std::string& from);

}  // namespace telar::bench
