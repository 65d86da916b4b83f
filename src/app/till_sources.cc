#include "app/till_sources.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "app/locations.h"
#include "app/wiring.h"

namespace telar::app {
namespace {

constexpr std::size_t kAtATime = 8;

}  // namespace

/// A source that asks a doubtful location's server before it asks for rows.
class TillSources::Gate final : public pos::TillSource {
 public:
  Gate(TillSources& sources, std::unique_ptr<pos::TillSource> behind)
      : sources_(sources), behind_(std::move(behind)) {}

  std::string_view name() const override { return behind_->name(); }
  Result<pos::RawAnswer> FetchStock(const pos::FetchOrder& order) override {
    TELAR_RETURN_IF_ERROR(Pass(order));
    return behind_->FetchStock(order);
  }
  Result<pos::RawAnswer> FetchSales(const pos::FetchOrder& order,
                                    const pos::LocalRange& range) override {
    TELAR_RETURN_IF_ERROR(Pass(order));
    return behind_->FetchSales(order, range);
  }
  Status ReadStock(std::string_view answer, const pos::StockFn& row) const override {
    return behind_->ReadStock(answer, row);
  }
  Status ReadSales(std::string_view answer, const pos::SaleFn& row) const override {
    return behind_->ReadSales(answer, row);
  }
  Status Reach(const pos::Location& location, Duration timeout, std::stop_token stop) override {
    return behind_->Reach(location, timeout, stop);
  }

 private:
  Status Pass(const pos::FetchOrder& order) {
    if (!sources_.IsDoubtful(order.location.id)) return Status::Ok();
    TELAR_RETURN_IF_ERROR(behind_->Reach(order.location, kReachTime, order.stop));
    sources_.SetDoubtful(order.location.id, false);
    return Status::Ok();
  }

  TillSources& sources_;
  std::unique_ptr<pos::TillSource> behind_;
};

TillSources::TillSources(Key, const config::Settings& settings, const Clock& clock)
    : settings_(settings), clock_(clock) {}
TillSources::~TillSources() = default;

Result<std::unique_ptr<TillSources>> TillSources::Open(
    const config::Settings& settings, const std::vector<const pos::Location*>& locations,
    const Clock& clock) {
  auto out = std::make_unique<TillSources>(Key(), settings, clock);
  TELAR_ASSIGN_OR_RETURN(
      out->http_, net::OpenHttpClient({.certificates = settings.pos.klk.certificates}));
  for (const pos::Location* location : locations) {
    if (out->sources_.contains(location->source)) continue;
    auto source = OpenTillSource(location->source, settings, *out->http_, clock);
    if (!source.ok()) return std::move(source).status().WithContext(location->id);
    out->sources_.emplace(location->source,
                          std::make_unique<Gate>(*out, *std::move(source)));
  }
  return out;
}

pos::TillSource* TillSources::Of(const pos::Location& location) const {
  const auto found = sources_.find(location.source);
  return found == sources_.end() ? nullptr : found->second.get();
}

net::Endpoint TillSources::ServerOf(const pos::Location& location) const {
  switch (location.source) {
    case pos::Location::Source::kKlk: {
      const auto endpoint = net::EndpointOf(settings_.pos.klk.url);
      return endpoint.ok() ? *endpoint : net::Endpoint();
    }
    case pos::Location::Source::kStellar:
      return {location.connection.server, location.connection.port};
    case pos::Location::Source::kOdbc: break;
  }
  return {};
}

std::vector<ReachedLocation> TillSources::Reach(
    const std::vector<const pos::Location*>& locations, std::stop_token stop) {
  std::vector<ReachedLocation> out;
  std::vector<std::size_t> first;  // of the locations behind one server, and all without a name
  for (const pos::Location* location : locations) {
    out.push_back({.location = location, .server = ServerOf(*location)});
    const auto same = [&](std::size_t i) {
      return !out.back().server.host.empty() && out[i].server == out.back().server &&
             out[i].location->source == location->source;
    };
    if (std::none_of(first.begin(), first.end(), same)) first.push_back(out.size() - 1);
  }
  std::atomic<std::size_t> next{0};
  const auto ask = [&] {
    for (std::size_t i = next++; i < first.size(); i = next++) {
      ReachedLocation& reached = out[first[i]];
      pos::TillSource* source = Of(*reached.location);
      const auto start = clock_.Steady();
      reached.status = source == nullptr
                           ? Status::InvalidConfig("there is no source for it")
                           : source->Reach(*reached.location, kReachTime, stop);
      reached.latency = std::chrono::duration_cast<Duration>(clock_.Steady() - start);
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < std::min(kAtATime, first.size()); ++i) threads.emplace_back(ask);
  }
  for (ReachedLocation& reached : out) {
    for (const std::size_t i : first) {
      if (reached.server.host.empty() || out[i].server != reached.server ||
          out[i].location->source != reached.location->source) {
        continue;
      }
      reached.status = out[i].status;
      reached.latency = out[i].latency;
    }
    SetDoubtful(reached.location->id, !reached.status.ok());
  }
  return out;
}

bool TillSources::IsDoubtful(const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto found = doubtful_.find(id);
  return found != doubtful_.end() && found->second;
}

void TillSources::SetDoubtful(const std::string& id, bool doubtful) {
  const std::lock_guard lock(mutex_);
  doubtful_[id] = doubtful;
}

}  // namespace telar::app
