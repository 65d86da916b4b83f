#include "pos/stock_pipeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
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
constexpr std::string_view kDataset = "stock";

}  // namespace

/// One item in progress.
struct StockPipeline::Work {
  const ledger::Item& item;
  ledger::Progress& progress;
  const Location* location = nullptr;
  const Warehouse* warehouse = nullptr;
  TillSource* source = nullptr;
  ArchivedAnswer answer;
  Duration fetching{0}, loading{0};
};

struct StockPipeline::Loaded {
  warehouse::StockCounts counts;
  std::int64_t rows = 0, doubled = 0, rejected = 0;
  bool counts_differ = false;
  bool look_again = false;

  bool all_rejected() const { return rows > 0 && rejected == rows; }
};

Result<std::vector<ledger::NewItem>> StockPipeline::Plan(const ledger::PlanRequest& request) {
  const bool preview = request.run.value().empty();
  if (!preview) {
    TELAR_ASSIGN_OR_RETURN(const auto connection, tills_.database->Acquire());
    const Provenance by{0, request.run.value(), tills_.clock->Now(), {}};
    TELAR_RETURN_IF_ERROR(warehouse::RecordLocations(*connection, *tills_.locations, by));
    const Date today = DateOf(LocalTime(tills_.clock->Now().time_since_epoch()));
    TELAR_RETURN_IF_ERROR(warehouse::EnsureMonths(*connection, *tills_.database, today, today));
  }
  for (const std::string& id : wanted_) TELAR_RETURN_IF_ERROR(tills_.Find(id).status());
  if (tills_.on_run && !preview) TELAR_RETURN_IF_ERROR(tills_.on_run(request.run));
  std::vector<ledger::NewItem> items;
  std::unordered_set<std::string> keys;
  for (const Location& location : *tills_.locations) {
    const bool asked =
        wanted_.empty() ? location.active
                        : std::find(wanted_.begin(), wanted_.end(), location.id) != wanted_.end();
    if (!asked) continue;
    for (const Warehouse& warehouse : location.warehouses) {
      const std::string key = fmt::format("{}/{}", location.id, warehouse.code);
      keys.insert(key);
      items.push_back(
          {.key = key,
           .label = fmt::format("{}, {}", location.name.empty() ? location.id : location.name,
                                warehouse.name.empty() ? warehouse.code : warehouse.name),
           .payload = "{}",
           .reopen_stage = ledger::Stage()});
    }
  }
  if (!preview) TELAR_RETURN_IF_ERROR(RetryWanted(tills_, name(), keys));
  return items;
}

Status StockPipeline::Fetch(Work& work) {
  const Stopwatch stopwatch(*tills_.clock, work.fetching);
  Fetcher fetcher(*tills_.archive, *tills_.clock, *tills_.random, tills_.fetch);
  const FetchOrder order{*work.location, *work.warehouse, work.progress.deadline(),
                         work.progress.stop()};
  TELAR_ASSIGN_OR_RETURN(work.answer, fetcher.Stock(*work.source, order));
  return work.progress.Reach(std::string(kFetched), [&](db::Connection& transaction) {
    return Answers::Put(transaction, work.item.id, kDataset, work.location->id, work.source->name(),
                        {work.answer});
  });
}

