#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.h"
#include "core/time.h"

namespace telar::pos {

/// Date and time on a shop's wall, without a zone; microseconds.
using LocalTime = std::chrono::local_time<std::chrono::microseconds>;

/// "2026-01-02 09:30:00", with ".123456" after it when there is a fraction: the form of
/// {datetime} columns.
std::string FormatLocal(LocalTime time);
/// The inverse; also takes 'T' between date and time and up to 7 digits of fraction, of which the
/// seventh (100 ns) is cut. kInvalidInput otherwise.
Result<LocalTime> ParseLocal(std::string_view text);
Date DateOf(LocalTime time);
LocalTime MidnightOf(Date date);
/// Time since midnight.
Duration TimeOfDay(LocalTime time);

/// Half-open, [from, to).
struct LocalRange {
  LocalTime from{}, to{};
  bool Contains(LocalTime time) const { return from <= time && time < to; }
  friend bool operator==(const LocalRange&, const LocalRange&) = default;
};

/// A time zone of the IANA database of this machine. A value; safe to share between threads.
class Zone {
 public:
  Zone() = default;  ///< UTC.
  /// kInvalidConfig for a name that the machine's database does not have.
  static Result<Zone> Find(std::string_view name);

  const std::string& name() const { return name_; }
  LocalTime ToLocal(Instant instant) const;
  /// The first instant whose wall time is `time` or, where the clock jumps over it, the jump.
  Instant ToInstant(LocalTime time) const;
  /// Every wall time the clock shows during [from, to), as one range: where the clock is set back
  /// in between, from the earliest it shows to the latest.
  LocalRange WallTimes(Instant from, Instant to) const;

 private:
  Zone(std::string name, const void* zone) : name_(std::move(name)), zone_(zone) {}
  std::string name_ = "UTC";
  const void* zone_ = nullptr;  // of the zone library, which keeps it for ever; null: UTC
};

}  // namespace telar::pos
