#pragma once

#include <optional>
#include <string_view>

#include "core/time.h"

namespace telar::invoices::templates {

/// A date without a format, by the rules of python-dateutil's parser.parse with its defaults:
/// numbers read month first unless that makes no date (05/03/2024 is the third of May, 22/9/2022
/// the 22nd of September), four digits are a year, two digits the year nearest to `today`; months
/// and weekdays are English; times are skipped; a word it does not know makes it no date.
///
/// Unlike dateutil, a day, month or year that is not printed is not taken from today's date: such a
/// text is no date.
std::optional<Date> ReadEnglishDate(std::string_view text, Date today);

}  // namespace telar::invoices::templates
