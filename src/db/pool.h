#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "core/result.h"
#include "db/database.h"

namespace telar::db {

/// The connections of one Database: opened when first needed, at most `limit` at a time, kept for
/// the next borrower. For adapters; safe to use from several threads.
class Pool {
 public:
  using Factory = std::function<Result<std::unique_ptr<Connection>>()>;

  Pool(int limit, std::chrono::milliseconds timeout, Factory open)
      : limit_(limit), timeout_(timeout), open_(std::move(open)) {}

  /// An idle connection, a new one, or, when all are out, the next that comes back; kUnavailable
  /// after the timeout. A failure to open one is returned as it is.
  Result<std::unique_ptr<Connection>> Take();
  /// Takes a connection back; null when it broke and its place is free for a new one.
  void GiveBack(std::unique_ptr<Connection> connection);

 private:
  const int limit_;
  const std::chrono::milliseconds timeout_;
  const Factory open_;

  std::mutex mutex_;
  std::condition_variable free_;
  int open_count_ = 0;                             // guarded by mutex_
  std::vector<std::unique_ptr<Connection>> idle_;  // guarded by mutex_
};

}  // namespace telar::db
