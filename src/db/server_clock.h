#pragma once

#include <memory>
#include <mutex>
#include <thread>

#include "core/clock.h"
#include "core/result.h"
#include "db/database.h"

namespace telar::db {

/// A clock whose Now is the time of the database's server, so that the leases of several hosts
/// agree although their own clocks do not. Between measurements it goes on with the local monotonic
/// clock: a host's clock that is set does not move it. Steady and Sleep are the local clock's.
///
/// A measurement is off by half a round trip at most. It is made at Open and every few minutes by a
/// thread that borrows a connection; while the database is away the last one counts. For a
/// database whose Dialect::now is empty everything is the local clock. Safe from several threads.
class ServerClock final : public Clock {
  struct Key {
    explicit Key() = default;
  };

 public:
  /// `database` and `local` must outlive the clock. Errors: those of a query.
  static Result<std::unique_ptr<ServerClock>> Open(Database& database, const Clock& local,
                                                   Duration every = std::chrono::minutes(3));
  ServerClock(Key, Database& database, const Clock& local) : database_(database), local_(local) {}

  Instant Now() const override;
  std::chrono::steady_clock::time_point Steady() const override { return local_.Steady(); }
  bool Sleep(Duration duration, std::stop_token stop) const override {
    return local_.Sleep(duration, stop);
  }

  /// Asks the server again now; on failure the last measurement stays.
  Status Measure();

 private:
  Database& database_;
  const Clock& local_;
  mutable std::mutex mutex_;
  bool measured_ = false;                              // guarded by mutex_
  Instant server_{};                                   // guarded by mutex_
  std::chrono::steady_clock::time_point measured_at_;  // guarded by mutex_
  std::jthread again_;                                 // last, so that it ends first
};

}  // namespace telar::db
