#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/commands/json_line.h"
#include "app/commands/open_ledger.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/times.h"
#include "core/text.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
using ledger::ItemRecord;
using ledger::RunRecord;
using ledger::RunState;
using ledger::State;

constexpr int kDefaultLimit = 20;
constexpr int kPageSize = 200;

Json ErrorJson(const ledger::StoredError& error) {
  if (error.code.empty()) return nullptr;
  return {{"code", error.code}, {"message", error.message}, {"hint", error.hint}};
}

Json TimeJson(const std::optional<Instant>& instant) {
  return instant ? Json(FormatInstant(*instant)) : Json(nullptr);
}

Json RunJson(const RunRecord& run) {
  const ledger::RunTotals& t = run.totals;
  return {{"run", run.id.value()},
          {"pipeline", run.pipeline},
          {"state", ledger::RunStateName(run.state)},
          {"started", FormatInstant(run.started)},
          {"finished", TimeJson(run.finished)},
          {"started_by", run.started_by},
          {"command", run.command},
          {"version", run.version},
          {"shard", run.shard},
          {"items", TotalsJson(t)},
          {"error", ErrorJson(run.error)}};
}

Json ItemJson(const ItemRecord& record) {
  const ledger::Item& item = record.item;
  return {{"item", item.id.value()},
          {"pipeline", item.pipeline},
          {"key", item.key},
          {"label", item.label},
          {"state", ledger::StateName(item.state)},
          {"stage", item.stage},
          {"attempts", item.attempts},
          {"reason", record.reason},
          {"error", ErrorJson(record.error)},
          {"updated", FormatInstant(record.updated)}};
}

std::string Took(const RunRecord& run) {
  return FormatDuration((run.finished ? *run.finished : run.heartbeat) - run.started);
}

using Paint = std::string (*)(std::string_view);
std::string Green(std::string_view text) { return Style{true}.Green(text); }
std::string Yellow(std::string_view text) { return Style{true}.Yellow(text); }
std::string Red(std::string_view text) { return Style{true}.Red(text); }

Paint PaintOf(RunState state) {
  switch (state) {
    case RunState::kDone: return Green;
    case RunState::kFailed: return Red;
    case RunState::kPartial:
    case RunState::kInterrupted: return Yellow;
    case RunState::kRunning: break;
  }
  return nullptr;
}

Paint PaintOf(State state) {
  switch (state) {
    case State::kDone:
    case State::kEmpty: return Green;
    case State::kReview:
    case State::kRejected: return Yellow;
    case State::kFailed: return Red;
    case State::kPlanned:
    case State::kRunning: break;
  }
  return nullptr;
}

struct RunWish {
  std::optional<RunState> state;
  std::string pipeline;
  std::size_t limit = 0;

  bool Fits(const RunRecord& run) const {
    return (!state || run.state == *state) && IsPipeline(run.pipeline, pipeline);
  }
};

// Pages through the ledger until enough entries fit the filter that only this command has.
Result<std::vector<RunRecord>> ListRuns(ledger::Runs& runs, const RunWish& wish) {
  std::vector<RunRecord> found;
  ledger::Runs::Filter filter;
  filter.limit = kPageSize;
  while (found.size() < wish.limit) {
    TELAR_ASSIGN_OR_RETURN(const auto page, runs.List(filter));
    for (const RunRecord& run : page) {
      if (found.size() < wish.limit && wish.Fits(run)) found.push_back(run);
    }
    if (page.size() < kPageSize) break;
    filter.before = page.back().id;
  }
  return found;
}

// Of all databases, newest first.
Result<std::vector<RunRecord>> ListRuns(const Ledgers& ledgers, const RunWish& wish) {
  std::vector<RunRecord> runs;
  for (const auto& opened : ledgers.opened) {
    TELAR_ASSIGN_OR_RETURN(const auto its, ListRuns(opened->ledger->runs(), wish));
    runs.insert(runs.end(), its.begin(), its.end());
  }
  std::stable_sort(runs.begin(), runs.end(),
                   [](const RunRecord& a, const RunRecord& b) { return a.started > b.started; });
  if (runs.size() > wish.limit) runs.resize(wish.limit);
  return runs;
}

