#include "pos/sales_pipeline.h"

#include <fmt/format.h>

#include <optional>
#include <unordered_set>

#include "core/log.h"
#include "pos/answers.h"
#include "pos/coverage.h"
#include "pos/pipeline_steps.h"
#include "pos/stopwatch.h"
#include "pos/transform.h"
#include "pos/warehouse/masters.h"
#include "pos/warehouse/partitions.h"

namespace telar::pos {
namespace {

constexpr std::string_view kFetched = "fetched", kLoaded = "loaded";
constexpr std::string_view kDataset = "sales";
constexpr auto kFresh = std::chrono::hours(1);

}  // namespace

/// One item in progress.
struct SalesPipeline::Work {
  const ledger::Item& item;
  ledger::Progress& progress;
  SalesWindow window;
  const Location* location = nullptr;
  TillSource* source = nullptr;
  LocalRange wall{};
  std::vector<ArchivedAnswer> answers;
  bool day_vouches = false;  ///< That an empty window is no empty till.
  Duration fetching{0}, loading{0};
};

struct SalesPipeline::Loaded {
  warehouse::SalesCounts counts;
  std::int64_t outside = 0, rejected = 0, came = 0;
  std::vector<ledger::Reject> rejects;
  bool counts_differ = false, silent = false;
  bool look_again = false;
  bool emptied = false;  // of all that was known there

  /// Why this is not believed; "" when it is.
  std::string_view Doubt() const {
    if (counts_differ) return "count_differs";
    if (counts.lines == 0 && outside == 0 && rejected > 0) return "all_rejected";
    return silent ? "no_sales" : "";
  }
};

Result<std::vector<ledger::NewItem>> SalesPipeline::Plan(const ledger::PlanRequest& request) {
  const bool preview = request.run.value().empty();
  std::vector<SalesWindow> windows;
  {
    TELAR_ASSIGN_OR_RETURN(const auto connection, tills_.database->Acquire());
    if (!preview) {
      const Provenance by{0, request.run.value(), tills_.clock->Now(), {}};
      TELAR_RETURN_IF_ERROR(warehouse::RecordLocations(*connection, *tills_.locations, by));
    }
    TELAR_ASSIGN_OR_RETURN(windows, plan_(*connection));
  }
  if (tills_.on_run && !preview) TELAR_RETURN_IF_ERROR(tills_.on_run(request.run));
  std::vector<ledger::NewItem> items;
  std::unordered_set<std::string> keys;
  for (const SalesWindow& window : windows) {
    TELAR_ASSIGN_OR_RETURN(const Location* location, tills_.Find(window.location));
    if (!keys.insert(window.Key()).second) continue;
    items.push_back(window.Item(*location));
  }
  if (!preview) TELAR_RETURN_IF_ERROR(RetryWanted(tills_, name_, keys));
  return items;
}

Status SalesPipeline::Fetch(Work& work) {
  Fetcher fetcher(*tills_.archive, *tills_.clock, *tills_.random, tills_.fetch);
  work.answers.clear();
  for (const Warehouse& warehouse : work.location->warehouses) {
    const Stopwatch stopwatch(*tills_.clock, work.fetching);
    const FetchOrder order{*work.location, warehouse, work.progress.deadline(),
                           work.progress.stop()};
    TELAR_ASSIGN_OR_RETURN(auto answers, fetcher.Sales(*work.source, order, work.wall));
    for (ArchivedAnswer& answer : answers) work.answers.push_back(std::move(answer));
  }
  return work.progress.Reach(std::string(kFetched), [&](db::Connection& transaction) {
    return Answers::Put(transaction, work.item.id, kDataset, work.location->id, work.source->name(),
                        work.answers);
  });
}

/// Takes up the answers of an earlier attempt, or fetches new ones.
Status SalesPipeline::Resume(Work& work) {
  if (!work.item.stage.empty()) {
    TELAR_ASSIGN_OR_RETURN(const auto connection, tills_.database->Acquire());
    TELAR_ASSIGN_OR_RETURN(work.answers, Answers::Of(*connection, work.item.id));
    const Instant now = tills_.clock->Now();
    bool fresh = !work.answers.empty();
    for (const ArchivedAnswer& answer : work.answers) {
      fresh = fresh && answer.fetched + kFresh > now;
    }
    if (fresh) return Status::Ok();
  }
  return Fetch(work);
}

Status SalesPipeline::MakeRoom(const LocalRange& wall) {
  const Date day = DateOf(wall.from);
  const Date month = day.year() / day.month() / 1;
  {
    const std::lock_guard lock(mutex_);
    if (months_.contains(month)) return Status::Ok();
  }
  TELAR_ASSIGN_OR_RETURN(const auto connection, tills_.database->Acquire());
  TELAR_RETURN_IF_ERROR(warehouse::EnsureMonths(*connection, *tills_.database, day, day));
  const std::lock_guard lock(mutex_);
  months_.insert(month);
  return Status::Ok();
}

Status SalesPipeline::ReadInto(Work& work, warehouse::SalesLoad& load, Loaded& loaded,
                               const std::vector<std::string>& bytes) {
  const int digits = tills_.database->capabilities().decimal_digits;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const ArchivedAnswer& answer = work.answers[i];
    std::unordered_set<std::string> distinct;
    std::int64_t bad_rows = 0;
    Status written;
    const auto row = [&](const SaleRecord& record, std::int64_t position) -> Status {
      SaleOrBad made = MakeSaleRow(record, *work.location);
      if (const auto* sale = std::get_if<SaleRow>(&made)) {
        if (auto bad = BeyondDigits(sale->values, SaleColumns(), digits)) {
          bad->key = sale->key;
          made = *std::move(bad);
        }
      }
      if (const auto* bad = std::get_if<BadRecord>(&made)) {
        ++bad_rows;
        load.Keep(bad->key);
        if (++loaded.rejected <= kMostRejects) {
          loaded.rejects.push_back({.source = answer.key,
                                    .position = fmt::format("row {}", position + 1),
                                    .field = bad->field,
                                    .reason = bad->reason,
                                    .raw = bad->raw,
                                    .message = ""});
        }
        return Status::Ok();
      }
      auto& good = std::get<SaleRow>(made);
      if (answer.claimed && !answer.counts_agree()) distinct.insert(good.key);
      if (!work.wall.Contains(good.sold)) {
        ++loaded.outside;
        return Status::Ok();
      }
      ++loaded.came;
      // Of the two ends a failure here is the warehouse's.
      written = load.Add(std::move(good));
      return written;
    };
    Status read = work.source->ReadSales(bytes[i], row);
    TELAR_RETURN_IF_ERROR(written);
    if (!read.ok()) return OfSource(std::move(read));
    // A source may count its doubled lines once.
    if (!answer.counts_agree() &&
        static_cast<std::int64_t>(distinct.size()) + bad_rows != *answer.claimed) {
      loaded.counts_differ = true;
    }
  }
  return Status::Ok();
}

