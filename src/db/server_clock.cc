#include "db/server_clock.h"

#include <optional>
#include <string>

namespace telar::db {

namespace {

/// The answer with the shortest round trip counts.
constexpr int kRounds = 3;

}  // namespace

Result<std::unique_ptr<ServerClock>> ServerClock::Open(Database& database, const Clock& local,
                                                       Duration every) {
  auto clock = std::make_unique<ServerClock>(Key(), database, local);
  if (database.dialect().now.empty()) return clock;
  TELAR_RETURN_IF_ERROR(clock->Measure());
  clock->again_ = std::jthread([clock = clock.get(), every](const std::stop_token& stop) {
    while (clock->local_.Sleep(every, stop)) {
      // The last measurement serves until the database is back.
      [[maybe_unused]] const Status measured = clock->Measure();
    }
  });
  return clock;
}

Instant ServerClock::Now() const {
  const std::lock_guard lock(mutex_);
  if (!measured_) return local_.Now();
  return server_ + std::chrono::floor<Duration>(local_.Steady() - measured_at_);
}

Status ServerClock::Measure() {
  const std::string& now = database_.dialect().now;
  if (now.empty()) return Status::Ok();
  TELAR_ASSIGN_OR_RETURN(const auto connection, database_.Acquire());
  const std::string sql = "SELECT " + now;
  std::optional<std::chrono::steady_clock::duration> best;
  for (int round = 0; round < kRounds; ++round) {
    Instant server{};
    const auto sent = local_.Steady();
    Status asked = connection->Query(sql, {}, [&](const Row& row) -> Status {
      TELAR_ASSIGN_OR_RETURN(server, row.AsInstant(0));
      return Status::Ok();
    });
    if (!asked.ok()) return std::move(asked).WithContext("ask the server for its time");
    const auto trip = local_.Steady() - sent;
    if (best && trip >= *best) continue;
    best = trip;
    const std::lock_guard lock(mutex_);
    measured_ = true;
    server_ = server;
    measured_at_ = sent + trip / 2;
  }
  return Status::Ok();
}

}  // namespace telar::db
