#include "pos/pipeline_steps.h"

#include <vector>

namespace telar::pos {

Status RetryWanted(const Tills& tills, std::string_view pipeline,
                   const std::unordered_set<std::string>& keys) {
  constexpr int kPage = 500;
  ledger::History::ItemFilter filter{
      .pipeline = std::string(pipeline), .states = {ledger::State::kFailed}, .limit = kPage};
  std::vector<ItemId> wanted;
  while (true) {
    TELAR_ASSIGN_OR_RETURN(const auto page, tills.ledger->history().Items(filter));
    for (const ledger::ItemRecord& record : page) {
      if (keys.contains(record.item.key)) wanted.push_back(record.item.id);
    }
    if (page.size() < static_cast<std::size_t>(kPage)) break;
    filter.before = page.back().item.id;
  }
  return wanted.empty() ? Status::Ok() : tills.ledger->backlog().Retry(wanted).status();
}

Result<bool> AskSales(const Tills& tills, const Location& location, const LocalRange& wall,
                      Deadline deadline, std::stop_token stop,
                      const std::function<void(const SaleOrBad&)>& sale) {
  TELAR_ASSIGN_OR_RETURN(TillSource* const source, tills.SourceOf(location));
  Fetcher fetcher(*tills.archive, *tills.clock, *tills.random, tills.fetch);
  bool agree = true;
  for (const Warehouse& warehouse : location.warehouses) {
    TELAR_ASSIGN_OR_RETURN(const auto answers,
                           fetcher.Sales(*source, {location, warehouse, deadline, stop}, wall));
    for (const ArchivedAnswer& answer : answers) {
      agree = agree && answer.counts_agree();
      TELAR_ASSIGN_OR_RETURN(const std::string bytes, fetcher.Open(answer));
      TELAR_RETURN_IF_ERROR(source->ReadSales(bytes, [&](const SaleRecord& record, std::int64_t) {
        sale(MakeSaleRow(record, location));
        return Status::Ok();
      }));
    }
  }
  return agree;
}

Status ReachPatiently(ledger::Progress& progress, std::string_view stage,
                      const std::function<Status(db::Connection&)>& write) {
  constexpr int kTries = 3;
  Status reached;
  for (int tries = 0; tries < kTries; ++tries) {
    reached = progress.Reach(std::string(stage), write);
    if (reached.code() != Code::kConflict) break;
  }
  return reached;
}

}  // namespace telar::pos
