#include "ledger/worker.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "core/log.h"
#include "ledger/attempt.h"

namespace telar::ledger {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Makes one Random usable by the dispatcher and all threads.
class SharedRandom final : public Random {
 public:
  explicit SharedRandom(Random& random) : random_(random) {}
  std::uint64_t Next() override {
    const std::lock_guard lock(mutex_);
    return random_.Next();
  }

 private:
  std::mutex mutex_;
  Random& random_;
};

/// One run. The thread that calls Execute dispatches: it alone claims, waits and reports, so that
/// idle threads cost the database nothing. `threads` threads process; one renews the leases.
class Session {
 public:
  Session(Ledger& ledger, const Clock& clock, Random& random, const WorkerOptions& options,
          Pipeline& pipeline, const RunOrder& order)
      : ledger_(ledger),
        clock_(clock),
        random_(random),
        options_(options),
        pipeline_(pipeline),
        order_(order),
        rules_{options.max_attempts, options.item_retry, options.database_retry},
        run_deadline_(options.run_time > Duration(0) ? Deadline::After(clock, options.run_time)
                                                     : Deadline()) {}

  RunSummary Execute();

 private:
  Status Patiently(const std::function<Status()>& call);
  Status Start();
  Status Plan();
  Result<std::vector<NewItem>> AskForPlan();
  void Dispatch();
  bool Stopping();
  Status Step();
  bool WorthWaiting(std::optional<Instant> due) const;
  void StopOverdue();
  void Report();
  void Sleep(Duration longest, std::stop_token wake);
  void Finish();

  void Process();
  void Record(const AttemptResult& result);
  void Heartbeat(std::stop_token stop);
  Status RenewAll();

  std::stop_token WakeToken();
  void Wake();
  void StopAll(Attempt::Stopped why);
  ClaimRequest Request() const;

  Ledger& ledger_;
  const Clock& clock_;
  SharedRandom random_;
  const WorkerOptions& options_;
  Pipeline& pipeline_;
  const RunOrder& order_;
  const AttemptRules rules_;
  const Deadline run_deadline_;

  // Owned by the dispatching thread.
  RunId run_;
  Instant look_again_{};
  std::optional<Deadline> drain_deadline_;
  std::chrono::steady_clock::time_point reported_{};
  bool run_is_late_ = false;

