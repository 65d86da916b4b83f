#include "db/duckdb/gate.h"

#include <map>
#include <string>

namespace telar::db::duckdb {

std::shared_ptr<Gate> Gate::Of(const std::filesystem::path& file) {
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<Gate>> gates;
  const std::lock_guard lock(mutex);
  std::erase_if(gates, [](const auto& entry) { return entry.second.expired(); });
  auto& known = gates[file.string()];
  auto gate = known.lock();
  if (gate == nullptr) {
    gate = std::make_shared<Gate>();
    known = gate;
  }
  return gate;
}

Status Gate::EnterWriter(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  if (!left_.wait_for(lock, timeout, [this] { return !writing_; })) {
    return Status::Unavailable("another connection is writing").WithHint("It can be tried again.");
  }
  writing_ = true;
  return Status::Ok();
}

void Gate::LeaveWriter() {
  {
    const std::lock_guard lock(mutex_);
    writing_ = false;
  }
  left_.notify_one();
}

}  // namespace telar::db::duckdb
