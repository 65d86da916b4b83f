#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_set>

#include "ledger/pipeline.h"
#include "pos/tills.h"
#include "pos/transform.h"

namespace telar::pos {

// What the pipelines of sales and of stock share; not for other rooms.

/// Rejects of one answer that are kept; all are counted.
inline constexpr std::int64_t kMostRejects = 1000;

inline Status OfSource(Status status) { return std::move(status).WithRole(Role::kSource); }

/// A plan never reopens what failed; what is wanted again is worth new attempts: items of the
/// pipeline that failed and whose key is among `keys` are planned again.
Status RetryWanted(const Tills& tills, std::string_view pipeline,
                   const std::unordered_set<std::string>& keys);

/// Progress::Reach, redone at once when another load was in the way: loads of several locations
/// write the same products and partitions. `write` must start afresh each time.
Status ReachPatiently(ledger::Progress& progress, std::string_view stage,
                      const std::function<Status(db::Connection&)>& write);

/// Asks the location's source for the sales of `wall` as they are now, keeps the answers in the
/// archive, and hands on every record as a row or why it is none. Whether each answer holds as many
/// as it claims.
Result<bool> AskSales(const Tills& tills, const Location& location, const LocalRange& wall,
                      Deadline deadline, std::stop_token stop,
                      const std::function<void(const SaleOrBad&)>& sale);

}  // namespace telar::pos
