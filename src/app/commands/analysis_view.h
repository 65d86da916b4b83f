#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"
#include "core/result.h"
#include "db/database.h"

namespace telar::app {

/// How commands show the tables of analytics/: for people, for programs, for spreadsheets.

/// A bar of at most `width` columns for a share from 0 to 1, in eighths of a block or in '#'.
std::string Bar(double share, int width, bool utf8);
/// One sign a value, from the lowest to the highest; zero and less is the lowest sign.
std::string Sparkline(std::span<const double> values, bool utf8);

/// A record of RFC 4180 with '\n' at its end: cells with a comma, quote or line break in quotes.
std::string CsvRecord(std::span<const std::string> cells);

/// Prints the result of a query as --json or --csv ask: an object a line and row with the columns'
/// names, decimals as text, NULL as null; or a record of names and one a row, NULL as nothing.
/// False when neither was asked for; nothing is printed then.
Result<bool> PrintForPrograms(Context& context, db::Connection& connection, std::string_view sql,
                              std::span<const db::Value> values);

/// --csv, for the commands that print tables.
Flag CsvFlag();

}  // namespace telar::app
