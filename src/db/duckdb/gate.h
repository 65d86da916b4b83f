#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>

#include "core/status.h"

namespace telar::db::duckdb {

/// What the connections of one file tell each other in this process, which is the only one that has
/// it open. Safe to use from several threads.
class Gate {
 public:
  /// The gate of a file, one for all Database objects of it.
  static std::shared_ptr<Gate> Of(const std::filesystem::path& file);

  /// Makes the caller the one that writes; kUnavailable when another still does after `timeout`.
  Status EnterWriter(std::chrono::milliseconds timeout);
  void LeaveWriter();

  /// A statement that reads an older state while others write.
  void EnterReader() { ++readers_; }
  void LeaveReader() { --readers_; }
  int readers() const { return readers_; }

 private:
  std::mutex mutex_;
  std::condition_variable left_;
  bool writing_ = false;  // guarded by mutex_
  std::atomic<int> readers_ = 0;
};

}  // namespace telar::db::duckdb
