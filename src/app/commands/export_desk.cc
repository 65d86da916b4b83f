#include "app/commands/export_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "app/build_info.h"
#include "app/commands/json_line.h"
#include "app/progress.h"
#include "app/table.h"
#include "app/wiring.h"
#include "core/text.h"

namespace telar::app {
namespace {

using analytics::ExportedDay;
using analytics::ExportOutcome;
using Json = nlohmann::ordered_json;

/// What became of one table.
struct Tally {
  std::string table;
  std::array<std::int64_t, 4> parts{};  // by ExportOutcome
  std::int64_t rows = 0, days = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> kept;

  std::int64_t Of(ExportOutcome outcome) const { return parts[static_cast<std::size_t>(outcome)]; }
  void Add(const ExportedDay& day) {
    ++parts[static_cast<std::size_t>(day.outcome)];
    rows += day.rows;
    bytes += day.bytes;
    if (day.outcome == ExportOutcome::kKept) kept.push_back(day.value);
  }
};

Result<analytics::ExportOptions> OptionsOf(Context& context, Date today) {
  analytics::ExportOptions options;
  const std::string format = context.call.Has("format") ? context.call.Get("format") : "parquet";
  options.format = *analytics::FormatNamed(format);
  TELAR_ASSIGN_OR_RETURN(options.range.from, DayOfFlag(context, "from"));
  TELAR_ASSIGN_OR_RETURN(auto until, DayOfFlag(context, "until"));
  if (until) options.range.before = Date(std::chrono::sys_days(*until) + std::chrono::days(1));
  if (!context.call.Has("today") &&
      (!until || std::chrono::sys_days(*until) >= std::chrono::sys_days(today))) {
    options.range.before = today;
  }
  options.range.without_day = !options.range.from && !until;
  const auto& range = options.range;
  if (range.from && until && std::chrono::sys_days(*range.from) > std::chrono::sys_days(*until)) {
    return Status::InvalidInput("from " + FormatDate(*range.from) + " until " + FormatDate(*until) +
                                ": that ends before it begins");
  }
  options.scratch_parent = ScratchParent(context);
  options.program = ProgramName();
  options.stop = context.interrupts.drain();
  return options;
}

/// The names of --tables, each once; none without it.
std::vector<std::string> NamedTables(const Context& context) {
  std::vector<std::string> names;
  for (const std::string& list : context.call.All("tables")) {
    for (const std::string_view piece : Split(list, ',')) {
      const std::string name(Trim(piece));
      if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

Result<std::vector<analytics::ExportSource>> Chosen(const Context& context,
                                                    std::span<const Exportable> tables,
                                                    const std::vector<std::string>& there) {
  const auto names = NamedTables(context);
  if (!names.empty() && context.call.Has("all")) {
    return Status::InvalidInput("--tables and --all both say which tables")
        .WithHint("leave out one of the two");
  }
  std::vector<std::string> known;
  for (const Exportable& one : tables) known.push_back(one.source.table);
  for (const std::string& name : names) {
    if (std::ranges::find(known, name) != known.end()) continue;
    return Status::InvalidInput("--tables: there is no table " + name)
        .WithHint("those are " + Join(known, ", "));
  }
  std::vector<analytics::ExportSource> chosen;
  for (const Exportable& one : tables) {
    const std::string& table = one.source.table;
    const bool is_there = std::ranges::find(there, table) != there.end();
    const bool named = std::ranges::find(names, table) != names.end();
    if (named && !is_there) {
      return Status::NotFound("export " + table + ": the database does not have it yet")
          .WithRole(Role::kSource);
    }
    const bool meant = named || (names.empty() && (one.usual || context.call.Has("all")));
    if (is_there && meant) chosen.push_back(one.source);
  }
  return chosen;
}

Status ExportOne(Context& context, db::Database& database, store::ObjectStore& store,
                 const analytics::ExportSource& source, const analytics::ExportOptions& options,
                 Tally& tally) {
  ProgressBar bar(context.err, context.clock,
                  {.what = source.table,
                   .quiet = context.quiet(),
                   .utf8 = context.utf8,
                   .style = context.err_style});
  ProgressCounts counts;
  const analytics::ExportWatch watch{.counted =
                                         [&](const std::vector<analytics::ExportDay>& days) {
                                           counts.total = std::ssize(days);
                                           bar.Update(counts);
                                         },
                                     .done =
                                         [&](const ExportedDay& day) {
                                           tally.Add(day);
                                           ++counts.done;
                                           counts.review = std::ssize(tally.kept);
                                           bar.Update(counts);
                                         }};
  return analytics::ExportTable(database, store, context.clock, source, options, watch);
}

/// What an export would have to look at; nothing is read but counts.
Status LookAtOne(db::Database& database, store::ObjectStore* store,
                 const analytics::ExportSource& source, const analytics::ExportOptions& options,
                 Tally& tally) {
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  TELAR_ASSIGN_OR_RETURN(const auto rows,
                         analytics::SourceRows::Of(*connection, database.dialect(), source));
  TELAR_ASSIGN_OR_RETURN(const auto days, rows.Days(*connection, options.range));
  std::optional<analytics::ExportManifest> manifest;
  if (store != nullptr) {
    TELAR_ASSIGN_OR_RETURN(manifest, analytics::ReadExportManifest(*store, source.table));
  }
  for (const analytics::ExportDay& day : days) {
    const bool known = manifest && manifest->parts.contains(day.value);
    const bool same = known && manifest->parts.at(day.value).digest.rows == day.rows;
    tally.Add({.value = day.value,
               .outcome = !known ? ExportOutcome::kNew
                          : same ? ExportOutcome::kUnchanged
                                 : ExportOutcome::kReplaced,
               .rows = day.rows});
  }
  return Status::Ok();
}

Json TallyJson(const Tally& tally, const analytics::ExportOptions& options, bool dry_run) {
  Json json{{"table", tally.table},
            {"format", analytics::FormatName(options.format)},
            {"dry_run", dry_run},
            {"new", tally.Of(ExportOutcome::kNew)},
            {"replaced", tally.Of(ExportOutcome::kReplaced)},
            {"unchanged", tally.Of(ExportOutcome::kUnchanged)},
            {"kept", tally.kept},
            {"rows", tally.rows}};
  if (!dry_run) json["bytes"] = tally.bytes;
  return json;
}

void Print(Context& context, const std::vector<Tally>& tallies,
           const analytics::ExportOptions& options, bool dry_run) {
  if (context.json()) {
    for (const Tally& tally : tallies) {
      context.out.Write(JsonLine(TallyJson(tally, options, dry_run)));
    }
    return;
  }
  using Align = Table::Align;
  std::vector<Table::Column> columns{{"table"},
                                     {"new", Align::kRight},
                                     {dry_run ? "other rows" : "replaced", Align::kRight},
                                     {dry_run ? "to compare" : "unchanged", Align::kRight},
                                     {"kept", Align::kRight},
                                     {"rows", Align::kRight},
                                     {"size", Align::kRight}};
  if (dry_run) columns.erase(columns.begin() + 4), columns.pop_back();
  Table table(columns);
  for (const Tally& tally : tallies) {
    std::vector<std::string> cells{tally.table};
    for (const std::int64_t parts : tally.parts) cells.push_back(std::to_string(parts));
    if (dry_run) cells.pop_back();
    cells.push_back(std::to_string(tally.rows));
    if (!dry_run) cells.push_back(InUnits(tally.bytes));
    table.Add(cells);
  }
  if (!table.empty()) context.out.Write(table.Render(context.TableWidth()));
}

void SayKept(Context& context, const std::vector<Tally>& tallies) {
  for (const Tally& tally : tallies) {
    for (const std::string& day : tally.kept) {
      context.err.Write(fmt::format(
          "{} {} stays: the export alone has its rows, and the database has other ones now\n",
          tally.table, day));
    }
  }
}

}  // namespace

std::string ProgramName() { return fmt::format("telar {}", TheBuild().version); }

std::filesystem::path ScratchParent(const Context& context) {
  const auto named = context.environment.find("TMPDIR");
  if (named != context.environment.end() && !named->second.empty()) return named->second;
  std::error_code error;
  return std::filesystem::temp_directory_path(error);
}

Status OfTheSource(const Status& failed) {
  return Status(failed.code(), failed.FullMessage())
      .WithHint(failed.hint())
      .WithRole(Role::kSource);
}

Result<std::optional<Date>> DayOfFlag(const Context& context, std::string_view flag) {
  if (!context.call.Has(flag)) return std::optional<Date>();
  auto date = ParseDate(context.call.Get(flag));
  if (date.ok()) return std::optional(*date);
  return std::move(date)
      .status()
      .WithContext("--" + std::string(flag))
      .WithHint("a day is written 2026-01-31");
}

std::string InUnits(std::uint64_t bytes) {
  if (bytes < 1000) return fmt::format("{} B", bytes);
  constexpr std::array<const char*, 4> kUnits{"kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 999.5 && unit + 1 < kUnits.size(); ++unit) size /= 1000;
  return fmt::format("{:.1f} {}", size, kUnits[unit]);
}

std::vector<Flag> ExportFlags() {
  return {{.name = "to",
           .value = "DIR",
           .help = "Where to: a folder, made when it is missing, or the address of a store",
           .kind = ValueKind::kFolder},
          {.name = "format",
           .value = "FORMAT",
           .help = "parquet unless told",
           .kind = ValueKind::kChoice,
           .choices = {"parquet", "csv", "csv.gz"}},
          {.name = "partition",
           .value = "PERIOD",
           .help = "How much goes into one file: a day",
           .kind = ValueKind::kChoice,
           .choices = {"day"}},
          {.name = "tables",
           .value = "NAMES",
           .help = "Only these tables, with commas",
           .kind = ValueKind::kText,
           .repeated = true},
          {.name = "all", .help = "Every table that can be exported"},
          {.name = "from", .value = "DAY", .help = "The first day", .kind = ValueKind::kText},
          {.name = "until",
           .value = "DAY",
           .help = "The last day, yesterday unless told",
           .kind = ValueKind::kText},
          {.name = "today", .help = "Also what still grows: today and later"},
          {.name = "dry-run", .help = "Count what is there and write nothing"}};
}

std::vector<std::string> ExportDescription() {
  return {
      "Writes tables as files that Athena, Spark, Trino, DuckDB and pandas read: a file a day "
      "of what happened, TABLE/fecha=2026-01-02/part-0.parquet, and one file of everything "
      "else. TABLE/_manifest.json says what is in each.",
      "Run it again as often as wanted: a day whose rows are the same is left alone, one that "
      "changed is replaced whole, and a run that was ended is completed. Files of days that "
      "are no longer in the database stay. Tables without days are written whole.",
      "With --json one object a table."};
}

std::vector<ExitCode> ExportExits() {
  return {ExitCode::kSourceDown,     ExitCode::kDestinationDown, ExitCode::kContractBroken,
          ExitCode::kSomeNeedPeople, ExitCode::kNothingToDo,     ExitCode::kInterrupted,
          ExitCode::kTerminated};
}

Result<ExitCode> RunExport(Context& context, db::Database& database,
                           std::span<const Exportable> tables, Date today) {
  const bool dry_run = context.call.Has("dry-run");
  if (!context.call.Has("to")) {
    return Status::InvalidInput("--to is missing: where do the files go?")
        .WithHint("such as --to export");
  }
  TELAR_ASSIGN_OR_RETURN(const auto options, OptionsOf(context, today));
  std::vector<std::string> there;
  {
    TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
    TELAR_ASSIGN_OR_RETURN(there, connection->Tables());
  }
  TELAR_ASSIGN_OR_RETURN(const auto chosen, Chosen(context, tables, there));
  TELAR_ASSIGN_OR_RETURN(const auto store, OpenExport(context.call.Get("to"), context.folder,
                                                      context.clock, !dry_run));
  std::vector<Tally> tallies;
  Status failure;
  for (const analytics::ExportSource& source : chosen) {
    Tally& tally = tallies.emplace_back(Tally{.table = source.table});
    failure = dry_run ? LookAtOne(database, store.get(), source, options, tally)
                      : ExportOne(context, database, *store, source, options, tally);
    if (!failure.ok()) break;
  }
  Print(context, tallies, options, dry_run);
  SayKept(context, tallies);
  TELAR_RETURN_IF_ERROR(std::move(failure));
  if (dry_run && !context.quiet()) context.err.Write("nothing was written\n");
  std::int64_t parts = 0, kept = 0;
  for (const Tally& tally : tallies) {
    for (const std::int64_t some : tally.parts) parts += some;
    kept += std::ssize(tally.kept);
  }
  if (parts == 0) {
    context.err.Write("there are no rows to export\n");
    return ExitCode::kNothingToDo;
  }
  return kept > 0 ? ExitCode::kSomeNeedPeople : ExitCode::kDone;
}

}  // namespace telar::app