  std::mutex mutex_;
  // Guarded by mutex_.
  std::stop_source wake_;
  std::condition_variable handed_out_;
  std::deque<Claimed> queue_;
  bool closed_ = false;
  std::list<Attempt*> active_;
  int in_hand_ = 0;  // claimed and not yet ended, queued ones included
  bool ended_one_ = false;
  std::int64_t expected_ = 0;
  RunSummary summary_;
};

RunSummary Session::Execute() {
  const auto began = clock_.Steady();
  const std::stop_callback on_drain(order_.drain, [this] { Wake(); });
  const std::stop_callback on_abort(order_.abort, [this] { Wake(); });
  summary_.status = Start();
  if (!run_.value().empty()) {
    summary_.run = run_;
    std::jthread heartbeat([this](std::stop_token stop) { Heartbeat(stop); });
    if (summary_.status.ok()) summary_.status = Plan();
    if (summary_.status.ok()) {
      std::vector<std::jthread> threads;
      for (int i = 0; i < options_.threads; ++i) threads.emplace_back([this] { Process(); });
      Dispatch();
      {
        const std::lock_guard lock(mutex_);
        closed_ = true;
      }
      handed_out_.notify_all();
    }
    heartbeat.request_stop();
    heartbeat.join();
    Finish();
  }
  summary_.duration = std::chrono::floor<Duration>(clock_.Steady() - began);
  return std::move(summary_);
}

Status Session::Patiently(const std::function<Status()>& call) {
  Status done = Retry(options_.database_retry, clock_, random_, Deadline(), order_.abort, call);
  // Stopped before the first try: no failure once the run is written down, its summary says so.
  if (done.code() == Code::kCancelled && !run_.value().empty()) return Status::Ok();
  const bool ours = done.code() == Code::kAlreadyExists || done.code() == Code::kInvalidInput;
  if (done.ok() || ours || done.role() != Role::kNone) return done;
  return std::move(done).WithRole(Role::kDestination);
}

ClaimRequest Session::Request() const {
  return {std::string(pipeline_.name()), run_, options_.lease, options_.shard,
          std::max(options_.max_claims, options_.max_attempts)};
}

Status Session::Start() {
  const RunStart start{RunId(NewUuid(clock_, random_)),
                       std::string(pipeline_.name()),
                       order_.started_by,
                       order_.command,
                       order_.version,
                       options_.shard,
                       order_.exclusive};
  return Patiently([&]() -> Status {
    TELAR_ASSIGN_OR_RETURN(run_, ledger_.runs().Start(start));
    return Status::Ok();
  });
}

Result<std::vector<NewItem>> Session::AskForPlan() {
  try {
    return pipeline_.Plan({run_, order_.drain});
  } catch (const std::exception& e) {
    return Status::Internal(fmt::format("exception: {}", e.what()));
  } catch (...) {
    return Status::Internal("unknown exception");
  }
}

Status Session::Plan() {
  auto items = AskForPlan();
  if (!items.ok()) {
    Status failed = std::move(items).status();
    if (failed.code() == Code::kCancelled && Stopping()) return Status::Ok();
    std::move(failed).WithContext(fmt::format("plan {}", pipeline_.name()));
    if (failed.role() == Role::kNone) std::move(failed).WithRole(Role::kSource);
    return failed;
  }
  return Patiently([&]() -> Status {
    TELAR_ASSIGN_OR_RETURN(const PlanCounts planned,
                           ledger_.backlog().Plan(run_, pipeline_.name(), *items));
    summary_.totals.planned = std::max(summary_.totals.planned, planned.total());
    TELAR_ASSIGN_OR_RETURN(const ReapCounts reaped, ledger_.claims().Reap(Request()));
    summary_.totals.failed += reaped.failed;
    TELAR_ASSIGN_OR_RETURN(expected_, ledger_.claims().Pending(pipeline_.name(), options_.shard));
    expected_ += summary_.totals.failed;
    return Status::Ok();
  });
}

bool Session::Stopping() {
  const bool asked = order_.drain.stop_requested() || order_.abort.stop_requested();
  const std::lock_guard lock(mutex_);
  summary_.drained = summary_.drained || asked;
  return asked || run_is_late_ || !summary_.status.ok();
}

void Session::Dispatch() {
  Report();
  while (true) {
    const std::stop_token wake = WakeToken();
    StopOverdue();
    if (clock_.Steady() - reported_ >= seconds(1)) Report();
    bool idle = false, full = false;
    {
      const std::lock_guard lock(mutex_);
      idle = in_hand_ == 0;
      full = in_hand_ >= options_.threads;
      if (std::exchange(ended_one_, false)) look_again_ = Instant{};
      // The C library may lose a wake-up (glibc bug 25847, open before 2.41).
      if (!queue_.empty()) handed_out_.notify_all();
    }
    if (Stopping()) {
      if (idle) break;
      Sleep(seconds(1), wake);
      continue;
    }
    if (full || clock_.Now() < look_again_) {
      Sleep(full ? Duration(seconds(1)) : look_again_ - clock_.Now(), wake);
      continue;
    }
    Status stepped = Step();
    if (stepped.code() == Code::kNotFound) break;
    if (!stepped.ok()) {
      const std::lock_guard lock(mutex_);
      if (summary_.status.ok()) summary_.status = std::move(stepped);
    }
  }
  Report();
}

/// Hands out the next item. With none due, sets when to look again, or says kNotFound when nothing
/// is left to wait for.
Status Session::Step() {
  std::optional<Claimed> claimed;
  std::optional<Instant> due;
  ReapCounts reaped;
  TELAR_RETURN_IF_ERROR(Patiently([&]() -> Status {
    TELAR_ASSIGN_OR_RETURN(claimed, ledger_.claims().Claim(Request(), &reaped));
    if (claimed) return Status::Ok();
    TELAR_ASSIGN_OR_RETURN(due, ledger_.claims().NextDue(pipeline_.name(), options_.shard));
    return Status::Ok();
  }));
  const std::lock_guard lock(mutex_);
  summary_.totals.failed += reaped.failed;
  if (claimed) {
    ++in_hand_;
    queue_.push_back(*std::move(claimed));
    handed_out_.notify_one();
    return Status::Ok();
  }
  if (in_hand_ == 0 && !ended_one_ && !WorthWaiting(due)) return Status::NotFound("no item is due");
  constexpr Duration kLongest = seconds(10);
  const Instant now = clock_.Now();
  look_again_ = due ? std::clamp(*due, now, now + kLongest) : now + kLongest;
  return Status::Ok();
}

bool Session::WorthWaiting(std::optional<Instant> due) const {
  return due && *due - clock_.Now() <= options_.wait_for_retries &&
         *due - clock_.Now() < run_deadline_.Left(clock_);
}

void Session::StopOverdue() {
  run_is_late_ = run_is_late_ || run_deadline_.Expired(clock_);
  bool ending = run_is_late_ || order_.abort.stop_requested();
  {
    const std::lock_guard lock(mutex_);
    ending = ending || !summary_.status.ok();
  }
  // Every time, as an item that was handed out before may begin after.
  if (ending) StopAll(Attempt::Stopped::kDrained);
  if (order_.drain.stop_requested()) {
    if (!drain_deadline_) drain_deadline_ = Deadline::After(clock_, options_.drain_time);
    if (drain_deadline_->Expired(clock_)) StopAll(Attempt::Stopped::kDrained);
  }
  const std::lock_guard lock(mutex_);
  for (Attempt* attempt : active_) {
    if (attempt->item_deadline().Expired(clock_)) attempt->Stop(Attempt::Stopped::kTooLate);
  }
}

void Session::Sleep(Duration longest, std::stop_token wake) {
  Duration wait = std::min(longest, Duration(seconds(1)));
  const auto at_most = [&](Duration left) {
    if (left > Duration(0)) wait = std::min(wait, left);
  };
  at_most(run_deadline_.Left(clock_));
  if (drain_deadline_) at_most(drain_deadline_->Left(clock_));
  {
    const std::lock_guard lock(mutex_);
    for (const Attempt* attempt : active_) at_most(attempt->item_deadline().Left(clock_));
  }
  clock_.Sleep(std::max(wait, Duration(milliseconds(1))), wake);
}

void Session::Report() {
  reported_ = clock_.Steady();
  if (!order_.on_progress) return;
  RunProgress progress;
  {
    const std::lock_guard lock(mutex_);
    progress.totals = summary_.totals;
    progress.running = static_cast<std::int64_t>(active_.size());
    progress.total = std::max(expected_, summary_.totals.finished() + in_hand_);
  }
  order_.on_progress(progress);
}

void Session::Process() {
  while (true) {
    std::unique_lock lock(mutex_);
    handed_out_.wait(lock, [this] { return closed_ || !queue_.empty(); });
    if (queue_.empty()) return;
    const Deadline item_deadline =
        options_.item_time > Duration(0) ? Deadline::After(clock_, options_.item_time) : Deadline();
    Attempt attempt(ledger_, clock_, random_, rules_, std::move(queue_.front()), item_deadline,
                    run_deadline_);
    queue_.pop_front();
    const auto entry = active_.insert(active_.end(), &attempt);
    lock.unlock();
    Wake();  // the dispatcher learns this item's deadline
    const AttemptResult result = attempt.Run(pipeline_);
    lock.lock();
    active_.erase(entry);
    --in_hand_;
    ended_one_ = true;
    Record(result);
    lock.unlock();
    Wake();
  }
}

void Session::Record(const AttemptResult& result) {
  RunTotals& totals = summary_.totals;
  const auto count_failure = [&] {
    ++summary_.failures[result.failure.role()];
    if (summary_.first_failure.ok()) summary_.first_failure = result.failure;
  };
  switch (result.end) {
    case AttemptResult::End::kFinished:
      switch (result.outcome.state) {
        case State::kEmpty: ++totals.empty; break;
        case State::kReview: ++totals.review; break;
        case State::kRejected: ++totals.rejected; break;
        default: ++totals.done; break;
      }
      for (const auto& [name, amount] : result.outcome.counts) summary_.counts[name] += amount;
      break;
    case AttemptResult::End::kFailed:
      ++totals.failed;
      count_failure();
      break;
    case AttemptResult::End::kRetried:
      ++totals.retried;
      count_failure();
      break;
    case AttemptResult::End::kReleased: break;
    case AttemptResult::End::kLost:
      log::Warn("an item was taken over by another worker", {{"run", run_.value()}});
      break;
    case AttemptResult::End::kUnknown:
      if (summary_.status.ok()) {
        summary_.status = result.failure.role() == Role::kNone
                              ? Status(result.failure).WithRole(Role::kDestination)
                              : result.failure;
      }
      break;
  }
}

void Session::Heartbeat(std::stop_token stop) {
  Duration wait = options_.lease / 3;
  auto renewed_at = clock_.Steady();
  while (clock_.Sleep(wait, stop)) {
    const auto now = clock_.Steady();
    const Status renewed = RenewAll();
    wait = renewed.ok() ? options_.lease / 3 : options_.lease / 12;
    if (renewed.ok()) {
      renewed_at = now;
    } else {
      if (clock_.Steady() - renewed_at >= options_.lease) StopAll(Attempt::Stopped::kLeaseLost);
      log::Warn("the heartbeat did not reach the ledger",
                {{"run", run_.value()}, {"cause", renewed.ToString()}});
    }
  }
}

Status Session::RenewAll() {
  std::vector<Lease> leases;
  RunTotals totals;
  {
    const std::lock_guard lock(mutex_);
    for (const Attempt* attempt : active_) leases.push_back(attempt->lease());
    for (const Claimed& waiting : queue_) leases.push_back(waiting.lease);
    totals = summary_.totals;
  }
  TELAR_ASSIGN_OR_RETURN(const auto lost, ledger_.claims().Renew(leases, options_.lease));
  {
    const std::lock_guard lock(mutex_);
    for (Attempt* attempt : active_) {
      for (const Lease& lease : lost) {
        const bool same =
            attempt->lease().item == lease.item && attempt->lease().token == lease.token;
        if (same) attempt->Stop(Attempt::Stopped::kLeaseLost);
      }
    }
  }
  const Status beaten = ledger_.runs().Beat(run_, totals);
  // Somebody took this run for dead; its items are its own as long as their leases hold.
  return beaten.code() == Code::kNotFound ? Status::Ok() : beaten;
}

void Session::Finish() {
  RunTotals& totals = summary_.totals;
  Status& status = summary_.status;
  Stopping();
  if (status.ok() && run_is_late_) {
    status = Status::DeadlineExceeded(fmt::format("run {}: not done within {}", pipeline_.name(),
                                                  FormatDuration(options_.run_time)));
  }
  const bool database_away = !status.ok() && status.role() == Role::kDestination;
  const auto once_or_patiently = [&](const std::function<Status()>& call) {
    return database_away || order_.abort.stop_requested() ? call() : Patiently(call);
  };
  Status counted = once_or_patiently([&]() -> Status {
    TELAR_ASSIGN_OR_RETURN(totals.left, ledger_.claims().Pending(pipeline_.name(), options_.shard));
    return Status::Ok();
  });
  const std::int64_t imperfect = totals.review + totals.rejected + totals.failed + totals.left;
  if (!status.ok() && !run_is_late_) {
    summary_.state = RunState::kFailed;
  } else if (summary_.drained && totals.left > 0) {
    summary_.state = RunState::kInterrupted;
  } else if (totals.failed > 0 && totals.failed == totals.finished() && totals.left == 0) {
    summary_.state = RunState::kFailed;
  } else {
    summary_.state = imperfect > 0 || run_is_late_ ? RunState::kPartial : RunState::kDone;
  }
  Status written = once_or_patiently(
      [&] { return ledger_.runs().Finish(run_, summary_.state, totals, status); });
  for (Status* failed : {&counted, &written}) {
    if (failed->ok() || !status.ok()) continue;
    status = std::move(*failed);
    summary_.state = RunState::kFailed;
  }
}

std::stop_token Session::WakeToken() {
  const std::lock_guard lock(mutex_);
  return wake_.get_token();
}

void Session::Wake() {
  std::stop_source fired;
  {
    const std::lock_guard lock(mutex_);
    fired = std::exchange(wake_, std::stop_source());
  }
  fired.request_stop();
}

void Session::StopAll(Attempt::Stopped why) {
  const std::lock_guard lock(mutex_);
  for (Attempt* attempt : active_) attempt->Stop(why);
}

}  // namespace

