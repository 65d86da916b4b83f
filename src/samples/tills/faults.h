#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "core/result.h"
#include "core/time.h"

namespace telar::samples::tills {

/// What a simulated till does wrong.
enum class FaultKind {
  kSilence,        ///< Takes the request and never answers.
  kSlow,           ///< Answers after `delay` and `per_row` for every row.
  kHangUp,         ///< Closes the connection without an answer.
  kStatus,         ///< Answers `status` (500) with a short text.
  kHtml,           ///< Answers 200 with a page for people.
  kError,          ///< Answers 200 with {"error": …}.
  kTruncated,      ///< A whole answer of HTTP whose JSON ends in the middle.
  kCut,            ///< The connection ends in the middle of the body.
  kDoubled,        ///< `rows` rows appear twice, and are counted twice.
  kEmpty,          ///< No rows, and a total of none.
  kEmptyClaiming,  ///< No rows, and the true total.
  kTotal,          ///< The total is off by `rows` (may be negative).
  kText,           ///< Numbers as texts: "1.50".
  kNulls,          ///< Fields that say little are null: brand, model, barcode, category names.
  kGarbage,        ///< `rows` more rows that cannot be what they say; counted in the total. Truth
                   ///< leaves them out: they belong into the rejects, not into a warehouse.
};

/// When, where and how often a fault strikes.
struct Fault {
  FaultKind kind = FaultKind::kStatus;
  std::string path;                 ///< "/ventas"; "": every endpoint.
  std::string place;                ///< Branch or warehouse code; "": everywhere.
  int skip = 0;                     ///< Requests that pass before the first.
  int count = 0;                    ///< Requests it strikes; 0: all.
  int percent = 100;                ///< Of the requests it would strike.
  std::optional<Instant> from, to;  ///< Half-open, of the simulator's clock.

  Duration delay{};
  Duration per_row{};
  int status = 500;
  int rows = 1;
};

/// Faults as text, one a line or between ';': a kind and settings, `#` starts a comment.
///
///   status status=502 path=/ventas place=SUC003 count=2
///   slow per_row=2ms
///   hang_up from=2026-01-02T10:00:00Z to=2026-01-02T11:00:00Z
///
/// Kinds: silence, slow, hang_up, status, html, error, truncated, cut, doubled, empty,
/// empty_claiming, total, text, nulls, garbage. Settings: path, place, skip, count, percent, from,
/// to, delay, per_row, status, rows; delays are ParseDuration's or in microseconds ("50us").
/// kInvalidInput names the line.
Result<std::vector<Fault>> ParseFaults(std::string_view text);

/// Decides which faults strike a request. Safe to use from several threads.
class FaultPlan {
 public:
  explicit FaultPlan(std::uint64_t seed) : random_(seed) {}
  /// Replaces all faults and forgets their counts.
  void Set(std::vector<Fault> faults);
  /// Those that strike this request, in the order of the plan.
  std::vector<Fault> Strike(std::string_view path, const std::vector<std::string>& places,
                            Instant now);

 private:
  struct Counted {
    Fault fault;
    int met = 0, struck = 0;
  };
  std::mutex mutex_;
  SeededRandom random_;          // guarded by mutex_
  std::vector<Counted> faults_;  // guarded by mutex_
};

}  // namespace telar::samples::tills
