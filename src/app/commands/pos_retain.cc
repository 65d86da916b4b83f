#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "analytics/export/read_back.h"
#include "app/commands/commands.h"
#include "app/commands/export_desk.h"
#include "app/commands/json_line.h"
#include "app/commands/till_desk.h"
#include "app/missing_file.h"
#include "app/progress.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "core/log.h"
#include "pos/warehouse/partitions.h"

namespace telar::app {
namespace {

using analytics::ExportDay;
using analytics::ExportedPart;
using analytics::ExportManifest;
using analytics::ExportRange;
using analytics::ExportSource;
using std::chrono::year_month;
using Json = nlohmann::ordered_json;

/// A table whose months go, and until when.
struct Aging {
  ExportSource source;
  year_month before;  ///< The first month that stays.
};

/// A month of a table with rows.
struct Month {
  const Aging* aging = nullptr;
  year_month month;
  std::vector<ExportDay> days;
  std::int64_t rows = 0;

  ExportRange range() const {
    return {.from = Date(month / 1),
            .before = Date((month + std::chrono::months(1)) / 1),
            .without_day = false};
  }
  std::string Name() const { return FormatDate(month / 1).substr(0, 7); }
};

/// The database, the export and what both are looked at with.
struct Desk {
  Context& context;
  db::Database& database;
  store::ObjectStore* store;  // null on a dry run without a folder
  analytics::ExportOptions options;
};

Result<std::vector<Aging>> WhatAges(const Context& context, const config::Settings& settings) {
  const auto month_of = [](Date date) { return year_month(date.year(), date.month()); };
  const auto today = std::chrono::floor<std::chrono::days>(context.clock.Now());
  TELAR_ASSIGN_OR_RETURN(const auto named, DayOfFlag(context, "before"));
  if (named && std::chrono::sys_days(*named) > today) {
    return Status::InvalidInput("--before " + FormatDate(*named) + ": that day is to come");
  }
  std::vector<Aging> aging;
  const auto add = [&](std::string table, std::string day, int days) {
    if (!named && days <= 0) return;
    const Date before = named ? *named : Date(today - std::chrono::days(days));
    aging.push_back({{.table = std::move(table), .day = std::move(day), .partition = "fecha"},
                     month_of(before)});
  };
  add("ventas", "fecha", settings.pos.sales_days);
  add("inventario_historico", "fecha_snapshot", settings.pos.history_days);
  if (!aging.empty()) return aging;
  return Status::InvalidInput("nothing says which months are old")
      .WithHint("say --before 2025-01-01, or set pos.sales_days or pos.history_days");
}

/// The months before the one that stays, oldest first.
Result<std::vector<Month>> MonthsOf(const Desk& desk, const Aging& aging) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, desk.database.Acquire());
  TELAR_ASSIGN_OR_RETURN(const auto rows, analytics::SourceRows::Of(
                                              *connection, desk.database.dialect(), aging.source));
  TELAR_ASSIGN_OR_RETURN(const auto days, rows.Days(*connection, {.before = Date(aging.before / 1),
                                                                  .without_day = false}));
  std::vector<Month> months;
  for (const ExportDay& day : days) {
    TELAR_ASSIGN_OR_RETURN(const Date date, ParseDate(day.value));
    const year_month month(date.year(), date.month());
    if (months.empty() || months.back().month != month) {
      months.push_back({.aging = &aging, .month = month});
    }
    months.back().days.push_back(day);
    months.back().rows += day.rows;
  }
  return months;
}

Status ExportMonth(Desk& desk, const Month& month) {
  const ExportSource& source = month.aging->source;
  analytics::ExportOptions options = desk.options;
  options.range = month.range();
  std::string kept;
  TELAR_RETURN_IF_ERROR(analytics::ExportTable(desk.database, *desk.store, desk.context.clock,
                                               source, options,
                                               {.done = [&](const analytics::ExportedDay& day) {
                                                 if (day.outcome == analytics::ExportOutcome::kKept)
                                                   kept = day.value;
                                               }}));
  if (kept.empty()) return Status::Ok();
  return Status::ContractBroken(
             fmt::format("{} {}: its rows were taken away before, and the database has "
                         "other ones now",
                         source.table, kept))
      .WithHint("Give these days a folder of their own with --to, and put both together there.");
}

