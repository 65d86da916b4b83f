#pragma once

#include <optional>

#include "core/time.h"

namespace telar::invoices::templates {

/// The day of a year from 1 to 9999, a month and a day as they are printed; none where the calendar
/// has no such day.
inline std::optional<Date> CalendarDay(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

}  // namespace telar::invoices::templates
