#pragma once

#include <memory>
#include <string>

#include "core/result.h"
#include "core/time.h"

namespace telar::app {

/// Instants as people of one time zone read them, by the machine's time zone database. Safe to use
/// from several threads.
class LocalTimes {
 public:
  /// kInvalidConfig for a zone the machine does not know.
  static Result<LocalTimes> Open(const std::string& zone);
  /// "2026-01-02 03:04:05" in that zone.
  std::string Format(Instant instant) const;

 private:
  explicit LocalTimes(const void* zone) : zone_(zone) {}
  const void* zone_;  // owned by the time zone database, which lives as long as the program
};

}  // namespace telar::app