/// The parts of the month as the export has them.
Result<std::vector<ExportedPart>> PartsOf(Desk& desk, const Month& month) {
  const std::string& table = month.aging->source.table;
  TELAR_ASSIGN_OR_RETURN(const auto manifest, analytics::ReadExportManifest(*desk.store, table));
  std::vector<ExportedPart> parts;
  if (!manifest) return parts;
  for (const auto& [value, part] : manifest->parts) {
    if (value.starts_with(month.Name())) parts.push_back(part);
  }
  return parts;
}

/// Says in the manifest that the rows of these parts are nowhere else, or that they are.
Status Mark(Desk& desk, const Month& month, std::vector<ExportedPart> parts,
            std::optional<Instant> dropped) {
  for (ExportedPart& part : parts) part.dropped_at = dropped;
  const ExportManifest head{.table = month.aging->source.table, .partition = "fecha"};
  return analytics::AddToManifest(*desk.store, head, parts);
}

/// Takes the rows away when what was read back from the export holds every one of them.
Result<std::int64_t> Drop(Desk& desk, const Month& month,
                          const std::map<std::string, analytics::RowDigest>& held) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, desk.database.Acquire());
  const Date next = *month.range().before;
  return pos::warehouse::DropBefore(
      *connection, desk.database, month.aging->source.table, next, [&]() -> Status {
        TELAR_ASSIGN_OR_RETURN(
            const auto rows,
            analytics::SourceRows::Of(*connection, desk.database.dialect(), month.aging->source));
        return analytics::CheckHeld(*connection, rows, {.before = next, .without_day = false},
                                    held);
      });
}

bool StillThere(const Desk& desk, const Month& month) {
  const auto connection = desk.database.Acquire();
  if (!connection.ok()) return false;
  const auto rows =
      analytics::SourceRows::Of(**connection, desk.database.dialect(), month.aging->source);
  if (!rows.ok()) return false;
  const auto days = rows->Days(**connection, month.range());
  return days.ok() && !days->empty();
}

Result<std::int64_t> RetainMonth(Desk& desk, const Month& month) {
  TELAR_RETURN_IF_ERROR(ExportMonth(desk, month));
  TELAR_ASSIGN_OR_RETURN(const auto parts, PartsOf(desk, month));
  std::map<std::string, analytics::RowDigest> held;
  for (const ExportedPart& part : parts) {
    TELAR_ASSIGN_OR_RETURN(held[part.value],
                           analytics::ReadBack(*desk.store, part, desk.options.scratch_parent));
  }
  // Before the rows go: killed in between, the export is not taken for a copy.
  TELAR_RETURN_IF_ERROR(Mark(desk, month, parts, desk.context.clock.Now()));
  auto dropped = Drop(desk, month, held);
  // The answer to a commit may have got lost: the rows say what became of it.
  if (!dropped.ok() && StillThere(desk, month)) {
    if (Status marked = Mark(desk, month, parts, std::nullopt); !marked.ok()) {
      log::Warn("an export still says that rows were taken away",
                {{"table", month.aging->source.table}, {"why", marked.FullMessage()}});
    }
  }
  return dropped;
}

void Print(Context& context, const std::vector<Month>& months, std::size_t done, bool dry_run) {
  if (context.json()) {
    for (std::size_t i = 0; i < months.size(); ++i) {
      context.out.Write(JsonLine(Json{{"table", months[i].aging->source.table},
                                      {"month", months[i].Name()},
                                      {"days", months[i].days.size()},
                                      {"rows", months[i].rows},
                                      {"dropped", i < done}}));
    }
    return;
  }
  using Align = Table::Align;
  Table table({{"table"}, {"month"}, {"days", Align::kRight}, {"rows", Align::kRight}, {"what"}});
  for (std::size_t i = 0; i < months.size(); ++i) {
    table.Add({months[i].aging->source.table, months[i].Name(),
               std::to_string(months[i].days.size()), std::to_string(months[i].rows),
               i < done  ? "exported, taken away"
               : dry_run ? "would go"
                         : "stays"});
  }
  context.out.Write(table.Render(context.TableWidth()));
}

