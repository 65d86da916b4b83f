#include "pos/executions.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "core/text.h"
#include "pos/sales_window.h"

namespace telar::pos {
namespace {

using Json = nlohmann::ordered_json;
using db::Null;
using db::Value;

/// What one location's items came to in one run.
struct Detail {
  const Location* location = nullptr;
  std::string id;
  std::map<std::string, std::int64_t> counts;
  std::int64_t good = 0, failed = 0, open = 0, errors = 0;
  std::optional<Instant> started, finished;
  std::string error_message;
  std::optional<FailureClass> failure;

  std::int64_t Count(const char* name) const {
    const auto found = counts.find(name);
    return found == counts.end() ? 0 : found->second;
  }
  std::int64_t loaded() const { return Count("inserted") + Count("changed") + Count("unchanged"); }
  std::int64_t extracted() const {
    return loaded() + Count("doubled") + Count("rejected") + Count("outside");
  }
  std::string_view status() const {
    if (failed > 0) return "failed";
    return good > 0 ? "success" : "skipped";
  }
};

struct Span {
  std::optional<Instant> from, to;
  void Add(Instant a, Instant b) {
    if (!from || a < *from) from = a;
    if (!to || b > *to) to = b;
  }
};

std::string LocationOf(std::string_view key) {
  return std::string(key.substr(0, key.find_first_of(" /")));
}

std::string_view SourceName(Location::Source source) {
  switch (source) {
    case Location::Source::kKlk: return "klk";
    case Location::Source::kStellar: return "stellar";
    case Location::Source::kOdbc: return "odbc";
  }
  return "";
}

Code CodeOf(std::string_view name) {
  for (int code = 0; code <= static_cast<int>(Code::kInternal); ++code) {
    if (CodeName(static_cast<Code>(code)) == name) return static_cast<Code>(code);
  }
  return Code::kInternal;
}

Value Seconds(std::optional<Instant> from, std::optional<Instant> to) {
  if (!from || !to) return Null();
  return Decimal::FromUnits((*to - *from).count() / 10'000, 2);
}

Value OrNull(const std::string& text) { return text.empty() ? Value(Null()) : Value(text); }

/// At most `most` bytes, whole code points.
std::string Cut(std::string_view text, std::size_t most) {
  std::string cut = ToValidUtf8(text);
  if (cut.size() <= most) return cut;
  while (most > 0 && (static_cast<unsigned char>(cut[most]) & 0xC0) == 0x80) --most;
  cut.resize(most);
  return cut;
}

Result<std::vector<ledger::ItemRecord>> ItemsOf(const ledger::Ledger& ledger, const RunId& run) {
  constexpr int kPage = 500;
  std::vector<ledger::ItemRecord> items;
  ledger::History::ItemFilter filter;
  filter.run = run;
  filter.limit = kPage;
  while (true) {
    TELAR_ASSIGN_OR_RETURN(auto page, ledger.history().Items(filter));
    for (auto& item : page) items.push_back(std::move(item));
    if (page.size() < static_cast<std::size_t>(kPage)) return items;
    filter.before = items.back().item.id;
  }
}

std::string_view StatusOf(const ledger::RunRecord& run) {
  switch (run.state) {
    case ledger::RunState::kRunning: return "running";
    case ledger::RunState::kDone: return "success";
    case ledger::RunState::kPartial: return "partial";
    case ledger::RunState::kFailed: return "failed";
    case ledger::RunState::kInterrupted: return "killed";
  }
  return "";
}

/// "a","b" as JSON or, where the column is PostgreSQL's text[], as an array literal.
std::string ListText(const std::vector<std::string>& ids, bool array) {
  if (!array) return Json(ids).dump();
  return "{" + Join(ids, ",") + "}";
}

Status Done(const Result<std::int64_t>& result) { return result.status(); }

}  // namespace

Status Executions::Record(const RunId& run, const ExecutionFacts& facts) {
  TELAR_ASSIGN_OR_RETURN(const ledger::RunRecord record, ledger_.runs().Get(run));
  TELAR_ASSIGN_OR_RETURN(const auto items, ItemsOf(ledger_, run));

  std::map<std::string, Detail> details;
  Span data;
  for (const ledger::ItemRecord& item : items) {
    Detail& detail = details[LocationOf(item.item.key)];
    detail.id = LocationOf(item.item.key);
    for (const Location& location : locations_) {
      if (location.id == detail.id) detail.location = &location;
    }
    if (const auto window = SalesWindow::Of(item.item); window.ok())
      data.Add(window->from, window->to);
    TELAR_ASSIGN_OR_RETURN(const auto attempts, ledger_.history().Attempts(item.item.id));
    bool last = true;  // newest first
    for (const ledger::AttemptRecord& attempt : attempts) {
      if (attempt.run != run) continue;
      if (!detail.started || attempt.started < *detail.started) detail.started = attempt.started;
      if (attempt.finished && (!detail.finished || *attempt.finished > *detail.finished)) {
        detail.finished = attempt.finished;
      }
      const bool failed = !attempt.error.code.empty();
      detail.errors += failed;
      if (!std::exchange(last, false)) continue;
      const auto ended = ledger::ParseState(attempt.ended);
      const bool final = ended.ok() && ledger::IsFinal(*ended);
      if (failed) {
        ++detail.failed;
        detail.error_message = attempt.error.message;
        const auto reach = facts.reached.find(detail.id);
        detail.failure = ClassifyFailure(
            attempt.to, CodeOf(attempt.error.code),
            detail.location == nullptr ? Location::Source::kKlk : detail.location->source,
            reach == facts.reached.end() ? Reached::kUnknown : reach->second.reached);
      } else if (final) {
        // Its numbers count; that they are not believed is what a person has to see.
        if (*ended == ledger::State::kReview) {
          ++detail.failed;
          detail.error_message = "the till's answer is doubted: " + item.reason;
          detail.failure = FailureClass{"transform", "data_validation"};
        } else {
          ++detail.good;
        }
        TELAR_ASSIGN_OR_RETURN(const auto counts, ledger_.history().Counts(item.item.id));
        for (const auto& [name, amount] : counts) detail.counts[name] += amount;
      } else {
        ++detail.open;
      }
    }
  }

  const Zone zone = locations_.empty() ? Zone() : locations_.front().zone;
  const auto wall = [&](std::optional<Instant> instant) -> Value {
    return instant ? Value(FormatLocal(zone.ToLocal(*instant))) : Value(Null());
  };
  const auto utc = [](std::optional<Instant> instant) -> Value {
    return instant ? Value(*instant) : Value(Null());
  };
  Detail all;
  std::vector<std::string> ids;
  std::set<std::string_view> systems;
  Json rows = Json::array(), network = Json::object();
  std::string source_of_error;
  for (const auto& [id, detail] : details) {
    ids.push_back(id);
    if (detail.location != nullptr) systems.insert(SourceName(detail.location->source));
    for (const auto& [name, amount] : detail.counts) all.counts[name] += amount;
    all.errors += detail.errors;
    if (detail.failure && !all.failure) {
      all.failure = detail.failure;
      all.error_message = detail.error_message;
      source_of_error = id;
    }
    rows.push_back(
        {{"tienda_id", id},
         {"status", detail.status()},
         {"records_extracted", detail.extracted()},
         {"records_loaded", detail.loaded()},
         {"error", detail.error_message.empty() ? Json() : Json(Cut(detail.error_message, 500))}});
  }
  for (const auto& [id, reach] : facts.reached) {
    network[id] = {{"host", reach.host},
                   {"port", reach.port},
                   {"reachable", reach.reached == Reached::kYes},
                   {"latency_ms", reach.latency.count() / 1000}};
  }
  if (!record.error.message.empty()) all.error_message = record.error.message;
  const std::string system = systems.empty()      ? ""
                             : systems.size() > 1 ? "mixed"
                                                  : std::string(*systems.begin());
  const auto finished = record.finished;

  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  TELAR_ASSIGN_OR_RETURN(const auto columns, connection->Columns("etl_executions"));
  const bool array = std::any_of(columns.begin(), columns.end(), [](const db::ColumnInfo& column) {
    return column.name == "tiendas_procesadas" && column.type.find("[]") != std::string::npos;
  });
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(*connection));
  const std::vector<std::pair<const char*, Value>> values{
      {"etl_name", facts.etl_name},
      {"etl_type", std::string(facts.recovery                  ? "recovery"
                               : record.started_by == "person" ? "manual"
                                                               : "scheduled")},
      {"started_at", wall(record.started)},
      {"finished_at", wall(finished)},
      {"duration_seconds", Seconds(record.started, finished)},
      {"fecha_desde", wall(data.from)},
      {"fecha_hasta", wall(data.to)},
      {"tiendas_procesadas", ListText(ids, array)},
      {"status", std::string(StatusOf(record))},
      {"records_extracted", all.extracted()},
      {"records_loaded", all.loaded()},
      {"duplicates_skipped", all.Count("doubled")},
      {"gaps_recovered", all.Count("gaps_recovered")},
      {"tiendas_detail", rows.dump()},
      {"error_message", OrNull(Cut(all.error_message, 500))},
      {"error_detail", OrNull(Cut(all.error_message, 2000))},
      {"triggered_by", facts.triggered_by},
      {"task_arn", OrNull(facts.task_arn)},
      {"error_phase", all.failure ? Value(std::string(all.failure->phase)) : Value(Null())},
      {"error_category", all.failure ? Value(std::string(all.failure->category)) : Value(Null())},
      {"error_source", OrNull(source_of_error)},
      {"extract_duration_seconds", Decimal::FromUnits(all.Count("extract_ms") / 10, 2)},
      {"load_duration_seconds", Decimal::FromUnits(all.Count("load_ms") / 10, 2)},
      {"source_system", OrNull(system)},
      {"api_requests_count", all.Count("answers")},
      {"api_errors_count", all.errors},
      {"records_upserted", all.Count("inserted") + all.Count("changed")},
      {"records_failed", all.Count("rejected")},
      {"network_diagnostics", network.dump()},
      {"is_recovery", facts.recovery},
      {"started_at_utc", record.started},
      {"finished_at_utc", utc(finished)},
  };
  std::string set, names, marks;
  std::vector<Value> bound;
  for (const auto& [name, value] : values) {
    set += fmt::format("{}{} = ?", set.empty() ? "" : ", ", name);
    names += fmt::format("{}, ", name);
    marks += "?, ";
    bound.push_back(value);
  }
  bound.emplace_back(run.value());
  TELAR_ASSIGN_OR_RETURN(
      const auto changed,
      connection->Execute(fmt::format("UPDATE etl_executions SET {} WHERE run_id = ?", set),
                          std::span<const Value>(bound)));
  if (changed == 0) {
    TELAR_RETURN_IF_ERROR(Done(connection->Execute(
        fmt::format("INSERT INTO etl_executions ({}run_id) VALUES ({}?)", names, marks),
        std::span<const Value>(bound))));
  }
  std::int64_t execution = 0;
  TELAR_RETURN_IF_ERROR(connection->Query("SELECT id FROM etl_executions WHERE run_id = ?",
                                          {run.value()}, [&](const db::Row& row) -> Status {
                                            TELAR_ASSIGN_OR_RETURN(execution, row.AsInt(0));
                                            return Status::Ok();
                                          }));
  TELAR_RETURN_IF_ERROR(Done(connection->Execute(
      "DELETE FROM etl_execution_details WHERE execution_id = ?", {execution})));
  for (const auto& [id, detail] : details) {
    const auto found = facts.reached.find(id);
    const bool known = found != facts.reached.end();
    TELAR_RETURN_IF_ERROR(Done(connection->Execute(
        "INSERT INTO etl_execution_details (execution_id, tienda_id, tienda_nombre, "
        "source_system, status, started_at, finished_at, duration_seconds, records_extracted, "
        "records_loaded, duplicates_skipped, error_phase, error_category, error_message, "
        "server_ip, server_port, connection_latency_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?)",
        {execution, id, detail.location == nullptr ? Value(Null()) : OrNull(detail.location->name),
         detail.location == nullptr ? Value(Null())
                                    : Value(std::string(SourceName(detail.location->source))),
         std::string(detail.status()), wall(detail.started), wall(detail.finished),
         Seconds(detail.started, detail.finished), detail.extracted(), detail.loaded(),
         detail.Count("doubled"),
         detail.failure ? Value(std::string(detail.failure->phase)) : Value(Null()),
         detail.failure ? Value(std::string(detail.failure->category)) : Value(Null()),
         OrNull(Cut(detail.error_message, 2000)),
         known ? OrNull(found->second.host) : Value(Null()),
         known ? Value(std::int64_t{found->second.port}) : Value(Null()),
         known ? Value(std::int64_t{found->second.latency.count() / 1000}) : Value(Null())})));
  }
  return transaction.Commit();
}

Status Executions::SettleOthers(const RunId& present) {
  struct Open {
    RunId run;
    ExecutionFacts facts;
  };
  std::vector<Open> open;
  {
    TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
    TELAR_RETURN_IF_ERROR(connection->Query(
        "SELECT run_id, etl_name, is_recovery, triggered_by, task_arn FROM etl_executions WHERE "
        "status = 'running' AND run_id IS NOT NULL AND run_id <> ?",
        {present.value()}, [&](const db::Row& row) {
          Open one{RunId(row.TextOrEmpty(0)), {}};
          one.facts.etl_name = row.TextOrEmpty(1);
          one.facts.recovery = row.AsBool(2).value_or(false);
          one.facts.triggered_by = row.TextOrEmpty(3);
          one.facts.task_arn = row.TextOrEmpty(4);
          open.push_back(std::move(one));
          return Status::Ok();
        }));
  }
  for (const Open& one : open) {
    const auto record = ledger_.runs().Get(one.run);
    if (record.ok() && record->state == ledger::RunState::kRunning) continue;
    if (!record.ok()) continue;
    TELAR_RETURN_IF_ERROR(Record(one.run, one.facts));
  }
  return Status::Ok();
}

}  // namespace telar::pos
