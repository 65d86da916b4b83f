#include "models/drift_check.h"

#include <filesystem>

#include "app/commands/actor.h"
#include "app/commands/commands.h"
#include "app/commands/drift_desk.h"
#include "app/commands/drift_view.h"
#include "app/commands/output_file.h"
#include "app/settings.h"
#include "core/log.h"

namespace telar::app {
namespace {

using models::DriftOutcome;
using models::DriftRecord;
using models::DriftVerdict;

constexpr std::int64_t kMostDays = 3650;

// A day is its midnight, UTC.
Result<Instant> MomentOf(const Context& context, std::string_view flag) {
  const std::string text = context.call.Get(flag);
  if (auto date = ParseDate(text); date.ok()) return Instant{std::chrono::sys_days(*date)};
  if (auto instant = ParseInstant(text); instant.ok()) return instant;
  return Status::InvalidInput(std::string("telar drift check: --") + std::string(flag) +
                              " is neither a day nor a moment")
      .WithHint("2026-01-31, or 2026-01-31T08:00:00Z");
}

Status SetWindow(const Context& context, int days, models::DriftCheckOptions& options) {
  const bool from = context.call.Has("from"), to = context.call.Has("to");
  options.to = context.clock.Now();
  if (to) {
    TELAR_ASSIGN_OR_RETURN(options.to, MomentOf(context, "to"));
  }
  if (from && context.call.Has("days")) {
    return Status::InvalidInput("telar drift check: say --days or --from, not both");
  }
  const std::int64_t length = context.call.Number("days", days);
  if (length < 1 || length > kMostDays) {
    return Status::InvalidInput("telar drift check: --days must be from 1 to 3650");
  }
  options.from = options.to - std::chrono::days(length);
  if (from) {
    TELAR_ASSIGN_OR_RETURN(options.from, MomentOf(context, "from"));
  }
  if (options.to <= options.from) {
    return Status::InvalidInput("telar drift check: the window ends before it starts");
  }
  return Status::Ok();
}

// Where a person or a service hears of it.
Status Notify(const DriftRecord& record) {
  log::Warn(record.report.verdict == DriftVerdict::kDrift
                ? "documents changed from what the model knows"
                : "drift cannot be checked: there is no baseline",
            {{"check", record.number},
             {"model_version", record.model_version},
             {"documents", record.documents},
             {"request", record.request}});
  return Status::Ok();
}

Status WriteReport(Context& context, const DriftOutcome& outcome) {
  const std::filesystem::path path = context.Resolve(context.call.Get("report"));
  if (outcome.html.empty()) {
    context.err.Write("no report: there was nothing to draw\n");
    return Status::Ok();
  }
  return WriteOutputFile(path, outcome.html);
}

Result<DriftOutcome> Check(Context& context, const config::Settings& settings) {
  models::DriftCheckOptions options;
  options.dry_run = context.call.Has("dry-run");
  TELAR_RETURN_IF_ERROR(SetWindow(context, settings.drift.days, options));
  TELAR_ASSIGN_OR_RETURN(options.who, ActorName(context));
  options.limits = {settings.drift.p_value, settings.drift.distance,
                    static_cast<std::size_t>(settings.drift.least)};
  options.request_days = settings.drift.request_days;
  options.notify = Notify;
  TELAR_ASSIGN_OR_RETURN(const auto desk, OpenDriftDesk(settings, context, !options.dry_run));
  db::Connection* const connection = desk->connection ? &**desk->connection : nullptr;
  if (connection != nullptr) {
    options.whereabouts = [=](const std::string& document) {
      return WhereaboutsOf(*connection, document);
    };
  }
  if (desk->models == nullptr) {
    DriftOutcome outcome;
    outcome.record.checked_at = context.clock.Now();
    outcome.record.from = options.from;
    outcome.record.to = options.to;
    outcome.record.limits = options.limits;
    outcome.record.problem = "no model is champion";
    return outcome;
  }
  models::Registry registry(*desk->models, context.clock, nullptr);
  return models::RunDriftCheck(
      {registry, *desk->models, desk->drift.get(), connection, context.clock}, options);
}

ExitCode ExitOf(DriftVerdict verdict) {
  switch (verdict) {
    case DriftVerdict::kNone: return ExitCode::kDone;
    case DriftVerdict::kTooFew: return ExitCode::kNothingToDo;
    case DriftVerdict::kDrift:
    case DriftVerdict::kNoBaseline: break;
  }
  return ExitCode::kContractBroken;
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const LocalTimes times,
                         LocalTimes::Open(loaded.settings.display.time_zone));
  TELAR_ASSIGN_OR_RETURN(const DriftOutcome outcome, Check(context, loaded.settings));
  const DriftRecord& record = outcome.record;
  if (context.json()) {
    context.out.Write(models::DriftRecordJson(record));
  } else {
    context.out.Write(DriftView(record, times, context.TableWidth(), context.out_style));
    if (record.number > 0) {
      context.out.Write("kept as check " + std::to_string(record.number) + " in " +
                        loaded.settings.drift.store.Text() + "\n");
    }
  }
  if (context.call.Has("report")) TELAR_RETURN_IF_ERROR(WriteReport(context, outcome));
  if (!outcome.notified.ok()) {
    log::Error("nobody could be told of drift", {{"cause", outcome.notified.FullMessage()}});
  }
  return ExitOf(record.report.verdict);
}

}  // namespace

Command DriftCheckCommand() {
  return {.name = "check",
          .summary = "Compare recent documents with those the model was measured on",
          .description =
              {"Brightness, contrast, colour, sharpness and layout and the model's own scores of "
               "the documents that the champion classified in the last drift.days days are "
               "compared, class by class, with those it was measured on: two-sided "
               "Kolmogorov-Smirnov test, exact, corrected over all comparisons. A feature moved "
               "when its p-value is below drift.p_value and its distance above drift.distance.",
               "On drift the window and a report are kept in drift.store and a training is "
               "requested, unless one is open, was requested within drift.request_days, or was "
               "requested for the same documents already.",
               "Ends with 7 on drift and when there is no baseline to compare with, which is never "
               "taken for no drift; with 99 when no class has enough documents in the window."},
          .flags = {{.name = "days",
                     .value = "N",
                     .help = "Look at the last N days instead of drift.days",
                     .kind = ValueKind::kNumber},
                    {.name = "from",
                     .value = "DAY",
                     .help = "First day or moment of the window, UTC",
                     .kind = ValueKind::kText},
                    {.name = "to",
                     .value = "DAY",
                     .help = "Day or moment the window ends before, UTC; now unless given",
                     .kind = ValueKind::kText},
                    {.name = "report",
                     .value = "FILE",
                     .help = "Also write the report to FILE, one HTML page",
                     .kind = ValueKind::kFile},
                    ByFlag(),
                    {.name = "dry-run", .help = "Compare, and keep, tell and request nothing"}},
          .examples = {{"telar drift check", "What a scheduler runs once a week"},
                       {"telar drift check --days 30 --dry-run --report drift.html",
                        "Look at a month with pictures and change nothing"}},
          .exits = {ExitCode::kDestinationDown, ExitCode::kContractBroken, ExitCode::kNothingToDo},
          .run = Run};
}

}  // namespace telar::app
