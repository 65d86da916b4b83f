#include "samples/shops/wall_clock.h"

#include <date/tz.h>

#include <string>

namespace telar::samples::shops {
namespace {

const date::time_zone& ZoneOf(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}

}  // namespace

Date NextDay(Date date, int days) {
  return Date(std::chrono::sys_days(date) + std::chrono::days(days));
}

Result<WallClock> WallClock::In(std::string_view zone) {
  try {
    return WallClock(static_cast<const void*>(date::locate_zone(std::string(zone))));
  } catch (const std::exception&) {
    return Status::InvalidConfig("find time zone " + std::string(zone) +
                                 ": this machine does not know it");
  }
}

WallTime WallClock::At(Instant instant) const {
  return WallTime(ZoneOf(zone_).to_local(instant).time_since_epoch());
}

Instant WallClock::When(WallTime time) const {
  const date::local_time<std::chrono::microseconds> theirs(time.time_since_epoch());
  return ZoneOf(zone_).to_sys(theirs, date::choose::earliest);
}

}  // namespace telar::samples::shops
