#include "app/run_pipeline.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "app/build_info.h"
#include "app/commands/json_line.h"
#include "app/progress.h"
#include "app/table.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;
using ledger::State;

constexpr int kMostNamed = 100;
constexpr int kPageSize = 200;

// What a person has to look at after the run.
Result<std::vector<ledger::ItemRecord>> Trouble(const ledger::Ledger& ledger, const RunId& run) {
  ledger::History::ItemFilter filter;
  filter.run = run;
  filter.states = {State::kReview, State::kRejected, State::kFailed};
  filter.limit = kMostNamed;
  return ledger.history().Items(filter);
}

Result<std::set<std::string>> FailedKeys(const ledger::Ledger& ledger, std::string_view pipeline) {
  std::set<std::string> keys;
  ledger::History::ItemFilter filter{
      .pipeline = std::string(pipeline), .states = {State::kFailed}, .limit = kPageSize};
  for (;;) {
    TELAR_ASSIGN_OR_RETURN(const auto page, ledger.history().Items(filter));
    for (const ledger::ItemRecord& record : page) keys.insert(record.item.key);
    if (page.size() < kPageSize) return keys;
    filter.before = page.back().item.id;
  }
}

std::string Why(const ledger::ItemRecord& record) {
  return record.reason.empty() ? record.error.message : record.reason;
}

void PrintJson(Context& context, const ledger::RunSummary& summary,
               const std::vector<ledger::ItemRecord>& trouble) {
  Json json{{"run", summary.run.value()},
            {"state", ledger::RunStateName(summary.state)},
            {"items", TotalsJson(summary.totals)},
            {"counts", summary.counts},
            {"seconds", std::chrono::duration<double>(summary.duration).count()},
            {"trouble", Json::array()}};
  for (const ledger::ItemRecord& record : trouble) {
    json["trouble"].push_back({{"item", record.item.id.value()},
                               {"label", record.item.label},
                               {"state", ledger::StateName(record.item.state)},
                               {"reason", Why(record)}});
  }
  context.out.Write(JsonLine(json));
}

void PrintText(Context& context, const PipelineRun& run, const ledger::RunSummary& summary,
               const std::vector<ledger::ItemRecord>& trouble) {
  const ledger::RunTotals& t = summary.totals;
  Table table({{"item", Table::Align::kRight},
               {run.thing},
               {"state"},
               {"reason", Table::Align::kLeft, true}});
  for (const ledger::ItemRecord& record : trouble) {
    table.Add({std::to_string(record.item.id.value()), record.item.label,
               std::string(ledger::StateName(record.item.state)), Why(record)});
  }
  if (!table.empty()) context.out.Write(table.Render(context.TableWidth()));
  const std::int64_t named = static_cast<std::int64_t>(trouble.size());
  if (t.review + t.rejected + t.failed > named) {
    context.out.Write("… and more: telar runs " + summary.run.value() + " --limit 1000\n");
  }
  std::string line = std::to_string(t.done + t.empty) + " done";
  for (const auto& [count, word] : {std::pair{t.review, "to review"},
                                    {t.rejected, "rejected"},
                                    {t.failed, "failed"},
                                    {t.left, "left for the next run"}}) {
    if (count > 0) line += ", " + std::to_string(count) + " " + word;
  }
  for (const auto& [count, word] : run.notes) {
    const auto found = summary.counts.find(count);
    if (found == summary.counts.end() || found->second == 0) continue;
    line += "; " + std::to_string(found->second) + " " + word;
  }
  context.out.Write(line + "; run " + summary.run.value() + "\n");
}

ExitCode ExitOf(const ledger::RunSummary& summary, int signal) {
  const ledger::RunTotals& t = summary.totals;
  if (!summary.status.ok()) return ExitCodeFor(summary.status, signal);
  if (summary.drained) return ExitCodeFor(Status::Cancelled("drained"), signal);
  if (summary.nothing_to_do()) return ExitCode::kNothingToDo;
  // Nothing came through and one end is down: that end is the news, not the items.
  const bool nothing_ended_well = t.done + t.empty + t.review + t.rejected == 0;
  if (nothing_ended_well && summary.first_failure.retryable() &&
      summary.first_failure.role() != Role::kNone) {
    return ExitCodeFor(summary.first_failure);
  }
  return ExitCodeFor(ItemCounts{.total = t.finished() + t.left,
                                .failed = t.failed + t.rejected,
                                .people = t.review + t.left});
}

bool RefusedByGuard(const std::vector<ledger::ItemRecord>& trouble) {
  return std::any_of(trouble.begin(), trouble.end(), [](const ledger::ItemRecord& record) {
    return record.item.state == State::kFailed &&
           record.error.code == CodeName(Code::kContractBroken);
  });
}

ledger::RunOrder OrderFor(Context& context, const PipelineRun& run) {
  ledger::RunOrder order;
  order.started_by = StartedBy(context);
  order.command = run.command;
  for (const std::string& flag : run.flags) {
    if (!context.call.Has(flag)) continue;
    order.command += " --" + flag;
    if (const std::string value = context.call.Get(flag); !value.empty())
      order.command += " " + value;
  }
  order.version = TheBuild().version;
  order.drain = context.interrupts.drain();
  order.abort = context.interrupts.abort();
  return order;
}

}  // namespace

