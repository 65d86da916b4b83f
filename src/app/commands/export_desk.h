#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/export/export_table.h"
#include "app/context.h"

namespace telar::app {

/// What `telar pos export` and `telar invoices export` share.

/// A table that can be exported, and whether it is when nobody names tables.
struct Exportable {
  analytics::ExportSource source;
  bool usual = true;
};

/// The flags, their explanation and what such a command may end with.
std::vector<Flag> ExportFlags();
std::vector<std::string> ExportDescription();
std::vector<ExitCode> ExportExits();

/// "telar 0.1.0": what manifests say.
std::string ProgramName();
/// The folder where files lie until they are whole: TMPDIR, else that of the system.
std::filesystem::path ScratchParent(const Context& context);

/// A failure of the database that is read from; opening calls each a destination.
Status OfTheSource(const Status& failed);
/// The day that a flag says; nothing without it. kInvalidInput for a day that is none.
Result<std::optional<Date>> DayOfFlag(const Context& context, std::string_view flag);
/// "950 B", "1.4 MB": powers of 1000.
std::string InUnits(std::uint64_t bytes);

/// Exports what the command line says of `tables` in order, shows progress on `err` and a line a
/// table on `out`. Tables that nobody named and that the database does not have are passed over.
/// `today` is the first day that still grows. kInvalidInput for a table that is none of these, a
/// day that is none, and when the days end before they begin.
Result<ExitCode> RunExport(Context& context, db::Database& database,
                           std::span<const Exportable> tables, Date today);

}  // namespace telar::app
