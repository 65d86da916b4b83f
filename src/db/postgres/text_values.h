#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"
#include "db/value.h"

namespace telar::db::postgres {

/// Object ids of the built-in types that values are made of (src/include/catalog/pg_type.dat); they
/// are the same in every PostgreSQL.
enum TypeId : std::uint32_t {
  kBool = 16,
  kBytea = 17,
  kName = 19,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kText = 25,
  kOid = 26,
  kJson = 114,
  kFloat4 = 700,
  kFloat8 = 701,
  kBpchar = 1042,
  kVarchar = 1043,
  kDate = 1082,
  kTimestamp = 1114,
  kTimestamptz = 1184,
  kNumeric = 1700,
  kJsonb = 3802,
};

/// A value as text that every type takes which can hold it: booleans are 1 and 0. `type` is the
/// parameter's. Not for NULL and blobs.
std::string TextOfValue(const Value& value, std::uint32_t type);

/// What a result holds: bool, int64, double, Decimal, Blob, Date, Instant by type; text otherwise,
/// and where the value is beyond ours (infinity, years after 9999, NaN). Numerics beyond 18
/// decimals or 36 digits, which averages and divisions give, are rounded to what fits.
Value ValueOfText(std::string_view text, std::uint32_t type);

/// "2026-01-02 09:30:00[.123456]", 'T' for the space too, as microseconds; kInvalidInput otherwise.
Result<Instant> ParseLocalTime(std::string_view text);

}  // namespace telar::db::postgres
