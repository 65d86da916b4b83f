#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/random.h"
#include "core/retry.h"
#include "pos/till_source.h"
#include "store/object_store.h"

namespace telar::pos {

struct FetchRules {
  Duration sales_timeout = std::chrono::minutes(10);  ///< Of one request.
  Duration stock_timeout = std::chrono::minutes(1);
  /// A window of at most that length is not split further.
  Duration shortest_window = std::chrono::minutes(15);
  /// For answers that did not come or broke off; a time-out makes the window smaller first.
  RetryPolicy retry{.attempts = 3,
                    .first = std::chrono::seconds(1),
                    .longest = std::chrono::seconds(30),
                    .factor = 3.0};
};

/// An answer that is in the archive.
struct ArchivedAnswer {
  std::string key;   ///< In the archive: "sales/tienda_01/2026-01-02/090000-100000-….json.gz".
  LocalRange range;  ///< What it was asked for; empty for stock.
  std::int64_t received = 0;
  std::optional<std::int64_t> claimed;
  Instant fetched{};
  bool counts_agree() const { return !claimed || *claimed == received; }
};

/// Gets answers out of a source and into the archive, whole: retries, smaller windows and doubts
/// are decided here for every source alike. Safe to use from several threads.
class Fetcher {
 public:
  /// The references must outlive the object.
  Fetcher(store::ObjectStore& archive, const Clock& clock, Random& random, FetchRules rules)
      : archive_(archive), clock_(clock), random_(random), rules_(rules) {}

  /// The sales of `range` in one or more answers that follow each other without a gap. A request
  /// that runs out of time, or whose answer is too large, is asked again as two halves, cut at a
  /// whole minute, until `shortest_window`. An answer whose rows are not as many as it claims is
  /// asked for once more, and the second is taken as it is.
  Result<std::vector<ArchivedAnswer>> Sales(TillSource& source, const FetchOrder& order,
                                            const LocalRange& range);
  Result<ArchivedAnswer> Stock(TillSource& source, const FetchOrder& order);

  /// The bytes of an answer.
  Result<std::string> Open(const ArchivedAnswer& answer);

 private:
  Result<RawAnswer> Ask(const std::function<Result<RawAnswer>(const FetchOrder&)>& ask,
                        const FetchOrder& order, Duration timeout);
  Result<ArchivedAnswer> Keep(RawAnswer raw, std::string folder, std::string name,
                              const LocalRange& range);

  store::ObjectStore& archive_;
  const Clock& clock_;
  Random& random_;
  const FetchRules rules_;
};

}  // namespace telar::pos
