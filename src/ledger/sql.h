#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "db/database.h"
#include "ledger/item.h"
#include "ledger/runs.h"

namespace telar::ledger {

// What the ledger's own sources share; not for other rooms.

/// Runs `work` in a transaction and commits when it returns true; false rolls back and is passed
/// on. A conflict between transactions is redone twice.
Result<bool> InTransaction(db::Database& database,
                           const std::function<Result<bool>(db::Connection&)>& work);

/// Foreign text as every database keeps it: well-formed UTF-8 without NUL, cut to `max_bytes`.
std::string StoredText(std::string_view text, std::size_t max_bytes);
/// The parts of `status` as the tables keep them.
StoredError StoredErrorOf(const Status& status);

/// "?, ?, ?".
std::string Marks(std::size_t count);
/// How many values fit an IN list beside a few others.
std::size_t ChunkSize(const db::Database& database);

/// SQL text and its values, grown together.
class Where {
 public:
  void And(std::string_view condition, std::vector<db::Value> values = {});
  void AndShard(Shard shard);
  /// " WHERE …", or "" without a condition.
  std::string Text() const;
  const std::vector<db::Value>& values() const { return values_; }

 private:
  std::string text_;
  std::vector<db::Value> values_;
};

/// " LIMIT n", n kept between 1 and 1000.
std::string Limit(int limit);

}  // namespace telar::ledger
