#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/time.h"

namespace telar::invoices::templates {

/// A date without a format in one of the languages (ISO 639-1; none: any), by the rules of
/// dateparser's parser for absolute dates.
///
/// Every word must be one of the language: a month, a weekday, what stands beside them ("de",
/// "Uhr"), am or pm, or a time zone. Signs but the point, the colon and the dash part like spaces.
/// A time is skipped: 14:30, 10h30, and "14.30" where the date has other marks. Each number in turn
/// becomes the first part, in the language's order (French day, month, year), that it can be:
/// 2024-22-11 is the 22nd of November. Behind a year of four digits come month and day. Two digits
/// of a year are 1969 to 2068. "7. Mai 2014", "Montag, 06.05.2024", "1er août 2015",
/// "2014年5月7日".
///
/// Unlike dateparser, a day, month or year that is not printed is not taken from today's date, and
/// words relative to today ("gestern") are unknown: such a text is no date.
std::optional<Date> ReadLocalDate(std::string_view text, std::span<const std::string> languages);

}  // namespace telar::invoices::templates
