#include <fmt/format.h>

#include <algorithm>

#include "analytics/report.h"
#include "analytics/report_page.h"
#include "app/commands/analytics_desk.h"
#include "app/commands/commands.h"
#include "app/commands/output_file.h"
#include "app/commands/report_view.h"
#include "app/locations.h"
#include "app/settings.h"
#include "core/text.h"

namespace telar::app {
namespace {

constexpr int kScreenRows = 5, kPageRows = 25, kMostRows = 50;

Result<std::string> StoreOf(const Context& context, const AnalyticsDesk& desk) {
  const std::string store = context.call.Get("store");
  if (store.empty()) return store;
  std::vector<std::string> stores;
  for (const pos::Location& location : desk.locations) {
    if (location.id == store) return store;
    stores.push_back(location.id);
  }
  const std::string near = ClosestMatch(store, stores);
  return Status::InvalidInput("--store: no location is called " + store)
      .WithHint(near.empty() ? "telar pos locations shows what they are called."
                             : "did you mean " + near + "?");
}

Result<ExitCode> Run(Context& context) {
  AnalyticsDesk desk;
  TELAR_ASSIGN_OR_RETURN(desk.loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(desk.locations, LoadLocations(desk.loaded, context));
  TELAR_ASSIGN_OR_RETURN(const std::string store, StoreOf(context, desk));
  const std::string file = context.call.Get("html");
  const std::int64_t rows = context.call.Number("top", file.empty() ? kScreenRows : kPageRows);
  if (rows < 0 || rows > kMostRows) {
    return Status::InvalidInput(fmt::format("--top: from 0 to {}", kMostRows));
  }
  TELAR_ASSIGN_OR_RETURN(db::Database* const database,
                         OpenResults(context, desk, Consistency::kTransaction));
  TELAR_ASSIGN_OR_RETURN(const auto connection, database->Acquire());
  auto read = analytics::ReadReport(*connection, {.store = store, .rows = static_cast<int>(rows)});
  if (!read.ok()) return std::move(read).status().WithRole(Role::kDestination);
  const analytics::Report report = *std::move(read);
  if (report.calculated.empty() && !context.quiet()) {
    context.err.Write("nothing was calculated yet: telar pos abc\n");
  }
  if (!file.empty()) {
    const std::string page = analytics::ReportPage(report);
    TELAR_RETURN_IF_ERROR(WriteOutputFile(context.Resolve(file), page));
    if (!context.quiet()) {
      context.err.Write(fmt::format("{}: {} kB\n", file, (page.size() + 500) / 1000));
    }
  }
  if (context.json()) context.out.Write(ReportJson(report));
  else if (file.empty()) {
    context.out.Write(
        ReportText(report, static_cast<int>(rows), context.TableWidth(), context.utf8));
  }
  return ExitCode::kDone;
}

}  // namespace

Command PosReportCommand() {
  return {
      .name = "report",
      .summary = "Show what sells, what lacks and what sleeps",
      .description =
          {"What a buyer looks at, from the last telar pos abc: the curve and the matrix of "
           "classes, "
           "products of class A and B that stores lacked and what that cost, stock that does not "
           "sell, products that changed their class, states of products and of the stock of every "
           "location, days of cover. Calculates nothing (docs/guides/analysis.md).",
           "With --html a page in Spanish for a browser, a mail or a printer: one file without "
           "script and without anything from elsewhere, below 300 kB.",
           "Lost sales are an estimate: days without stock, times the mean sale of a day with "
           "stock, times the mean price. On SQLite nobody writes while the tables are read."},
      .flags = {{.name = "html",
                 .value = "FILE",
                 .help = "Write a page to FILE and print nothing",
                 .kind = ValueKind::kFile},
                {.name = "store",
                 .value = "ID",
                 .help = "Of one location; the chain without it",
                 .kind = ValueKind::kText},
                {.name = "top",
                 .value = "N",
                 .help = "Rows of every list, at most 50; 5, and 25 on a page, unless told",
                 .kind = ValueKind::kNumber}},
      .examples = {{"telar pos report", "One screen of the chain"},
                   {"telar pos report --html /srv/www/compras.html", "Every night, after pos abc"},
                   {"telar pos report --store tienda_07 --top 20", "More of one store"}},
      .exits = {ExitCode::kDestinationDown},
      .run = Run};
}

}  // namespace telar::app