Result<ExitCode> PrintRuns(Context& context, const Ledgers& ledgers, const LocalTimes& times,
                           std::size_t limit) {
  RunWish wish{.state = {}, .pipeline = context.call.Get("pipeline"), .limit = limit};
  if (context.call.Has("state")) {
    TELAR_ASSIGN_OR_RETURN(wish.state, ledger::ParseRunState(context.call.Get("state")));
  }
  TELAR_ASSIGN_OR_RETURN(const auto runs, ListRuns(ledgers, wish));
  if (context.json()) {
    for (const RunRecord& run : runs) context.out.Write(JsonLine(RunJson(run)));
    return ExitCode::kDone;
  }
  using Align = Table::Align;
  Table table({{"run"},
               {"pipeline"},
               {"started"},
               {"took", Align::kRight},
               {"state"},
               {"done", Align::kRight},
               {"review", Align::kRight},
               {"rejected", Align::kRight},
               {"failed", Align::kRight},
               {"left", Align::kRight},
               {"error", Align::kLeft, true}});
  for (const RunRecord& run : runs) {
    const ledger::RunTotals& t = run.totals;
    table.Add({run.id.value(), run.pipeline, times.Format(run.started), Took(run),
               std::string(ledger::RunStateName(run.state)), std::to_string(t.done + t.empty),
               std::to_string(t.review), std::to_string(t.rejected), std::to_string(t.failed),
               std::to_string(t.left), run.error.message});
    if (context.out_style.color) table.Paint(4, PaintOf(run.state));
  }
  if (table.empty()) context.err.Write("no runs yet\n");
  else context.out.Write(table.Render(context.TableWidth()));
  return ExitCode::kDone;
}

/// Why rows of a run are none, as "cantidad_vendida not_a_number", with how many; of the first
/// thousands, which tell as much as all.
Result<std::map<std::string, int>> WhyRejected(const ledger::Ledger& ledger, const RunId& id) {
  constexpr int kPage = 1000, kPages = 10;
  std::map<std::string, int> reasons;
  ledger::History::RejectFilter filter;
  filter.run = id;
  filter.limit = kPage;
  for (int page = 0; page < kPages; ++page) {
    TELAR_ASSIGN_OR_RETURN(const auto rejects, ledger.history().Rejects(filter));
    for (const auto& one : rejects) {
      ++reasons[one.reject.field.empty() ? one.reject.reason
                                         : one.reject.field + " " + one.reject.reason];
    }
    if (rejects.size() < static_cast<std::size_t>(kPage)) break;
    filter.before = rejects.back().id;
  }
  return reasons;
}