Worker::Worker(Key, Ledger& ledger, const Clock& clock, Random& random, WorkerOptions options)
    : ledger_(ledger), clock_(clock), random_(random), options_(std::move(options)) {}

Result<std::unique_ptr<Worker>> Worker::Open(Ledger& ledger, const Clock& clock, Random& random,
                                             WorkerOptions options) {
  const auto wrong = [](std::string why) {
    return Status::InvalidInput("open a worker: " + std::move(why));
  };
  if (options.threads < 1) return wrong("it needs at least one thread");
  if (options.lease <= Duration(0)) return wrong("a lease needs a duration");
  if (options.max_attempts < 1 || options.max_claims < 1) {
    return wrong("an item needs at least one attempt");
  }
  if (options.database_retry.attempts < 1) return wrong("the database needs at least one attempt");
  if (options.shard.count < 1 || options.shard.index < 0 ||
      options.shard.index >= options.shard.count) {
    return wrong(
        fmt::format("there is no shard {} of {}", options.shard.index, options.shard.count));
  }
  return std::make_unique<Worker>(Key(), ledger, clock, random, std::move(options));
}

RunSummary Worker::Run(Pipeline& pipeline, const RunOrder& order) {
  return Session(ledger_, clock_, random_, options_, pipeline, order).Execute();
}

}  // namespace telar::ledger
