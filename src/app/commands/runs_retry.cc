#include <charconv>
#include <nlohmann/json.hpp>

#include "app/commands/commands.h"
#include "app/commands/open_ledger.h"
#include "app/settings.h"

namespace telar::app {
namespace {

constexpr std::string_view kPipeline = "invoices";
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

Result<std::vector<ItemId>> FailedItems(const ledger::History& history) {
  std::vector<ItemId> items;
  ledger::History::ItemFilter filter;
  filter.pipeline = kPipeline;
  filter.states = {ledger::State::kFailed};
  filter.limit = kPageSize;
  for (;;) {
    TELAR_ASSIGN_OR_RETURN(const auto page, history.Items(filter));
    for (const ledger::ItemRecord& record : page) items.push_back(record.item.id);
    if (page.size() < kPageSize) return items;
    filter.before = page.back().item.id;
  }
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
  TELAR_ASSIGN_OR_RETURN(const auto opened, OpenLedger(loaded.settings, context));
  if (opened == nullptr) return Status::NotFound("runs retry: there are no runs yet");
  ledger::Ledger& ledger = *opened->ledger;

  if (all) {
    TELAR_ASSIGN_OR_RETURN(items, FailedItems(ledger.history()));
  }
  std::int64_t reopened = 0;
  std::vector<ItemId> failed;
  for (const ItemId& item : items) {
    TELAR_ASSIGN_OR_RETURN(const ledger::ItemRecord record, ledger.history().Get(item));
    if (record.item.state == ledger::State::kFailed) failed.push_back(item);
    else
      context.err.Write("item " + std::to_string(item.value()) + " is " +
                        std::string(ledger::StateName(record.item.state)) +
                        ", not failed: left as it is\n");
  }
  reopened = static_cast<std::int64_t>(failed.size());
  if (!dry) {
    TELAR_ASSIGN_OR_RETURN(reopened, ledger.backlog().Retry(failed));
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
                {.name = "dry-run", .help = "Say what would be tried again, and change nothing"}},
      .examples = {{"telar runs retry --failed", "Once what was broken is repaired"},
                   {"telar runs retry 17 23", "Two items"}},
      .exits = {ExitCode::kDestinationDown, ExitCode::kNothingToDo},
      .run = Run};
}

}  // namespace telar::app
