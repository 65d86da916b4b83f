#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/time.h"
#include "samples/shops/trade.h"

namespace telar::samples::tills {

/// What `hora_hasta` includes. Which of these the real API does is not known.
enum class HourEnd {
  kExclusive,  ///< Only times before it.
  kInclusive,  ///< Also that very time: 09:30 is 09:30:00.0000000.
  kWholeUnit,  ///< The whole minute of HH:MM, the whole second of HH:MM:SS.
};

struct HourRules {
  HourEnd end = HourEnd::kWholeUnit;
  bool takes_seconds = true;  ///< Else HH:MM:SS is an error.
  /// Hours bound every day of the range by itself, else the range from its first to its last.
  bool per_day = false;
};

/// The body of a request for sales. Empty texts: not given.
struct SalesQuery {
  std::string branch, from_date, to_date, from_hour, to_hour, warehouse, product;
};
/// kInvalidInput when it is no JSON object or lacks a field.
Result<SalesQuery> ReadSalesQuery(std::string_view body);

/// The codes of `{"FIELD": "code"}` or `{"FIELD": ["code", …]}`. kInvalidInput otherwise.
Result<std::vector<std::string>> ReadCodes(std::string_view body, std::string_view field);

/// The lines of `shop` that the query asks for, as the till shows them at `as_of`. kInvalidInput
/// for a date or hour that is none, or more than 400 days.
Result<std::vector<shops::SaleLine>> FindSales(const shops::Trade& trade, const shops::Shop& shop,
                                               const SalesQuery& query, const HourRules& rules,
                                               Instant as_of);

}  // namespace telar::samples::tills
