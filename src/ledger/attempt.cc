#include "ledger/attempt.h"

#include <fmt/format.h>

#include <exception>
#include <utility>

#include "core/log.h"

namespace telar::ledger {

using End = AttemptResult::End;

AttemptResult Attempt::Run(Pipeline& pipeline) {
  Result<Outcome> outcome = Process(pipeline);
  if (outcome.ok() && !doubt_.ok()) outcome = doubt_;
  if (outcome.ok()) return WriteOutcome(*std::move(outcome));
  return WriteFailure(std::move(outcome).status());
}

void Attempt::Stop(Stopped why) {
  Stopped running = Stopped::kNo;
  if (stopped_.compare_exchange_strong(running, why)) stop_.request_stop();
}

Result<Outcome> Attempt::Process(Pipeline& pipeline) {
  try {
    Result<Outcome> outcome = pipeline.Process(claimed_.item, *this);
    if (outcome.ok() && (!IsFinal(outcome->state) || outcome->state == State::kFailed)) {
      return Status::Internal(fmt::format("process an item of {}: '{}' is no outcome",
                                          claimed_.item.pipeline, StateName(outcome->state)));
    }
    return outcome;
  } catch (const std::exception& e) {
    return Status::Internal(
        fmt::format("process an item of {}: exception: {}", claimed_.item.pipeline, e.what()));
  } catch (...) {
    return Status::Internal(
        fmt::format("process an item of {}: unknown exception", claimed_.item.pipeline));
  }
}

Status Attempt::Reach(Stage stage, const std::function<Status(db::Connection&)>& write) {
  TELAR_RETURN_IF_ERROR(doubt_);
  constexpr int kTries = 3;
  bool committing = false;
  Status reached;
  // Another transaction may have touched the item's row, to renew the lease: only a conflict that
  // stays is a lost lease.
  for (int left = kTries; left > 0; --left) {
    bool held = false;
    reached = [&]() -> Status {
      TELAR_ASSIGN_OR_RETURN(const auto connection, ledger_.database().Acquire());
      TELAR_ASSIGN_OR_RETURN(auto transaction, db::Transaction::Begin(*connection));
      TELAR_RETURN_IF_ERROR(ledger_.claims().Advance(*connection, claimed_.lease, stage, {}));
      held = true;
      if (write) TELAR_RETURN_IF_ERROR(write(*connection));
      // The rejects once all of them are known.
      if (!rejects_.empty()) {
        TELAR_RETURN_IF_ERROR(
            ledger_.claims().Advance(*connection, claimed_.lease, stage, rejects_));
      }
      committing = true;
      return transaction.Commit();
    }();
    if (held || reached.code() != Code::kConflict) break;
  }
  if (reached.ok()) {
    rejects_.clear();
    return reached;
  }
  Status failed = reached.WithContext(fmt::format("reach stage '{}'", stage));
  if (failed.role() == Role::kNone) std::move(failed).WithRole(Role::kDestination);
  if (committing) doubt_ = failed;
  return failed;
}

Status Attempt::Write(const std::function<Status()>& write, bool& lost) {
  return Retry(rules_.database_retry, clock_, random_, Deadline(), {}, [&] {
    Status written = write();
    if (written.code() != Code::kConflict) return written;
    // Or somebody touched the item's row each time, to renew its lease, and it is still ours.
    TELAR_ASSIGN_OR_RETURN(const bool held, ledger_.claims().Holds(claimed_.lease));
    lost = !held;
    return lost ? Status::Ok() : written;
  });
}

AttemptResult Attempt::WriteOutcome(Outcome outcome) {
  bool lost = false;
  Status written =
      Write([&] { return ledger_.claims().Finish(claimed_.lease, outcome, rejects_); }, lost);
  if (lost) return {End::kLost, {}, {}};
  if (!written.ok()) return {End::kUnknown, {}, std::move(written)};
  return {End::kFinished, std::move(outcome), {}};
}

AttemptResult Attempt::WriteFailure(Status failure) {
  const Stopped stopped = stopped_;
  if (stopped == Stopped::kDrained || stopped == Stopped::kLeaseLost) return WriteRelease();
  const bool out_of_time =
      failure.code() == Code::kDeadlineExceeded || failure.code() == Code::kCancelled;
  if (out_of_time && run_deadline_.Expired(clock_)) return WriteRelease();
  if (stopped == Stopped::kTooLate && failure.code() == Code::kCancelled) {
    failure = Status::DeadlineExceeded("process an item: no result within its time");
  }
  const bool again = failure.retryable() || failure.code() == Code::kCancelled;
  const int attempts = claimed_.item.attempts;
  std::optional<Instant> retry_at;
  if (again && attempts < rules_.max_attempts) {
    retry_at = clock_.Now() + rules_.item_retry.Wait(attempts, random_);
  }
  bool lost = false;
  Status written = Write(
      [&] { return ledger_.claims().Fail(claimed_.lease, failure, retry_at, rejects_); }, lost);
  if (lost) return {End::kLost, {}, {}};
  if (!written.ok()) return {End::kUnknown, {}, std::move(written)};
  return {retry_at ? End::kRetried : End::kFailed, {}, std::move(failure)};
}

AttemptResult Attempt::WriteRelease() {
  bool lost = false;
  Status written = Write([&] { return ledger_.claims().Release(claimed_.lease); }, lost);
  if (lost) return {End::kLost, {}, {}};
  if (!written.ok()) return {End::kUnknown, {}, std::move(written)};
  return {End::kReleased, {}, {}};
}

}  // namespace telar::ledger