Result<ExitCode> RunMonths(Desk& desk, const std::vector<Month>& months) {
  Context& context = desk.context;
  const bool dry_run = context.call.Has("dry-run");
  if (dry_run) {
    Print(context, months, 0, true);
    if (!context.quiet()) context.err.Write("nothing was changed\n");
    return ExitCode::kDone;
  }
  std::size_t done = 0;
  Status failure;
  {
    ProgressBar bar(context.err, context.clock,
                    {.what = "months",
                     .quiet = context.quiet(),
                     .utf8 = context.utf8,
                     .style = context.err_style});
    for (const Month& month : months) {
      bar.Update({.total = std::ssize(months), .done = static_cast<std::int64_t>(done)});
      if (context.interrupts.drain().stop_requested()) {
        failure = Status::Cancelled("retain: stopped");
        break;
      }
      failure = RetainMonth(desk, month).status();
      if (!failure.ok()) {
        const Status why = failure;
        failure = why.WithContext("retain " + month.aging->source.table + " " + month.Name());
        break;
      }
      ++done;
    }
    bar.Update({.total = std::ssize(months), .done = static_cast<std::int64_t>(done)});
  }
  Print(context, months, done, false);
  TELAR_RETURN_IF_ERROR(std::move(failure));
  return ExitCode::kDone;
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  const bool dry_run = context.call.Has("dry-run");
  if (!context.call.Has("to")) {
    return Status::InvalidInput("--to is missing: where do the files go?")
        .WithHint("such as --to archive");
  }
  TELAR_ASSIGN_OR_RETURN(const auto aging, WhatAges(context, loaded.settings));
  const config::DatabaseUrl& url = loaded.settings.pos.database;
  if (IsMissingFile(url)) {
    context.err.Write("nothing was read yet\n");
    return ExitCode::kNothingToDo;
  }
  TELAR_ASSIGN_OR_RETURN(const auto database, OpenDatabase(url));
  TELAR_ASSIGN_OR_RETURN(const bool prepared, TillsArePrepared(*database));
  if (!prepared) {
    context.err.Write("nothing was read yet\n");
    return ExitCode::kNothingToDo;
  }
  TELAR_ASSIGN_OR_RETURN(const auto store, OpenExport(context.call.Get("to"), context.folder,
                                                      context.clock, !dry_run));
  Desk desk{.context = context,
            .database = *database,
            .store = store.get(),
            .options = {.scratch_parent = ScratchParent(context),
                        .program = ProgramName(),
                        .stop = context.interrupts.drain()}};
  std::vector<Month> months;
  for (const Aging& one : aging) {
    TELAR_ASSIGN_OR_RETURN(auto its, MonthsOf(desk, one));
    std::ranges::move(its, std::back_inserter(months));
  }
  if (months.empty()) {
    context.err.Write("no month is that old\n");
    return ExitCode::kNothingToDo;
  }
  return RunMonths(desk, months);
}

}  // namespace

Command PosRetainCommand() {
  return {.name = "retain",
          .summary = "Move old months of sales and stock history into files",
          .description =
              {"Exports each month before that of --before as Parquet, like telar pos export, "
               "reads the files back, and takes the rows out of the database only when their "
               "digests are those of the rows there at that moment. Otherwise nothing of that "
               "month goes, and the command ends with 7. Oldest months first, each a transaction.",
               "Without --before the age is that of pos.sales_days and pos.history_days. With "
               "these set every run of the tills deletes old months without exporting them: run "
               "this before it, or leave them at 0 and say --before.",
               "With --json one object a month and table."},
          .flags = {{.name = "to",
                     .value = "DIR",
                     .help = "Where to: a folder, made when it is missing, or the address of a "
                             "store",
                     .kind = ValueKind::kFolder},
                    {.name = "before",
                     .value = "DAY",
                     .help = "Months that ended before this day",
                     .kind = ValueKind::kText},
                    {.name = "dry-run", .help = "Say which months would go and change nothing"}},
          .examples = {{"telar pos retain --before 2025-01-01 --to archive --dry-run",
                        "Which months are older"},
                       {"telar pos retain --before 2025-01-01 --to archive", "Move them"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kContractBroken, ExitCode::kNothingToDo,
                    ExitCode::kInterrupted, ExitCode::kTerminated},
          .run = Run};
}

}  // namespace telar::app
