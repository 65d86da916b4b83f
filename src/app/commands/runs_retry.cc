#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/commands/commands.h"
#include "app/commands/open_ledger.h"
#include "app/settings.h"

namespace telar::app {
namespace {

constexpr int kPageSize = 200;

Result<std::vector<ItemId>> NamedItems(const std::vector<std::string>& names) {
  std::vector<ItemId> items;
  for (const std::string& name : names) {
    std::int64_t number = 0;
    const char* end = name.data() + name.size();
    const auto [at, error] = std::from_chars(name.data(), end, number);
    if (error != std::errc() || at != end) {
      return Status::InvalidInput("runs retry: '" + name + "' is not the number of an item")
          .WithHint("telar runs ID shows the items of a run");
    }
    items.emplace_back(number);
  }
  return items;
}

Result<std::vector<ItemId>> FailedItems(const ledger::History& history, std::string_view pipeline) {
  std::vector<ItemId> items;
  ledger::History::ItemFilter filter;
  filter.states = {ledger::State::kFailed};
  filter.limit = kPageSize;
  for (;;) {
    TELAR_ASSIGN_OR_RETURN(const auto page, history.Items(filter));
    for (const ledger::ItemRecord& record : page) {
      if (IsPipeline(record.item.pipeline, pipeline)) items.push_back(record.item.id);
    }
    if (page.size() < kPageSize) return items;
    filter.before = page.back().item.id;
  }
}

struct Found {
  std::size_t ledger = 0;
  ledger::State state = ledger::State::kPlanned;
};

// Each database counts its items from 1: a number may stand for one item in each.
Result<Found> Find(const Ledgers& ledgers, ItemId item, std::string_view pipeline) {
  std::optional<Found> found;
  for (std::size_t i = 0; i < ledgers.opened.size(); ++i) {
    const auto record = ledgers.opened[i]->ledger->history().Get(item);
    if (!record.ok()) {
      if (record.status().code() != Code::kNotFound) return record.status();
      continue;
    }
    if (!IsPipeline(record->item.pipeline, pipeline)) continue;
    if (found) {
      return Status::InvalidInput("runs retry: " + std::to_string(item.value()) +
                                  " is an item of the invoices and one of the tills")
          .WithHint("say --pipeline invoices or --pipeline pos");
    }
    found = Found{i, record->item.state};
  }
  if (found) return *found;
  return Status::NotFound("runs retry: there is no item " + std::to_string(item.value()));
}

Result<ExitCode> Run(Context& context) {
  const bool all = context.call.Has("failed");
  const bool dry = context.call.Has("dry-run");
  if (all != context.call.arguments().empty()) {
    return Status::InvalidInput("runs retry: name items or say --failed, one of the two")
        .WithHint("try telar runs retry --help");
  }
  TELAR_ASSIGN_OR_RETURN(std::vector<ItemId> items, NamedItems(context.call.arguments()));
  TELAR_ASSIGN_OR_RETURN(const config::Loaded loaded, LoadSettings(context));
  const std::string pipeline = context.call.Get("pipeline");
  TELAR_ASSIGN_OR_RETURN(const Ledgers ledgers, OpenLedgers(loaded.settings, pipeline, context));
  if (ledgers.opened.empty()) return Status::NotFound("runs retry: there are no runs yet");
  TELAR_RETURN_IF_ERROR(ledgers.failure);

  std::vector<std::vector<ItemId>> failed(ledgers.opened.size());
  if (all) {
    for (std::size_t i = 0; i < failed.size(); ++i) {
      TELAR_ASSIGN_OR_RETURN(failed[i],
                             FailedItems(ledgers.opened[i]->ledger->history(), pipeline));
    }
  }
  for (const ItemId& item : items) {
    TELAR_ASSIGN_OR_RETURN(const Found found, Find(ledgers, item, pipeline));
    if (found.state == ledger::State::kFailed) failed[found.ledger].push_back(item);
    else
      context.err.Write("item " + std::to_string(item.value()) + " is " +
                        std::string(ledger::StateName(found.state)) +
                        ", not failed: left as it is\n");
  }
  std::int64_t reopened = 0;
  for (std::size_t i = 0; i < failed.size(); ++i) {
    std::int64_t its = static_cast<std::int64_t>(failed[i].size());
    if (!dry && its > 0) {
      TELAR_ASSIGN_OR_RETURN(its, ledgers.opened[i]->ledger->backlog().Retry(failed[i]));
    }
    reopened += its;
  }

  if (context.json()) {
    context.out.Write(nlohmann::ordered_json{{"reopened", reopened}, {"dry_run", dry}}.dump() +
                      "\n");
  } else {
    context.out.Write(std::to_string(reopened) + (reopened == 1 ? " item" : " items") +
                      (dry ? " would be tried again by the next run\n"
                           : " will be tried again by the next run\n"));
  }
  return reopened == 0 ? ExitCode::kNothingToDo : ExitCode::kDone;
}

}  // namespace

Command RunsRetryCommand() {
  return {
      .name = "retry",
      .summary = "Have the next run try failed items again",
      .description = {"An item that failed goes on from the stage it had reached, with all its "
                      "attempts. Items in "
                      "another state stay as they are."},
      .arguments = {{.name = "ITEM",
                     .help = "Number of an item, as telar runs ID shows it",
                     .required = false,
                     .repeated = true}},
      .flags = {{.name = "failed", .help = "Every failed item"},
                {.name = "pipeline",
                 .value = "NAME",
                 .help = "Only items of this pipeline: such as invoices, pos or pos.sales",
                 .kind = ValueKind::kText},
                {.name = "dry-run", .help = "Say what would be tried again, and change nothing"}},
      .examples = {{"telar runs retry --failed", "Once what was broken is repaired"},
                   {"telar runs retry 17 23", "Two items"}},
      .exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo},
      .run = Run};
}

}  // namespace telar::app