Result<ExitCode> PrintRun(Context& context, ledger::Ledger& ledger, const LocalTimes& times,
                          const RunId& id, int limit) {
  TELAR_ASSIGN_OR_RETURN(const RunRecord run, ledger.runs().Get(id));
  TELAR_ASSIGN_OR_RETURN(const auto counts, ledger.runs().Counts(id));
  ledger::History::ItemFilter filter;
  filter.run = id;
  filter.limit = limit;
  if (context.call.Has("state")) {
    TELAR_ASSIGN_OR_RETURN(const State state, ledger::ParseState(context.call.Get("state")));
    filter.states = {state};
  }
  TELAR_ASSIGN_OR_RETURN(const auto items, ledger.history().Items(filter));
  TELAR_ASSIGN_OR_RETURN(const auto reasons, WhyRejected(ledger, id));
  if (context.json()) {
    Json json = RunJson(run);
    json["counts"] = counts;
    json["reject_reasons"] = reasons;
    json["item_list"] = Json::array();
    for (const ItemRecord& item : items) json["item_list"].push_back(ItemJson(item));
    context.out.Write(JsonLine(json));
    return ExitCode::kDone;
  }
  std::string head = run.pipeline + ", " + std::string(ledger::RunStateName(run.state)) +
                     ", started " + times.Format(run.started) + " by " + run.started_by +
                     ", took " + Took(run) + "\n";
  for (const auto& [name, count] : counts)
    head += "  " + name + ": " + std::to_string(count) + "\n";
  for (const auto& [reason, count] : reasons) {
    head += "  no row: " + Printable(reason) + ": " + std::to_string(count) + "\n";
  }
  if (!run.error.code.empty()) head += "  error: " + Printable(run.error.message) + "\n";
  context.out.Write(head);
  Table table({{"item", Table::Align::kRight},
               {"what", Table::Align::kLeft, true},
               {"state"},
               {"stage"},
               {"attempts", Table::Align::kRight},
               {"reason", Table::Align::kLeft, true}});
  for (const ItemRecord& record : items) {
    const ledger::Item& item = record.item;
    table.Add({std::to_string(item.id.value()), item.label,
               std::string(ledger::StateName(item.state)), item.stage,
               std::to_string(item.attempts),
               record.reason.empty() ? record.error.message : record.reason});
    if (context.out_style.color) table.Paint(2, PaintOf(item.state));
  }
  if (!table.empty()) context.out.Write("\n" + table.Render(context.TableWidth()));
  return ExitCode::kDone;
}

Result<ExitCode> Run(Context& context) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(const LocalTimes times,
                         LocalTimes::Open(loaded.settings.display.time_zone));
  const std::int64_t limit = context.call.Number("limit", kDefaultLimit);
  TELAR_ASSIGN_OR_RETURN(const Ledgers ledgers,
                         OpenLedgers(loaded.settings, context.call.Get("pipeline"), context));
  if (!context.call.arguments().empty()) {
    const RunId id(context.call.arguments()[0]);
    for (const auto& opened : ledgers.opened) {
      const auto found = opened->ledger->runs().Get(id);
      if (found.ok()) return PrintRun(context, *opened->ledger, times, id, static_cast<int>(limit));
      if (found.status().code() != Code::kNotFound) return found.status();
    }
    TELAR_RETURN_IF_ERROR(ledgers.failure);
    return Status::NotFound("run " + id.value() + ": there is no such run");
  }
  TELAR_ASSIGN_OR_RETURN(const ExitCode exit,
                         PrintRuns(context, ledgers, times, static_cast<std::size_t>(limit)));
  TELAR_RETURN_IF_ERROR(ledgers.failure);
  return exit;
}

}  // namespace

Command RunsCommand() {
  return {.name = "runs",
          .summary = "Show what was done: runs, or the items of one run",
          .description =
              {"Newest first, from the ledgers in the databases of invoices and tills. Times "
               "are in display.time_zone; with --json they are UTC, one object a line and "
               "run."},
          .arguments = {{.name = "ID", .help = "A run; its items are shown", .required = false}},
          .flags = {{.name = "pipeline",
                     .value = "NAME",
                     .help = "Only runs of this pipeline: such as invoices, pos or pos.sales",
                     .kind = ValueKind::kText},
                    {.name = "state",
                     .value = "STATE",
                     .help = "Only runs, or items of the run, in this state",
                     .kind = ValueKind::kChoice,
                     .choices = {"planned", "running", "done", "empty", "review", "rejected",
                                 "failed", "partial", "interrupted"}},
                    {.name = "limit",
                     .value = "N",
                     .help = "At most so many, 20 unless told",
                     .kind = ValueKind::kNumber}},
          .examples = {{"telar runs --limit 5", "The last five runs"},
                       {"telar runs --state failed --json", "Failed runs, for programs"}},
          .exits = {ExitCode::kDestinationDown},
          .children = {RunsRetryCommand()},
          .run = Run};
}

}  // namespace telar::app
