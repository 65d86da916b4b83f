#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/commands/invoice_workshop.h"
#include "app/commands/json_line.h"
#include "app/commands/till_desk.h"
#include "app/commands/till_times.h"
#include "app/settings.h"
#include "app/table.h"
#include "app/wiring.h"
#include "core/text.h"
#include "pos/sales_pipeline.h"
#include "pos/stock_pipeline.h"

namespace telar::app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kMostShards = 1000;

// Items that wait, and those that a run would add, by shard.
Result<std::vector<std::int64_t>> ItemsByShard(Context& context, ledger::Ledger& ledger,
                                               ledger::Pipeline& pipeline, Failed failed,
                                               int shards) {
  TELAR_ASSIGN_OR_RETURN(const auto wanted, Preview(context, ledger, pipeline, failed));
  std::vector<std::int64_t> counts(static_cast<std::size_t>(shards));
  for (const ledger::NewItem& item : wanted)
    ++counts[static_cast<std::size_t>(ledger::ShardHash(item.key) % shards)];
  for (int shard = 0; shard < shards; ++shard) {
    TELAR_ASSIGN_OR_RETURN(const std::int64_t waiting,
                           ledger.claims().Pending(pipeline.name(), {shard, shards}));
    counts[static_cast<std::size_t>(shard)] += waiting;
  }
  return counts;
}

Result<std::vector<std::int64_t>> PlanInvoices(Context& context, int shards) {
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  TELAR_ASSIGN_OR_RETURN(
      const auto shop,
      OpenInvoiceWorkshop(loaded.settings, InvoiceWorkshopOptions{.dry_run = true}, context));
  return ItemsByShard(context, *shop->opened->ledger, *shop->pipeline, Failed::kStay, shards);
}

Result<std::vector<std::int64_t>> PlanTills(Context& context, bool sales, int shards) {
  TELAR_ASSIGN_OR_RETURN(const auto desk,
                         OpenTillDesk(context, {.selling = sales, .dry_run = true}));
  std::unique_ptr<ledger::Pipeline> pipeline;
  if (sales) {
    TELAR_ASSIGN_OR_RETURN(auto locations, pos::SellingLocations(desk->tills, desk->chosen));
    pipeline = std::make_unique<pos::SalesPipeline>(
        desk->tills, "pos.sales",
        pos::LivePlan(desk->tills, std::move(locations), SalesRulesFor(desk->settings())));
  } else {
    pipeline = std::make_unique<pos::StockPipeline>(desk->tills, desk->chosen);
  }
  return ItemsByShard(context, *desk->opened->ledger, *pipeline, Failed::kAgain, shards);
}

Result<ExitCode> Run(Context& context) {
  const std::int64_t shards = context.call.Number("shards", 1);
  if (shards < 1 || shards > kMostShards)
    return Status::InvalidInput("--shards: from 1 to " + std::to_string(kMostShards));
  const std::string pipeline =
      context.call.Has("pipeline") ? context.call.Get("pipeline") : "invoices";
  std::vector<std::string> command = {"telar"};
  std::vector<std::int64_t> counts;
  if (pipeline == "invoices") {
    command.insert(command.end(), {"invoices", "run"});
    TELAR_ASSIGN_OR_RETURN(counts, PlanInvoices(context, static_cast<int>(shards)));
  } else {
    const bool sales = pipeline == "pos.sales";
    command.insert(command.end(), {"pos", sales ? "sales" : "stock"});
    TELAR_ASSIGN_OR_RETURN(counts, PlanTills(context, sales, static_cast<int>(shards)));
  }
  std::int64_t total = 0;
  Json json = Json::array();
  Table table({{"shard"}, {"items", Table::Align::kRight}, {"command"}});
  for (std::int64_t i = 0; i < shards; ++i) {
    const std::string shard = std::to_string(i) + "/" + std::to_string(shards);
    const std::int64_t items = counts[static_cast<std::size_t>(i)];
    std::vector<std::string> its = command;
    its.insert(its.end(), {"--shard", shard});
    total += items;
    json.push_back({{"pipeline", pipeline}, {"shard", shard}, {"items", items}, {"command", its}});
    table.Add({shard, std::to_string(items), Join(its, " ")});
  }
  context.out.Write(context.json() ? JsonLine(json) : table.Render(context.TableWidth()));
  return total == 0 ? ExitCode::kNothingToDo : ExitCode::kDone;
}

}  // namespace

Command PlanCommand() {
  return {
      .name = "plan",
      .summary = "Say how the work that waits can be shared between machines",
      .description =
          {"What a run would have to do now, cut into N parts: how many items are in each, and the "
           "command that does them. The parts share nothing, so that they may run at the same "
           "time, anywhere, on one database. Changes nothing.",
           "With --json one line with an array, for the mapped tasks of an Airflow DAG; exit 99 "
           "when nothing waits, which Airflow takes as skipped."},
      .flags = {{.name = "pipeline",
                 .value = "NAME",
                 .help = "What is to be done, invoices unless told",
                 .kind = ValueKind::kChoice,
                 .choices = {"invoices", "pos.sales", "pos.stock"}},
                {.name = "shards",
                 .value = "N",
                 .help = "In how many parts, 1 unless told",
                 .kind = ValueKind::kNumber}},
      .examples = {{"telar plan --json --shards 4", "Four tasks for the invoices"},
                   {"telar plan --pipeline pos.sales", "How much is to be read at the tills"}},
      .exits = {ExitCode::kSourceDown, ExitCode::kDestinationDown, ExitCode::kContractBroken,
                ExitCode::kNothingToDo},
      .run = Run};
}

}  // namespace telar::app
