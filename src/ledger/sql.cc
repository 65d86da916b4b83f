#include "ledger/sql.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace telar::ledger {
namespace {

Result<bool> Once(db::Connection& connection,
                  const std::function<Result<bool>(db::Connection&)>& work) {
  TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(connection));
  TELAR_ASSIGN_OR_RETURN(const bool commit, work(connection));
  if (!commit) return false;
  TELAR_RETURN_IF_ERROR(transaction.Commit());
  return true;
}

}  // namespace

Result<bool> InTransaction(db::Database& database,
                           const std::function<Result<bool>(db::Connection&)>& work) {
  constexpr int kTries = 3;
  TELAR_ASSIGN_OR_RETURN(const auto connection, database.Acquire());
  for (int left = kTries - 1;; --left) {
    auto done = Once(*connection, work);
    if (done.ok() || done.status().code() != Code::kConflict || left == 0) return done;
  }
}

std::string StoredText(std::string_view text, std::size_t max_bytes) {
  std::string stored = ToValidUtf8(text);
  std::replace(stored.begin(), stored.end(), '\0', ' ');
  if (stored.size() > max_bytes) {
    std::size_t end = max_bytes;
    while (end > 0 && (static_cast<unsigned char>(stored[end]) & 0xC0) == 0x80) --end;
    stored.resize(end);
  }
  return stored;
}

StoredError StoredErrorOf(const Status& status) {
  if (status.ok()) return {};
  return {std::string(CodeName(status.code())), StoredText(status.FullMessage(), 4096),
          StoredText(status.hint(), 1024)};
}

std::string Marks(std::size_t count) {
  std::string marks;
  for (std::size_t i = 0; i < count; ++i) marks += i == 0 ? "?" : ", ?";
  return marks;
}

std::size_t ChunkSize(const db::Database& database) {
  return static_cast<std::size_t>(std::clamp(database.capabilities().max_parameters - 16, 1, 500));
}

void Where::And(std::string_view condition, std::vector<db::Value> values) {
  text_ += text_.empty() ? " WHERE " : " AND ";
  text_ += condition;
  for (auto& value : values) values_.push_back(std::move(value));
}

void Where::AndShard(Shard shard) {
  if (shard.all()) return;
  And("shard_hash % ? = ?", {std::int64_t{shard.count}, std::int64_t{shard.index}});
}

std::string Where::Text() const { return text_; }

std::string Limit(int limit) { return fmt::format(" LIMIT {}", std::clamp(limit, 1, 1000)); }

}  // namespace telar::ledger
