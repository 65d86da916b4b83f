#include <charconv>

#include "app/commands/commands.h"
#include "app/commands/drift_view.h"
#include "app/settings.h"
#include "app/wiring.h"
#include "models/drift_check.h"

namespace telar::app {
namespace {

constexpr int kDefaultLimit = 20;

Result<int> NumberOf(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number > 0) return number;
  return Status::InvalidInput("telar drift show: a check has a number")
      .WithHint("`telar drift show` lists them.");
}

Result<ExitCode> ShowOne(Context& context, store::ObjectStore& store, const LocalTimes& times) {
  TELAR_ASSIGN_OR_RETURN(const int number, NumberOf(context.call.arguments()[0]));
  TELAR_ASSIGN_OR_RETURN(const models::DriftRecord record, models::KeptCheck(store, number));
  if (context.json()) {
    context.out.Write(models::DriftRecordJson(record));
    return ExitCode::kDone;
  }
  context.out.Write(DriftView(record, times, context.TableWidth(), context.out_style));
  if (record.report.verdict == models::DriftVerdict::kDrift) {
    context.out.Write("kept in " + store.Describe() + ": " + models::ReportKey(record) + ", " +
                      models::WindowKey(record) + "\n");
  }
  return ExitCode::kDone;
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const LocalTimes times,
                         LocalTimes::Open(loaded.settings.display.time_zone));
  TELAR_ASSIGN_OR_RETURN(const auto store, OpenDriftStore(loaded.settings, context.clock, false));
  if (store != nullptr && !context.call.arguments().empty()) {
    return ShowOne(context, *store, times);
  }
  std::vector<models::DriftRecord> records;
  if (store != nullptr) {
    const auto limit = static_cast<std::size_t>(
        std::max<std::int64_t>(context.call.Number("limit", kDefaultLimit), 1));
    TELAR_ASSIGN_OR_RETURN(records, models::KeptChecks(*store, limit));
  }
  if (records.empty()) {
    if (!context.quiet()) context.err.Write("no check was kept yet\n");
    return ExitCode::kNothingToDo;
  }
  if (context.json()) {
    for (const auto& record : records) context.out.Write(models::DriftRecordJson(record));
  } else {
    context.out.Write(DriftListView(records, times, context.TableWidth(), context.out_style));
  }
  return ExitCode::kDone;
}

}  // namespace

Command DriftShowCommand() {
  return {.name = "show",
          .summary = "Show the checks that were kept",
          .description = {"The checks of drift.store, newest first; with a number, everything "
                          "about one. What is shown is what was found then."},
          .arguments = {{.name = "CHECK", .help = "Number of a check", .required = false}},
          .flags = {{.name = "limit",
                     .value = "N",
                     .help = "At most N checks",
                     .kind = ValueKind::kNumber}},
          .examples = {{"telar drift show", "When documents were looked at, and what came out"},
                       {"telar drift show 12 --json", "One check with all its numbers"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo},
          .run = Run};
}

}  // namespace telar::app
