#pragma once

#include <string_view>

namespace telar::invoices {

/// Month 1..12 of a folded month name or a cut of at least three letters of one; 0 when unknown. In
/// the languages of FindDates (dates.h); a name of five letters or more may be misread in one.
unsigned MonthOf(std::string_view folded);

/// Weekdays (bit 0: Monday) a folded word may mean; 0 for none. Cuts of three letters count.
unsigned WeekdaysOf(std::string_view folded);

}  // namespace telar::invoices