Result<SalesPipeline::Loaded> SalesPipeline::Load(Work& work, bool last_look) {
  const Stopwatch stopwatch(*tills_.clock, work.loading);
  Fetcher fetcher(*tills_.archive, *tills_.clock, *tills_.random, tills_.fetch);
  std::vector<std::string> bytes;
  for (const ArchivedAnswer& answer : work.answers) {
    TELAR_ASSIGN_OR_RETURN(bytes.emplace_back(), fetcher.Open(answer));
  }
  TELAR_RETURN_IF_ERROR(MakeRoom(work.wall));
  const Instant now = tills_.clock->Now();
  const Provenance by{work.item.id.value(), work.progress.run().value(), now,
                      work.location->zone.ToLocal(now)};
  Loaded loaded;
  const auto write = [&](db::Connection& transaction) -> Status {
    loaded = Loaded();
    TELAR_ASSIGN_OR_RETURN(auto load,
                           warehouse::SalesLoad::Begin(transaction, *work.location, work.wall, by));
    TELAR_RETURN_IF_ERROR(ReadInto(work, load, loaded, bytes));
    if (loaded.counts_differ) load.KeepAll();
    warehouse::SalesGuard guard = tills_.sales_guard;
    if (loaded.came == 0 && work.day_vouches) guard.most_share = 1;
    auto counts = load.Finish(guard);
    if (!counts.ok()) {
      if (counts.status().code() != Code::kContractBroken) return std::move(counts).status();
      loaded.look_again = !last_look;
      loaded.emptied = loaded.came == 0;
      return OfSource(std::move(counts).status());
    }
    loaded.counts = *std::move(counts);
    loaded.silent = loaded.counts.lines == 0 && loaded.rejected == 0 && work.location->sells() &&
                    work.location->OpenTimeIn(work.wall) >= tills_.silence;
    if (loaded.silent && !last_look) {
      loaded.look_again = true;
      return OfSource(Status::ContractBroken("no sales in opening hours"));
    }
    TELAR_RETURN_IF_ERROR(Coverage::Add(transaction, work.location->id, kDataset,
                                        {.from = work.window.from,
                                         .to = work.window.to,
                                         .lines = loaded.counts.lines,
                                         .quantity = loaded.counts.quantity,
                                         .amount = loaded.counts.amount,
                                         .closed = loaded.Doubt().empty(),
                                         .doubt = std::string(loaded.Doubt())},
                                        by));
    for (ledger::Reject& reject : loaded.rejects) work.progress.AddReject(std::move(reject));
    return Status::Ok();
  };
  Status reached = ReachPatiently(work.progress, kLoaded, write);
  if (!reached.ok() && !loaded.look_again) return reached;
  return loaded;
}