Result<StockPipeline::Loaded> StockPipeline::Load(Work& work, bool last_look) {
  const Stopwatch stopwatch(*tills_.clock, work.loading);
  Fetcher fetcher(*tills_.archive, *tills_.clock, *tills_.random, tills_.fetch);
  TELAR_ASSIGN_OR_RETURN(const std::string bytes, fetcher.Open(work.answer));
  Loaded loaded;
  std::vector<StockRow> rows;
  std::vector<std::string> doubtful;
  std::unordered_map<std::string, std::size_t> places;
  const int digits = tills_.database->capabilities().decimal_digits;
  const auto reject = [&](std::int64_t position, std::string field, std::string reason,
                          std::string raw) {
    if (++loaded.rejected > kMostRejects) return;
    work.progress.AddReject({.source = work.answer.key,
                             .position = fmt::format("row {}", position + 1),
                             .field = std::move(field),
                             .reason = std::move(reason),
                             .raw = std::move(raw),
                             .message = ""});
  };
  const auto row = [&](const StockRecord& record, std::int64_t position) -> Status {
    ++loaded.rows;
    StockOrBad made = MakeStockRow(record, *work.location);
    if (const auto* shelf = std::get_if<StockRow>(&made)) {
      if (auto bad = BeyondDigits(shelf->product_values, ProductColumns(), digits)) {
        bad->key = shelf->product;
        made = *std::move(bad);
      }
    }
    if (const auto* bad = std::get_if<BadRecord>(&made)) {
      if (!bad->key.empty()) doubtful.push_back(bad->key);
      reject(position, bad->field, bad->reason, bad->raw);
      return Status::Ok();
    }
    auto& good = std::get<StockRow>(made);
    const auto [place, is_new] = places.try_emplace(good.product, rows.size());
    if (is_new) {
      rows.push_back(std::move(good));
      return Status::Ok();
    }
    ++loaded.doubled;
    // Two figures for one product: the first stays, and a person can see the other.
    if (rows[place->second].quantity != good.quantity) {
      reject(position, "cantidad", "doubled", good.quantity.ToString());
    }
    return Status::Ok();
  };
  TELAR_RETURN_IF_ERROR(OfSource(work.source->ReadStock(bytes, row)));
  if (!work.answer.counts_agree() && *work.answer.claimed != loaded.rows - loaded.doubled) {
    loaded.counts_differ = true;
    loaded.look_again = !last_look;
    return loaded;
  }
  if (loaded.all_rejected()) return loaded;

  const Instant now = tills_.clock->Now();
  const Provenance by{work.item.id.value(), work.progress.run().value(), work.answer.fetched,
                      work.location->zone.ToLocal(work.answer.fetched)};
  const auto write = [&](db::Connection& transaction) -> Status {
    auto counts = warehouse::LoadStock(transaction, *work.location, *work.warehouse, rows,
                                       tills_.stock_guard, by, doubtful);
    if (!counts.ok()) {
      if (counts.status().code() != Code::kContractBroken) return std::move(counts).status();
      loaded.look_again = !last_look;
      return OfSource(std::move(counts).status());
    }
    loaded.counts = *counts;
    return Coverage::Add(transaction, work.location->id + "/" + work.warehouse->code, kDataset,
                         {.from = work.answer.fetched,
                          .to = std::max(now, work.answer.fetched + Duration(1)),
                          .lines = static_cast<std::int64_t>(rows.size()),
                          .quantity = {},
                          .amount = {},
                          .closed = true,
                          .doubt = ""},
                         by);
  };
  Status reached = ReachPatiently(work.progress, kLoaded, write);
  if (!reached.ok() && !loaded.look_again) return reached;
  return loaded;
}

Result<ledger::Outcome> StockPipeline::Process(const ledger::Item& item,
                                               ledger::Progress& progress) {
  Work work{.item = item, .progress = progress, .answer = {}};
  const std::size_t slash = item.key.find('/');
  TELAR_ASSIGN_OR_RETURN(work.location, tills_.Find(item.key.substr(0, slash)));
  const std::string code = slash == std::string::npos ? "" : item.key.substr(slash + 1);
  for (const Warehouse& warehouse : work.location->warehouses) {
    if (warehouse.code == code) work.warehouse = &warehouse;
  }
  if (work.warehouse == nullptr) {
    return Status::InvalidConfig(fmt::format("read the stock of {}: {} has no warehouse {} now",
                                             item.label, work.location->id, code));
  }
  TELAR_ASSIGN_OR_RETURN(work.source, tills_.SourceOf(*work.location));
  if (tills_.turn) TELAR_RETURN_IF_ERROR(tills_.turn(progress.stop()));
  TELAR_ASSIGN_OR_RETURN(const auto hold, locks_.Take("pos.stock " + work.location->id,
                                                      progress.run(), progress.stop()));
  // Stock is of the moment: an answer of an earlier attempt is not worth loading.
  TELAR_RETURN_IF_ERROR(Fetch(work));
  TELAR_ASSIGN_OR_RETURN(Loaded loaded, Load(work, false));
  if (loaded.look_again) {
    // An answer that is hard to believe is often gone a moment later.
    tills_.clock->Sleep(tills_.fetch.retry.first, progress.stop());
    TELAR_RETURN_IF_ERROR(Fetch(work));
    TELAR_ASSIGN_OR_RETURN(loaded, Load(work, true));
  }

  const warehouse::StockCounts& c = loaded.counts;
  ledger::Outcome outcome;
  outcome.counts = {{"rows", loaded.rows},
                    {"inserted", c.inserted},
                    {"changed", c.changed},
                    {"unchanged", c.unchanged},
                    {"removed", c.removed},
                    {"products", c.products},
                    {"prices", c.prices},
                    {"doubled", loaded.doubled},
                    {"rejected", loaded.rejected},
                    {"answers", 1},
                    {"extract_ms", work.fetching / std::chrono::milliseconds(1)},
                    {"load_ms", work.loading / std::chrono::milliseconds(1)}};
  if (loaded.counts_differ || loaded.all_rejected()) {
    outcome.state = ledger::State::kReview;
    outcome.reason = loaded.counts_differ ? "count_differs" : "all_rejected";
  } else if (loaded.rows == 0) {
    outcome.state = ledger::State::kEmpty;
    log::Warn("the till has no product in a warehouse; is its code right in locations.yaml?",
              {{"location", work.location->id}, {"warehouse", work.warehouse->code}});
  }
  return outcome;
}

}  // namespace telar::pos