std::vector<Flag> RunFlags(std::vector<Flag> own, std::string workers_help) {
  own.push_back({.name = "workers",
                 .value = "N",
                 .help = std::move(workers_help),
                 .kind = ValueKind::kNumber});
  own.push_back({.name = "shard",
                 .value = "I/N",
                 .help = "Only part I (from 0) of N, for several machines",
                 .kind = ValueKind::kText});
  own.push_back({.name = "dry-run", .help = "Say what would be done, and change nothing"});
  return own;
}

std::vector<ExitCode> RunExits() {
  return {ExitCode::kSourceDown,     ExitCode::kDestinationDown, ExitCode::kContractBroken,
          ExitCode::kSomeNeedPeople, ExitCode::kAllFailed,       ExitCode::kNothingToDo,
          ExitCode::kInterrupted,    ExitCode::kTerminated};
}

bool Given(const Context& context, std::string_view flag) {
  const std::vector<Flag>& flags = context.call.command().flags;
  const bool has =
      std::any_of(flags.begin(), flags.end(), [&](const Flag& its) { return its.name == flag; });
  return has && context.call.Has(flag);
}

Result<ledger::Shard> ShardOf(const Context& context) {
  if (!Given(context, "shard")) return ledger::Shard{};
  return ledger::Shard::Parse(context.call.Get("shard"));
}

std::string StartedBy(const Context& context) {
  return context.environment.contains("AIRFLOW_CTX_DAG_ID") ? "airflow" : "person";
}

Result<std::vector<ledger::NewItem>> Preview(Context& context, ledger::Ledger& ledger,
                                             ledger::Pipeline& pipeline, Failed failed) {
  TELAR_ASSIGN_OR_RETURN(auto items,
                         pipeline.Plan({.run = RunId(), .stop = context.interrupts.drain()}));
  TELAR_ASSIGN_OR_RETURN(const auto wanted, ledger.backlog().Preview(pipeline.name(), items));
  std::set<std::size_t> kept(wanted.begin(), wanted.end());
  if (failed == Failed::kAgain) {
    TELAR_ASSIGN_OR_RETURN(const auto keys, FailedKeys(ledger, pipeline.name()));
    for (std::size_t i = 0; i < items.size(); ++i)
      if (keys.contains(items[i].key)) kept.insert(i);
  }
  std::vector<ledger::NewItem> out;
  for (const std::size_t i : kept) out.push_back(std::move(items[i]));
  return out;
}

Result<ExitCode> DryRun(Context& context, ledger::Ledger& ledger, ledger::Pipeline& pipeline,
                        Failed failed) {
  TELAR_ASSIGN_OR_RETURN(const auto wanted, Preview(context, ledger, pipeline, failed));
  TELAR_ASSIGN_OR_RETURN(const std::int64_t waiting,
                         ledger.claims().Pending(pipeline.name(), ledger::Shard{}));
  const std::int64_t total = waiting + static_cast<std::int64_t>(wanted.size());
  if (context.json()) {
    Json json{
        {"dry_run", true}, {"new", wanted.size()}, {"waiting", waiting}, {"items", Json::array()}};
    for (const ledger::NewItem& item : wanted)
      json["items"].push_back({{"key", item.key}, {"label", item.label}});
    context.out.Write(JsonLine(json));
  } else {
    for (const ledger::NewItem& item : wanted) context.out.Write(Printable(item.label) + "\n");
    context.err.Write(std::to_string(wanted.size()) + " to do, " + std::to_string(waiting) +
                      " waiting from earlier runs; nothing was changed\n");
  }
  return total == 0 ? ExitCode::kNothingToDo : ExitCode::kDone;
}

Result<ExitCode> RunPipeline(Context& context, ledger::Ledger& ledger, ledger::Pipeline& pipeline,
                             const PipelineRun& run) {
  TELAR_ASSIGN_OR_RETURN(const auto worker,
                         ledger::Worker::Open(ledger, context.clock, context.random, run.worker));
  ProgressBar bar(context.err, context.clock,
                  {.what = run.things,
                   .quiet = context.quiet(),
                   .utf8 = context.utf8,
                   .style = context.err_style});
  ledger::RunOrder order = OrderFor(context, run);
  order.on_progress = [&](const ledger::RunProgress& progress) {
    const ledger::RunTotals& t = progress.totals;
    if (progress.total == 0) return;
    bar.Update({.total = progress.total,
                .done = t.finished(),
                .failed = t.failed + t.rejected,
                .review = t.review});
  };
  const ledger::RunSummary summary = worker->Run(pipeline, order);
  bar.Finish();

  Result<std::vector<ledger::ItemRecord>> trouble = std::vector<ledger::ItemRecord>();
  if (!summary.nothing_to_do()) trouble = Trouble(ledger, summary.run);
  ExitCode exit = ExitOf(summary, context.interrupts.signal());
  if (run.guarded && trouble.ok() && RefusedByGuard(*trouble)) exit = ExitCode::kContractBroken;
  const Status after = run.after ? run.after(summary, exit) : Status();
  if (summary.nothing_to_do() && !context.json()) {
    if (!context.quiet()) context.err.Write("nothing to do: " + run.nothing + "\n");
  } else if (trouble.ok() && context.json()) {
    PrintJson(context, summary, *trouble);
  } else if (trouble.ok()) {
    PrintText(context, run, summary, *trouble);
  }
  TELAR_RETURN_IF_ERROR(summary.status);
  TELAR_RETURN_IF_ERROR(trouble.status());
  TELAR_RETURN_IF_ERROR(after);
  return exit;
}

}  // namespace telar::app