Result<ledger::Outcome> SalesPipeline::Process(const ledger::Item& item,
                                               ledger::Progress& progress) {
  Work work{.item = item, .progress = progress, .window = {}, .answers = {}};
  TELAR_ASSIGN_OR_RETURN(work.window, SalesWindow::Of(item));
  TELAR_ASSIGN_OR_RETURN(work.location, tills_.Find(work.window.location));
  TELAR_ASSIGN_OR_RETURN(work.source, tills_.SourceOf(*work.location));
  work.wall = work.location->zone.WallTimes(work.window.from, work.window.to);
  auto outcome = ReadWindow(work);
  if (!outcome.ok()) {
    // Nobody plans a day of last week again but for a gap: what could not be read again is one.
    const Instant now = tills_.clock->Now();
    const Provenance by{item.id.value(), progress.run().value(), now, {}};
    const auto connection = tills_.database->Acquire();
    const Status noted = connection.ok()
                             ? Coverage::Reopen(**connection, work.location->id, kDataset,
                                                work.window.from, work.window.to, by)
                             : connection.status();
    if (!noted.ok()) {
      log::Warn("a window that was not read again is not marked so",
                {{"window", work.window.Key()}, {"why", noted.FullMessage()}});
    }
  }
  return outcome;
}

/// Whether the till has lines of that day and none of them in the window: what was known there is
/// withdrawn, and the answer is not empty because the till knows nothing. A window that is the
/// whole day has nobody to vouch for it.
Result<bool> SalesPipeline::DayVouches(Work& work) {
  const LocalTime midnight = MidnightOf(DateOf(work.wall.from));
  const LocalRange day{midnight, midnight + std::chrono::days(1)};
  if (work.wall == day) return false;
  const Stopwatch stopwatch(*tills_.clock, work.fetching);
  bool others = false, within = false;
  const auto look = [&](const SaleOrBad& made) {
    const auto* sale = std::get_if<SaleRow>(&made);
    if (sale != nullptr && work.wall.Contains(sale->sold)) within = true;
    else if (sale != nullptr && day.Contains(sale->sold)) others = true;
  };
  TELAR_ASSIGN_OR_RETURN(
      const bool whole,
      AskSales(tills_, *work.location, day, work.progress.deadline(), work.progress.stop(), look));
  return whole && others && !within;
}

Result<ledger::Outcome> SalesPipeline::ReadWindow(Work& work) {
  ledger::Progress& progress = work.progress;
  // Before the lock, which who goes first may be waiting for.
  if (tills_.turn) TELAR_RETURN_IF_ERROR(tills_.turn(progress.stop()));
  TELAR_ASSIGN_OR_RETURN(const auto hold, locks_.Take("pos.sales " + work.location->id,
                                                      progress.run(), progress.stop()));
  TELAR_RETURN_IF_ERROR(Resume(work));
  TELAR_ASSIGN_OR_RETURN(Loaded loaded, Load(work, false));
  if (loaded.look_again) {
    // An answer that is hard to believe is often gone a moment later.
    tills_.clock->Sleep(tills_.fetch.retry.first, progress.stop());
    TELAR_RETURN_IF_ERROR(Fetch(work));
    if (loaded.emptied) {
      TELAR_ASSIGN_OR_RETURN(work.day_vouches, DayVouches(work));
    }
    TELAR_ASSIGN_OR_RETURN(loaded, Load(work, true));
  }

  const warehouse::SalesCounts& c = loaded.counts;
  ledger::Outcome outcome;
  outcome.counts = {{"lines", c.lines},
                    {"inserted", c.inserted},
                    {"changed", c.changed},
                    {"unchanged", c.unchanged},
                    {"removed", c.removed},
                    {"doubled", c.doubled},
                    {"outside", loaded.outside},
                    {"rejected", loaded.rejected},
                    {"answers", static_cast<std::int64_t>(work.answers.size())},
                    {"extract_ms", work.fetching / std::chrono::milliseconds(1)},
                    {"load_ms", work.loading / std::chrono::milliseconds(1)}};
  if (work.window.reason == WindowReason::kGap) outcome.counts["gaps_recovered"] = 1;
  if (!loaded.Doubt().empty()) {
    outcome.state = ledger::State::kReview;
    outcome.reason = loaded.Doubt();
  } else if (c.lines == 0) {
    outcome.state = ledger::State::kEmpty;
  }
  return outcome;
}

}  // namespace telar::pos
