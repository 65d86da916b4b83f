#include "analytics/publish.h"

#include <fmt/format.h>

#include <vector>

#include "core/text.h"

namespace telar::analytics {
namespace {

Result<std::int64_t> RowsOf(db::Connection& connection, std::string_view table) {
  std::int64_t rows = 0;
  TELAR_RETURN_IF_ERROR(connection.Query(fmt::format("SELECT COUNT(*) FROM {}", table), {},
                                         [&](const db::Row& row) -> Status {
                                           TELAR_ASSIGN_OR_RETURN(rows, row.AsInt(0));
                                           return Status::Ok();
                                         }));
  return rows;
}

}  // namespace

Result<std::int64_t> Publish(db::Connection& transaction, const Script& script,
                             std::string_view table, std::string_view select,
                             const Script::Values& values, const Publication& publication) {
  const double guard = publication.guard;
  TELAR_ASSIGN_OR_RETURN(const std::int64_t before, RowsOf(transaction, table));
  TELAR_ASSIGN_OR_RETURN(const auto columns, transaction.Columns(table));
  std::vector<std::string> names, chosen;
  for (const auto& column : columns) {
    const bool time = column.name == "fecha_calculo" || column.name == "updated_at";
    names.push_back(column.name);
    chosen.push_back(time ? "'" + publication.calculated + "'" : column.name);
  }
  TELAR_ASSIGN_OR_RETURN(
      const std::int64_t now,
      script.Run(
          transaction,
          fmt::format("DELETE FROM {0}; INSERT INTO {0} ({1}) SELECT {2} FROM ({3}) AS nuevo",
                      table, Join(names, ", "), Join(chosen, ", "), select),
          values));
  if (static_cast<double>(now) < guard * static_cast<double>(before)) {
    return Status::ContractBroken(
               fmt::format("publish {}: {} rows would replace {}, less than {} %", table, now,
                           before, guard * 100))
        .WithHint(
            "Was everything read? See telar pos coverage. If the chain really sells that much "
            "less, run it once with analytics.shrink_guard=0.");
  }
  return now;
}

}  // namespace telar::analytics
