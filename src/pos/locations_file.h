#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/expand.h"
#include "core/result.h"
#include "pos/location.h"

namespace telar::pos {

/// Reads a locations.yaml (docs/guides/tills.md, config/locations.example.yaml): a list under
/// `locations`, and under `defaults` values for the entries that leave them out.
///
///   id, name        the key in all data; what people call it (the id when left out)
///   kind            store (also: tienda), cedi
///   source          klk, stellar, odbc
///   branch          KLK's code of the shop
///   warehouses      a list of codes or of {code, name}; the first is the sales floor
///   zone, region    IANA name; any text
///   hours           "07:00-21:00"; an end that is not after the start is on the next day
///   closed          a list of "12-25" (every year) or "2026-02-16" (once)
///   first_sync      first day wanted, 1970-01-01 when left out
///   active, visible true unless said otherwise
///   connection      driver, server, port, database, sales_database, user, password, odbc,
///                   stock_query, sales_query; those the entry leaves out are the defaults'
///
/// `defaults` takes all but id, name, kind, branch and warehouses. A text may hold ${NAME},
/// ${NAME:-text} and ${secret:NAME#KEY}, or be secret:NAME#KEY; `password` and `odbc` must, so that
/// no credential stands in the file. Those of a location that is not active, or whose source is
/// klk, may be unknown.
///
/// kInvalidConfig lists every problem with its line and what is allowed there: unknown keys, a
/// missing or doubled id, two locations with one branch or one warehouse code (a code is a key of
/// `almacenes`), an unknown zone, hours or day that are none, a source without what it needs (klk:
/// branch for a store, warehouses; stellar: server, database, user; odbc: odbc and a query).
/// `label` names the file. Query files are named as they stand there.
Result<std::vector<Location>> ReadLocations(std::string_view text, std::string_view label,
                                            const config::ExpandOptions& expand);

}  // namespace telar::pos
