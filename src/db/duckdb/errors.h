#pragma once

#include <string_view>

#include "core/status.h"

namespace telar::db::duckdb {

/// The failure behind a message of DuckDB ("Constraint Error: Duplicate key …") as
/// "`operation`: what", with a code of Connection. The message's first words decide: preparing and
/// opening give no code. Its other words may quote values and are dropped, but for the names in a
/// broken NOT NULL and what does not exist.
Status StatusOfMessage(std::string_view message, std::string_view operation);

/// The same for a database that does not open: kUnavailable with the other process's number when it
/// is taken, kContractBroken when it is no database of ours to read.
Status StatusOfOpening(std::string_view message);

}  // namespace telar::db::duckdb
