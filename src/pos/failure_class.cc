#include "pos/failure_class.h"

namespace telar::pos {
namespace {

FailureClass OfFetching(Code code, Location::Source source, Reached reached) {
  if (reached == Reached::kNo) return {"extract", "vpn_unreachable"};
  if (reached == Reached::kTooSlow) return {"extract", "vpn_timeout"};
  const bool rest = source == Location::Source::kKlk;
  switch (code) {
    case Code::kDeadlineExceeded: return {"extract", rest ? "api_timeout" : "db_timeout"};
    case Code::kUnavailable: return {"extract", rest ? "api_error" : "db_connection"};
    case Code::kPermissionDenied: return {"extract", rest ? "api_auth" : "db_connection"};
    case Code::kInvalidInput: return {"transform", "data_format"};
    default: return {"extract", rest ? "api_error" : "db_error"};
  }
}

FailureClass OfLoading(Code code) {
  switch (code) {
    case Code::kInvalidInput: return {"transform", "data_format"};
    case Code::kContractBroken: return {"transform", "data_validation"};
    case Code::kConflict: return {"load", "deadlock"};
    case Code::kDeadlineExceeded: return {"load", "pg_timeout"};
    case Code::kAlreadyExists: return {"load", "constraint_violation"};
    case Code::kLimitExceeded: return {"load", "disk_full"};
    default: return {"load", "pg_connection"};
  }
}

}  // namespace

FailureClass ClassifyFailure(std::string_view stage, Code code, Location::Source source,
                             Reached reached) {
  return stage.empty() ? OfFetching(code, source, reached) : OfLoading(code);
}

}  // namespace telar::pos
