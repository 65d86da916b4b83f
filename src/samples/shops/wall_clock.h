#pragma once

#include <chrono>
#include <string_view>

#include "core/result.h"
#include "core/time.h"

namespace telar::samples::shops {

/// Date and time on a wall, without a zone; microseconds.
using WallTime = std::chrono::local_time<std::chrono::microseconds>;

inline Date DateOf(WallTime time) { return Date(std::chrono::floor<std::chrono::days>(time)); }
inline WallTime MidnightOf(Date date) { return WallTime(std::chrono::local_days(date)); }
/// Days since 1970-01-01.
inline std::int64_t DayNumber(Date date) {
  return std::chrono::sys_days(date).time_since_epoch().count();
}
Date NextDay(Date date, int days = 1);

/// What clocks in a zone of the machine's IANA database show. A value; safe to share.
class WallClock {
 public:
  /// kInvalidConfig for a zone this machine does not know.
  static Result<WallClock> In(std::string_view zone);
  WallTime At(Instant instant) const;
  /// The first instant that shows `time` or, where the clock jumps over it, the jump.
  Instant When(WallTime time) const;

 private:
  explicit WallClock(const void* zone) : zone_(zone) {}
  const void* zone_;  // of the zone library, which keeps it for ever
};

}  // namespace telar::samples::shops
