#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/time.h"
#include "invoices/layout.h"

namespace telar::invoices {

/// Whether 05/03 is the fifth of March or the third of May.
enum class DateOrder { kDayFirst, kMonthFirst };

/// A printed date with every reading its print allows: both are equal where the month is a name or
/// the year comes first, one is absent where a number is no month or a weekday beside the date
/// belongs to the other reading. Never both absent.
struct PrintedDate {
  Span span;  ///< The date alone; a time glued to it is left out.
  std::optional<Date> day_first, month_first;
  bool in_words = false;  ///< The month is a name.

  bool ambiguous() const { return day_first && month_first && *day_first != *month_first; }
  /// The reading under `order`; the other one when that is the only one.
  Date Under(DateOrder order) const;
};

/// The dates of a row from left to right: 05/03/2024, 05-03-24, 05.03.2024, 2024-03-05, 5-Mar-24,
/// 5 de marzo de 2024, Mar 5, 2024, 3rd March 2024, 7. Mai 2014, 1er juillet 2015, 7 maja 2014, 5
/// de gener del 2024, 2014年5月7日, 05032024 13:11. Month names are Spanish, English, Portuguese,
/// French, German, Dutch, Italian, Malay, Polish, Catalan, Scandinavian and Czech, full or cut to
/// three letters or more; a name of five letters or more may be misread in one letter. Years are
/// 1990 to 2079; two digits are 2000 and later. An unknown month, a day that does not exist or a
/// date inside a longer code is no date.
std::vector<PrintedDate> FindDates(std::string_view text);

/// Dates that only a label beside them makes dates: 20240305, 05032024 and 05 03 2024.
std::vector<PrintedDate> FindBareDates(std::string_view text);

/// Dates of a scan with a sign between their numbers lost or misread: 27:03/2018, 27032018, 05
/// 02-18. For a document that has no other date: a telephone number
/// or opening hours may look so.
std::vector<PrintedDate> FindWornDates(std::string_view text);

/// True when `date`, a span of a date in `text`, ends a period whose first day is printed without a
/// year: "Mar 7 – Apr 7, 2024", "01.05.-31.05.2014", "du 1er au 31 juillet 2015".
bool EndsYearlessPeriod(std::string_view text, const Span& date);
/// True for what stands between the ends of a period, folded and trimmed: "-", "bis", "au", "to".
bool JoinsPeriod(std::string_view between);

}  // namespace telar::invoices
