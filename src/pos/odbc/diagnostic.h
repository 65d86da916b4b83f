#pragma once

#include <string>
#include <string_view>

#include "core/status.h"

namespace telar::pos {

/// What a driver says about a failure.
struct Diagnostic {
  std::string state;  ///< SQLSTATE, "08S01".
  int native = 0;     ///< The server's own number.
  std::string message;
};

/// What to do about it, by SQLSTATE (ISO 9075 and the ODBC reference, appendix A) and, for SQL
/// Server, by its number first, since its driver has one SQLSTATE for most of them.
///
///   08…, 40…, 53…, 57…, and all else that is not named here  kUnavailable
///   HYT00, HYT01                                             kDeadlineExceeded
///   28…, 42501, 08… about authentication; 229, 916, 18456 …  kPermissionDenied
///   07…, 21…, 22…, 23…, 42…                                  kInvalidInput
///   IM…, a driver's library that cannot be loaded            kInvalidConfig
///   HY001, HY013                                             kLimitExceeded
Code CodeOf(const Diagnostic& diagnostic, bool sql_server);

/// "[42S02] Invalid object name 'dbo.X' (208)": without the driver's bracketed prefixes, without
/// `secret`, and, where the complaint is about a value (22…, 23…), without what stands in quotes.
std::string Describe(const Diagnostic& diagnostic, std::string_view secret);

}  // namespace telar::pos
