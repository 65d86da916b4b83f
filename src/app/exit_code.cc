#include "app/exit_code.h"

#include <csignal>

namespace telar::app {
namespace {

ExitCode SignalCode(int signal) {
  return signal == SIGTERM ? ExitCode::kTerminated : ExitCode::kInterrupted;
}

ExitCode ByRole(Role role, ExitCode none, ExitCode source, ExitCode destination) {
  switch (role) {
    case Role::kSource: return source;
    case Role::kDestination: return destination;
    case Role::kNone: break;
  }
  return none;
}

}  // namespace

std::span<const ExitCode> AllExitCodes() {
  using E = ExitCode;
  static constexpr E kAll[] = {E::kDone,           E::kUsage,           E::kConfig,
                               E::kSourceDown,     E::kDestinationDown, E::kContractBroken,
                               E::kSomeNeedPeople, E::kAllFailed,       E::kNothingToDo,
                               E::kInterrupted,    E::kTerminated};
  return kAll;
}

std::string_view ExitCodeMeaning(ExitCode code) {
  switch (code) {
    case ExitCode::kDone: return "everything was done";
    case ExitCode::kUsage: return "the command line is wrong";
    case ExitCode::kConfig: return "a setting is wrong or missing";
    case ExitCode::kSourceDown: return "a source did not answer";
    case ExitCode::kDestinationDown:
      return "a destination did not answer, or output could not be written";
    case ExitCode::kContractBroken: return "a data contract or guard refused to go on";
    case ExitCode::kSomeNeedPeople: return "some items failed or need a human";
    case ExitCode::kAllFailed: return "every item failed";
    case ExitCode::kNothingToDo: return "there was nothing to do";
    case ExitCode::kInterrupted: return "interrupted by SIGINT; drained, run again to resume";
    case ExitCode::kTerminated: return "ended by SIGTERM; drained, run again to resume";
  }
  return "";
}

ExitCode ExitCodeFor(const Status& status, int signal) {
  using E = ExitCode;
  const Role role = status.role();
  switch (status.code()) {
    case Code::kOk: return E::kDone;
    case Code::kInvalidInput:
      return ByRole(role, E::kUsage, E::kContractBroken, E::kContractBroken);
    case Code::kNotFound: return ByRole(role, E::kUsage, E::kSourceDown, E::kDestinationDown);
    case Code::kAlreadyExists:
      return ByRole(role, E::kUsage, E::kContractBroken, E::kContractBroken);
    case Code::kInvalidConfig:
    case Code::kPermissionDenied: return E::kConfig;
    case Code::kUnavailable:
    case Code::kDeadlineExceeded:
    case Code::kConflict: return ByRole(role, E::kSourceDown, E::kSourceDown, E::kDestinationDown);
    case Code::kLimitExceeded:
    case Code::kContractBroken:
    case Code::kInternal: return E::kContractBroken;
    case Code::kCancelled: return SignalCode(signal);
  }
  return E::kContractBroken;
}

ExitCode ExitCodeFor(const ItemCounts& counts, int signal) {
  if (signal != 0) return SignalCode(signal);
  if (counts.total == 0) return ExitCode::kNothingToDo;
  if (counts.failed == counts.total) return ExitCode::kAllFailed;
  if (counts.failed + counts.people > 0) return ExitCode::kSomeNeedPeople;
  return ExitCode::kDone;
}

}  // namespace telar::app
