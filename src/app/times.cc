#include "app/times.h"

#include <date/tz.h>

#include <exception>

namespace telar::app {

Result<LocalTimes> LocalTimes::Open(const std::string& zone) {
  try {
    return LocalTimes(date::locate_zone(zone));
  } catch (const std::exception&) {
    return Status::InvalidConfig("display.time_zone: this machine knows no zone '" + zone + "'")
        .WithHint("take a name such as America/Bogota or UTC, or install tzdata");
  }
}

std::string LocalTimes::Format(Instant instant) const {
  const auto* zone = static_cast<const date::time_zone*>(zone_);
  return date::format("%F %T",
                      date::make_zoned(zone, std::chrono::floor<std::chrono::seconds>(instant)));
}

}  // namespace telar::app
