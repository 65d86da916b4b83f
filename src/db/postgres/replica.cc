#include "db/postgres/replica.h"

#include <mutex>
#include <optional>
#include <utility>

namespace telar::db::postgres {
namespace {

constexpr Duration kPause = std::chrono::seconds(30);

Status OnlyReads() { return Status::Internal("write through a reading connection"); }

bool AskPrimary(const Status& failure) {
  // A replica cancels a query that stands in the way of what it replays as a conflict.
  return failure.code() == Code::kUnavailable || failure.code() == Code::kConflict;
}

class ReaderDatabase final : public Database {
 public:
  ReaderDatabase(Database& primary, std::unique_ptr<Database> replica,
                 std::function<Result<std::unique_ptr<Database>>()> open, const Clock& clock)
      : primary_(primary), clock_(clock), open_(std::move(open)), replica_(std::move(replica)) {
    if (replica_ == nullptr) Pause();
  }

  std::string Describe() const override { return primary_.Describe() + " (reading)"; }
  Capabilities capabilities() const override { return primary_.capabilities(); }
  const Dialect& dialect() const override { return primary_.dialect(); }
  Result<PooledConnection> Acquire() override;

  Database& primary() { return primary_; }
  /// Does not ask the replica for a while.
  void Pause() {
    const std::lock_guard lock(mutex_);
    not_before_ = clock_.Steady() + kPause;
  }

 protected:
  void Release(std::unique_ptr<Connection> connection) override { connection.reset(); }

 private:
  /// Null while it is away.
  Database* Replica() {
    {
      const std::lock_guard lock(mutex_);
      if (not_before_ && clock_.Steady() < *not_before_) return nullptr;
      not_before_.reset();
      if (replica_ != nullptr) return replica_.get();
      // One asks; the others do not wait for the answer.
      not_before_ = clock_.Steady() + kPause;
    }
    auto opened = open_();
    if (!opened.ok()) return nullptr;
    const std::lock_guard lock(mutex_);
    not_before_.reset();
    if (replica_ == nullptr) replica_ = *std::move(opened);
    return replica_.get();
  }

  Database& primary_;
  const Clock& clock_;
  const std::function<Result<std::unique_ptr<Database>>()> open_;
  std::mutex mutex_;
  std::unique_ptr<Database> replica_;                                // guarded by mutex_
  std::optional<std::chrono::steady_clock::time_point> not_before_;  // guarded by mutex_
};

class ReaderConnection final : public Connection {
 public:
  ReaderConnection(ReaderDatabase& reader, std::optional<PooledConnection> replica)
      : reader_(reader), replica_(std::move(replica)) {}

  Status Query(std::string_view sql, std::span<const Value> values, const RowFn& row) override {
    bool started = false;
    const RowFn counted = [&](const Row& one) {
      started = true;
      return row(one);
    };
    return OnEither([&](Connection& connection) { return connection.Query(sql, values, counted); },
                    started);
  }
  Result<std::int64_t> Execute(std::string_view, std::span<const Value>) override {
    return OnlyReads();
  }
  Status ExecuteScript(std::string_view) override { return OnlyReads(); }
  Result<MergeCounts> Merge(const MergeSpec&, std::span<const std::vector<Value>>) override {
    return OnlyReads();
  }
  Result<std::vector<std::string>> Tables() override {
    return ListOnEither<std::vector<std::string>>([](Connection& c) { return c.Tables(); });
  }
  Result<std::vector<ColumnInfo>> Columns(std::string_view table) override {
    return ListOnEither<std::vector<ColumnInfo>>([&](Connection& c) { return c.Columns(table); });
  }
  Result<std::vector<IndexInfo>> Indexes(std::string_view table) override {
    return ListOnEither<std::vector<IndexInfo>>([&](Connection& c) { return c.Indexes(table); });
  }

 protected:
  Status Begin() override { return OnlyReads(); }
  Status Commit() override { return OnlyReads(); }
  void Rollback() override {}

 private:
  Status OnEither(const std::function<Status(Connection&)>& ask, const bool& started) {
    if (replica_) {
      Status done = ask(**replica_);
      if (done.ok() || started || !AskPrimary(done)) return done;
      if (done.code() == Code::kUnavailable) {
        reader_.Pause();
        replica_.reset();
      }
    }
    if (!primary_) {
      auto primary = reader_.primary().Acquire();
      if (!primary.ok()) return std::move(primary).status();
      primary_.emplace(*std::move(primary));
    }
    return ask(**primary_);
  }
  template <typename T>
  Result<T> ListOnEither(const std::function<Result<T>(Connection&)>& list) {
    T found;
    TELAR_RETURN_IF_ERROR(OnEither(
        [&](Connection& connection) -> Status {
          TELAR_ASSIGN_OR_RETURN(found, list(connection));
          return Status::Ok();
        },
        false));
    return found;
  }

  ReaderDatabase& reader_;
  std::optional<PooledConnection> replica_, primary_;
};

Result<PooledConnection> ReaderDatabase::Acquire() {
  std::optional<PooledConnection> connection;
  if (Database* replica = Replica(); replica != nullptr) {
    auto acquired = replica->Acquire();
    if (acquired.ok()) connection.emplace(*std::move(acquired));
    else if (AskPrimary(acquired.status())) Pause();
    else return std::move(acquired).status();
  }
  return PooledConnection(*this, std::make_unique<ReaderConnection>(*this, std::move(connection)));
}

}  // namespace

Result<std::unique_ptr<Database>> OpenReader(Database& primary, Options replica,
                                             const Clock& clock) {
  const auto open = [replica = std::move(replica)] { return Open(replica); };
  auto opened = open();
  if (!opened.ok() && opened.status().code() != Code::kUnavailable) return opened;
  return std::unique_ptr<Database>(std::make_unique<ReaderDatabase>(
      primary, opened.ok() ? *std::move(opened) : nullptr, open, clock));
}

std::unique_ptr<Database> ReaderOver(Database& primary, std::unique_ptr<Database> replica,
                                     const Clock& clock) {
  const auto never = []() -> Result<std::unique_ptr<Database>> {
    return Status::Unavailable("open the replica: it was not there at the start");
  };
  return std::make_unique<ReaderDatabase>(primary, std::move(replica), never, clock);
}

}  // namespace telar::db::postgres
