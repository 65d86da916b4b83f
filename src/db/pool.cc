#include "db/pool.h"

#include <fmt/format.h>

#include <utility>

namespace telar::db {

Result<std::unique_ptr<Connection>> Pool::Take() {
  {
    std::unique_lock lock(mutex_);
    const auto available = [this] { return !idle_.empty() || open_count_ < limit_; };
    if (!free_.wait_for(lock, timeout_, available)) {
      return Status::Unavailable(
                 fmt::format("wait for one of {} database connections: none came free in {}",
                             limit_, FormatDuration(timeout_)))
          .WithHint("Allow more connections or use fewer workers.");
    }
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    ++open_count_;
  }
  // Opening may be slow and must not hold up those who only give back.
  auto opened = open_();
  if (!opened.ok()) GiveBack(nullptr);
  return opened;
}

void Pool::GiveBack(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    if (connection != nullptr) idle_.push_back(std::move(connection));
    else --open_count_;
  }
  free_.notify_one();
}

}  // namespace telar::db
