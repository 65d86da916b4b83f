#pragma once

#include <functional>

#include "core/result.h"
#include "core/time.h"
#include "db/database.h"

namespace telar::pos::warehouse {

/// Where Capabilities::range_partitions, `ventas` and `inventario_historico` have a partition a
/// month ("ventas_2026_01") and one for everything else; elsewhere both functions do nothing.

/// Makes the partitions of the months from `from` to `to` that are missing; rows that lie in the
/// default partition meanwhile move. Several processes may call it at once. In a transaction of its
/// own: not while one is open on this connection.
Status EnsureMonths(db::Connection& connection, const db::Database& database, Date from, Date to);

/// Drops partitions of months that ended before `before`: how many rows were in them. On databases
/// without partitions the rows are deleted. `ventas` or `inventario_historico`. `look` is called in
/// the transaction that takes the rows away, while nobody else can write to the table; when it
/// fails, nothing goes and its failure is returned.
Result<std::int64_t> DropBefore(db::Connection& connection, const db::Database& database,
                                std::string_view table, Date before,
                                const std::function<Status()>& look = nullptr);

}  // namespace telar::pos::warehouse
