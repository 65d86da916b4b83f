#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telar {

/// What a caller should do about a failure. The set is closed: a new code needs a new answer to
/// "what does the caller do now?", not a new place where things go wrong.
enum class Code {
  kOk,
  kInvalidInput,   ///< The bytes or arguments are wrong and stay wrong: reject or quarantine them.
  kInvalidConfig,  ///< A setting is missing or wrong: a person edits telar.yaml or the environment.
  kNotFound,       ///< The named thing does not exist.
  kAlreadyExists,  ///< The named thing exists and may not be replaced.
  kConflict,       ///< Somebody else changed it first: redo the whole operation from its start.
  kUnavailable,    ///< The other side did not answer: the same call may succeed later.
  kDeadlineExceeded,  ///< Time ran out: the same call may succeed with more time.
  kLimitExceeded,     ///< A stated limit (memory, pages, pixels, size) was hit: never retried.
  kCancelled,         ///< We were asked to stop: nothing is wrong, resume later.
  kPermissionDenied,  ///< The other side refuses us: a person changes rights or credentials.
  kContractBroken,    ///< A guard or data contract refused to go on: a person looks (exit 7).
  kInternal,          ///< A bug of ours. Never used for foreign input.
};

/// Lower-case name of a code ("invalid_input"); stable, written to logs, the ledger and JSON.
std::string_view CodeName(Code code);

/// Which end of a pipeline failed; a pipeline sets it, an adapter cannot know it.
enum class Role { kNone, kSource, kDestination };

/// Success, or a failure that reads "operation object: cause" with an optional hint for the person.
///
///   return Status::Unavailable("connect to 10.0.0.7:5432: connection refused")
///       .WithHint("Is the server running? See pos.database.");
///
/// Callers add where they were with WithContext; contexts print outermost first:
/// "load a.pdf: insert into ventas_preventivas: disk is full". A value type; safe to copy and to
/// pass between threads. Not an exception: nothing of ours throws across a function boundary.
class [[nodiscard]] Status {
 public:
  Status() = default;  ///< Success.
  Status(Code code, std::string message) : code_(code), message_(std::move(message)) {}

  static Status Ok() { return {}; }
  static Status InvalidInput(std::string m) { return {Code::kInvalidInput, std::move(m)}; }
  static Status InvalidConfig(std::string m) { return {Code::kInvalidConfig, std::move(m)}; }
  static Status NotFound(std::string m) { return {Code::kNotFound, std::move(m)}; }
  static Status AlreadyExists(std::string m) { return {Code::kAlreadyExists, std::move(m)}; }
  static Status Conflict(std::string m) { return {Code::kConflict, std::move(m)}; }
  static Status Unavailable(std::string m) { return {Code::kUnavailable, std::move(m)}; }
  static Status DeadlineExceeded(std::string m) { return {Code::kDeadlineExceeded, std::move(m)}; }
  static Status LimitExceeded(std::string m) { return {Code::kLimitExceeded, std::move(m)}; }
  static Status Cancelled(std::string m) { return {Code::kCancelled, std::move(m)}; }
  static Status PermissionDenied(std::string m) { return {Code::kPermissionDenied, std::move(m)}; }
  static Status ContractBroken(std::string m) { return {Code::kContractBroken, std::move(m)}; }
  static Status Internal(std::string m) { return {Code::kInternal, std::move(m)}; }

  /// The failure behind an errno, as "`operation`: strerror". ENOENT is NotFound, EACCES is
  /// PermissionDenied, EEXIST is AlreadyExists, ENOSPC and network errors are Unavailable.
  static Status FromErrno(int error_number, std::string_view operation);

  bool ok() const { return code_ == Code::kOk; }
  Code code() const { return code_; }
  Role role() const { return role_; }

  /// True when doing the same again later may succeed: conflict, unavailable, deadline.
  bool retryable() const {
    return code_ == Code::kConflict || code_ == Code::kUnavailable ||
           code_ == Code::kDeadlineExceeded;
  }

  /// The innermost message, without contexts or hint.
  const std::string& message() const { return message_; }
  /// What the person may do about it; empty when nothing useful is known.
  const std::string& hint() const { return hint_; }
  /// Contexts and message joined by ": ", outermost first; no hint, no code.
  std::string FullMessage() const;
  /// For logs and terminals: "invalid_input: load a.pdf: … (hint: …)". "ok" for success.
  std::string ToString() const;

  /// Adds an outer context. Does nothing to success.
  Status&& WithContext(std::string context) &&;
  Status WithContext(std::string context) const& {
    return Status(*this).WithContext(std::move(context));
  }
  /// Sets the hint unless one closer to the cause is there.
  Status&& WithHint(std::string hint) &&;
  Status WithHint(std::string hint) const& { return Status(*this).WithHint(std::move(hint)); }
  /// Says which end failed, unless something closer to the cause said so.
  Status&& WithRole(Role role) &&;
  Status WithRole(Role role) const& { return Status(*this).WithRole(role); }

  friend bool operator==(const Status&, const Status&) = default;

 private:
  Code code_ = Code::kOk;
  Role role_ = Role::kNone;
  std::string message_;
  std::string hint_;
  std::vector<std::string> contexts_;  // innermost first
};

}  // namespace telar

#define TELAR_CONCAT_INNER_(a, b) a##b
#define TELAR_CONCAT_(a, b) TELAR_CONCAT_INNER_(a, b)

/// Returns from the enclosing function when `expr` (a Status) is a failure.
#define TELAR_RETURN_IF_ERROR(expr) \
  TELAR_RETURN_IF_ERROR_(TELAR_CONCAT_(telar_status_, __COUNTER__), expr)
#define TELAR_RETURN_IF_ERROR_(status, expr)                          \
  do {                                                                \
    if (::telar::Status status = (expr); !status.ok()) return status; \
  } while (false)
