#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/expand.h"
#include "core/result.h"
#include "pos/location.h"

namespace telar::pos {

/// Reads a locations.yaml (docs/guides/tills.md, config/locations.example.yaml): a list under
/// `locations`, and under `defaults` values for the entries that leave them out. Values may hold
/// ${NAME} and secret:NAME#KEY; `server`, `user`, `password` and `odbc` of a connection are read
/// that way, so that no credential stands in the file.
///
/// kInvalidConfig lists every problem with its line and what is allowed there: unknown keys, a
/// missing or doubled id, two locations with one branch or one warehouse code (a code is a key of
/// `almacenes`), an unknown zone, hours or day that are none, a source without what it needs (klk:
/// branch for a store, warehouses; stellar: server, database, user; odbc: odbc and a query).
/// `label` names the file.
Result<std::vector<Location>> ReadLocations(std::string_view text, std::string_view label,
                                            const config::ExpandOptions& expand);

}  // namespace telar::pos
