#include "core/status.h"

#include <cerrno>
#include <cstring>

namespace telar {

std::string_view CodeName(Code code) {
  switch (code) {
    case Code::kOk: return "ok";
    case Code::kInvalidInput: return "invalid_input";
    case Code::kInvalidConfig: return "invalid_config";
    case Code::kNotFound: return "not_found";
    case Code::kAlreadyExists: return "already_exists";
    case Code::kConflict: return "conflict";
    case Code::kUnavailable: return "unavailable";
    case Code::kDeadlineExceeded: return "deadline_exceeded";
    case Code::kLimitExceeded: return "limit_exceeded";
    case Code::kCancelled: return "cancelled";
    case Code::kPermissionDenied: return "permission_denied";
    case Code::kContractBroken: return "contract_broken";
    case Code::kInternal: return "internal";
  }
  return "internal";
}

namespace {

Code CodeOfErrno(int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR: return Code::kNotFound;
    case EEXIST: return Code::kAlreadyExists;
    case EACCES:
    case EPERM:
    case EROFS: return Code::kPermissionDenied;
    case EINVAL:
    case ENAMETOOLONG:
    case EISDIR: return Code::kInvalidInput;
    case EFBIG: return Code::kLimitExceeded;
    case ETIMEDOUT: return Code::kDeadlineExceeded;
    case ECANCELED: return Code::kCancelled;
    default: return Code::kUnavailable;
  }
}

}  // namespace

Status Status::FromErrno(int error_number, std::string_view operation) {
  char buffer[256];
  const char* text = strerror_r(error_number, buffer, sizeof buffer);
  return {CodeOfErrno(error_number), std::string(operation) + ": " + text};
}

std::string Status::FullMessage() const {
  std::string text;
  for (auto it = contexts_.rbegin(); it != contexts_.rend(); ++it) text += *it + ": ";
  return text + message_;
}

std::string Status::ToString() const {
  if (ok()) return "ok";
  std::string text = std::string(CodeName(code_)) + ": " + FullMessage();
  if (!hint_.empty()) text += " (hint: " + hint_ + ")";
  return text;
}

Status&& Status::WithContext(std::string context) && {
  if (!ok()) contexts_.push_back(std::move(context));
  return std::move(*this);
}

Status&& Status::WithHint(std::string hint) && {
  if (!ok() && hint_.empty()) hint_ = std::move(hint);
  return std::move(*this);
}

Status&& Status::WithRole(Role role) && {
  if (!ok() && role_ == Role::kNone) role_ = role;
  return std::move(*this);
}

}  // namespace telar
