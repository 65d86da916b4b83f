#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.h"

namespace telar {

/// A point in time, UTC, microseconds. What the databases of every adapter can hold exactly.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;
/// A calendar day without a zone (the date printed on an invoice).
using Date = std::chrono::year_month_day;

/// "2026-11-22T04:22:12.123456Z": fixed width, so that text order is time order.
std::string FormatInstant(Instant instant);
/// The inverse of FormatInstant; also takes no fraction or fewer digits. kInvalidInput otherwise.
Result<Instant> ParseInstant(std::string_view text);

/// "2026-11-22" (ISO 8601).
std::string FormatDate(Date date);
/// ISO 8601 calendar dates only; kInvalidInput for another form or a day that does not exist.
Result<Date> ParseDate(std::string_view text);

/// "850 ms", "12.4 s", "3 min 05 s", "2 h 10 min": for people, never parsed.
std::string FormatDuration(Duration duration);
/// "500ms", "30s", "10m", "2h", "7d" (a whole number and a unit); kInvalidInput otherwise.
Result<Duration> ParseDuration(std::string_view text);

}  // namespace telar
