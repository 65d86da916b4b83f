#include "bench/pos/costs.h"

#include <cstdlib>
#include <fstream>

namespace telar::bench {

Status ForgetCosts(db::Connection& connection) {
  return connection.ExecuteScript("SELECT pg_stat_statements_reset()");
}

Result<std::vector<StatementCost>> ReadCosts(db::Connection& connection) {
  std::vector<StatementCost> costs;
  TELAR_RETURN_IF_ERROR(connection.Query(
      "SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 60) AS words, sum(calls)::bigint, "
      "sum(rows)::bigint, sum(total_exec_time) / 1000 AS seconds FROM pg_stat_statements WHERE "
      "dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) GROUP BY 1 ORDER BY "
      "4 DESC",
      {}, [&](const db::Row& row) -> Status {
        StatementCost cost;
        cost.text = row.TextOrEmpty(0);
        cost.calls = row.IntOr(1, 0);
        cost.rows = row.IntOr(2, 0);
        TELAR_ASSIGN_OR_RETURN(cost.seconds, row.AsDouble(3));
        costs.push_back(std::move(cost));
        return Status::Ok();
      }));
  return costs;
}

double SecondsOf(const std::vector<StatementCost>& costs, std::string_view words) {
  double sum = 0;
  for (const auto& cost : costs) {
    if (cost.text.starts_with(words)) sum += cost.seconds;
  }
  return sum;
}

double PeakMegabytes() {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("VmHWM:")) return std::atof(line.c_str() + 6) / 1024;
  }
  return 0;
}

void ForgetPeak() { std::ofstream("/proc/self/clear_refs") << "5"; }

Result<std::string> Checksum(db::Connection& connection, const std::string& columns,
                             const std::string& from) {
  std::string sum;
  TELAR_RETURN_IF_ERROR(
      connection.Query("SELECT count(*) || ' rows, ' || coalesce(sum(hashtextextended(ROW(" +
                           columns + ")::text, 0)::numeric), 0) FROM " + from,
                       {}, [&](const db::Row& row) {
                         sum = row.TextOrEmpty(0);
                         return Status::Ok();
                       }));
  return sum;
}

}  // namespace telar::bench
