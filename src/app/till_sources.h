#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

#include "config/settings.h"
#include "core/clock.h"
#include "core/result.h"
#include "net/http.h"
#include "net/reach.h"
#include "pos/location.h"
#include "pos/till_source.h"

namespace telar::app {

/// Whether the server of a location took a connection.
struct ReachedLocation {
  const pos::Location* location = nullptr;
  net::Endpoint server;  ///< Empty when the location does not say.
  Status status;
  Duration latency{};
};

/// The till systems that some locations need, opened once each. A location whose server took no
/// connection when it was asked is asked again before each of its requests, for no longer than
/// that: it costs a run seconds, and not the time-out of every request. Safe to use from several
/// threads once it is open.
class TillSources {
  struct Key {
    explicit Key() = default;
  };

 public:
  /// kInvalidConfig when the settings lack what the source of one of `locations` needs. `settings`
  /// and `clock` are borrowed.
  static Result<std::unique_ptr<TillSources>> Open(
      const config::Settings& settings, const std::vector<const pos::Location*>& locations,
      const Clock& clock);
  TillSources(Key, const config::Settings& settings, const Clock& clock);
  ~TillSources();

  /// Null for a kind that none of the locations of Open has.
  pos::TillSource* Of(const pos::Location& location) const;

  /// Asks every server once, several at a time; in the order of `locations`.
  std::vector<ReachedLocation> Reach(const std::vector<const pos::Location*>& locations,
                                     std::stop_token stop);

  static constexpr Duration kReachTime = std::chrono::seconds(5);

 private:
  class Gate;
  net::Endpoint ServerOf(const pos::Location& location) const;
  bool IsDoubtful(const std::string& id) const;
  void SetDoubtful(const std::string& id, bool doubtful);

  const config::Settings& settings_;
  const Clock& clock_;
  std::unique_ptr<net::HttpClient> http_;
  std::map<pos::Location::Source, std::unique_ptr<pos::TillSource>> sources_;
  mutable std::mutex mutex_;
  std::map<std::string, bool> doubtful_;  // by location id; guarded by mutex_
};

}  // namespace telar::app
